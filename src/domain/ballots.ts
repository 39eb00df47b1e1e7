import { isBlank, type Seat } from './committee.ts';
import { type Declaration, isDeclarationOf, isRecused, type Recusal } from './declarations.ts';
import { refuseFact } from './facts.ts';
import type { Motion } from './motions.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';
import type { BallotChoice } from './tally.ts';

export interface Ballot {
  readonly seat: number;
  readonly accountId: string;
  readonly motionDigest: string;
  readonly choice: BallotChoice;
  readonly reason: string | null;
}

export interface BallotAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  /** The seat the asker holds now. */
  readonly seat: Seat | undefined;
  readonly declaration: Declaration | undefined;
  readonly recusals: readonly Recusal[];
  /** The seat's ballots so far, void ones included. */
  readonly ballots: readonly Ballot[];
  readonly motion: Motion | undefined;
  /** The digest the member read: a ballot is cast on content, not on a page. */
  readonly ifMatch: string | null;
  readonly choice: BallotChoice;
  readonly reason: string | null;
  /** The choices for which the policy wants a reason. */
  readonly reasonFor: readonly BallotChoice[];
}

/**
 * Whether a ballot may be cast: ballot.not-seated, the gate of facts, ballot.undeclared, ballot.recused, ballot.motion-missing,
 * ballot.motion-closed, ballot.motion-stale, ballot.already-cast, ballot.reason-missing. A ballot is final.
 */
export function refuseBallot(asked: BallotAsked): Refusal | undefined {
  const { seat, motion } = asked;
  if (seat === undefined || seat.removedAt !== null) return refuse('ballot.not-seated');
  const late = refuseFact({ stage: asked.stage, fact: 'ballot.cast', now: asked.now });
  if (late !== undefined) return late;
  if (!isDeclarationOf(seat, asked.declaration)) return refuse('ballot.undeclared');
  if (isRecused(seat, asked.recusals)) return refuse('ballot.recused');
  if (motion === undefined) return refuse('ballot.motion-missing');
  if (motion.state === 'closed') return refuse('ballot.motion-closed');
  if (asked.ifMatch !== motion.digest) return refuse('ballot.motion-stale', { version: motion.version });
  if (standingBallots(asked.ballots, motion, [seat]).length > 0) return refuse('ballot.already-cast');
  return asked.reasonFor.includes(asked.choice) && isBlank(asked.reason) ? refuse('ballot.reason-missing') : undefined;
}

/**
 * The ballots that count: cast on the motion's present content by the present holder of a seat. A changed motion and a replaced
 * member void what was cast before, and nobody has to remember to void it.
 */
export function standingBallots(ballots: readonly Ballot[], motion: Motion, seats: readonly Seat[]): readonly Ballot[] {
  return ballots.filter(
    (ballot) => ballot.motionDigest === motion.digest && seats.some((seat) => isCastBy(seat, ballot)),
  );
}

function isCastBy(seat: Seat, ballot: Ballot): boolean {
  return seat.removedAt === null && seat.seat === ballot.seat && seat.accountId === ballot.accountId;
}
