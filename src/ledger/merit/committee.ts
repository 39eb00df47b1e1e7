import { isBlank } from '#domain/committee.ts';
import { type CountedBallot, isBallotChoice, tally } from '#domain/tally.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, digestOf, isType, object, textOf } from './case-file.ts';
import { isMotionContent, isRankedList, isText } from './content-forms.ts';
import { followSeats, nothingPut } from './seats.ts';
import { type Committee, checkMotion, checkSitting } from './sitting.ts';
import { Standings } from './standings.ts';

/** Every ballot by a seat that may vote, and the outcome that follows from them under the policy's rule. */
export function checkCommittee(file: CaseFile): void {
  const committee: Committee = {
    standings: new Standings(),
    seats: [],
    recused: new Set(),
    declared: new Map(),
    owed: new Set(),
    vacated: new Map(),
    present: new Set(),
    ...nothingPut,
    ballots: new Map(),
    ranking: undefined,
    ranked: undefined,
  };
  for (const entry of file.entries) {
    checkOwed(file, entry, committee);
    checkSitting(file, entry, committee);
    follow(file, entry, committee);
    committee.standings.note(entry);
  }
}

/** An actual interest is a recusal by itself: the entry follows at once. */
function checkOwed(file: CaseFile, entry: MeritEntry, { owed }: Committee): void {
  if (owed.size === 0 || isType(entry, 'person.bound/1', 'seat.recused/1')) return;
  object(file, entry, {
    code: 'merit.recused',
    expected: 'a recusal before it',
    found: `seat ${[...owed].join(', ')}`,
  });
  owed.clear();
}

function follow(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  followSeats(file, entry, committee);
  switch (entry.envelope.type) {
    case 'ranking.derived/1':
      committee.ranking = textOf(entry, 'digest');
      committee.ranked = rankedOf(entry);
      return;
    case 'motion.put/1':
      return putMotion(file, entry, committee);
    case 'motion.voided/1':
      return voidMotion(file, entry, committee);
    case 'ballot.cast/1':
      return castBallot(file, entry, committee);
    case 'ballot.voided/1':
      return voidBallot(file, entry, committee);
    case 'outcome.derived/1':
      checkOutcome(file, entry, committee);
      Object.assign(committee, { isOpen: false, outcome: textOf(entry, 'outcome') });
      return;
    default:
      return;
  }
}

function rankedOf(entry: MeritEntry): readonly string[] | undefined {
  const ranking = entry.openings.get('ranking');
  return isRankedList(ranking) ? ranking.ranked.map(({ ref }) => ref) : undefined;
}

function voidMotion(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  if (!committee.isOpen || textOf(entry, 'motion') !== committee.motionId)
    object(file, entry, { code: 'merit.outcome', expected: committee.motionId ?? 'an open motion' });
  committee.isOpen = false;
  committee.motion = undefined;
}

/** A ballot is void only because its member has left, or takes no part any longer. */
function voidBallot(file: CaseFile, entry: MeritEntry, { ballots, vacated, motion }: Committee): void {
  const seat = countOf(entry, 'seat');
  const isDue = vacated.get(seat) === textOf(entry, 'cause') && motion === textOf(entry, 'motion');
  vacated.delete(seat);
  if (!ballots.delete(seat) || !isDue)
    object(file, entry, { code: 'merit.outcome', expected: 'a ballot of a member who left or was recused' });
}

function putMotion(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const chair = committee.seats.find(({ role, removedAt }) => role === 'chair' && removedAt === null);
  const version = committee.versions + 1;
  const isOwn = chair?.accountId === entry.envelope.actor.ref && !committee.isOpen;
  if (!isOwn || countOf(entry, 'version') !== version)
    object(file, entry, { code: 'merit.outcome', expected: `version ${version}, by the chair, no other open` });
  const [motion, motionId] = [textOf(entry, 'digest'), textOf(entry, 'motion')];
  Object.assign(committee, { motion, motionId, isOpen: true, versions: version });
  committee.ballots = new Map();
  committee.vacated.clear();
  const content = entry.openings.get('content');
  if (content === undefined) return;
  if (!isMotionContent(content) || digestOf(entry, 'content') !== motion)
    return object(file, entry, { code: 'merit.outcome', expected: motion });
  const isOfThis =
    content.selectionId === file.selectionId &&
    content.attempt === file.stages.get(entry)?.attempt &&
    content.rankingDigest === committee.ranking &&
    (file.criteria === undefined || content.criteriaDigest === file.criteria.digest);
  if (!isOfThis)
    object(file, entry, { code: 'merit.outcome', expected: 'a motion on the ranking and the criteria in force' });
  checkMotion(file, entry, { committee, content });
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
  if (committee.recused.has(seat)) object(file, entry, { code: 'merit.recused', found: `seat ${seat}` });
  if (textOf(entry, 'motion') !== committee.motion)
    object(file, entry, {
      code: 'merit.outcome',
      expected: committee.motion ?? 'a motion',
      found: textOf(entry, 'motion'),
    });
  if (committee.ballots.has(seat))
    object(file, entry, { code: 'merit.outcome', expected: 'one ballot of a seat', found: `seat ${seat}` });
  if (textOf(entry, 'selection') !== file.selectionId)
    object(file, entry, { code: 'merit.outcome', expected: file.selectionId, found: textOf(entry, 'selection') });
  checkReason(file, entry);
  committee.vacated.delete(seat);
  const choice = entry.openings.get('choice');
  const isKnown = isBallotChoice(choice);
  // Anything else would keep the outcome from being derived.
  if (choice !== undefined && !isKnown) object(file, entry, { code: 'merit.outcome', expected: 'a choice' });
  committee.ballots.set(seat, isKnown ? choice : undefined);
}

/** Dissent and abstention say why. */
function checkReason(file: CaseFile, entry: MeritEntry): void {
  const [choice, reason] = [entry.openings.get('choice'), entry.openings.get('reason')];
  if (choice === undefined || reason === undefined) return;
  const isBare = !isText(reason) || isBlank(reason);
  if (choice !== 'approve' && isBare) object(file, entry, { code: 'merit.outcome', expected: 'a reason' });
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
  // Without its quorum nothing was to be derived: sitting.ts tells it.
  if (derived.outcome === 'no-quorum') return;
  const { outcome, approve, reject, abstain } = derived;
  const expected = [outcome, approve, reject, abstain, approve + reject + abstain].join(' ');
  const counts = ['supporting', 'against', 'abstaining', 'cast'].map((field) => countOf(entry, field));
  const found = [textOf(entry, 'outcome'), ...counts].join(' ');
  if (expected !== found) object(file, entry, { code: 'merit.outcome', expected, found });
}
