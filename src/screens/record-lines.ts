import type { Words } from '#domain/citation.ts';
import { dotted, type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { sourceWords } from './source-words.ts';

/** A fact of a record as people read it. */
export interface RecordLine {
  readonly field: string;
  readonly label: Words;
  /** `none`: looked up and there is none. `unknown`: not stated or not looked up. `conflict`: sources disagree, neither counts. */
  readonly state: 'known' | 'none' | 'unknown' | 'conflict';
  readonly value: string | null;
  readonly source: string;
  readonly date: string | null;
  readonly isDisputable: boolean;
}

/** Every fact with where it was read and of which day it is. What is not known says so. */
export function recordRows(
  view: View,
  lines: readonly RecordLine[],
  action?: (line: RecordLine) => Piece | undefined,
): SummaryRow[] {
  const { t, figures, locale } = view;
  return lines.map((line) => {
    const { label, source, date } = line;
    const small = dotted([
      t('record.source', { source: sourceWords(view, source) }),
      date !== null && t('record.dated', { day: figures.day(date) }),
    ]);
    const offered = action?.(line);
    const row = { key: label[locale], value: valueWords(view, line), small };
    return offered === undefined ? row : { ...row, action: offered };
  });
}

export function valueWords(view: View, { state, value }: RecordLine): string {
  const { t } = view;
  if (state === 'none') return t('record.none');
  if (state === 'conflict') return t('record.conflict');
  if (state === 'unknown' || value === null) return t('furniture.unknown');
  return factWords(view, value);
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
