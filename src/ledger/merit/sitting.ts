import type { Seat } from '#domain/committee.ts';
import { liveSeats, refuseComposition } from '#domain/committee.ts';
import { refuseDeclaration } from '#domain/declarations.ts';
import { type MotionContent, refuseMotion } from '#domain/motions.ts';
import { type Quorum, quorum } from '#domain/quorum.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import type { BallotChoice } from '#domain/tally.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, object, textOf } from './case-file.ts';
import { isDeclaration } from './content-forms.ts';
import { checkEnd, endsEarly } from './ends.ts';
import type { Standings } from './standings.ts';

/** What the committee is after the entries so far. */
export interface Committee {
  readonly standings: Standings;
  seats: Seat[];
  readonly recused: Set<number>;
  /** Seats whose present holder has declared in this attempt, with the possible interests. */
  readonly declared: Map<number, number>;
  /** Actual interests declared and not yet followed by a recusal. */
  readonly owed: Set<number>;
  /** Seats whose ballot may be voided, and why. */
  readonly vacated: Map<number, 'member-replaced' | 'recused'>;
  /** Recorded as present in this session. */
  readonly present: Set<number>;
  session: number;
  /** Digest of the motion put last; `isOpen` until it is voided or has its outcome. */
  motion: string | undefined;
  motionId: string | undefined;
  isOpen: boolean;
  versions: number;
  ballots: Map<number, BallotChoice | undefined>;
  ranking: string | undefined;
  /** Refs in the order of the ranking; undefined where it is not disclosed. */
  ranked: readonly string[] | undefined;
  outcome: string | undefined;
}

/** The sitting itself: who may act in it, and that no step of it ends without what the policy asks. Asked before the entry is folded in. */
export function checkSitting(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  switch (entry.envelope.type) {
    case 'interest.declared/1':
      return checkDeclaration(file, entry, committee);
    case 'seat.recused/1':
      return checkRecusal(file, entry, committee);
    case 'presence.recorded/1':
      return checkPresence(file, entry, committee);
    case 'session.adjourned/1':
      return checkAdjournment(file, entry, committee);
    case 'stage.stepped/1':
      return checkStep(file, entry, committee);
    case 'outcome.derived/1':
      return checkVoting(file, entry, committee);
    case 'stage.closed/1':
      return checkResult(file, entry, committee);
    default:
      return;
  }
}

function holderOf({ seats }: Committee, entry: MeritEntry): Seat | undefined {
  return liveSeats(seats).find(({ seat }) => seat === countOf(entry, 'seat'));
}

function checkDeclaration(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const seat = holderOf(committee, entry);
  const stage = file.stages.get(entry);
  const number = countOf(entry, 'seat');
  if (seat === undefined || seat.accountId !== entry.envelope.actor.ref || committee.declared.has(number))
    return object(file, entry, { code: 'merit.declaration', expected: 'one declaration, of the holder of the seat' });
  const content = entry.openings.get('declaration');
  if (content === undefined) return;
  if (!isDeclaration(content)) return object(file, entry, { code: 'merit.declaration', expected: 'a declaration' });
  const interests = content.interests.map(({ candidate, ...rest }) => ({ candidateRef: candidate, ...rest }));
  const candidates = committee.standings.admitted;
  const refusal = refuseDeclaration({
    stage,
    now: entry.envelope.at,
    seat,
    candidates,
    interests,
    existing: undefined,
  });
  if (refusal !== undefined && !refusal.code.startsWith('stage.'))
    object(file, entry, { code: 'merit.declaration', expected: refusal.code });
  const possible = interests.filter(({ interest }) => interest === 'possible').length;
  const found = countOf(entry, 'possible');
  if (possible !== found)
    object(file, entry, { code: 'merit.declaration', expected: String(possible), found: String(found) });
}

/** A member steps back, the secretary upholds a possible interest, an actual one recuses by itself. */
function checkRecusal(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const number = countOf(entry, 'seat');
  const ground = textOf(entry, 'ground');
  const isOwn = holderOf(committee, entry)?.accountId === entry.envelope.actor.ref;
  const isGround =
    (ground === 'declared' && isOwn && committee.owed.has(number)) ||
    (ground === 'stepped-back' && isOwn) ||
    (ground === 'upheld' && (committee.declared.get(number) ?? 0) > 0);
  if (!isGround || !committee.declared.has(number) || committee.recused.has(number))
    object(file, entry, {
      code: 'merit.declaration',
      expected: 'a declared ground of a seat not yet recused',
      found: ground,
    });
}

function checkPresence(file: CaseFile, entry: MeritEntry, { declared, session }: Committee): void {
  const seat = countOf(entry, 'seat');
  if (!declared.has(seat))
    object(file, entry, { code: 'merit.declaration', expected: 'a declaration before', found: `seat ${seat}` });
  const found = countOf(entry, 'session');
  if (found !== session) object(file, entry, { code: 'merit.quorum', expected: `${session}`, found: `${found}` });
}

/** Who counts as present: in a vote those whose ballots do, before it those recorded. Undefined where ballots are not disclosed. */
function presentOf(file: CaseFile, entry: MeritEntry, { present, ballots }: Committee): readonly number[] | undefined {
  const isCommanded = textOf(entry, 'cause') === 'commanded';
  if (isCommanded || file.stages.get(entry)?.step !== 'voting') return [...present];
  if (file.pack?.committee.abstention === 'counts-present') return [...ballots.keys()];
  const cast = [...ballots].filter(([, choice]) => choice !== 'abstain');
  return cast.some(([, choice]) => choice === undefined) ? undefined : cast.map(([seat]) => seat);
}

