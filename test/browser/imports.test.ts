import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Locale, launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';
import { otherPerson, profileFile, profileRow } from '#test/support/siasn-profile.ts';
import { examine } from './examine.ts';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([joinDemo(), launchBrowser()]);
});
afterAll(() => browser.close());

const { name, bytes: buffer } = profileFile([profileRow(), profileRow({ ...otherPerson(2), NAMA: '=1+1' })]);
const delivery = { name, mimeType: 'text/csv', buffer };

async function upload(page: Page, file: typeof delivery): Promise<void> {
  await page.goto('/imports/new');
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.locator('main form button[type="submit"]').click();
}

test.each<Locale>(['id', 'en'])(
  'a delivery is tried, and its refused row is decided by name, at a desk and on a phone (%s)',
  async (locale) => {
    const { context, page } = await visit(browser, { url: demo.url, locale, persona: 'hr' });
    await upload(page, delivery);
    await page.waitForURL(/\/imports\/dry-runs\//);
    const faults = await examine(page, locale);
    const hint = await page.locator('main form').innerText();
    await page.locator('input[name="exclude"]').check();
    await page.locator('main form button[value="check"]').click();
    await page.locator('main form button[value="send"]').waitFor();
    faults.push(...(await examine(page, locale)));
    expect(await page.locator('main').innerText()).toContain('siasn-profile.csv:3');
    await context.close();
    expect([faults, hint.includes('cell.formula')]).toEqual([[], true]);
  },
);

test('a file that is no delivery is refused beside the field, with what to do', async () => {
  const { context, page } = await visit(browser, { url: demo.url, locale: 'en', persona: 'hr' });
  await upload(page, { ...delivery, buffer: Buffer.from('NIP BARU|NAMA\n') });
  const said = await page.locator('.govuk-error-summary').innerText();
  const faults = await examine(page, 'en');
  await context.close();
  expect([said.includes('Missing: PNS ID'), faults]).toEqual([true, []]);
});
