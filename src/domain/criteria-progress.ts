import type { Awaited } from './judgement.ts';

/** How far the criteria of a selection have come: four eyes put them into force. */
export type CriteriaProgress = 'missing' | 'drafted' | 'sealed' | 'in-force';

/** Who is awaited before the first stage: the office, then another person for the countersignature. */
export function awaitedForCriteria(progress: CriteriaProgress): readonly Awaited[] {
  if (progress === 'in-force') return [];
  return [{ who: progress === 'sealed' ? 'approver' : 'hr', count: 1, refs: [] }];
}
