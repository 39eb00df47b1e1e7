import { codes, type RefusalCode } from '#domain/codes.ts';
import { type FindingCode, findingCodes } from '#domain/import-findings.ts';
import { refuse } from '#domain/refusal.ts';
import { type StageKind, stageKinds } from '#domain/stages.ts';
import type { DeadlineWords, SelectionStage } from '#schemas/selections.ts';
import { icon } from '#web/components/icons.ts';
import { details, list } from '#web/components/pieces.ts';
import { attributes, type Html, html } from '#web/html.ts';
import { refusalMessage } from '#web/i18n.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';

/** The latest attempt of each stage, in the order of the process; one that has not begun stays empty. */
export function latestStages(stages: readonly SelectionStage[]): (SelectionStage | undefined)[] {
  return stageKinds.map((kind) =>
    stages
      .filter((stage) => stage.kind === kind)
      .toSorted(byAttempt)
      .at(-1),
  );
}

function byAttempt(one: SelectionStage, other: SelectionStage): number {
  return one.attempt - other.attempt;
}

/** Words for a code of a closed set; the code itself where a newer server knows more than these pages. */
export function stageWord(view: View, kind: string): string {
  return view.t(`stage.${kind}` as WordKey);
}

export function stepWord(view: View, step: string): string {
  return view.t(`step.${step}` as WordKey);
}

/** What a stage has come to, in counts, as far as the viewer may know. */
export type StageNotes = Readonly<Partial<Record<StageKind, string>>>;

export interface StagesShown {
  readonly stages: readonly SelectionStage[];
  readonly notes: StageNotes;
  /** Who is awaited, below. */
  readonly banner: Html | false;
}

export function stageBar(view: View, { stages, notes, banner }: StagesShown): Html {
  const items = latestStages(stages).map((stage, index) => stageItem(view, { stage, index, notes }));
  return html`<section aria-labelledby="stages"><h2 class="govuk-visually-hidden" id="stages">${view.t('stage.title')}</h2><ol class="b-stages">${items}</ol>${banner}</section>`;
}

interface StageShown {
  readonly stage: SelectionStage | undefined;
  readonly index: number;
  readonly notes: StageNotes;
}

function stageItem(view: View, { stage, index, notes }: StageShown): Html {
  const { t } = view;
  const isDone = stage?.state === 'closed';
  const isNow = stage?.state === 'open' || stage?.state === 'paused';
  const modifier = isDone ? ' b-stage--done' : isNow ? ' b-stage--now' : '';
  const dot = isDone ? icon('tick') : html`<span>${index + 1}</span>`;
  const kind = stageKinds[index] ?? 'nomination';
  const state = t(`stage.state-${stage?.state ?? 'planned'}` as WordKey);
  const attempt = stage !== undefined && stage.attempt > 1 ? `, ${t('stage.attempt', { attempt: stage.attempt })}` : '';
  const note = notes[kind];
  const step = isNow ? ` (${stepWord(view, stage.step)})` : '';
  return html`<li class="b-stage${modifier}"${attributes({ 'aria-current': isNow ? 'step' : undefined })}><span class="b-stage__dot">${dot}</span><span class="b-stage__name">${t(`stage.${kind}`)}</span>${stage !== undefined && html`<span class="b-stage__when">${spanOf(view, stage)}</span>`}<span class="b-stage__note">${state}${step}${attempt}.${note !== undefined && ` ${t('waits.end', { what: note })}`}</span></li>`;
}

function spanOf({ t, figures }: View, { openedAt, dueAt }: SelectionStage): string {
  if (openedAt === null) return '';
  const from = figures.shortDay(openedAt);
  return dueAt === null ? t('stage.since', { from }) : t('stage.span', { from, to: figures.lastDay(dueAt) });
}

/** Why something is not settled: the words of a refusal, or of what an import found in the data. */
export function reasonOf(code: string, { locale }: View): string {
  if (Object.hasOwn(codes, code)) return refusalMessage(refuse(code as RefusalCode), locale);
  return Object.hasOwn(findingCodes, code) ? findingCodes[code as FindingCode][locale] : code;
}

/** The day-by-day count behind a due instant, as it is stored and as the verifier repeats it. */
export function arithmetic(view: View, words: DeadlineWords | null | undefined): Html | false {
  if (words === null || words === undefined) return false;
  const { t, figures } = view;
  const lines = [
    t('stage.arithmetic-from', { at: figures.instant(words.receivedAt), count: words.workingDays }),
    t('stage.arithmetic-counted', { days: words.counted.map((day) => figures.shortDay(day)).join(', ') }),
    words.skippedWeekendDays > 0 && t('stage.arithmetic-weekend', { count: words.skippedWeekendDays }),
    ...words.skippedHolidays.map((holiday) => {
      const [day = '', why = ''] = holiday.split(' ');
      return t('stage.arithmetic-holiday', { day: figures.shortDay(day), why: t(holidayKey(why)) });
    }),
    t('stage.arithmetic-calendar', { calendars: words.calendars.join(', ') }),
    words.provisional && t('stage.arithmetic-provisional'),
  ];
  return details(t('stage.arithmetic'), list(lines), { className: 'b-details--plain' });
}

function holidayKey(why: string): WordKey {
  return why === 'libur-nasional' || why === 'cuti-bersama' ? `holiday.${why}` : 'holiday.other';
}
