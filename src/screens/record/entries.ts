import type { Answer } from '#platform/asking.ts';
import type { historyPage } from '#schemas/history.ts';
import { code, details, dotted, hash, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type TimelineItem, timeline } from '#web/components/timeline.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { type WordKey, words } from '#web/words.ts';

export type Entries = Answer<typeof historyPage>['items'];
type Entry = Entries[number];

/** Entries as a timeline, in the order given, below what is awaited now. Each can be linked to by its id and opens by itself. */
export function entryTimeline(view: View, entries: readonly Entry[], now: readonly TimelineItem[] = []): Html {
  return timeline([...now, ...entries.map((entry) => itemOf(view, entry))]);
}

/** The place in the link of the next page. */
export function cursorIn(next: string | null): string | undefined {
  return next === null ? undefined : (new URL(next, 'http://local').searchParams.get('cursor') ?? undefined);
}

function itemOf(view: View, entry: Entry): TimelineItem {
  const { figures } = view;
  return {
    title: html`<span id="entry-${entry.entry}">${titleOf(view, entry)}</span>`,
    by: actorOf(view, entry),
    date: html`<time datetime="${entry.at}">${figures.instant(entry.at)}</time>`,
    body: bodyOf(view, entry),
    ...(entry.type.startsWith('stage.') ? { kind: 'stage' as const } : {}),
  };
}

/** What happened, in words; the code of the type where a newer server knows more than these pages. */
function titleOf(view: View, { type, words: told, candidate }: Entry): Piece {
  const key = `entry.${type.split('/')[0] ?? type}`;
  const title = isWord(key) ? view.t(key) : type;
  const about = candidate?.name ?? candidate?.code ?? stepOrStage(view, told);
  return about === undefined ? title : html`${title}: ${about}`;
}

function stepOrStage({ t }: View, { step, stage }: Entry['words']): string | undefined {
  const [ofStep, ofStage] = [`step.${String(step)}`, `stage.${String(stage)}`];
  if (isWord(ofStep)) return t(ofStep);
  return isWord(ofStage) ? t(ofStage) : undefined;
}

export function isWord(key: string): key is WordKey {
  return Object.hasOwn(words, key);
}

function actorOf({ t }: View, { actor: { role, name } }: Entry): string {
  const key = `role.${role}`;
  if (!isWord(key)) return t('history.by-program');
  return name === null ? t('history.by', { role: t(key) }) : t('history.by-name', { name, role: t(key) });
}

function bodyOf(view: View, entry: Entry): Html {
  const { t, figures, isPrinted } = view;
  const { streamSeq, position, state, rule, raw } = entry;
  const where = [
    t('history.entry', { number: streamSeq }),
    position !== null && t('history.position', { position: figures.number(position) }),
    t(`receipt.state-${state}`),
  ];
  const rows: SummaryRow[] = [
    ...Object.entries(entry.words).map(([field, value]) => ({
      key: isWord(`field.${field}`) ? t(`field.${field}` as WordKey) : code(field),
      value: valueOf(view, { field, value, entry }),
    })),
    ...(rule === null ? [] : [{ key: t('history.rule'), value: html`${code(rule.code)} ${ruleSource(rule)}` }]),
    { key: t('history.where'), value: dotted(where) },
  ];
  const shown = summaryList(rows, 'b-summary--narrow b-small');
  const title = t('history.open-entry', { number: streamSeq });
  return details(title, html`${shown}${raw !== null && rawOf(view, { raw, streamSeq })}`, { isOpen: isPrinted });
}

function ruleSource({ citation }: NonNullable<Entry['rule']>): Html {
  return html`<span class="b-source">${dotted([citation.instrument, citation.article])}</span>`;
}

interface Field {
  readonly field: string;
  readonly value: unknown;
  readonly entry: Entry;
}

function valueOf(view: View, { field, value, entry }: Field): Piece {
  const { t, figures } = view;
  if (value === null) return t('furniture.none');
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return fold(view, value, entry.streamSeq);
  if (field === 'candidate' && entry.candidate !== null) return entry.candidate.name ?? entry.candidate.code;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return figures.instant(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return figures.day(value);
  if (/^[0-9a-f]{64}$/.test(value)) return hash(value);
  const known = wordFor(field, value);
  return known === undefined ? value : t(known);
}

/** The words of a value of a closed set. */
function wordFor(field: string, value: string): WordKey | undefined {
  const sets: Readonly<Record<string, string>> = {
    stage: `stage.${value}`,
    step: `step.${value}`,
    role: `role.${value}`,
    choice: `ballot.${value}`,
    outcome: `selection.outcome-${value}`,
  };
  const key = sets[field];
  return key !== undefined && isWord(key) ? key : undefined;
}

/** What has parts of its own is shown as it stands in the record. */
function fold({ t }: View, value: unknown, number: number): Html {
  const label = t('history.bytes', { number });
  return html`<pre class="b-trace b-scroll b-mb-0" role="region" tabindex="0" aria-label="${label}">${JSON.stringify(value, null, 2)}</pre>`;
}

interface Raw {
  readonly raw: NonNullable<Entry['raw']>;
  readonly streamSeq: number;
}

function rawOf({ t }: View, { raw, streamSeq }: Raw): Html {
  const label = t('history.bytes', { number: streamSeq });
  const rows = [
    { key: t('history.leaf'), value: hash(raw.leaf, 'full') },
    { key: t('history.previous'), value: raw.prev === null ? t('history.first') : hash(raw.prev, 'full') },
  ];
  return html`${summaryList(rows, 'b-summary--narrow b-small')}<p class="govuk-body-s b-mb-0 b-mt-4"><strong>${label}</strong></p><pre class="b-trace b-scroll b-raw b-mb-0" role="region" tabindex="0" aria-label="${label}">${raw.bytes}</pre>`;
}
