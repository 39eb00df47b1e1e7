import { type Requirement, type RequirementState, type RequirementsAsked, unmet } from './requirement.ts';
import { idsOf, ofType, type RecordedEntry, type StageTrail, trailOf } from './trail.ts';

/** A seat with its present holder, as the entries tell it. */
interface HeldSeat {
  readonly seat: unknown;
  readonly role: unknown;
  /** The entry that gave it to the present holder. */
  readonly since: RecordedEntry;
}

/** Composition, declarations, motion, quorum, ballots and outcome. */
export function committeeRequirements(asked: RequirementsAsked): Requirement[] {
  const { entries, pack } = asked;
  const trail = trailOf(entries, 'committee-review');
  const seats = listSeats(entries);
  const outcome = trail.entries.findLast(
    ({ type, open }) => type === 'outcome.derived/1' && open['outcome'] !== 'no-quorum',
  );
  const { citation } = pack.committee;
  return [
    { ...composition(asked, trail, seats), citation },
    { ...declarations(trail, seats, entries), citation },
    { ...motionPut(trail), citation: pack.shortlist.citation },
    { ...quorumPresent(asked, trail, outcome), citation },
    { ...ballotsCast(trail, outcome), citation },
    {
      code: 'outcome.derived',
      state: isFinal(outcome) ? 'met' : unmet(trail, 'voting'),
      evidence: idsOf([outcome]),
      citation,
    },
  ];
}

type Uncited = Omit<Requirement, 'citation'>;

function listSeats(entries: readonly RecordedEntry[]): HeldSeat[] {
  const seats = new Map<unknown, HeldSeat>();
  for (const entry of ofType(entries, 'seat.appointed/1', 'seat.replaced/1')) {
    const { seat, role } = entry.open;
    // Who succeeds sits as the one who left.
    seats.set(seat, { seat, role: role ?? seats.get(seat)?.role, since: entry });
  }
  return [...seats.values()];
}

function composition({ pack }: RequirementsAsked, trail: StageTrail, seats: readonly HeldSeat[]): Uncited {
  const { minSeats, maxSeats, oddSeats, chairRequired } = pack.committee;
  const count = seats.length;
  const chairs = seats.filter(({ role }) => role === 'chair').length;
  const isRight =
    count >= minSeats && count <= maxSeats && !(oddSeats && count % 2 === 0) && (chairs === 1 || !chairRequired);
  const evidence = idsOf(seats.map(({ since }) => since));
  return { code: 'committee.composed', state: isRight ? 'met' : unmet(trail, 'declaring'), evidence };
}

/** Every present holder, in this attempt and since they hold the seat. */
function declarations(trail: StageTrail, seats: readonly HeldSeat[], entries: readonly RecordedEntry[]): Uncited {
  const own = seats.map(({ seat, since }) =>
    ofType(trail.entries, 'interest.declared/1').findLast(
      (entry) => entry.open['seat'] === seat && entries.indexOf(entry) > entries.indexOf(since),
    ),
  );
  const isWhole = own.length > 0 && own.every((entry) => entry !== undefined);
  return { code: 'interests.declared', state: isWhole ? 'met' : unmet(trail, 'declaring'), evidence: idsOf(own) };
}

function motionPut(trail: StageTrail): Uncited {
  const put = ofType(trail.entries, 'motion.put/1');
  const state = put.length > 0 ? 'met' : unmet(trail, 'deliberating');
  return { code: 'motion.put', state, evidence: idsOf([put.at(-1)]) };
}

/** By the outcome's own counts. Sessions without a quorum were adjourned, and are evidence beside it. */
function quorumPresent({ pack }: RequirementsAsked, trail: StageTrail, outcome: RecordedEntry | undefined): Uncited {
  const adjourned = ofType(trail.entries, 'session.adjourned/1');
  const evidence = idsOf([...adjourned, outcome]);
  if (outcome === undefined) return { code: 'quorum.present', state: unmet(trail, 'voting'), evidence };
  const { supporting, against, abstaining, required } = outcome.open;
  const silent = pack.committee.abstention === 'counts-present' ? Number(abstaining) : 0;
  const isMet = Number(supporting) + Number(against) + silent >= Number(required);
  return { code: 'quorum.present', state: isMet ? 'met' : 'missing', evidence };
}

/** Every seat that may vote; where fewer did, the quorum was there without them. */
function ballotsCast(trail: StageTrail, outcome: RecordedEntry | undefined): Uncited {
  if (outcome === undefined) return { code: 'ballots.cast', state: unmet(trail, 'voting'), evidence: [] };
  const cast = ofType(trail.entries, 'ballot.cast/1').filter(({ open }) => open['motion'] === outcome.open['motion']);
  const isWhole = Number(outcome.open['cast']) >= Number(outcome.open['eligible']);
  const state: RequirementState = isWhole ? 'met' : 'excepted';
  return { code: 'ballots.cast', state, evidence: idsOf([...cast, outcome]) };
}

/** A tie or a vote to be taken again decides nothing. */
function isFinal(outcome: RecordedEntry | undefined): boolean {
  return outcome?.open['outcome'] === 'approved' || outcome?.open['outcome'] === 'rejected';
}
