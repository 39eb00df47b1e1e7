import { type Choice, type ChoiceState, nextAlternate } from '#domain/choices.ts';
import type { Concurrence } from '#domain/concurrence.ts';
import type { Scene } from '#features/acts/service.ts';
import { readShortlist } from '#features/ballots/service.ts';
import { listCandidates } from '#features/nominations/service.ts';
import { type ChoiceRow, findPlacement, listChoices, listConcurrences, type PlacementRow } from './store.ts';

/** Where a placement stands, read under the lock of its selection: what its facts, its conduct and its undoing ask alike. */
export interface Course {
  /** Of this attempt. */
  readonly choices: readonly ChoiceRow[];
  /** The one of them that was not undone; it may wait for its approval. */
  readonly choice: ChoiceRow | undefined;
  /** The latest round for that choice. */
  readonly concurrence: Concurrence | undefined;
  readonly rounds: number;
  /** From the decree on. */
  readonly placement: PlacementRow | undefined;
  readonly shortlist: readonly string[];
  readonly candidates: readonly string[];
  /** Not admitted, withdrawn, or chosen in vain. */
  readonly unavailable: readonly string[];
}

export async function readCourse(scene: Scene): Promise<Course> {
  const { tx, selectionId, stage } = scene;
  const all = await listChoices(tx, selectionId);
  const rounds = await listConcurrences(tx, selectionId);
  const candidates = await listCandidates(tx, selectionId);
  const choices = all.filter(({ attempt }) => attempt === stage?.attempt);
  const choice = choices.find(({ state }) => state !== 'undone');
  const own = rounds.filter(({ choice_id }) => choice_id === choice?.id).at(-1);
  const inVain = all.filter(({ undone }) => undone === 'concurrence-refused' || undone === 'revoked');
  return {
    choices,
    choice,
    concurrence: own && {
      round: own.round,
      state: own.state,
      requestedAt: own.requested_at,
      lapsesAt: own.lapses_at,
    },
    rounds: rounds.length,
    placement: choice && (await findPlacement(tx, choice.id)),
    shortlist: await readShortlist(scene),
    candidates: candidates.map(({ ref }) => ref),
    unavailable: [
      ...candidates.filter(({ state }) => state !== 'admitted').map(({ ref }) => ref),
      ...inVain.map(({ candidate_ref }) => candidate_ref),
    ],
  };
}

/** Whether nobody of the shortlist is left to be chosen. */
export function isExhausted({ shortlist, unavailable }: Course): boolean {
  return nextAlternate(shortlist, unavailable) === undefined;
}

export function toChoice(row: ChoiceRow): Choice {
  const { candidate_ref: candidateRef, deviation, exception, made_by: accountId, maker_person: personId } = row;
  return { candidateRef, deviation, exception, madeBy: { accountId, personId }, state: stateOf(row) };
}

function stateOf({ state, undone }: ChoiceRow): ChoiceState {
  if (state === 'made') return 'standing';
  if (state === 'awaiting-second-approval') return 'awaiting-approval';
  return undone === 'declined' ? 'declined' : 'undone';
}
