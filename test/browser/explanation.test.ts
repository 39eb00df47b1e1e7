import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Locale, launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';
import { examine } from './examine.ts';

/** How a value came about, opened: fact, rows, score, weight and contribution. */

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([joinDemo(), launchBrowser()]);
});
afterAll(() => browser.close());

const opened = `for (const one of document.querySelectorAll('main details')) one.open = true`;

/** Cells of the explanation that begin or end outside of the screen, and whether there are any. */
const outside = `(() => {
  const cells = [...document.querySelectorAll('.b-trace td, .b-trace th[scope="row"]')];
  const far = cells.filter((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return left < 0 || right > document.documentElement.clientWidth;
  });
  return [cells.length > 0, far.length];
})()`;

test.each<Locale>(['id', 'en'])('is read on a phone without scrolling sideways, row by row (%s)', async (locale) => {
  const { context, page } = await visit(browser, { url: demo.url, locale, persona: 'candidate' });
  await page.goto('/map/own');
  await page.evaluate(opened);
  const faults = await examine(page, locale);
  await page.setViewportSize({ width: 360, height: 800 });
  const [cells, text] = [await page.evaluate(outside), await page.locator('main').innerText()];
  await context.close();
  expect([faults, cells]).toEqual([[], [true, 0]]);
  expect(text).toMatch(/Pelatihan Contoh B · S-[\d-]+\/CONTOH\/\d{4} · 24 JP/);
});
