import { identityOf, isJsonList, isJsonObject, type Json, type JsonObject } from '#domain/pack-tree.ts';
import { packVocabulary } from '#domain/pack-vocabulary.ts';
import { cited } from '#web/components/cited.ts';
import { code, details, section, summaryList } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, joined, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';

/** What the head of the page says already. */
const headKeys: ReadonlySet<string> = new Set([
  'id',
  'version',
  'title',
  'effectiveFrom',
  'effectiveUntil',
  'approver',
]);
/** What names a rule among its neighbours, and so stands in its heading. */
const nameKeys: ReadonlySet<string> = new Set(['code', 'gate', 'label', 'rule']);

/** Every rule of a pack with its citation, section by section, in the words of the vocabulary. */
export function rulesOf(view: View, content: JsonObject): Html {
  const sections = entriesOf(content).filter(([name]) => !headKeys.has(name));
  return html`${sections.map(([name, value]) => section({ id: `rule-${name}`, title: capital(wordOf(view, name)) }, valueOf(view, value)))}`;
}

const order = new Map(Object.keys(packVocabulary).map((name, index) => [name, index]));

/** Stored packs are in the order of their names; people read them in the order of the vocabulary. */
function entriesOf(value: JsonObject): [string, Json][] {
  const placeOf = (name: string) => order.get(name) ?? order.size;
  return Object.entries(value).toSorted(([one], [other]) => placeOf(one) - placeOf(other));
}

function wordOf({ locale, t }: View, name: string): string {
  const level = `selection.level-${name}`;
  if (isWord(level)) return t(level);
  return Object.hasOwn(packVocabulary, name) ? (packVocabulary[name]?.[locale] ?? name) : name;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function valueOf(view: View, value: Json): Piece {
  const { t, locale, figures } = view;
  if (value === null) return t('furniture.none');
  if (typeof value === 'boolean') return t(value ? 'policies.yes' : 'policies.no');
  if (typeof value !== 'object')
    return /^\d+(\.\d+)?$/.test(String(value)) ? figures.decimal(String(value)) : String(value);
  if (isJsonList(value)) return listOf(view, value);
  if (isWordsOf(value)) return textOf(value[locale]);
  if (isCitation(value)) return citationOf(view, value);
  return membersOf(view, value, new Set());
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isWordsOf(value: JsonObject): boolean {
  return Object.keys(value).toSorted().join() === 'en,id';
}

function isCitation(value: JsonObject): boolean {
  return Object.hasOwn(value, 'instrument') && Object.hasOwn(value, 'confidence');
}

/** The law, its article, and how sure it is that it says so. */
function citationOf(view: View, { instrument, article, confidence }: JsonObject): Html {
  const { t } = view;
  const place = cited(view, { instrument: textOf(instrument), article: textOf(article) });
  const level = confidence === 'V' || confidence === 'S' ? confidence : 'I';
  return html`${place} <span class="b-source">${t(`policies.confidence-${level}`)}</span>`;
}

function isPlain(value: Json): boolean {
  return !isJsonList(value) && (!isJsonObject(value) || isWordsOf(value) || isCitation(value));
}

function listOf(view: View, list: readonly Json[]): Piece {
  if (list.length === 0) return view.t('furniture.none');
  if (list.every(isPlain) && !list.some(isJsonObject))
    return joined(
      list.map((one) => valueOf(view, one)),
      ', ',
    );
  const objects = list.filter(isJsonObject);
  if (objects.length < list.length)
    return joined(
      list.map((one) => valueOf(view, one)),
      '; ',
    );
  if (objects.every((one) => Object.values(one).every(isPlain)) && objects.length > 1) return tableOf(view, objects);
  return html`${objects.map((one) => details(nameOf(view, one), membersOf(view, one, nameKeys)))}`;
}

/** Rows whose members are all plain, such as values with their scores. */
function tableOf(view: View, objects: readonly JsonObject[]): Html {
  const names = [...new Set(objects.flatMap((one) => entriesOf(one).map(([name]) => name)))];
  const columns = names.map((name, index) => ({ label: capital(wordOf(view, name)), isHeader: index === 0 }));
  const rows = objects.map((one) => names.map((name) => valueOf(view, one[name] ?? null)));
  return table({ caption: names.map((name) => wordOf(view, name)).join(', '), columns, rows });
}

function nameOf(view: View, rule: JsonObject): Piece {
  const identity = identityOf(rule);
  const title = rule['label'] ?? rule['rule'];
  const words = title === undefined ? undefined : valueOf(view, title);
  if (identity === undefined) return words ?? view.t('policies.rule');
  return words === undefined ? capital(wordOf(view, identity)) : html`${code(identity)} ${words}`;
}

function membersOf(view: View, value: JsonObject, named: ReadonlySet<string>): Html {
  const rows = entriesOf(value)
    .filter(([name]) => !named.has(name))
    .map(([name, one]) => ({ key: capital(wordOf(view, name)), value: valueOf(view, one) }));
  return summaryList(rows);
}
