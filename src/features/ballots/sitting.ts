import type { Seat } from '#domain/committee.ts';
import type { Declaration, Interest, Recusal } from '#domain/declarations.ts';
import type { Motion, MotionContent } from '#domain/motions.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import type { BallotChoice } from '#domain/tally.ts';
import type { Scene } from '#features/acts/service.ts';
import { endsEarly, type StageScene } from '#features/stages/service.ts';
import { getSitting, type SeatRow, type SittingRow } from './store.ts';

/** A seat with its holder's ref and what that holder has declared. */
export interface SeatHolding extends Seat {
  readonly holderNo: number;
  readonly ref: string;
  readonly interests: readonly Interest[] | null;
}

export interface StandingBallot {
  readonly seat: number;
  readonly accountId: string;
  readonly choice: BallotChoice;
}

/** The committee as it sits now, read in one round trip under the lock of its selection. */
export interface Sitting {
  /** Every holder of every seat, those who left included. */
  readonly seats: readonly SeatHolding[];
  /** Of the present holders. */
  readonly recusals: readonly Recusal[];
  /** The session that is on, from 1: the number of those that were adjourned, and one. */
  readonly session: number;
  /** Seats recorded as present in it. */
  readonly present: readonly number[];
  /** The newest motion that was not voided, open or closed. */
  readonly motion: Motion | undefined;
  readonly content: MotionContent | undefined;
  /** Standing ballots on that motion. */
  readonly ballots: readonly StandingBallot[];
}

/** Reads the sitting of the newest committee review; before there is one, its seats alone. */
export async function readSitting({ tx, selectionId }: Pick<Scene, 'tx' | 'selectionId'>): Promise<Sitting> {
  return toSitting(await getSitting(tx, selectionId));
}

function toSitting(row: SittingRow): Sitting {
  const seats = row.seats ?? [];
  const content =
    row.motion_content === null ? undefined : (JSON.parse(row.motion_content.toString('utf8')) as MotionContent);
  return {
    seats: seats.map(({ recusal: _recusal, ...seat }) => seat),
    recusals: seats.flatMap(recusalOf),
    session: row.adjourned + 1,
    present: row.present,
    content,
    motion: motionOf(row, content),
    ballots: row.ballots ?? [],
  };
}

/** The sitting once this ballot stands, as it would be read then. */
export function withBallot(sitting: Sitting, ballot: StandingBallot): Sitting {
  const ballots = [...sitting.ballots, ballot].sort((one, other) => one.seat - other.seat);
  return { ...sitting, ballots };
}

function recusalOf({ seat, accountId, removedAt, recusal: cause }: SeatRow): Recusal[] {
  return cause === null || removedAt !== null ? [] : [{ seat, accountId, cause }];
}

function motionOf(row: SittingRow, content: MotionContent | undefined): Motion | undefined {
  const { motion_id: motionId, motion_version: version, motion_digest: digest, motion_closed: closed } = row;
  if (motionId === null || version === null || digest === null || content === undefined) return undefined;
  const state = closed === true ? 'closed' : 'open';
  return { motionId, version, digest: digest.toString('hex'), candidates: content.candidates, state };
}

/** Seat numbers of the present holders who take no part. */
export function recusedSeats({ recusals }: Sitting): readonly number[] {
  return recusals.map(({ seat }) => seat);
}

/** What the seat's holder has declared. */
export function declarationOf(holding: SeatHolding | undefined): Declaration | undefined {
  if (holding?.interests == null) return undefined;
  return { seat: holding.seat, accountId: holding.accountId, interests: holding.interests };
}

/** What has been done in the present step of a committee review. */
export function factsOf(scene: StageScene, sitting: Sitting): StepFacts {
  const committee = { rule: scene.pack.committee, seats: sitting.seats, recused: recusedSeats(sitting) };
  switch (scene.stage.step) {
    case 'declaring': {
      const held = sitting.seats.filter(({ removedAt, interests }) => removedAt === null && interests !== null);
      const declared = held.map(({ seat }) => seat);
      return { step: 'declaring', endsEarly: endsEarly(scene), ...committee, declared };
    }
    case 'deliberating':
      return {
        step: 'deliberating',
        ...committee,
        present: sitting.present,
        hasMotion: sitting.motion?.state === 'open',
      };
    default: {
      const ballots = sitting.motion?.state === 'open' ? sitting.ballots : [];
      return {
        step: 'voting',
        endsEarly: endsEarly(scene),
        ...committee,
        ballots: ballots.map(({ seat, choice }) => ({ seat, abstains: choice === 'abstain' })),
      };
    }
  }
}
