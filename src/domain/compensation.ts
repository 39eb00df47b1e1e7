import { stageSteps } from './stages.ts';

export type PlacementStep = (typeof stageSteps)['placement'][number];

/** What undoes an effect of a placement. Each is safe to repeat, and adds an entry: history is kept, nothing is deleted. */
export type Undo =
  | 'choice.undo'
  | 'concurrence.withdraw'
  | 'decree.revoke'
  | 'inauguration.annul'
  | 'post.vacate'
  | 'prior-post.restore';

/**
 * The undo of each effect, registered before the step that may have it. Candidacies withdrawn elsewhere are not among them: those
 * selections have gone on without the person, and coming back is a new nomination there.
 */
const undoes: Readonly<Record<PlacementStep, readonly Undo[]>> = {
  choosing: ['choice.undo'],
  concurrence: ['concurrence.withdraw'],
  decree: ['decree.revoke'],
  inauguration: ['inauguration.annul'],
  effective: ['post.vacate', 'prior-post.restore'],
};

/** What to undo, in order, for a placement that stands in this step, which may have had its effect or not: the latest effect first. */
export function undoFor(step: PlacementStep): readonly Undo[] {
  const reached = stageSteps.placement.slice(0, stageSteps.placement.indexOf(step) + 1);
  return reached.flatMap((earlier) => undoes[earlier]).reverse();
}

export interface Candidacy {
  readonly candidateRef: string;
  readonly selectionId: string;
  readonly personId: string;
  readonly standing: boolean;
}

export interface Withdrawal {
  readonly candidateRef: string;
  readonly selectionId: string;
  readonly because: { readonly placedIn: string };
}

/** The other candidacies of a placed person, each to be withdrawn with a link to the placement that caused it. */
export function withdrawalsAfter(
  placed: { readonly personId: string; readonly selectionId: string },
  candidacies: readonly Candidacy[],
): readonly Withdrawal[] {
  return candidacies
    .filter((other) => other.personId === placed.personId && other.selectionId !== placed.selectionId && other.standing)
    .map(({ candidateRef, selectionId }) => ({ candidateRef, selectionId, because: { placedIn: placed.selectionId } }));
}
