import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';
import { openHand, words } from '#test/support/hand.ts';
import { examine } from './examine.ts';

/** A person is moved on a new map with nothing but keys. */

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([joinDemo(), launchBrowser()]);
});
afterAll(() => browser.close());

/** Waits until the map that was begun last is drawn. */
async function untilDrawn(page: Page): Promise<void> {
  for (let look = 0; look < 240; look += 1) {
    await page.goto('/map/review');
    if ((await page.locator('main a[href^="/map/publication/"]').count()) > 0) return;
    await page.waitForTimeout(500);
  }
  throw new Error('the map is not drawn');
}

test('the committee is asked to move somebody by keys alone, with a forced reason; the old place stands beside the new', async () => {
  const { context, page } = await visit(browser, { url: demo.url, locale: 'en', persona: 'hr' });
  const hand = openHand(page, 'keyboard');
  await hand.act('/map/new', [{ radio: /ASN/, within: words('map.new-policy') }], words('map.new-submit'));
  await untilDrawn(page);
  await hand.become('secretary');
  await page.goto('/map/boxes/7');
  const person = page.locator('main a[href^="/map/people/"]').first();
  await person.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/map\/people\//);
  const faults = await examine(page, 'en');
  await page.locator('main a[href^="/map/moves/"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/map\/moves\//);
  // Nothing is sent without its reason.
  await page.locator('main form button[value="check"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.govuk-error-summary').waitFor();
  const refused = await page.locator('.govuk-error-summary').innerText();
  faults.push(...(await examine(page, 'en')));
  await hand.fillIn(
    [
      { combobox: words('map.move-to'), option: '9' },
      { radio: words('map.ground-recent-achievement'), within: words('map.ground') },
      { textbox: words('map.reason'), value: 'A national award after the map was drawn.' },
      { textbox: words('map.evidence'), value: 'SK 12/2026' },
    ],
    words('map.publish-submit'),
  );
  await page.goto('/map/review');
  const listed = await page.locator('main').innerText();
  await context.close();
  expect(refused.length).toBeGreaterThan(0);
  expect(listed).toMatch(/box 7 to box 9/);
  expect(faults).toEqual([]);
}, 240_000);
