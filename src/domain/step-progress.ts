import { liveSeats } from './committee.ts';
import type { CriteriaProgress } from './criteria-progress.ts';
import { callRoll, quorum } from './quorum.ts';
import type { StepFacts } from './step-facts.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How many seats a committee needs, of how many. Whether it has them is not told: while ballots are sealed it would tell who abstains. */
export interface QuorumAsked {
  readonly required: number;
  readonly seats: number;
}

/** How many people a step asks, where its facts name only those still awaited. */
export interface StepPeople {
  /** Candidates who stand. */
  readonly candidates: number;
  readonly assessors: number;
}

/** How far a step is, in counts alone; null where it waits for one act or for a day. */
export function progressOf(facts: StepFacts, people: StepPeople): Progress | null {
  switch (facts.step) {
    case 'data-check':
      return { done: people.candidates - facts.candidatesAwaited.length, total: people.candidates };
    case 'independent': {
      const total = sum(facts.sheets.map(({ assigned }) => assigned));
      return { done: total - sum(facts.sheets.map(({ awaited }) => awaited.length)), total };
    }
    case 'final':
      return { done: people.assessors - facts.assessorsAwaited.length, total: people.assessors };
    case 'declaring':
      return countSeats(liveNumbers(facts.seats), facts.declared);
    case 'deliberating':
      return countSeats(eligible(facts), facts.present);
    case 'voting':
      return countSeats(
        eligible(facts),
        facts.ballots.map(({ seat }) => seat),
      );
    default:
      return null;
  }
}

/** The quorum that a step of the committee waits for; null in any other. */
export function quorumAskedOf(facts: StepFacts): QuorumAsked | null {
  if (facts.step !== 'declaring' && facts.step !== 'deliberating' && facts.step !== 'voting') return null;
  const { rule, seats, recused } = facts;
  const attendance = { seats, recused, present: [] };
  return { required: quorum(rule, attendance).required, seats: callRoll(attendance).established.length };
}

/** One assessor's own sheets of the independent round. */
export function ownProgressOf(facts: StepFacts, accountId: string): Progress | null {
  if (facts.step !== 'independent') return null;
  const open = facts.sheets.filter(({ awaited }) => awaited.includes(accountId)).length;
  return { done: facts.sheets.length - open, total: facts.sheets.length };
}

/** Two signatures put the criteria into force. */
export function criteriaProgressOf(progress: CriteriaProgress): Progress {
  return { done: { missing: 0, drafted: 0, sealed: 1, 'in-force': 2 }[progress], total: 2 };
}

function eligible({ seats, recused }: Extract<StepFacts, { readonly step: 'deliberating' | 'voting' }>) {
  return liveNumbers(seats).filter((seat) => !recused.includes(seat));
}

function liveNumbers(seats: Parameters<typeof liveSeats>[0]): readonly number[] {
  return liveSeats(seats).map(({ seat }) => seat);
}

function countSeats(asked: readonly number[], answered: readonly number[]): Progress {
  return { done: asked.filter((seat) => answered.includes(seat)).length, total: asked.length };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
