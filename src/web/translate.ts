import i18next from 'i18next';
import { type Locale, locales } from './i18n.ts';
import type { WordTable } from './words/table.ts';
import { type WordKey, words } from './words.ts';

export type WordValues = Readonly<Record<string, string | number>>;

/** The words for a key in one language. Values are plain text: templates escape the result. */
export type Translate = (key: WordKey, values?: WordValues) => string;

const translators: Readonly<Record<Locale, Translate>> = { id: openTranslator('id'), en: openTranslator('en') };

export function translatorOf(locale: Locale): Translate {
  return translators[locale];
}

function openTranslator(locale: Locale): Translate {
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    supportedLngs: [...locales],
    // Keys hold dots, and a key without words is a fault of ours: never fall back to another language.
    keySeparator: false,
    nsSeparator: false,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: resourceOf(locale) } },
  });
  return (key, values) => instance.t(key, values ?? {});
}

function resourceOf(locale: Locale): Record<string, string> {
  const table: WordTable = words;
  const resource: Record<string, string> = {};
  for (const [key, { id, en }] of Object.entries(table)) {
    const { one, other } = locale === 'id' ? both(id) : both(en);
    Object.assign(resource, { [key]: other, [`${key}_one`]: one, [`${key}_other`]: other });
  }
  return resource;
}

function both(text: WordTable[string]['en']): { readonly one: string; readonly other: string } {
  return typeof text === 'string' ? { one: text, other: text } : text;
}
