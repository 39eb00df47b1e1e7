import { locked } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { dueWords } from '../selection-head.ts';
import { type DeskCandidate, type Sheet, type Shown, sentSheet } from './desk.ts';

/** Before the reveal that others' scores are closed, afterwards all of them beside the own ones. */
export function othersPanel(view: View, shown: Shown): Html {
  return shown.candidate.others.length === 0 ? closedPanel(view, shown) : openPanel(view, shown);
}

function closedPanel(view: View, { desk }: Shown): Html {
  const { t } = view;
  const total = desk.candidates.length;
  const done = desk.candidates.filter((one) => sentSheet(desk, one) !== null).length;
  const own = html`<ul class="b-people"><li><span>${t('score.you')}</span><span>${t('score.you-sent', { done, total })}</span></li></ul>`;
  const body = html`<p>${t('score.others-until')} ${t('score.due')}: ${dueWords(desk.head, view)}.</p>${own}`;
  return locked({ id: 'others', title: t('score.others-closed'), body });
}

function openPanel(view: View, { desk, candidate }: Shown): Html {
  const { t, locale } = view;
  const columns = [
    { label: t('score.criterion'), isHeader: true },
    { label: t('score.you') },
    ...candidate.others.map(({ assessor }) => ({ label: t('score.assessor', { number: assessor }) })),
  ];
  const sheets = [candidate, ...candidate.others];
  const rows = desk.criteria.map(({ code, label }): Piece[] => [
    label[locale],
    ...sheets.map((sheet) => scoreCell(view, sheet, code)),
  ]);
  return html`<section aria-labelledby="others"><h2 class="govuk-heading-m" id="others">${t('score.sheets-open')}</h2>${table({ labelledBy: 'others', columns, rows, isDense: true })}</section>`;
}

/** First score, final score where there is one, and the newest reason. */
function scoreCell(
  { t, figures }: View,
  { independent, final }: Pick<DeskCandidate, 'independent' | 'final'>,
  code: string,
): Piece {
  const words = (sheet: Sheet | null, word: string): Piece => {
    const score = sheet?.scores[code];
    return score !== undefined && html`<strong>${figures.score(score)}</strong> ${word} `;
  };
  if (independent === null) return t('score.not-sent');
  const reason = (final ?? independent).reasons[code];
  return html`${words(independent, t('score.first'))}${words(final, t('score.last'))}<span class="b-source">${reason}</span>`;
}
