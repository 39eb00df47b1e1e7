import type { Answer } from '#platform/asking.ts';
import type { historyPage } from '#schemas/history.ts';
import { cited } from '#web/components/cited.ts';
import { code, details, dotted, hash, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type TimelineItem, timeline } from '#web/components/timeline.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { isDigest, tellFields } from './entry-fields.ts';

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

function actorOf({ t }: View, { actor: { role, name } }: Entry): string {
  const key = `role.${role}`;
  if (!isWord(key)) return t('history.by-program');
  return name === null ? t('history.by', { role: t(key) }) : t('history.by-name', { name, role: t(key) });
}

/** In words; below the raw record the fields stand under their own names, with all that they hold. */
function bodyOf(view: View, entry: Entry): Html {
  const { t, isPrinted } = view;
  const { streamSeq, rule, raw } = entry;
  const rows: SummaryRow[] = [
    ...(raw === null
      ? toldRows(view, entry)
      : Object.entries(entry.words).map(([field, value]) => rawRow(view, { field, value, entry }))),
    ...(rule === null ? [] : [{ key: t('history.rule'), value: ruleOf(view, rule, raw !== null) }]),
    { key: t('history.where'), value: placeOf(view, entry) },
  ];
  const shown = summaryList(rows, 'b-summary--narrow b-small');
  const title = t('history.open-entry', { number: streamSeq });
  return details(title, html`${shown}${raw !== null && rawOf(view, { raw, streamSeq })}`, { isOpen: isPrinted });
}

function toldRows(view: View, { words: told, candidate }: Entry): SummaryRow[] {
  const { t } = view;
  const fields = tellFields(view, told, candidate?.name ?? candidate?.code);
  const rows = fields.map(({ label, words }) => ({ key: label, value: words }));
  const isAll = rows.length === Object.keys(told).length;
  return isAll ? rows : [...rows, { key: t('history.rest'), value: t('history.rest-raw') }];
}

function placeOf({ t, figures }: View, { streamSeq, position, state }: Entry): Piece {
  return dotted([
    t('history.entry', { number: streamSeq }),
    position !== null && t('history.position', { position: figures.number(position) }),
    t(`receipt.state-${state}`),
  ]);
}

function ruleOf(view: View, { code: name, citation }: NonNullable<Entry['rule']>, isRaw: boolean): Piece {
  const source = cited(view, citation, ' · ');
  return isRaw ? html`${code(name)} <span class="b-source">${source}</span>` : source;
}

interface Field {
  readonly field: string;
  readonly value: unknown;
  readonly entry: Entry;
}

function rawRow(view: View, { field, value, entry }: Field): SummaryRow {
  if (typeof value === 'string') return { key: code(field), value: isDigest(value) ? hash(value) : value };
  return { key: code(field), value: fold(view, value, entry.streamSeq) };
}

/** What has parts of its own is shown as it stands in the record. */
function fold({ t }: View, value: unknown, number: number): Piece {
  if (value === null || typeof value !== 'object') return String(value);
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
