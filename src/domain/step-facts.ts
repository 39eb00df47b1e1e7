import type { ChoiceState } from './choices.ts';
import type { CommitteeRule, Seat } from './committee.ts';
import type { ConcurrenceState } from './concurrence.ts';

interface Window {
  /** The policy lets the step end as soon as all have answered. */
  readonly endsEarly: boolean;
}

interface CommitteeFacts {
  readonly rule: CommitteeRule;
  readonly seats: readonly Seat[];
  /** Seat numbers. */
  readonly recused: readonly number[];
}

export interface NominatingFacts extends Window {
  readonly step: 'nominating';
  readonly isPoolComplete: boolean;
  /** Accounts that were asked for nominations and have not answered. */
  readonly nominatorsAwaited: readonly string[];
}

export interface DataCheckFacts extends Window {
  readonly step: 'data-check';
  /** Candidates who have neither confirmed nor withdrawn. */
  readonly candidatesAwaited: readonly string[];
  /** Candidates with a correction that the office has not answered. */
  readonly correctionsOpen: readonly string[];
  /** Candidates with a gate that is UNKNOWN. */
  readonly gatesUnknown: readonly string[];
}

export interface IndependentFacts extends Window {
  readonly step: 'independent';
  /** Assessors that each candidate needs, by policy. */
  readonly assessorsNeeded: number;
  /** Every candidate who stands, with the assessors assigned and those of them who have not filed. */
  readonly sheets: readonly {
    readonly candidateRef: string;
    readonly assigned: number;
    readonly awaited: readonly string[];
  }[];
}

export interface FinalFacts extends Window {
  readonly step: 'final';
  readonly assessorsAwaited: readonly string[];
}

export interface DeclaringFacts extends Window, CommitteeFacts {
  readonly step: 'declaring';
  /** Seats whose present holder has declared. */
  readonly declared: readonly number[];
}

export interface DeliberatingFacts extends CommitteeFacts {
  readonly step: 'deliberating';
  readonly present: readonly number[];
  readonly hasMotion: boolean;
}

export interface VotingFacts extends Window, CommitteeFacts {
  readonly step: 'voting';
  /** Ballots that stand: whether each abstains. How it votes is not asked before the tally. */
  readonly ballots: readonly { readonly seat: number; readonly abstains: boolean }[];
}

export type PlacementFacts =
  | { readonly step: 'choosing'; readonly choice: ChoiceState | undefined }
  | { readonly step: 'concurrence'; readonly state: ConcurrenceState | undefined }
  | { readonly step: 'decree'; readonly isIssued: boolean }
  | { readonly step: 'inauguration'; readonly isInaugurated: boolean }
  /** The first instant of the day from which the placement is in force. */
  | { readonly step: 'effective'; readonly effectiveAt: string };

/** What has been done in a step, as counted under the stage's lock. */
export type StepFacts =
  | NominatingFacts
  | DataCheckFacts
  | IndependentFacts
  | FinalFacts
  | DeclaringFacts
  | DeliberatingFacts
  | VotingFacts
  | PlacementFacts;
