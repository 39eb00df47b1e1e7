import { type Html, html, type Piece } from '../html.ts';
import type { Locale } from '../i18n.ts';

export interface Cited {
  readonly instrument: string;
  readonly article: string | null;
}

/** Where a rule stands: instruments have their names in one language, which is marked where the page is in the other. */
export function cited({ locale }: { readonly locale: Locale }, { instrument, article }: Cited, between = ', '): Html {
  const { text, language } = citedText({ instrument, article }, between);
  return language === locale ? html`${text}` : html`<span lang="${language}">${text}</span>`;
}

/** The same as text, with the language that it is in. */
export function citedText({ instrument, article }: Cited, between = ', ') {
  const text = article === null || article === '' ? instrument : `${instrument}${between}${article}`;
  return { text, language: languageOf(text) };
}

/** Packs cite in Indonesian or in English and do not say which; English names have one of these words. */
function languageOf(text: string): Locale {
  return /\b(?:of|the|and|rules?|policy|agency|act|merit|annual|commission|nepotism)\b/i.test(text) ? 'en' : 'id';
}

/** A sentence with a piece in the place of one of its words: `text` says it with whatever word it is given. */
export function sentence(text: (word: string) => string, piece: Piece): Html {
  const { before, after } = aroundWord(text);
  return html`${before}${piece}${after}`;
}

/** What such a sentence says before the word and after it. */
export function aroundWord(text: (word: string) => string) {
  const [before = '', after = ''] = text(place).split(place);
  return { before, after };
}

const place = '\u0001';