function checkAdjournment(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const present = presentOf(file, entry, committee);
  if (file.pack === undefined || present === undefined) return;
  const { seats, recused, session } = committee;
  const found = quorum(file.pack.committee, { seats, recused: [...recused], present });
  const counts = ({ eligible, present: here, required }: Pick<Quorum, 'eligible' | 'present' | 'required'>) =>
    `${here} of ${eligible}, ${required} required`;
  const said = {
    eligible: countOf(entry, 'eligible'),
    present: countOf(entry, 'present'),
    required: countOf(entry, 'required'),
  };
  const isRight = counts(found) === counts(said) && countOf(entry, 'session') === session;
  const isCaused = textOf(entry, 'cause') === 'commanded' || !found.met;
  if (!isRight || !isCaused)
    object(file, entry, { code: 'merit.quorum', expected: counts(found), found: counts(said) });
}

/** Declarations before deliberation, motion and quorum before the vote; steps back are course.ts's. */
function checkStep(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const stage = file.stages.get(entry);
  const to = textOf(entry, 'step');
  if (file.pack === undefined || stage?.kind !== 'committee-review') return;
  const rule = file.pack.committee;
  const { seats, declared, present, isOpen } = committee;
  const sitting = { rule, seats, recused: [...committee.recused] };
  if (stage.step === 'declaring' && to === 'deliberating') {
    const early = endsEarly(file.pack, stage);
    const facts: StepFacts = { step: 'declaring', endsEarly: early, ...sitting, declared: [...declared.keys()] };
    const isAwaited = liveSeats(seats).some(({ seat }) => !declared.has(seat));
    checkEnd(file, entry, { facts, code: isAwaited ? 'merit.declaration' : 'merit.quorum' });
    checkComposition(file, entry, committee);
  }
  if (stage.step === 'deliberating' && to === 'voting') {
    const facts: StepFacts = { step: 'deliberating', ...sitting, present: [...present], hasMotion: isOpen };
    checkEnd(file, entry, { facts, code: isOpen ? 'merit.quorum' : 'merit.stage' });
  }
}

/** Nobody sits twice, and no candidate sits. */
function checkComposition(file: CaseFile, entry: MeritEntry, { seats, standings }: Committee): void {
  if (file.pack === undefined) return;
  const people = seats.map((seat) => ({ ...seat, personId: file.nips.get(seat.accountId) ?? null }));
  const candidates = standings.all.flatMap((ref) => file.nips.get(ref) ?? []);
  const refusal = refuseComposition(file.pack.committee, people, candidates);
  if (refusal !== undefined) object(file, entry, { code: 'merit.quorum', expected: refusal.code });
}

function checkVoting(file: CaseFile, entry: MeritEntry, committee: Committee): void {
  const { seats, recused, ballots, isOpen, vacated } = committee;
  const stage = file.stages.get(entry);
  if (stage?.step !== 'voting') return object(file, entry, { code: 'merit.stage', expected: 'voting' });
  if (!isOpen) return object(file, entry, { code: 'merit.outcome', expected: 'an open motion' });
  if ([...vacated.keys()].some((seat) => ballots.has(seat)))
    object(file, entry, { code: 'merit.outcome', expected: 'void ballots of members who left or were recused' });
  const { pack } = file;
  if (pack === undefined) return;
  const rule = pack.committee;
  const isClosed = [...ballots.values()].includes(undefined);
  if (isClosed && rule.abstention !== 'counts-present') return;
  const cast = [...ballots].map(([seat, choice]) => ({ seat, abstains: choice === 'abstain' }));
  const facts: StepFacts = {
    step: 'voting',
    endsEarly: endsEarly(pack, stage),
    rule,
    seats,
    recused: [...recused],
    ballots: cast,
  };
  checkEnd(file, entry, { facts, code: 'merit.quorum' });
}

function checkResult(file: CaseFile, entry: MeritEntry, { outcome }: Committee): void {
  if (file.stages.get(entry)?.kind !== 'committee-review') return;
  const isEnd = outcome === 'approved' || outcome === 'rejected';
  const found = textOf(entry, 'result');
  if (!isEnd || found !== outcome)
    object(file, entry, {
      code: 'merit.outcome',
      expected: isEnd ? outcome : 'an outcome that ends the review',
      found,
    });
}

/** A motion is the chair's, one at a time, and proposes as many of the ranked who stand as the criteria say. */
export function checkMotion(
  file: CaseFile,
  entry: MeritEntry,
  { committee, content }: { committee: Committee; content: MotionContent },
): void {
  const { ranked, standings } = committee;
  if (file.criteria === undefined || ranked === undefined) return;
  const refusal = refuseMotion({
    stage: file.stages.get(entry),
    now: entry.envelope.at,
    content,
    digest: textOf(entry, 'digest'),
    existing: undefined,
    ranked: ranked.filter((ref) => standings.isAdmitted(ref)),
    shortlistSize: file.criteria.shortlist,
  });
  if (refusal !== undefined && !refusal.code.startsWith('stage.'))
    object(file, entry, { code: 'merit.ranking', expected: refusal.code });
}
