import type { Words } from '#domain/citation.ts';
import { dotted, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { reasonOf } from './selection/stages.ts';
import { sourceWords } from './source-words.ts';
import { codeWord } from './table-words.ts';

/** A fact of a record as people read it. */
export interface RecordLine {
  readonly field: string;
  readonly label: Words;
  /** `none`: looked up and there is none. `unknown`: not stated or not looked up. `conflict`: sources disagree, neither counts. */
  readonly state: 'known' | 'none' | 'unknown' | 'conflict';
  /** The code of a conflict. */
  readonly reason: string | null;
  readonly value: string | null;
  readonly source: string;
  readonly date: string | null;
  readonly figures: readonly Figure[];
  readonly isDisputable: boolean;
}

/** What an assessment has rated. */
interface Figure {
  readonly kind: 'competency' | 'aspect';
  readonly name: string;
  readonly level: number | null;
  readonly standard: number | null;
}

/** Every fact with where it was read and of which day it is. What is not known says so. */
export function recordRows(
  view: View,
  lines: readonly RecordLine[],
  action?: (line: RecordLine) => Piece | undefined,
): SummaryRow[] {
  const { t, figures, locale } = view;
  return lines.map((line) => {
    const { label, source, date, reason } = line;
    const small = dotted([
      t('record.source', { source: sourceWords(view, source) }),
      date !== null && t('record.dated', { day: figures.day(date) }),
      reason !== null && reasonOf(reason, view),
    ]);
    const offered = action?.(line);
    const row = { key: label[locale], value: html`${valueWords(view, line)}${figureLists(view, line)}`, small };
    return offered === undefined ? row : { ...row, action: offered };
  });
}

export function valueWords(view: View, line: RecordLine): string {
  const { t } = view;
  const { state } = line;
  if (state === 'none') return t('record.none');
  if (state === 'conflict') return t('record.conflict');
  return state === 'unknown' ? t('furniture.unknown') : knownWords(view, line);
}

/** What a line states; an assessment states for which post it was made. */
export function knownWords(view: View, { field, value }: RecordLine): string {
  const words = factWords(view, value ?? '');
  return field === 'assessments' && words !== '' ? view.t('record.assessed-for', { post: words }) : words;
}

/** Each competency with level and standard, and each aspect of potential, by name. */
export function figureLists(view: View, { figures }: RecordLine): Html[] {
  return (['competency', 'aspect'] as const).flatMap((kind) => {
    const own = figures.filter((figure) => figure.kind === kind);
    if (own.length === 0) return [];
    const items = own.map((figure) => html`<li>${figureWords(view, figure)}</li>`);
    return [html`<p class="b-source">${view.t(`record.figures-${kind}`)}</p><ul class="b-rated">${items}</ul>`];
  });
}

export function figureWords(view: View, { name, level, standard }: Figure): string {
  const { t } = view;
  const rated = { name: codeWord(view, name), level: level ?? t('furniture.unknown') };
  return standard === null ? t('record.figure', rated) : t('record.figure-standard', { ...rated, standard });
}

/** Days and levels of posts inside a fact are written as people write them. */
export function factWords({ t, figures }: View, value: string): string {
  const parts = value.split(' · ').map((part) => {
    const level = `map.level-${part}`;
    return isWord(level) ? t(level) : part.replace(/\d{4}-\d{2}-\d{2}/g, (day) => figures.shortDay(day));
  });
  return parts.join(' · ');
}

/** The file beside a sheet. Until it can be opened here the page says so, rather than showing a gap. */
export function evidenceColumn(
  view: View,
  { code, lines }: { readonly code: string; readonly lines: readonly RecordLine[] },
): Html {
  const { t } = view;
  const body =
    lines.length === 0
      ? html`<p class="b-mb-0">${t('score.evidence-none')}</p>`
      : html`<h3>${t('score.evidence')}</h3>${summaryList(recordRows(view, lines), 'b-mt-4')}`;
  return html`<section aria-labelledby="file"><div class="b-section__head"><h2 class="govuk-heading-m" id="file">${t('score.file', { code })}</h2><p class="govuk-body-s b-mb-0">${t('score.blind')}</p></div><article class="b-evidence">${body}</article></section>`;
}
