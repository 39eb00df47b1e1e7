import { memberOf } from './absent.ts';
import type { Words } from './citation.ts';
import { educationWords } from './measures.ts';
import { isWords, type PackChange } from './pack-diff.ts';
import type { Language } from './pack-findings.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject, membersOf } from './pack-tree.ts';
import { packVocabulary } from './pack-vocabulary.ts';
import { fillPlaces } from './refusal.ts';
import { eselonName, rankNames, statusNames } from './siasn-codes.ts';

/** All changes of one rule, as sentences. */
export interface ToldRule {
  /** Such as `indicators K: Performance predicate`. */
  readonly rule: string;
  readonly changes: readonly string[];
}

/** Changes in words, under the rule that each belongs to. Labels come from the later pack, of what is gone from the earlier one. */
export function tellChanges(
  changes: readonly PackChange[],
  packs: { readonly before: JsonObject; readonly after: JsonObject },
  language: Language,
): readonly ToldRule[] {
  const rules = new Map<string, string[]>();
  for (const change of changes) {
    const depth = depthOf(change.place);
    const pack = change.kind === 'removed' && change.place.length <= depth ? packs.before : packs.after;
    const rule = nameOf(change.place.slice(0, depth), pack, language);
    const told = rules.get(rule) ?? [];
    rules.set(rule, [...told, sentenceOf(change, change.place.slice(depth), language)]);
  }
  return [...rules].map(([rule, told]) => ({ rule, changes: told }));
}

/** How many names of a place make the rule. */
function depthOf([first = '']: readonly string[]): number {
  const depths: Readonly<Record<string, number>> = { gates: 3, indicators: 2, axes: 2, rankings: 2, stages: 2 };
  return memberOf(depths, first) ?? 1;
}

const sentences: Readonly<Record<PackChange['kind'], Words>> = {
  changed: { id: '{place} semula {before}, kini {after}.', en: '{place} was {before}, is now {after}.' },
  added: { id: '{place} baru: {after}.', en: '{place} is new: {after}.' },
  removed: { id: '{place} dihapus; semula {before}.', en: '{place} is gone; it was {before}.' },
  reordered: {
    id: 'Urutan {place} semula {before}, kini {after}.',
    en: 'The order of {place} was {before}, is now {after}.',
  },
};

function sentenceOf({ kind, before, after }: PackChange, rest: readonly string[], language: Language): string {
  const whole: Words = { id: 'aturan ini', en: 'this rule' };
  const place =
    rest.length === 0
      ? whole[language]
      : rest.map((name, index) => placeWord(name, rest.slice(0, index), language)).join(' › ');
  if (kind === 'removed' && rest.length === 0) return { id: 'Aturan ini dihapus.', en: 'This rule is gone.' }[language];
  const shown = tellingLanguage(before, after, language);
  const fresh = rest.length === 0 ? withoutName(after) : after;
  const text = fillPlaces(sentences[kind][language], {
    place,
    before: valueText(before, shown, rest),
    after: valueText(fresh, shown, rest),
  });
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Of a whole rule, what its heading does not say already. */
function withoutName(value: Json): Json {
  if (!isJsonObject(value) || isWords(value)) return value;
  const named = new Set(['code', 'gate', 'label', 'rule', 'title']);
  return Object.fromEntries<Json>(Object.entries(value).filter(([name]) => !named.has(name)));
}

/** Words that differ in the other language only are shown in that one. */
function tellingLanguage(before: Json, after: Json, language: Language): Language {
  if (!isJsonObject(before) || !isJsonObject(after) || !isWords(before) || !isWords(after)) return language;
  if (before[language] !== after[language]) return language;
  return language === 'id' ? 'en' : 'id';
}

function wordOf(name: string, language: Language): string {
  return memberOf(packVocabulary, name)?.[language] ?? name;
}

/** The rule by its place and, where the pack has words for it, by those. */
function nameOf(place: readonly string[], pack: JsonObject, language: Language): string {
  const name = place.map((part) => wordOf(part, language)).join(' ');
  const words = wordsOf(rowAt(pack, place), language);
  return words === undefined ? name : `${name}: ${words}`;
}

function rowAt(pack: Json | undefined, place: readonly string[]): Json | undefined {
  return place.reduce<Json | undefined>((value, name) => {
    if (isJsonList(value)) return membersOf(value)?.get(name);
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, pack);
}

function wordsOf(row: Json | undefined, language: Language): string | undefined {
  if (!isJsonObject(row)) return undefined;
  const words = row['label'] ?? row['rule'] ?? row['title'];
  const text = isJsonObject(words) ? words[language] : undefined;
  return typeof text === 'string' ? text : undefined;
}

const plain: Readonly<Record<string, Words>> = {
  null: { id: 'tidak ada', en: 'none' },
  true: { id: 'ya', en: 'yes' },
  false: { id: 'tidak', en: 'no' },
};

/** A value as a person reads it: words in their language, lists with commas, objects member by member. */
function valueText(value: Json, language: Language, place: readonly string[]): string {
  if (isJsonList(value)) {
    if (value.length === 0) return plain['null']?.[language] ?? '';
    return value.map((member) => valueText(member, language, place)).join(', ');
  }
  if (!isJsonObject(value)) return memberOf(plain, String(value))?.[language] ?? codeText(String(value), place);
  if (isWords(value)) return `“${valueText(value[language] ?? null, language, [])}”`;
  const known = Object.entries(value).filter(([name]) => name !== 'citation');
  const told = known.map(
    ([name, member]) => `${placeWord(name, place, language)} ${valueText(member, language, [...place, name])}`,
  );
  return `(${told.join('; ')})`;
}

/** Members of gates that hold codes of SIASN, with what those stand for; `minimums` are ranks by echelon. */
const codeNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accepted: educationWords,
  active: statusNames,
  otherwise: rankNames,
  minimums: rankNames,
};

function codeText(value: string, place: readonly string[]): string {
  const names = place.map((name) => memberOf(codeNames, name)).find((found) => found !== undefined);
  return (names === undefined ? undefined : memberOf(names, value)) ?? value;
}

/** A name at a place: below `minimums` it is the code of an echelon. */
function placeWord(name: string, above: readonly string[], language: Language): string {
  const echelon = above.at(-1) === 'minimums' ? eselonName(name) : undefined;
  return echelon === undefined ? wordOf(name, language) : `eselon ${echelon}`;
}
