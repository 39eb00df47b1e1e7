import type { MeritEntry } from '../examination.ts';
import { type CaseFile, object } from './case-file.ts';

/**
 * What only a person can do; a program has no name, and none of these. Whose a sheet, a declaration, a motion or a ballot is, check 11
 * asks more closely.
 */
export const personalActs: ReadonlySet<string> = new Set([
  'selection.opened/1',
  'selection.policy-moved/1',
  'criteria.drafted/1',
  'criteria.sealed/1',
  'criteria.countersigned/1',
  'nomination.filed/1',
  'pool.completed/1',
  'data.confirmed/1',
  'data.confirmed/2',
  'correction.requested/1',
  'correction.answered/1',
  'gate.verified/1',
  'assessor.assigned/1',
  'seat.appointed/1',
  'choice.made/1',
  'choice.approved/1',
  'choice.declined/1',
  'concurrence.replied/1',
  'decree.issued/1',
  'placement.inaugurated/1',
  'mapping.abandoned/1',
  'move.proposed/1',
  'publication.proposed/1',
]);

/** Nobody is no name: such an act has a person behind it. */
export function checkActors(file: CaseFile): void {
  for (const entry of file.entries) {
    const said = refuseNobody(entry);
    if (said !== undefined) object(file, entry, said);
  }
}

export function refuseNobody({ envelope: { actor, type } }: MeritEntry) {
  if (actor.ref !== null || !personalActs.has(type)) return undefined;
  return { code: 'merit.stage', expected: 'an act of somebody', found: actor.role } as const;
}
