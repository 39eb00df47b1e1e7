import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { reasonOf } from '../selection/stages.ts';

export interface ToldField {
  readonly label: string;
  readonly words: string;
}

/** The fields of an entry that can be said in words; ids, hashes and codes without words are left to the raw record. */
export function tellFields(
  view: View,
  fields: Readonly<Record<string, unknown>>,
  candidate: string | undefined,
): ToldField[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const words = field === 'candidate' ? candidate : tell(view, field, value);
    return words === undefined ? [] : toldAs(view, field, words);
  });
}

function toldAs({ t }: View, field: string, words: string): ToldField[] {
  const key = `field.${field}`;
  return isWord(key) ? [{ label: t(key), words }] : [];
}

function tell(view: View, field: string, value: unknown): string | undefined {
  const { t, figures } = view;
  if (value === null) return t('furniture.none');
  if (typeof value === 'number') return figures.number(value);
  if (typeof value === 'string') return tellText(view, field, value);
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const parts = tellFields(view, { ...value }, undefined).map(({ label, words }) => [label, words].join(': '));
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** What people wrote, and the numbers of their papers. */
const texts: ReadonlySet<string> = new Set([
  'account',
  'evidence',
  'name',
  'nip',
  'note',
  'number',
  'reason',
  'title',
  'unit',
]);

function tellText(view: View, field: string, value: string): string | undefined {
  const { t, figures } = view;
  if (texts.has(field)) return value;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return instantWords(view, field, value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return figures.day(value);
  const key = wordsOf(field, value).find((one) => isWord(one));
  if (key !== undefined) return t(key);
  const reason = reasonOf(value, view);
  return reason === value ? undefined : reason;
}

/** A due instant is the end of its last day, and a placement is in force from a day. */
function instantWords({ figures }: View, field: string, instant: string): string {
  if (field === 'due' || field === 'was' || field === 'lapses') return figures.deadline(instant);
  return field === 'effective' ? figures.day(instant) : figures.instant(instant);
}

/** Where the words of a value of a closed set stand. */
function wordsOf(field: string, value: string): readonly string[] {
  const sets: Readonly<Record<string, readonly string[]>> = {
    stage: [`stage.${value}`],
    step: [`step.${value}`, `command.undo-${value}`],
    role: [`role.${value}`],
    choice: [`ballot.${value}`],
    outcome: [`selection.outcome-${value}`, `gates.outcome-${value}`, `told.result-${value}`],
    presence: [`presence.${value}`],
    way: [`nominate.way-${value}`],
    reply: [`concurrence.state-${value}`],
    answer: [`correction.${value}`],
    level: [`map.level-${value}`],
    gate: [`gate-name.${value}`],
  };
  return sets[field] ?? [`told.${field}-${value}`];
}

export function isDigest(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}
