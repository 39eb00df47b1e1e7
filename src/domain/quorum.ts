import { type CommitteeRule, liveSeats, type Seat } from './committee.ts';

/** What would cure a missing quorum, and how many of which seats it takes. */
export interface QuorumCure {
  readonly code: 'quorum.attend' | 'quorum.replace' | 'quorum.appoint';
  readonly count: number;
  /** The seats that can do it; empty for new seats. */
  readonly seats: readonly number[];
}

export interface Quorum {
  readonly required: number;
  /** Seats that are held and not recused. */
  readonly eligible: number;
  readonly present: number;
  readonly met: boolean;
  /** Whether it can be met without another member: if not, waiting is useless. */
  readonly reachable: boolean;
  readonly cure: readonly QuorumCure[];
}

export interface Attendance {
  readonly seats: readonly Seat[];
  /** Seat numbers. */
  readonly recused: readonly number[];
  readonly present: readonly number[];
}

/**
 * The quorum, computed afresh from the policy at every change. It is never lowered to the people found: vacant seats stay in
 * the base, and the policy's minimum stands whoever is recused. This is `quorum/1`, of which `majority/1` is made: never edited.
 */
export function quorum(rule: CommitteeRule, attendance: Attendance): Quorum {
  const roll = callRoll(attendance);
  const required = requiredOf(rule, quorumBase(rule, roll));
  const eligible = roll.eligible.length;
  const present = roll.present.length;
  const met = present >= required;
  const reachable = eligible >= required;
  return { required, eligible, present, met, reachable, cure: met ? [] : cures(rule, roll) };
}

/** The seats of a committee by what they can do, as numbers without repeats. */
interface Roll {
  /** Every number ever given: a seat that somebody left is still a seat. */
  readonly established: readonly number[];
  readonly vacant: readonly number[];
  readonly recused: readonly number[];
  readonly eligible: readonly number[];
  readonly present: readonly number[];
}

export function callRoll({ seats, recused, present }: Attendance): Roll {
  const established = [...new Set(seats.map(({ seat }) => seat))].sort((one, other) => one - other);
  const held = new Set(liveSeats(seats).map(({ seat }) => seat));
  const away = new Set(recused);
  const here = new Set(present);
  const eligible = established.filter((seat) => held.has(seat) && !away.has(seat));
  return {
    established,
    vacant: established.filter((seat) => !held.has(seat)),
    recused: established.filter((seat) => held.has(seat) && away.has(seat)),
    eligible,
    present: eligible.filter((seat) => here.has(seat)),
  };
}

function quorumBase(rule: CommitteeRule, roll: Roll): number {
  return rule.quorum.base === 'seats' ? roll.established.length : roll.established.length - roll.recused.length;
}

function requiredOf({ quorum: { rule, number, minimum } }: CommitteeRule, base: number): number {
  const share = { majority: Math.floor(base / 2) + 1, all: base, number: number ?? minimum }[rule];
  return Math.max(share, minimum);
}

function cures(rule: CommitteeRule, roll: Roll): readonly QuorumCure[] {
  const required = requiredOf(rule, quorumBase(rule, roll));
  const replaceable = [...roll.vacant, ...roll.recused];
  const replaced = fewestReplacements(rule, roll);
  if (replaced === 0) {
    const absent = roll.eligible.filter((seat) => !roll.present.includes(seat));
    return [{ code: 'quorum.attend', count: required - roll.present.length, seats: absent }];
  }
  if (replaced !== undefined) return [{ code: 'quorum.replace', count: replaced, seats: replaceable }];
  const full = requiredOf(rule, roll.established.length);
  const missing: QuorumCure = { code: 'quorum.appoint', count: full - roll.established.length, seats: [] };
  if (replaceable.length === 0) return [missing];
  return [{ code: 'quorum.replace', count: replaceable.length, seats: replaceable }, missing];
}

/** How many vacant or recused seats need another member until the quorum can be met; undefined if all are not enough. */
function fewestReplacements(rule: CommitteeRule, roll: Roll): number | undefined {
  const most = roll.vacant.length + roll.recused.length;
  for (let count = 0; count <= most; count += 1) {
    // Vacant seats first: they are in the base already, a recused seat comes back into an eligible base.
    const back = Math.max(0, count - roll.vacant.length);
    const base = quorumBase(rule, roll) + (rule.quorum.base === 'eligible' ? back : 0);
    if (roll.eligible.length + count >= requiredOf(rule, base)) return count;
  }
  return undefined;
}
