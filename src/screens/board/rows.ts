import type { StageKind } from '#domain/stages.ts';
import { dueSoonWorkingDays } from '#domain/working-time.ts';
import type { Answer } from '#platform/asking.ts';
import type { boardAnswer } from '#schemas/boards.ts';
import { code, fraction, link, tag } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { reasonOf, stageWord, stepWord } from '../selection/stages.ts';
import { awaitedWords, cureWords, mayRemind, progressWords, type Standing } from '../standing.ts';

export type BoardRow = Standing;
type Durations = Answer<typeof boardAnswer>['durations'];

export function boardColumns({ t }: View, isOffice: boolean) {
  return [
    { label: t('board.post'), isHeader: true },
    { label: t('board.stage') },
    { label: t('board.age') },
    { label: t('board.waits') },
    { label: t('board.progress') },
    { label: t('board.due') },
    ...(isOffice ? [{ label: t('board.acts') }] : []),
  ];
}

export interface RowShown {
  readonly isOffice: boolean;
  readonly durations: Durations;
}

export function boardRow(view: View, row: BoardRow, { isOffice, durations }: RowShown): Piece[] {
  const { t } = view;
  const { ageWorkingDays, stageAgeWorkingDays: inStage } = row;
  const kind = row.stages.find(({ state }) => state === 'open' || state === 'paused')?.kind as StageKind | undefined;
  return [
    html`${link({ href: `/selections/${row.id}`, text: html`<strong>${row.title}</strong>` })}<small>${code(row.code)}</small>`,
    html`${miniBar(view, row)}<small>${standing(view, row)}</small>`,
    ageWorkingDays !== null &&
      html`<strong>${ageWorkingDays}</strong>${inStage !== null && html`${kind !== undefined && ageChart(durations[kind], inStage)}<small>${t('board.age-stage', { count: inStage })}</small>`}`,
    waiting(view, row),
    progressed(view, row),
    dueOf(view, row),
    ...(isOffice ? [actOf(view, row)] : []),
  ];
}

/** The four stages as one small bar; its words say the same. */
function miniBar({ t }: View, { stages, blocked }: BoardRow): Html {
  const done = stages.filter(({ state }) => state === 'closed').length;
  const isLive = stages.some(({ state }) => state === 'open' || state === 'paused');
  const cells = Array.from({ length: 4 }, (_one, index) => {
    if (index < done) return html`<i class="is-done"></i>`;
    if (index > done || !isLive) return html`<i></i>`;
    return blocked === null ? html`<i class="is-now"></i>` : html`<i class="is-stuck"></i>`;
  });
  return html`<span class="b-mini" role="img" aria-label="${t('board.stages-done', { done })}">${cells}</span>`;
}

function standing(view: View, { stages, state }: BoardRow): string {
  const live = stages.find((stage) => stage.state === 'open' || stage.state === 'paused');
  if (live !== undefined) {
    const paused = live.state === 'paused' ? `, ${view.t('stage.state-paused')}` : '';
    return `${stageWord(view, live.kind)}, ${stepWord(view, live.step)}${paused}`;
  }
  return state === 'draft' ? view.t('board.draft') : view.t(`selection.state-${state}` as WordKey);
}

/** What is awaited, and from whom where the viewer may know; and what would cure a block. */
function waiting(view: View, row: BoardRow): Piece {
  const { t } = view;
  const people = awaitedWords(view, row).map(
    ({ what, names }) =>
      html`<span class="b-awaited">${what}${names.length > 0 && html`<small>${names.join(', ')}</small>`}</span>`,
  );
  if (row.blocked === null) {
    const nobody = row.progress === null && row.state !== 'running' ? t('board.nothing') : t('board.nobody');
    return people.length === 0 ? html`<span class="b-soft b-small">${nobody}</span>` : people;
  }
  const cures = cureWords(view, row);
  return html`<strong>${t('stage.blocked', { why: reasonOf(row.blocked, view) })}</strong>${people}${cures !== undefined && html`<small>${cures}</small>`}`;
}

/** How far the step is, in its own words. */
function progressed(view: View, row: BoardRow): Piece {
  const words = progressWords(view, row);
  if (row.progress !== null && words !== undefined)
    return html`<span class="b-small">${fraction(row.progress, words)}</span>`;
  return html`<span class="b-soft b-small">${view.t('board.not-counted')}</span>`;
}

/** The one thing to do about it from here. */
function actOf(view: View, row: BoardRow): Piece {
  const { t } = view;
  const at = (place: string, text: string) =>
    link({ href: `/selections/${row.id}/${place}`, text, hidden: row.title }, 'govuk-link b-small');
  if (mayRemind(view, row)) return at('remind', t('standing.remind'));
  if (row.blocked !== null) return at('actions', t('standing.see-acts'));
  return html`<span class="b-soft b-small">${t('board.no-act')}</span>`;
}

/** Days in this stage beside those that are done: a dot on a bar up to the 90th percentile, with a line at the median. */
function ageChart(found: Durations[keyof Durations] | undefined, age: number): Html | false {
  if (found === undefined || found === null) return false;
  const longest = Math.max(1, found.p90, age);
  const at = (days: number) => Math.round((days / longest) * 100);
  const dot = age > found.p90 ? 'var(--stop)' : 'var(--action)';
  return html`<svg class="b-age" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 6H${at(found.p90)}" stroke="var(--line-strong)" stroke-width="4" stroke-opacity=".45" vector-effect="non-scaling-stroke"/><path d="M${at(found.median)} 1V11" stroke="var(--text-soft)" stroke-width="1.5" vector-effect="non-scaling-stroke"/><path d="M${at(age)} 6h.01" stroke="${dot}" stroke-width="9" stroke-linecap="round" vector-effect="non-scaling-stroke"/></svg>`;
}

function dueOf({ t, figures }: View, { dueAt, workingDaysLeft }: BoardRow): Piece {
  if (dueAt === null) return html`<span class="b-soft b-small">${t('board.no-act')}</span>`;
  const day = html`<small>${figures.deadline(dueAt)}</small>`;
  if (workingDaysLeft === null) return day;
  if (workingDaysLeft < 0) return html`${tag(t('due.days-over', { count: -workingDaysLeft }), 'red')}${day}`;
  const words = t('due.days-left', { count: workingDaysLeft });
  return html`${workingDaysLeft <= dueSoonWorkingDays ? tag(words, 'yellow') : html`<span class="b-small">${words}</span>`}${day}`;
}
