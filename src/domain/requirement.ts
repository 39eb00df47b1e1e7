import type { Citation } from './citation.ts';
import type { PolicyPack } from './policy-pack.ts';
import type { StageStep } from './stages.ts';
import { isOver, type RecordedEntry, type StageTrail } from './trail.ts';

/**
 * `met`: it is on the record. `late`: it is, after its time. `excepted`: it is not, and an entry says why that may be.
 * `missing`: its time is over and it is not there. `not-yet`: its time has not come, or runs.
 */
export type RequirementState = 'met' | 'missing' | 'late' | 'excepted' | 'not-yet';

export interface Requirement {
  readonly code: string;
  readonly state: RequirementState;
  /** Ids of entries. */
  readonly evidence: readonly string[];
  readonly citation: Citation;
}

/** What the requirements of a selection are derived from. */
export interface RequirementsAsked {
  readonly entries: readonly RecordedEntry[];
  readonly pack: PolicyPack;
}

/** What something that is not met yet is: not yet due while its step is not over, missing afterwards. */
export function unmet(trail: StageTrail, step: StageStep): RequirementState {
  return isOver(trail, step) ? 'missing' : 'not-yet';
}
