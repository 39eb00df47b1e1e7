import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import type { Locale } from '#test/support/browser.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const everything = { runOnly: { type: 'tag', values: wcag }, rules: { 'target-size': { enabled: true } } };

/** A desk; the narrowest width that WCAG 1.4.10 asks for; and a phone between, where only room can differ. */
const widths = [
  { width: 1280, rules: everything },
  { width: 320, rules: everything },
  { width: 360, rules: { runOnly: { type: 'rule', values: ['target-size'] } } },
];

/** The words in the headers of columns of which one part stands on another line than the rest, though they have no hyphen. */
const splitWords = `[...document.querySelectorAll('th[scope="col"]')].flatMap((head) => {
  const found = [];
  if (head.closest('thead').getBoundingClientRect().width <= 1) return found;
  const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const { index, 0: word } of text.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
    }
  }
  return found;
})`;

/** Text, because these tests know no types of a page. */
function examinationBy(rules: object): string {
  const options = JSON.stringify({ ...rules, resultTypes: ['violations'], preload: false });
  return `(async () => {
  await document.fonts.ready;
  const { violations } = await axe.run(document, ${options});
  const root = document.documentElement;
  const wide = root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : [];
  const split = ${splitWords}.map((word) => 'a header splits ' + word);
  return [...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))), ...wide, ...split];
})()`;
}

const basics = `({
  lang: document.documentElement.lang,
  isTitled: document.title.trim() !== '',
  headings: document.querySelectorAll('h1').length,
})`;

const equipped = new WeakSet<BrowserContext>();

/** Brings axe-core into the page, and into all that its visitor opens later: a browser compiles it once for all of them. */
async function bringAxe(page: Page): Promise<void> {
  const context = page.context();
  if (equipped.has(context)) return;
  equipped.add(context);
  await context.addInitScript({ content: axe.source });
  await page.evaluate(axe.source);
}

/** What keeps somebody from using the page that is shown: empty where nothing does. */
export async function examine(page: Page, locale: Locale): Promise<string[]> {
  const { lang, isTitled, headings } = await page.evaluate<{ lang: string; isTitled: boolean; headings: number }>(
    basics,
  );
  const found =
    lang === locale && isTitled && headings === 1 ? [] : [`lang ${lang}, title ${isTitled}, ${headings} h1`];
  await bringAxe(page);
  for (const { width, rules } of widths) {
    await page.setViewportSize({ width, height: 800 });
    const faults = await page.evaluate<string[]>(examinationBy(rules));
    found.push(...faults.map((fault) => `at ${width}: ${fault}`));
  }
  const { pathname, search } = new URL(page.url());
  return found.map((fault) => `${pathname}${search} ${locale} ${fault}`);
}
