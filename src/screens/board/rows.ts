import { dueSoonWorkingDays } from '#domain/working-time.ts';
import type { Answer } from '#platform/asking.ts';
import type { boardAnswer } from '#schemas/boards.ts';
import { code, fraction, link, tag } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { reasonOf, stageWord, stepWord } from '../selection/stages.ts';

export type BoardRow = Answer<typeof boardAnswer>['items'][number];

export function boardColumns({ t }: View, mayRemind: boolean) {
  return [
    { label: t('board.post'), isHeader: true },
    { label: t('board.stage') },
    { label: t('board.age') },
    { label: t('board.waits') },
    { label: t('board.progress') },
    { label: t('board.due') },
    ...(mayRemind ? [{ label: t('board.acts') }] : []),
  ];
}

export function boardRow(view: View, row: BoardRow, mayRemind: boolean): Piece[] {
  const { t } = view;
  const { ageWorkingDays, stageAgeWorkingDays, progress } = row;
  const reminding = row.awaiting.length > 0 && row.state === 'running';
  return [
    html`${link({ href: `/selections/${row.id}`, text: html`<strong>${row.title}</strong>` })}<small>${code(row.code)}</small>`,
    html`${miniBar(view, row)}<small>${standing(view, row)}</small>`,
    ageWorkingDays !== null &&
      html`<strong>${ageWorkingDays}</strong>${stageAgeWorkingDays !== null && html`<small>${t('board.age-stage', { count: stageAgeWorkingDays })}</small>`}`,
    waiting(view, row),
    progress !== null && fraction(progress, t('board.fraction', progress)),
    dueOf(view, row),
    ...(mayRemind
      ? [reminding && link({ href: `/selections/${row.id}/remind`, text: t('board.remind'), hidden: row.title })]
      : []),
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

/** Who is awaited, by name where the viewer may know; and what would cure a block. */
function waiting(view: View, { awaiting, blocked, cure }: BoardRow): Piece {
  const { t } = view;
  const people = awaiting.map(({ who, count, names }) => {
    const shown = names.length > 0 ? names.join(', ') : String(count);
    return html`<span class="b-awaited">${t(`awaited.${who}` as WordKey)}: ${shown}</span>`;
  });
  const cures = cure.map(({ code: act }) => t(`act.${act}` as WordKey)).join(', ');
  if (blocked === null)
    return people.length === 0 ? html`<span class="b-soft b-small">${t('board.nobody')}</span>` : people;
  return html`<strong>${t('stage.blocked', { why: reasonOf(blocked, view) })}</strong>${people}${cures !== '' && html`<small>${t('board.cure', { acts: cures })}</small>`}`;
}

function dueOf({ t, figures }: View, { dueAt, workingDaysLeft }: BoardRow): Piece {
  if (dueAt === null) return false;
  const day = html`<small>${figures.deadline(dueAt)}</small>`;
  if (workingDaysLeft === null) return day;
  if (workingDaysLeft < 0) return html`${tag(t('board.days-over', { count: -workingDaysLeft }), 'red')}${day}`;
  const words = t('board.days-left', { count: workingDaysLeft });
  return html`${workingDaysLeft <= dueSoonWorkingDays ? tag(words, 'yellow') : html`<span class="b-small">${words}</span>`}${day}`;
}
