import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { standingAnswer } from '#schemas/boards.ts';
import { holdsAny, type View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import type { SelectionHead } from './selection-head.ts';

/** Where a selection stands, as far as the viewer may know: who is awaited, how far its step is, what would cure a block. */
export type Standing = Answer<typeof standingAnswer>;

/** The board's row of this selection alone. */
export function readStanding({ ask }: ScreenRequest, { at }: SelectionHead): Promise<Standing | undefined> {
  return ask.find('/selections/:selectionId/standing', standingAnswer, at);
}

/** The step that it is in; before the first stage its criteria are put into force. */
export function stepOf({ stages }: Pick<Standing, 'stages'>): string {
  return stages.find(({ state }) => state !== 'closed' && state !== 'cancelled')?.step ?? 'criteria';
}

export interface AwaitedWords {
  /** `2 suara ditunggu`. */
  readonly what: string;
  /** Of people, where the viewer may know them; else of the office. */
  readonly names: readonly string[];
  readonly isOffice: boolean;
}

const offices: readonly string[] = ['hr', 'authority', 'approver', 'outside'];

/** What is awaited, and from whom. */
export function awaitedWords({ t }: View, standing: Pick<Standing, 'stages' | 'awaiting'>): AwaitedWords[] {
  const step = stepOf(standing);
  return standing.awaiting.map(({ who, count, names }) => {
    const isOffice = names.length === 0 && offices.includes(who);
    const what = t(`waits.${step}-${who}` as WordKey, { count });
    return { what, names: isOffice ? [t(`office.${who}` as WordKey)] : names, isOffice };
  });
}

/** `2 dari 4 memberi suara`; undefined where the step is not counted, or not for this viewer. */
export function progressWords({ t }: View, standing: Pick<Standing, 'stages' | 'progress'>): string | undefined {
  const { progress } = standing;
  return progress === null ? undefined : t(`progress.${stepOf(standing)}` as WordKey, progress);
}

/** `Kuorum: 3 dari 5 kursi`; undefined where no committee sits, or not for this viewer. */
export function quorumWords({ t }: View, { quorum }: Pick<Standing, 'quorum'>): string | undefined {
  return quorum === null ? undefined : t('standing.quorum', { required: quorum.required, seats: quorum.seats });
}

/** What would cure a block; undefined where nothing is told. */
export function cureWords({ t }: View, { cure }: Pick<Standing, 'cure'>): string | undefined {
  const acts = cure.map(({ code }) => t(`act.${code}` as WordKey)).join(', ');
  return acts === '' ? undefined : t('standing.cure', { acts });
}

/** Whether to offer a reminder; the route decides again when it is asked. */
export function mayRemind(view: View, { awaiting, state }: Pick<Standing, 'awaiting' | 'state'>): boolean {
  return holdsAny(view, ['hr', 'secretary']) && awaiting.length > 0 && state === 'running';
}
