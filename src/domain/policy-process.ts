import type { Citation, Words } from './citation.ts';
import type { CommitteeRule } from './committee.ts';
import type { StageStep } from './stages.ts';

/** How a selection runs: the part of a policy pack that the committee, the stages and the placement ask. */

export interface StageRule {
  /** One rule per step of the stage, in the stage's order. */
  readonly steps: readonly StepRule[];
  readonly citation: Citation;
}

export interface StepRule {
  readonly step: StageStep;
  readonly label: Words;
  /** Null for a step without a deadline of its own (it waits for an act). */
  readonly workingDays: number | null;
  /** Closes as soon as all who are awaited have answered. */
  readonly endsEarly: boolean;
  /** Reminders to those still awaited, in working days before the last day; 0 is the last day itself. */
  readonly reminders: readonly number[];
  /** Silence never approves: it is carried upwards. */
  readonly escalations: readonly Escalation[];
}

export interface Escalation {
  readonly to: 'secretary' | 'chair';
  /** Working days before the last day; 0 is the last day itself. */
  readonly daysBefore: number;
}

/** Composition, quorum and majority of the committee, with what surrounds the vote. */
export interface CommitteePolicy extends CommitteeRule {
  readonly mode: 'meeting' | 'circular';
  /** Every member declares for every candidate before anything opens; an actual conflict recuses. */
  readonly declarations: 'every-member-every-candidate';
  /** Adjourned sessions before the selection is reported as blocked. */
  readonly maxAdjournments: number;
  readonly citation: Citation;
}

export interface DeviationRule {
  /** The authority is not bound to the order, but says why the first was not chosen. */
  readonly rankBinding: boolean;
  readonly reasonWhenNotFirst: boolean;
  readonly reasonMinLength: number;
  /** A name outside the shortlist needs one of these exceptions and a second approver. */
  readonly exceptions: readonly { readonly code: string; readonly title: Words; readonly citation: Citation }[];
  readonly secondApprover: boolean;
  readonly citation: Citation;
}

export interface ConcurrenceRule {
  readonly authority: Words;
  readonly slaWorkingDays: number;
  /** `wait`: silence changes nothing. `certify-lapse`: an explicit act with a certificate; never an approval. */
  readonly onSilence: 'wait' | 'certify-lapse';
  readonly lapse: boolean;
  readonly citation: Citation;
}

export interface ObjectionRule {
  readonly fileWithinWorkingDays: number;
  readonly decideWithinWorkingDays: number;
  readonly citation: Citation;
}

export interface InterimRule {
  readonly maxMonths: number;
  readonly extensionMonths: number;
  readonly extensions: number;
  readonly citation: Citation;
}
