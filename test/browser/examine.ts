import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Locale } from '#test/support/browser.ts';

/** A desk, a phone, and the narrowest width that WCAG 1.4.10 asks for. */
const widths = [1280, 360, 320];

const options = JSON.stringify({
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
});

// Text, because these tests know no types of a page.
const examination = `(async () => {
  await document.fonts.ready;
  const { violations } = await axe.run(document, ${options});
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : [];
  return [...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))), ...wide];
})()`;

const basics = `({
  lang: document.documentElement.lang,
  isTitled: document.title.trim() !== '',
  headings: document.querySelectorAll('h1').length,
})`;

/** What keeps somebody from using the page that is shown: empty where nothing does. */
export async function examine(page: Page, locale: Locale): Promise<string[]> {
  const { lang, isTitled, headings } = await page.evaluate<{ lang: string; isTitled: boolean; headings: number }>(
    basics,
  );
  const found =
    lang === locale && isTitled && headings === 1 ? [] : [`lang ${lang}, title ${isTitled}, ${headings} h1`];
  await page.evaluate(axe.source);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const faults = await page.evaluate<string[]>(examination);
    found.push(...faults.map((fault) => `at ${width}: ${fault}`));
  }
  const { pathname, search } = new URL(page.url());
  return found.map((fault) => `${pathname}${search} ${locale} ${fault}`);
}
