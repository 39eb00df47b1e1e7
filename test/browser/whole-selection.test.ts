import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';
import { openHand, words } from '#test/support/hand.ts';
import { goThroughSelection } from '#test/support/whole-selection.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  demo = await joinDemo();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each([
  // The post that the story's newly placed head has left.
  ['with scripts', 'pointer', true, 'Kepala Bidang Tata Lingkungan', 'candidate-14'],
  ['without scripts', 'pointer', false, 'Kepala Bidang Anggaran', 'candidate-17'],
  ['by keyboard alone', 'keyboard', true, 'Camat Contoh Barat', 'candidate-18'],
] as const)(
  'a whole selection can be done on the pages %s, and its record is whole',
  async (_name, how, javaScript, post, candidate) => {
    const { context, page } = await visit(browser, { url: demo.url, locale: 'en', javaScript });
    const hand = openHand(page, how);
    const at = await goThroughSelection(hand, { post, candidate });
    await hand.become('auditor');
    await page.goto(`${at}/audit`);
    const whole = words('record.passed', { count: 0, skipped: 0 }).split('.')[0] ?? '';
    expect(await page.getByRole('main').innerText()).toContain(whole);
    await context.close();
  },
  600_000,
);
