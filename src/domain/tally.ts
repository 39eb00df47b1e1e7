import type { CommitteeRule, Seat } from './committee.ts';
import { liveSeats } from './committee.ts';
import { callRoll, type Quorum, quorum } from './quorum.ts';

export type BallotChoice = 'approve' | 'reject' | 'abstain';

/** Whether a ballot may open to this. */
export function isBallotChoice(value: unknown): value is BallotChoice {
  return value === 'approve' || value === 'reject' || value === 'abstain';
}

export interface CountedBallot {
  readonly seat: number;
  readonly choice: BallotChoice;
}

export interface Vote {
  readonly seats: readonly Seat[];
  /** Seat numbers recused from the motion. */
  readonly recused: readonly number[];
  /** The ballots that stand on the motion as it is now. */
  readonly ballots: readonly CountedBallot[];
}

export type Outcome = 'approved' | 'rejected' | 'tied' | 'no-quorum' | 'revote';

export interface Tally {
  readonly algorithm: TallyAlgorithm;
  readonly outcome: Outcome;
  readonly approve: number;
  readonly reject: number;
  readonly abstain: number;
  /** What the majority was taken of. */
  readonly base: number;
  /** Approvals that were needed. */
  readonly needed: number;
  readonly byChair: boolean;
  readonly quorum: Quorum;
}

/** Counts a vote by the algorithm that the policy names. An outcome other than `approved` never leads to a placement. */
export function tally(algorithm: TallyAlgorithm, rule: CommitteeRule, vote: Vote): Tally {
  return { algorithm, ...algorithms[algorithm](rule, vote) };
}

type Counted = Omit<Tally, 'algorithm'>;

/** Released algorithms are never edited: old outcomes must re-derive for ever. A change is a further name. */
export const algorithms = { 'majority/1': countMajority } as const satisfies Record<
  string,
  (rule: CommitteeRule, vote: Vote) => Counted
>;
export type TallyAlgorithm = keyof typeof algorithms;

function countMajority(rule: CommitteeRule, vote: Vote): Counted {
  const ballots = countable(vote);
  const counts = {
    approve: count(ballots, 'approve'),
    reject: count(ballots, 'reject'),
    abstain: count(ballots, 'abstain'),
  };
  const present = ballots.filter(({ choice }) => choice !== 'abstain' || rule.abstention === 'counts-present');
  const attendance = { seats: vote.seats, recused: vote.recused, present: present.map(({ seat }) => seat) };
  const met = quorum(rule, attendance);
  const { established, recused } = callRoll(attendance);
  const base = {
    cast: counts.approve + counts.reject,
    present: present.length,
    eligible: established.length - recused.length,
    seats: established.length,
  }[rule.majority.base];
  const needed = rule.majority.rule === 'simple' ? Math.floor(base / 2) + 1 : Math.max(1, Math.ceil((base * 2) / 3));
  const plain = { ...counts, base, needed, byChair: false, quorum: met };
  if (!met.met) return { ...plain, outcome: 'no-quorum' };
  if (counts.approve >= needed) return { ...plain, outcome: 'approved' };
  return isTie(rule, counts, base) ? { ...plain, ...breakTie(rule, vote, ballots) } : { ...plain, outcome: 'rejected' };
}

/** A ballot counts when its seat is held and not recused; a seat with two ballots has cast none. */
function countable({ seats, recused, ballots }: Vote): readonly CountedBallot[] {
  const { eligible } = callRoll({ seats, recused, present: [] });
  const isOnly = (seat: number) => ballots.filter((ballot) => ballot.seat === seat).length === 1;
  return ballots.filter(({ seat }) => eligible.includes(seat) && isOnly(seat));
}

/** Approvals and rejections split the whole base in halves. Where the base has others too, the chair's voice is no majority. */
function isTie(rule: CommitteeRule, { approve, reject }: { approve: number; reject: number }, base: number): boolean {
  return rule.majority.rule === 'simple' && base > 0 && approve === reject && approve * 2 === base;
}

function breakTie(
  rule: CommitteeRule,
  vote: Vote,
  ballots: readonly CountedBallot[],
): { readonly outcome: Outcome; readonly byChair: boolean } {
  if (rule.tie !== 'chair-decides') return { outcome: rule.tie, byChair: false };
  const chair = liveSeats(vote.seats).find(({ role }) => role === 'chair');
  const choice = ballots.find(({ seat }) => seat === chair?.seat)?.choice;
  if (choice === undefined || choice === 'abstain') return { outcome: 'tied', byChair: false };
  return { outcome: choice === 'approve' ? 'approved' : 'rejected', byChair: true };
}

function count(ballots: readonly CountedBallot[], choice: BallotChoice): number {
  return ballots.filter((ballot) => ballot.choice === choice).length;
}
