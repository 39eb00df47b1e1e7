import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerCodes } from '#ledger/codes.ts';
import { examine } from '#test/browser/examine.ts';
import { trust, zip } from '#test/ledger/merit-bundle.ts';
import { receiptOf } from '#test/ledger/receipts.ts';
import { type Locale, launchBrowser } from '#test/support/browser.ts';
import { verify } from '#verifier/verify.ts';
import { verdicts, words } from '#verifier/words.ts';
import { type OpenedPage, openPage, pagePath } from './opened-page.ts';

/** The page as a person uses it, from the disk and without a network. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const locales: readonly Locale[] = ['id', 'en'];
/** One byte of one entry changed, by somebody who left the rest alone. */
const tampered = Buffer.from(zip);
const at = tampered.indexOf('{"bytes":"') + 200;
tampered[at] = (tampered[at] ?? 0) ^ 1;

function fileOf(name: string, buffer: Buffer) {
  return { name, mimeType: 'application/octet-stream', buffer };
}

async function giveKeys(page: Page): Promise<void> {
  await page.locator('summary').press('Enter');
  await page.locator('#policy').setInputFiles(fileOf('policy.txt', trust.policy));
  await page.locator('#epochs').setInputFiles(fileOf('epochs.txt', trust.epochs));
}

/** By keyboard alone, but for the dialogue of the operating system. */
async function check(page: Page, bundle: Buffer): Promise<void> {
  await page.locator('#bundle').setInputFiles(fileOf('SEL-2026-001.zip', bundle));
  await page.locator('button[type="submit"]').press('Enter');
  await page.locator('#verdict').waitFor();
}

function expectUntouched({ requests, complaints }: OpenedPage): void {
  expect({ requests, complaints }).toEqual({ requests: [`file://${pagePath}`], complaints: [] });
}

describe.each(locales)('the page in the language %s', (locale) => {
  test('says that a good bundle passed under the keys that somebody brought', async () => {
    const opened = await openPage(browser, locale);
    const { page, context } = opened;
    await giveKeys(page);
    const began = performance.now();
    await check(page, zip);
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    process.stdout.write(
      `a bundle of ${Math.round(zip.length / 1024)} kB is verified in the browser in ${seconds} s\n`,
    );
    expect(await page.locator('#verdict').innerText()).toBe(verdicts[0][locale]);
    expect(await page.locator('#verdict:focus').count()).toBe(1);
    expect(await page.locator('.claims').innerText()).toContain(words['claim-merit'][locale]);
    expect(await examine(page, locale)).toEqual([]);
    expectUntouched(opened);
    await context.close();
  });

  test('says what is wrong with a tampered one, in words', async () => {
    const opened = await openPage(browser, locale);
    const { page, context } = opened;
    await giveKeys(page);
    await check(page, tampered);
    expect(await page.locator('#verdict').innerText()).toBe(verdicts[1][locale]);
    const shown = await page.locator('.cards').innerText();
    const { findings } = verify(tampered, trust);
    expect(findings.length).toBeGreaterThan(1);
    for (const { code, place } of findings) {
      expect(shown).toContain(code);
      expect(shown).toContain(ledgerCodes[code][locale]);
      expect(shown).toContain(place);
    }
    expect(await examine(page, locale)).toEqual([]);
    expectUntouched(opened);
    await context.close();
  });

  test('does not call it passed while the keys are those of the bundle', async () => {
    const { page, context } = await openPage(browser, locale);
    await check(page, zip);
    expect(await page.locator('#verdict').innerText()).toBe(verdicts[3][locale]);
    expect(await page.locator('#result').innerText()).toContain(words['next-keys'][locale]);
    await context.close();
  });

  test('misses the entry of a receipt that somebody holds, and takes no other file for one', async () => {
    const { page, context } = await openPage(browser, locale);
    await giveKeys(page);
    const receipt = receiptOf('0'.repeat(64));
    await page.locator('#receipt').setInputFiles(fileOf('receipt.json', Buffer.from(JSON.stringify(receipt))));
    await check(page, zip);
    expect(await page.locator('.cards').innerText()).toContain(`receipt ${receipt.entry}`);
    await page.locator('#receipt').setInputFiles(fileOf('policy.txt', trust.policy));
    await page.locator('button[type="submit"]').press('Enter');
    await page.getByText(words['no-receipt'][locale]).waitFor();
    expect(await page.locator('#verdict').count()).toBe(0);
    await context.close();
  });

  test('asks for the file where there is none', async () => {
    const { page, context } = await openPage(browser, locale);
    await page.locator('button[type="submit"]').click();
    expect(await page.locator('#bundle-missing').innerText()).toBe(words['bundle-missing'][locale]);
    expect(await examine(page, locale)).toEqual([]);
    await context.close();
  });
});

test('the language changes with all that is shown, and the files stay chosen', async () => {
  const { page, context } = await openPage(browser, 'id');
  await giveKeys(page);
  await check(page, zip);
  await page.getByRole('link', { name: 'English' }).click();
  await page.locator('html[lang="en"]').waitFor({ state: 'attached' });
  expect(await page.locator('#verdict').innerText()).toBe(verdicts[0].en);
  expect(await page.locator('h1').innerText()).toBe(words.heading.en);
  await page.locator('button[type="submit"]').press('Enter');
  await page.locator('#verdict').waitFor();
  expect(await page.locator('#verdict').innerText()).toBe(verdicts[0].en);
  await context.close();
});

test('the report can be saved, and is that of the product', async () => {
  const { page, context } = await openPage(browser);
  await giveKeys(page);
  await check(page, zip);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.save.id }).click(),
  ]);
  const saved: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(saved).toEqual(JSON.parse(JSON.stringify(verify(zip, trust))));
  await context.close();
});

test('a bundle may be dropped together with the keys', async () => {
  const { page, context } = await openPage(browser);
  const files = [
    ['SEL-2026-001.zip', zip],
    ['policy.txt', trust.policy],
    ['epochs.txt', trust.epochs],
  ] as const;
  const given = files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  await page.evaluate(`(() => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(given)})
      dataTransfer.items.add(new File([Uint8Array.from(atob(text), (digit) => digit.charCodeAt(0))], name));
    document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
  await page.locator('#verdict').waitFor();
  expect(await page.locator('#verdict').innerText()).toBe(verdicts[0].id);
  await context.close();
});

test('the page may load nothing and run nothing but itself', async () => {
  const { page, context, requests } = await openPage(browser);
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; base-uri 'none'/);
  const blocked = await page.evaluate(`fetch('https://example.org/').then(() => 'asked', () => 'refused')`);
  expect([blocked, requests.filter((url) => !url.startsWith('file:'))]).toEqual(['refused', []]);
  await context.close();
});
