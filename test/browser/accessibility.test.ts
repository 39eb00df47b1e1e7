import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Locale, launchBrowser, visit } from '#test/support/browser.ts';
import { type Demo, joinDemo, listStory } from '#test/support/demo.ts';
import { linkedPages, publicPages, reached, storyNames } from '#test/support/product-pages.ts';
import { examine } from './examine.ts';

/**
 * Everybody can use every page, in both languages, at a desk and on a phone: no violation of WCAG 2.2 A or AA that
 * axe-core knows, nothing to scroll sideways, the language said, a title and one first heading.
 */

const locales: readonly Locale[] = ['id', 'en'];

let demo: Demo;
let browser: Browser;
let places: ReadonlyMap<string, string>;
beforeAll(async () => {
  [demo, browser] = await Promise.all([joinDemo(), launchBrowser()]);
  const story = await listStory(demo);
  places = new Map(Object.entries(storyNames).map(([name, title]) => [name, story.get(title)?.id ?? '']));
});
afterAll(() => browser.close());

/** `:voting` is the selection of the story that is voting. */
function addressOf(path: string): string {
  return path.replace(/:([a-z]+)/, (_, name: string) => places.get(name) ?? name);
}

async function examineAll(pages: readonly string[], { locale, persona }: { locale: Locale; persona?: string }) {
  const { context, page } = await visit(browser, { url: demo.url, locale, ...(persona !== undefined && { persona }) });
  const faults: string[] = [];
  for (const path of pages) {
    const response = await page.goto(addressOf(path));
    const status = response?.status() ?? 0;
    if (status !== (path === '/nowhere' ? 404 : 200)) faults.push(`${path} ${locale} answers ${status}`);
    faults.push(...(await examine(page, locale)));
  }
  await context.close();
  return faults;
}

async function inBothLanguages(work: (locale: Locale) => Promise<string[]>): Promise<string[]> {
  return (await Promise.all(locales.map(work))).flat();
}

describe('everybody can use', () => {
  test('the pages that need no sign-in', async () => {
    expect(await inBothLanguages((locale) => examineAll(publicPages, { locale }))).toEqual([]);
  });

  test.each(Object.entries(reached))('the pages of %s', async (persona, pages) => {
    expect(await inBothLanguages((locale) => examineAll(pages, { locale, persona }))).toEqual([]);
  });

  test.each(linkedPages)('the page that %s reaches from %s by %s', async (persona, from, link) => {
    const work = async (locale: Locale) => {
      const { context, page } = await visit(browser, { url: demo.url, locale, persona });
      await page.goto(addressOf(from));
      await page.goto((await page.locator(link).first().getAttribute('href')) ?? '/no-such-link');
      const faults = await examine(page, locale);
      await context.close();
      return faults;
    };
    expect(await inBothLanguages(work)).toEqual([]);
  });

  test('a form with nothing filled in', async () => {
    const work = async (locale: Locale) => {
      const { context, page } = await visit(browser, { url: demo.url, locale, persona: 'member-3' });
      await page.goto(addressOf('/selections/:voting/ballot'));
      await page.locator('main form button[value="check"]').click();
      await page.locator('.govuk-error-summary').waitFor();
      const faults = await examine(page, locale);
      await context.close();
      return faults;
    };
    expect(await inBothLanguages(work)).toEqual([]);
  });
});
