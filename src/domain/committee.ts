import { type Refusal, refuse } from './refusal.ts';
import { type Hand, isSameHand } from './roles.ts';

/** One place on a committee. A replacement takes the same number; the old row stays with `removedAt`. */
export interface Seat {
  readonly seat: number;
  readonly role: 'chair' | 'member';
  readonly accountId: string;
  readonly personId: string | null;
  readonly removedAt: string | null;
}

/** How a committee is composed and decides: data of the policy pack, never of a selection. */
export interface CommitteeRule {
  readonly minSeats: number;
  readonly maxSeats: number;
  readonly oddSeats: boolean;
  readonly chairRequired: boolean;
  readonly quorum: {
    /** What the share is taken of: all seats, or the seats that are not recused. A vacant seat counts in both. */
    readonly base: 'seats' | 'eligible';
    readonly rule: 'majority' | 'all' | 'number';
    readonly number: number | null;
    /** Never fewer than this, whoever is recused. */
    readonly minimum: number;
  };
  readonly majority: {
    /** What the share is taken of: approvals and rejections; those present; seats not recused; all seats. */
    readonly base: 'cast' | 'present' | 'eligible' | 'seats';
    readonly rule: 'simple' | 'two-thirds';
  };
  /** Whether an abstention makes its seat present. It never is an approval. */
  readonly abstention: 'counts-present' | 'counts-not';
  readonly tie: 'chair-decides' | 'rejected' | 'revote';
}

/** Why a committee of these seats may not sit: too few, too many, even, without one chair, a person twice, a candidate in it. */
export function refuseComposition(
  rule: CommitteeRule,
  seats: readonly Seat[],
  candidatePersonIds: readonly string[] = [],
): Refusal | undefined {
  const live = liveSeats(seats);
  const count = live.length;
  if (count < rule.minSeats) return refuse('committee.too-small', { count, minimum: rule.minSeats });
  if (count > rule.maxSeats) return refuse('committee.too-large', { count, maximum: rule.maxSeats });
  if (rule.oddSeats && count % 2 === 0) return refuse('committee.even', { count });
  const chairs = live.filter((seat) => seat.role === 'chair').length;
  if (chairs > 1) return refuse('committee.chair-twice');
  if (rule.chairRequired && chairs === 0) return refuse('committee.chair-missing');
  const twice = live.find((seat, index) => live.slice(0, index).some((earlier) => isSameHand(earlier, seat)));
  if (twice !== undefined) return refuse('committee.person-twice', { seat: twice.seat });
  const candidate = live.find(({ personId }) => personId !== null && candidatePersonIds.includes(personId));
  return candidate === undefined ? undefined : refuse('committee.candidate-seated', { seat: candidate.seat });
}

export interface SeatAsked {
  readonly rule: CommitteeRule;
  readonly seats: readonly Seat[];
  readonly candidatePersonIds: readonly string[];
  readonly appointee: Hand & { readonly role: Seat['role'] };
}

/** Whether a seat may be given: seat.committee-full, seat.person-seated, seat.chair-taken, seat.candidate. */
export function refuseSeat({ rule, seats, candidatePersonIds, appointee }: SeatAsked): Refusal | undefined {
  const live = liveSeats(seats);
  if (live.length >= rule.maxSeats) return refuse('seat.committee-full', { maximum: rule.maxSeats });
  return refuseAppointee(live, candidatePersonIds, appointee);
}

export interface ReplacementAsked extends SeatAsked {
  readonly seat: number;
  readonly reason: string | null;
}

/** Whether a member may be replaced: seat.missing, seat.reason-missing, and what `refuseSeat` asks of the new member. */
export function refuseReplacement(asked: ReplacementAsked): Refusal | undefined {
  const live = liveSeats(asked.seats);
  if (!live.some(({ seat }) => seat === asked.seat)) return refuse('seat.missing', { seat: asked.seat });
  if (isBlank(asked.reason)) return refuse('seat.reason-missing');
  // The seat being left counts only against its own holder: nobody replaces themselves.
  const others = live.filter((held) => held.seat !== asked.seat || isSameHand(held, asked.appointee));
  return refuseAppointee(others, asked.candidatePersonIds, asked.appointee);
}

/** Seats that somebody holds now. */
export function liveSeats(seats: readonly Seat[]): readonly Seat[] {
  return seats.filter((seat) => seat.removedAt === null);
}

/** The seat an account holds now. */
export function findSeat(seats: readonly Seat[], accountId: string): Seat | undefined {
  return liveSeats(seats).find((seat) => seat.accountId === accountId);
}

/** A reason of nothing but white space is none. */
export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

function refuseAppointee(
  live: readonly Seat[],
  candidatePersonIds: readonly string[],
  appointee: SeatAsked['appointee'],
): Refusal | undefined {
  if (live.some((seat) => isSameHand(seat, appointee))) return refuse('seat.person-seated');
  if (appointee.role === 'chair' && live.some(({ role }) => role === 'chair')) return refuse('seat.chair-taken');
  const { personId } = appointee;
  return personId !== null && candidatePersonIds.includes(personId) ? refuse('seat.candidate') : undefined;
}
