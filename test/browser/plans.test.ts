import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Locale, launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';
import { examine } from './examine.ts';

/** A development plan on its pages: from one's own place on the map to the evidence that the office confirms. */

let demo: Demo;
let browser: Browser;
let plan: string;
beforeAll(async () => {
  [demo, browser] = await Promise.all([joinDemo(), launchBrowser()]);
  const { items } = await demo.read<{ items: { id: string }[] }>('candidate', '/plans/own');
  plan = `/plans/${items[0]?.id ?? ''}`;
});
afterAll(() => browser.close());

/** Checks the answers and sends them. */
async function send(page: Page): Promise<void> {
  await page.locator('main form button[value="check"], main form button[type="submit"]').first().click();
  await page.locator('main form button[value="send"]').click();
  await page.waitForURL(/\/receipts\//);
}

async function typeDay(page: Page, name: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  await page.locator(`input[name="${name}-day"]`).fill(date);
  await page.locator(`input[name="${name}-month"]`).fill(month);
  await page.locator(`input[name="${name}-year"]`).fill(year);
}

const textOf = (page: Page) => page.locator('main').innerText();

test('without JavaScript and on a phone a completion is reported, and the office confirms it', async () => {
  const own = await visit(browser, { url: demo.url, persona: 'candidate', javaScript: false });
  await own.page.setViewportSize({ width: 360, height: 800 });
  await own.page.goto('/map/own');
  await own.page.locator('main a[href^="/plans/"]').click();
  await own.page.locator('main a[href*="/complete/"]').first().click();
  // The plan of the demo was opened today, and nothing is done before its plan or ahead of its day.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date());
  await typeDay(own.page, 'doneOn', today);
  await own.page.locator('input[name="number"]').fill('SRT-77/2026');
  await own.page.locator('input[name="evidence"]').fill('Sertifikat SRT-77/2026');
  await send(own.page);
  await own.page.goto(plan);
  expect(await textOf(own.page)).toContain('SRT-77/2026');
  await own.context.close();

  const office = await visit(browser, { url: demo.url, persona: 'hr', locale: 'en', javaScript: false });
  await office.page.goto('/inbox');
  expect(await textOf(office.page)).toContain('Confirm a completion');
  await office.page.goto(plan);
  await office.page.locator('main a[href*="/confirm/"]').click();
  await send(office.page);
  await office.page.goto(plan);
  expect(await textOf(office.page)).toContain('In the record as evidence for D.cert');
  await office.context.close();
});

test.each<Locale>(['id', 'en'])('every page of a plan can be used by everybody (%s)', async (locale) => {
  const faults: string[] = [];
  const look = async (persona: string, paths: readonly string[]) => {
    const { context, page } = await visit(browser, { url: demo.url, locale, persona });
    for (const path of paths) {
      const response = await page.goto(path);
      if (response?.status() !== 200) faults.push(`${path} answers ${String(response?.status())}`);
      faults.push(...(await examine(page, locale)));
    }
    await context.close();
  };
  const acts = ['goals', 'actions', 'mentor', 'review', 'close'].map((act) => `${plan}/${act}`);
  await look('hr', ['/plans', '/plans/new', plan, ...acts]);
  await look('candidate', ['/plans', '/map/own', plan]);
  await look('unit-head', ['/plans', plan]);
  expect(faults).toEqual([]);
});
