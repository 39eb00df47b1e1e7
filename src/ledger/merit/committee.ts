import type { Seat } from '#domain/committee.ts';
import { type BallotChoice, type CountedBallot, tally } from '#domain/tally.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, digestOf, object, textOf } from './case-file.ts';
import { isDeclaration, isMotionContent } from './content-forms.ts';

/** What the committee is after the entries so far. */
interface Committee {
  seats: Seat[];
  readonly recused: Set<number>;
  readonly declared: Set<number>;
  /** Actual interests declared and not yet followed by a recusal. */
  readonly owed: Set<number>;
  motion: string | undefined;
  ballots: Map<number, BallotChoice | undefined>;
  ranking: string | undefined;
}

/** Every ballot by a seat that may vote, and the outcome that follows from them under the policy's rule. */
export function checkCommittee(file: CaseFile): void {
  const committee: Committee = {
    seats: [],
    recused: new Set(),
    declared: new Set(),
    owed: new Set(),
    motion: undefined,
    ballots: new Map(),
    ranking: undefined,
  };
  for (const entry of file.entries) follow(file, entry, committee);
}

function follow(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  switch (entry.envelope.type) {
    case 'seat.appointed/1':
      committee.seats = [...committee.seats, seatOf(entry, 'holder', textOf(entry, 'role'))];
      return;
    case 'seat.replaced/1':
      return replace(committee, entry);
    case 'stage.opened/1':
      if (textOf(entry, 'stage') === 'committee-review') committee.declared.clear();
      return;
    case 'ranking.derived/1':
      committee.ranking = textOf(entry, 'digest');
      return;
    case 'interest.declared/1':
      return declare(file, entry, committee);
    case 'seat.recused/1':
      committee.recused.add(seat);
      committee.owed.delete(seat);
      committee.ballots.delete(seat);
      return;
    case 'motion.put/1':
      return putMotion(file, entry, committee);
    case 'motion.voided/1':
      committee.motion = undefined;
      return;
    case 'ballot.cast/1':
      return castBallot(file, entry, committee);
    case 'ballot.voided/1':
      committee.ballots.delete(seat);
      return;
    case 'outcome.derived/1':
      return checkOutcome(file, entry, committee);
    default:
      return;
  }
}

function seatOf(entry: MeritEntry, field: string, role: string): Seat {
  const accountId = textOf(entry, field);
  return {
    seat: countOf(entry, 'seat'),
    role: role === 'chair' ? 'chair' : 'member',
    accountId,
    personId: null,
    removedAt: null,
  };
}

function replace(committee: Committee, entry: MeritEntry): void {
  const seat = countOf(entry, 'seat');
  const role = committee.seats.find((known) => known.seat === seat && known.removedAt === null)?.role ?? 'member';
  const removed = committee.seats.map((known) =>
    known.seat === seat && known.removedAt === null ? { ...known, removedAt: entry.envelope.at } : known,
  );
  committee.seats = [...removed, seatOf(entry, 'successor', role)];
  for (const set of [committee.recused, committee.declared, committee.owed]) set.delete(seat);
  committee.ballots.delete(seat);
}

function declare(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  committee.declared.add(seat);
  const actual = countOf(entry, 'actual');
  const declaration = entry.openings.get('declaration');
  if (isDeclaration(declaration)) {
    const stated = declaration.interests.filter(({ interest }) => interest === 'actual').length;
    if (stated !== actual)
      object(file, entry, { code: 'merit.declaration', expected: String(stated), found: String(actual) });
  }
  if (actual > 0) committee.owed.add(seat);
}

function putMotion(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  committee.motion = textOf(entry, 'digest');
  committee.ballots = new Map();
  const content = entry.openings.get('content');
  if (content === undefined) return;
  const isBound = isMotionContent(content) && digestOf(content) === committee.motion;
  const isOfThis =
    isBound &&
    content.rankingDigest === committee.ranking &&
    (file.criteria === undefined || content.criteriaDigest === file.criteria.digest);
  if (!isOfThis)
    object(file, entry, { code: 'merit.outcome', expected: 'a motion on the ranking and the criteria in force' });
}

function castBallot(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = countOf(entry, 'seat');
  const isSeated = committee.seats.some(
    (known) => known.seat === seat && known.removedAt === null && known.accountId === entry.envelope.actor.ref,
  );
  if (!isSeated || !committee.declared.has(seat))
    object(file, entry, {
      code: 'merit.declaration',
      expected: 'a seat whose holder has declared',
      found: `seat ${seat}`,
    });
  if (committee.recused.has(seat) || committee.owed.has(seat))
    object(file, entry, { code: 'merit.recused', found: `seat ${seat}` });
  if (textOf(entry, 'motion') !== committee.motion)
    object(file, entry, {
      code: 'merit.outcome',
      expected: committee.motion ?? 'a motion',
      found: textOf(entry, 'motion'),
    });
  if (committee.ballots.has(seat))
    object(file, entry, { code: 'merit.outcome', expected: 'one ballot of a seat', found: `seat ${seat}` });
  const choice = entry.openings.get('choice');
  committee.ballots.set(seat, choice === 'approve' || choice === 'reject' || choice === 'abstain' ? choice : undefined);
}

function checkOutcome(file: CaseFile, entry: MeritEntry, { seats, recused, ballots, motion }: Committee): void {
  const { pack } = file;
  const disclosed = [...ballots].flatMap(([seat, choice]): CountedBallot[] =>
    choice === undefined ? [] : [{ seat, choice }],
  );
  if (textOf(entry, 'motion') !== motion)
    object(file, entry, { code: 'merit.outcome', expected: motion ?? 'a motion', found: textOf(entry, 'motion') });
  if (pack === undefined || disclosed.length < ballots.size) return;
  const derived = tally(pack.algorithms.outcome, pack.committee, { seats, recused: [...recused], ballots: disclosed });
  const { required, eligible } = derived.quorum;
  if (required !== countOf(entry, 'required') || eligible !== countOf(entry, 'eligible')) {
    object(file, entry, {
      code: 'merit.quorum',
      expected: `${required} of ${eligible}`,
      found: `${countOf(entry, 'required')} of ${countOf(entry, 'eligible')}`,
    });
  }
  const expected = [derived.outcome, derived.approve, derived.reject, derived.abstain].join(' ');
  const found = [
    textOf(entry, 'outcome'),
    ...['supporting', 'against', 'abstaining'].map((field) => countOf(entry, field)),
  ].join(' ');
  if (expected !== found) object(file, entry, { code: 'merit.outcome', expected, found });
}
