import { details, locked, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { sourceOfCriterion } from '../criteria-names.ts';
import { scoreWords } from './explanation.ts';
import type { OwnCandidacy } from './own.ts';

type Scores = NonNullable<OwnCandidacy['scores']>;

/** The own score by criterion and what the assessors wrote, once the committee has decided. */
export function scoresSection(view: View, scores: OwnCandidacy['scores']): Html {
  const { t } = view;
  const head = { id: 'scores', title: t('mine.scores') };
  if (scores === null) {
    const body = html`<p>${t('mine.scores-closed-body')}</p>`;
    return section(head, locked({ id: 'scores-closed', title: t('mine.scores-closed'), body }));
  }
  return section(head, html`${missingWords(view, scores)}${scoreTable(view, scores)}${reasonsOf(view, scores)}`);
}

function missingWords({ t, locale }: View, { missing, criteria }: Scores): Html | false {
  if (missing.length === 0) return false;
  const named = missing.map((one) => criteria.find(({ code }) => code === one)?.label[locale] ?? one).join(', ');
  return html`<p class="govuk-body">${t('mine.scores-missing', { missing: named })}</p>`;
}

function scoreTable(view: View, { criteria, total }: Scores): Html {
  const { t, locale, figures } = view;
  const columns = [
    { label: t('mine.criterion'), isHeader: true },
    { label: t('mine.value'), isNumeric: true },
    { label: t('mine.weight'), isNumeric: true },
    { label: t('mine.contribution'), isNumeric: true },
  ];
  const rows = criteria.map(({ label, source, value, weight, contribution }) => [
    html`${label[locale]}<span class="b-source">${sourceOfCriterion(view, source)}</span>`,
    scoreWords(view, value),
    figures.decimal(weight),
    scoreWords(view, contribution),
  ]);
  const foot = html`<tfoot><tr role="row"><th role="rowheader" scope="row" colspan="3" class="govuk-table__header">${t('mine.sum')}</th><td role="cell" class="govuk-table__cell govuk-table__cell--numeric">${scoreWords(view, total)}</td></tr></tfoot>`;
  return table({ labelledBy: 'scores', columns, rows, narrow: 'scroll', foot });
}

function reasonsOf({ t, locale, isPrinted }: View, { criteria }: Scores): Html | false {
  const written = criteria
    .filter(({ reasons }) => reasons.length > 0)
    .map(
      ({ label, reasons }) =>
        html`<p><strong>${label[locale]}</strong></p><ul class="govuk-list govuk-list--bullet">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`,
    );
  return written.length > 0 && details(t('mine.reasons'), html`${written}`, { isOpen: isPrinted });
}
