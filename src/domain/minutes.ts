import type { BallotChoice, Outcome } from './tally.ts';
import { idsOf, ofType, type RecordedEntry } from './trail.ts';

/** One sitting of the committee, as its presences and its end tell it. */
export interface SessionTold {
  readonly session: number;
  /** With the first presence; null where nobody was recorded. */
  readonly begunAt: string | null;
  readonly endedAt: string | null;
  /** Why it was broken off; null where it came to its end. */
  readonly adjourned: string | null;
  readonly present: readonly number[];
  readonly entries: readonly string[];
}

/** From which entries the sentences of the minutes are made. */
export interface MinutesSources {
  readonly sessions: readonly SessionTold[];
  /** By seat: who holds it, what was declared, recusals, presence. */
  readonly seats: ReadonlyMap<number, readonly string[]>;
  /** The ballot of each seat that stood when the motion closed. */
  readonly ballots: ReadonlyMap<number, string>;
  readonly motion: readonly string[];
  readonly outcome: RecordedEntry | undefined;
}

export interface MinutesAsked {
  readonly entries: readonly RecordedEntry[];
  /** Of the committee review whose minutes these are. */
  readonly attempt: number;
  /** Digest of the motion that closed. */
  readonly motion: string;
}

/** Gathers what happened in one committee review up to the outcome of its motion. */
export function gatherMinutes({ entries, attempt, motion }: MinutesAsked): MinutesSources {
  const from = entries.findIndex(
    ({ type, open }) =>
      type === 'stage.opened/1' && open['stage'] === 'committee-review' && open['attempt'] === attempt,
  );
  const decided = entries.findLastIndex(({ type, open }) => type === 'outcome.derived/1' && open['motion'] === motion);
  const until = decided < 0 ? entries.length : decided + 1;
  const sitting = entries.slice(Math.max(0, from), until);
  const outcome = entries[decided];
  return {
    sessions: sessionsOf(sitting, outcome),
    seats: seatsOf(entries.slice(0, until), sitting),
    ballots: standingBallots(sitting, motion),
    motion: idsOf([ofType(sitting, 'motion.put/1').findLast(({ open }) => open['digest'] === motion)]),
    outcome,
  };
}

function sessionsOf(sitting: readonly RecordedEntry[], outcome: RecordedEntry | undefined): SessionTold[] {
  const said = ofType(sitting, 'presence.recorded/1', 'session.adjourned/1');
  const numbers = [...new Set(said.map(({ open }) => Number(open['session'])))].sort((one, other) => one - other);
  return numbers.map((session) => {
    const own = said.filter(({ open }) => open['session'] === session);
    const presences = ofType(own, 'presence.recorded/1');
    const [adjourned] = ofType(own, 'session.adjourned/1');
    // The session that was not broken off is the one that voted.
    const end = adjourned ?? outcome;
    return {
      session,
      begunAt: presences[0]?.at ?? null,
      endedAt: end?.at ?? null,
      adjourned: adjourned === undefined ? null : String(adjourned.open['cause']),
      present: presentSeats(presences),
      entries: idsOf([...presences, end]),
    };
  });
}

/** As recorded last for each seat. */
function presentSeats(presences: readonly RecordedEntry[]): number[] {
  const last = new Map(presences.map(({ open }) => [Number(open['seat']), open['presence']]));
  return [...last]
    .flatMap(([seat, presence]) => (presence === 'present' ? [seat] : []))
    .sort((one, other) => one - other);
}

function seatsOf(before: readonly RecordedEntry[], sitting: readonly RecordedEntry[]): Map<number, string[]> {
  const told = [
    ...ofType(before, 'seat.appointed/1', 'seat.replaced/1'),
    ...ofType(sitting, 'interest.declared/1', 'seat.recused/1', 'presence.recorded/1'),
  ];
  const seats = new Map<number, string[]>();
  for (const { id, open } of told) {
    const seat = Number(open['seat']);
    seats.set(seat, [...(seats.get(seat) ?? []), id]);
  }
  return seats;
}

function standingBallots(sitting: readonly RecordedEntry[], motion: string): Map<number, string> {
  const ballots = new Map<number, string>();
  for (const { id, type, open } of ofType(sitting, 'ballot.cast/1', 'ballot.voided/1', 'motion.put/1')) {
    // A motion that is put anew starts without ballots.
    if (type === 'motion.put/1') ballots.clear();
    else if (open['motion'] !== motion) continue;
    else if (type === 'ballot.cast/1') ballots.set(Number(open['seat']), id);
    else ballots.delete(Number(open['seat']));
  }
  return ballots;
}

/** Whether a ballot went against what was decided; an abstention goes against nothing. */
export function isDissent(choice: BallotChoice, outcome: Outcome): boolean {
  if (choice === 'abstain') return false;
  return outcome === 'approved' ? choice === 'reject' : outcome === 'rejected' && choice === 'approve';
}
