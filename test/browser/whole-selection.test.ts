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

const kept: readonly string[] = ['Kepala Bidang Anggaran', 'Camat Contoh Barat'];

async function findVacated(): Promise<string> {
  const { items } = await demo.read<{ items: { title: string; level: string; hasSelection: boolean }[] }>(
    'hr',
    '/posts?agency=kota-contoh&vacant=true&limit=200',
  );
  const vacated = items.filter((post) => post.level === 'administrator' && !post.hasSelection);
  return vacated.find(({ title }) => !kept.includes(title))?.title ?? '';
}

test.each([
  // Whoever the story has placed has left a post.
  ['with scripts', 'pointer', true, null, 'candidate-14'],
  ['without scripts', 'pointer', false, 'Kepala Bidang Anggaran', 'candidate-17'],
  ['by keyboard alone', 'keyboard', true, 'Camat Contoh Barat', 'candidate-18'],
] as const)(
  'a whole selection can be done on the pages %s, and its record is whole',
  async (_name, how, javaScript, post, candidate) => {
    const { context, page } = await visit(browser, { url: demo.url, locale: 'en', javaScript });
    const hand = openHand(page, how);
    const at = await goThroughSelection(hand, { post: post ?? (await findVacated()), candidate });
    await hand.become('auditor');
    await page.goto(`${at}/audit`);
    const whole = words('record.passed', { count: 0, skipped: 0 }).split('.')[0] ?? '';
    expect(await page.getByRole('main').innerText()).toContain(whole);
    await context.close();
  },
  600_000,
);
