import { dotted, link, section, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { figureLists, knownWords } from '../record-lines.ts';
import { reasonOf } from '../selection/stages.ts';
import { sourceWords } from '../source-words.ts';
import type { OwnCandidacy } from './own.ts';

type Line = OwnCandidacy['data'][number];

/** Every fact that is used, with source and day; a fact may be disputed until the freeze. */
export function dataSection(view: View, own: OwnCandidacy): Html {
  const { t, figures } = view;
  const { data, mayDispute, explanation, confirmedAt } = own;
  const lead = explanation !== null ? 'mine.data-frozen' : mayDispute ? 'mine.data-open' : 'mine.data-closed';
  const columns = [
    { label: t('mine.data-fact'), isHeader: true },
    { label: t('mine.data-value') },
    ...(mayDispute ? [{ label: t('mine.data-act') }] : []),
  ];
  const rows = [...new Set(data.map(({ field }) => field))].map((name) =>
    factRow(view, { lines: data.filter(({ field }) => field === name), own }),
  );
  const confirmed = confirmedAt !== null && ` ${t('mine.confirmed', { at: figures.instant(confirmedAt) })}`;
  const body = html`<p class="govuk-body">${t(lead)}${confirmed}</p>${table({ labelledBy: 'data', columns, rows, isDense: true })}`;
  return section({ id: 'data', title: t('mine.data') }, body);
}

/** One fact, or all rows of a register, each with its source and day. */
function factRow(view: View, { lines, own }: { readonly lines: readonly Line[]; readonly own: OwnCandidacy }): Piece[] {
  const { figures, locale } = view;
  const [first] = lines;
  if (first === undefined) return [];
  const said = lines.map((line) => {
    const from = dotted([
      line.source !== '' && sourceWords(view, line.source),
      line.date !== null && figures.shortDay(line.date),
    ]);
    return html`<div class="b-fact">${valueWords(view, line)}${figureLists(view, line)}<span class="b-source">${from}</span></div>`;
  });
  return [first.label[locale], said, disputeLink(view, first, own)];
}

function valueWords(view: View, line: Line): Piece {
  const { t } = view;
  const { state, reason } = line;
  switch (state) {
    case 'known':
      return knownWords(view, line);
    case 'none':
      return t('furniture.none');
    case 'unknown':
      return tag(t('furniture.unknown'), 'yellow');
    case 'conflict':
      return html`${tag(t('mine.data-conflict'), 'yellow')}${reason !== null && html`<span class="b-source">${reasonOf(reason, view)}</span>`}`;
  }
}

function disputeLink({ t, locale }: View, line: Line, { selection, corrections }: OwnCandidacy): Piece {
  const { field, label, isDisputable } = line;
  if (!isDisputable) return html`<span class="b-soft">${t('mine.data-at-source')}</span>`;
  if (corrections.some((one) => one.field === field && one.answer === null)) return t('mine.correction-open');
  const hidden = t('mine.dispute-of', { fact: label[locale] });
  return link({ href: `/selections/${selection.id}/dispute?field=${field}`, text: t('mine.dispute'), hidden });
}

const answerTones: Readonly<Record<'open' | 'accepted' | 'refused', TagTone>> = {
  open: 'yellow',
  accepted: 'green',
  refused: 'grey',
};

/** What was disputed, and what became of it. */
export function correctionsSection(view: View, { corrections, data }: OwnCandidacy): Html {
  const { t, figures, locale } = view;
  const head = { id: 'corrections', title: t('mine.corrections') };
  if (corrections.length === 0) return section(head, html`<p class="govuk-body">${t('mine.corrections-none')}</p>`);
  const columns = [
    { label: t('mine.data-fact'), isHeader: true },
    { label: t('mine.correction-reason') },
    { label: t('mine.correction-answer') },
  ];
  const rows = corrections.map(({ field, reason, requestedAt, answer, answerReason, value }) => {
    const state = answer === 'accepted' || answer === 'refused' ? answer : 'open';
    const held = value !== null && html`<p>${t('mine.correction-value', { value })}</p>`;
    return [
      data.find((line) => line.field === field)?.label[locale] ?? field,
      html`${reason}<span class="b-source">${figures.instant(requestedAt)}</span>`,
      html`${tag(t(`mine.correction-${state}`), answerTones[state])}${held}${answerReason !== null && html`<p>${answerReason}</p>`}`,
    ];
  });
  return section(head, table({ labelledBy: 'corrections', columns, rows }));
}
