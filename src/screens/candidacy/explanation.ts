import { cited, sentence } from '#web/components/cited.ts';
import { details, dotted, locked, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { figureWords, factWords as recordWords } from '../record-lines.ts';
import { gateTable } from '../selection/candidates.ts';
import { reasonOf } from '../selection/stages.ts';
import { sourceLinks } from '../source-words.ts';
import { codeWord, tableWord } from '../table-words.ts';
import type { OwnCandidacy } from './own.ts';

type Explanation = NonNullable<OwnCandidacy['explanation']>;
type Indicator = Explanation['indicators'][number];
type Part = Indicator['parts'][number];

export interface ValuesShown {
  readonly title?: string;
  /** Whether a committee has moved the person out of the derived box: then what is advised for it is not said. */
  readonly isMoved?: boolean;
}

/** The two axes and the talent value, each with every step that led to it. */
export function valuesSection(
  view: View,
  explanation: OwnCandidacy['explanation'],
  { title = view.t('mine.values'), isMoved = false }: ValuesShown = {},
): Html {
  const { t } = view;
  const head = { id: 'values', title };
  if (explanation === null) {
    const body = html`<p>${t('mine.values-closed-body')}</p>`;
    return section(head, locked({ id: 'values-closed', title: t('mine.values-closed'), body }));
  }
  const bars = html`<ol class="b-own">${axisItem(view, explanation, 'performance')}${axisItem(view, explanation, 'potential')}${talentItem(view, explanation, isMoved)}</ol>`;
  const tables = (['performance', 'potential'] as const).map((axis) => indicatorsOf(view, explanation, axis));
  return section(head, html`${bars}<p class="govuk-body-s b-mt-4">${t('mine.marks')}</p>${tables}`);
}

type Axis = 'performance' | 'potential';

function axisItem(view: View, explanation: Explanation, axis: Axis): Html {
  const { t, figures, locale } = view;
  const { value, label, thresholds } = explanation[axis];
  const [middle, high] = [figures.decimal(thresholds.middle), figures.decimal(thresholds.high)];
  const note = sentence(
    (citation) => t('mine.thresholds', { middle, high, citation }),
    cited(view, thresholds.citation),
  );
  return html`<li><div class="b-own__head"><span><strong>${label[locale]}</strong></span><b>${scoreWords(view, value)}</b></div>${bar({ value, marks: [thresholds.middle, thresholds.high] })}<p>${note}</p></li>`;
}

function talentItem(view: View, { talentValue, box, boxCitation }: Explanation, isMoved: boolean): Html {
  const { t, locale } = view;
  const where = box === null ? t('mine.box-none') : t('mine.box', { box: box.box });
  const note =
    box === null
      ? t('mine.box-unknown')
      : html`${isMoved ? box.meaning[locale] : t('mine.box-says', { meaning: box.meaning[locale], handling: box.handling[locale] })}<span class="b-source">${cited(view, boxCitation)}</span>`;
  return html`<li><div class="b-own__head"><span><strong>${t('mine.talent-value')}</strong> ${where}</span><b>${scoreWords(view, talentValue)}</b></div>${bar({ value: talentValue, marks: [] })}<p>${note}</p></li>`;
}

/** The shape of a value from 0 to 100; its number stands beside it in words. */
function bar({ value, marks }: { readonly value: string | null; readonly marks: readonly string[] }): Html {
  const lines = marks.map((mark) => `M${Number(mark)} 1V17`).join('');
  const length =
    value !== null &&
    html`<path d="M0 9H${lengthOf(value)}" stroke="var(--action)" stroke-width="6" vector-effect="non-scaling-stroke"/>`;
  const ticks =
    lines !== '' &&
    html`<path d="${lines}" stroke="var(--text)" stroke-width="1.5" vector-effect="non-scaling-stroke"/>`;
  return html`<svg viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 9H100" stroke="var(--line-mid)" stroke-width="6" vector-effect="non-scaling-stroke"/>${length}${ticks}</svg>`;
}

function lengthOf(exact: string): string {
  const [numerator, denominator = '1'] = exact.split('/');
  return (Number(numerator) / Number(denominator)).toFixed(2);
}

function indicatorsOf(view: View, explanation: Explanation, axis: Axis): Html {
  const { t, locale, isPrinted } = view;
  const { label, value } = explanation[axis];
  const title = t('mine.indicators', { axis: label[locale] });
  const columns = [
    { label: t('mine.indicator'), isHeader: true },
    { label: t('mine.fact') },
    { label: t('mine.table-row') },
    { label: t('mine.score'), isNumeric: true },
    { label: t('mine.weight'), isNumeric: true },
    { label: t('mine.contribution'), isNumeric: true },
  ];
  const rows = explanation.indicators.filter((one) => one.axis === axis).flatMap((one) => indicatorRows(view, one));
  const foot = html`<tfoot><tr role="row"><th role="rowheader" scope="row" colspan="5" class="govuk-table__header">${t('mine.sum')}</th><td role="cell" class="govuk-table__cell govuk-table__cell--numeric">${scoreWords(view, value)}</td></tr></tfoot>`;
  const drawn = table({ caption: title, columns, rows, isDense: true, foot });
  return details(title, html`<div class="b-trace">${drawn}</div>`, {
    isOpen: isPrinted,
    className: 'b-details--plain',
  });
}

function indicatorRows(view: View, indicator: Indicator): Piece[][] {
  const { weight, contribution, parts } = indicator;
  const parted = parts.map((part): Piece[] => [...partCells(view, part), false, false]);
  return [[...partCells(view, indicator), view.figures.decimal(weight), scoreWords(view, contribution)], ...parted];
}

function partCells(view: View, part: Part): Piece[] {
  const { label, value, source, date, rows, assessment, row, score, reason, citation } = part;
  const { t, locale, figures } = view;
  const unknown: Piece = score === null && t('furniture.unknown');
  const fact = value === null ? unknown : factWords(view, { value, row });
  const said = dotted([source !== '' && sourceLinks(view, source), date !== null && figures.shortDay(date)]);
  return [
    html`${label[locale]}<span class="b-source">${cited(view, citation)}</span>`,
    html`${fact}<span class="b-source">${said}</span>${countedList(view, rows)}${assessedList(view, assessment, row)}${reason !== null && html`<span class="b-source">${reasonOf(reason, view)}</span>`}`,
    row === null ? false : rowWords(view, row, assessment),
    scoreWords(view, score),
  ];
}

/** Each row that was counted or compared, with where it stands and its day. */
function countedList(view: View, rows: Part['rows']): Html | false {
  if (rows.length === 0) return false;
  const items = rows.map(({ value, source, date }) => {
    const said = [recordWords(view, value), sourceLinks(view, source), date !== null && view.figures.shortDay(date)];
    return html`<li class="b-source">${dotted(said)}</li>`;
  });
  return html`<ul class="b-counted">${items}</ul>`;
}

/** What was rated, one by one, so that the value can be reckoned again by hand. */
function assessedList(view: View, assessment: Part['assessment'], row: Part['row']): Html | false {
  if (assessment === null) return false;
  const { head, figures } = assessedLines(view, assessment, row);
  const items = figures.map((line) => html`<li class="b-source">${line}</li>`);
  return html`<span class="b-source">${head}</span>${items.length > 0 && html`<ul class="b-counted">${items}</ul>`}`;
}

interface AssessedLines {
  /** The reference post, the day, and how levels and standards make the number. */
  readonly head: string;
  readonly figures: readonly string[];
}

/** Aspects of potential that the value names already are not told twice. */
export function assessedLines(
  view: View,
  { referencePost, referenceLevel, assessedOn, method, figures }: NonNullable<Part['assessment']>,
  row: Part['row'],
): AssessedLines {
  const { t } = view;
  const level = referenceLevel === null ? '' : recordWords(view, referenceLevel);
  const named = [...new Set([referencePost ?? '', level])].filter((part) => part !== '').join(', ');
  const head = [
    t('record.assessed-for', { post: named === '' ? t('furniture.unknown') : named }),
    t('record.dated', { day: assessedOn === null ? t('furniture.unknown') : view.figures.day(assessedOn) }),
    ...(method === null ? [] : [t(`mine.jpm-${method}`)]),
  ].join(' · ');
  return { head, figures: row?.kind === 'aspects' ? [] : figures.map((figure) => figureWords(view, figure)) };
}

/** Numbers as people write them, months with their unit, aspects with their names; words of the table as they are, with what they mean. */
export function factWords(view: View, { value, row }: Pick<Part, 'row'> & { readonly value: string }): string {
  const { t, figures } = view;
  if (row?.kind === 'bands' && row.unit === 'completed-months') return t('gate-value.months', { count: Number(value) });
  if (row?.kind === 'aspects') return aspectWords(view, row.aspects, value.split(' '));
  if (/^\d+\/\d+$/.test(value)) return figures.score(value);
  return /^\d+(\.\d+)?$/.test(value) ? figures.decimal(value) : tableWord(view, value);
}

function aspectWords(view: View, aspects: readonly string[], levels: readonly string[]): string {
  return aspects.map((name, index) => `${codeWord(view, name)} ${levels[index] ?? ''}`).join(', ');
}

export function rowWords(view: View, row: NonNullable<Part['row']>, assessment: Part['assessment'] = null): string {
  const { t, figures } = view;
  switch (row.kind) {
    case 'enum':
      return t('mine.row-enum', { value: tableWord(view, row.value), score: figures.decimal(row.score) });
    case 'bands':
      return row.to === null
        ? t(`mine.row-${row.unit}-open`, { from: row.from, score: figures.decimal(row.score) })
        : t(`mine.row-${row.unit}`, { from: row.from, to: row.to, score: figures.decimal(row.score) });
    case 'ranges': {
      const { from, to, score } = row;
      const named = { from: figures.decimal(from), to: figures.decimal(to), score: figures.decimal(score) };
      return t(row.isLast ? 'mine.row-range-last' : 'mine.row-range', named);
    }
    case 'number': {
      const range = { from: figures.decimal(row.from), to: figures.decimal(row.to) };
      return t(assessment?.method == null ? 'mine.row-number' : 'mine.row-jpm', range);
    }
    case 'aspects':
      return t('mine.row-aspects', { count: row.count, factor: figures.decimal(row.factor) });
    case 'mean':
      return t('mine.row-mean', { count: row.count });
  }
}

export function scoreWords({ t, figures }: View, value: string | null): string {
  return value === null ? t('furniture.unknown') : figures.score(value);
}

/** Each gate with what was found about this person. */
export function gatesSection(view: View, gates: OwnCandidacy['gates']): Html | false {
  if (gates === null) return false;
  const { t, isPrinted } = view;
  const title = t('mine.gates');
  const met = gates.filter(({ result }) => result === 'PASS').length;
  const summary = t('mine.gates-met', { met, all: gates.length });
  const isOpen = isPrinted || met < gates.length;
  const body = details(summary, gateTable(view, { gates, title }), { isOpen, className: 'b-details--plain' });
  return section({ id: 'gates', title }, body);
}
