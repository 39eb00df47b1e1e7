import { spell } from '../merit/case-file.ts';
import {
  at,
  type Cell,
  type FoldEntry,
  type Folding,
  hexOf,
  member,
  open,
  opened,
  type Row,
  type StreamFold,
} from './stream-fold.ts';

/** Independent scores and the committee. */
export const judgementFolding: Readonly<Record<string, Folding>> = {
  'assessor.assigned/1': (fold, entry) => assign(fold, entry, 'assessor'),
  'assessor.replaced/1': (fold, entry) => {
    const successor = fold.holderOf(open(entry, 'successor'));
    fold.change(entry, fold.find('assessors', open(entry, 'assessor')), { replaced_by: successor });
    assign(fold, entry, 'successor');
  },
  'sheet.submitted/1': (fold, entry) => file(fold, entry, 'independent'),
  'sheet.finalised/1': (fold, entry) => file(fold, entry, 'final'),
  'scores.revealed/1': () => undefined,
  'ranking.derived/1': (fold, entry) => {
    const ranking = opened(entry, 'ranking');
    const cells = {
      selection_id: fold.key,
      attempt: attemptOf(fold),
      content: ranking === undefined ? undefined : hexOf(spell(ranking)),
      digest: open(entry, 'digest'),
      derived_at: at(entry),
    };
    fold.put(entry, 'rankings', { key: [cells.attempt], cells });
  },
  'seat.appointed/1': (fold, entry) =>
    seat(fold, entry, { ref: open(entry, 'holder'), holderNo: 1, role: open(entry, 'role') }),
  'seat.replaced/1': replace,
  'seat.recused/1': (fold, entry) =>
    fold.change(entry, presentHolder(fold, entry), { recused_at: at(entry), recusal: open(entry, 'ground') }),
  'interest.declared/1': declare,
  'presence.recorded/1': (fold, entry) => {
    const session = open(entry, 'session');
    const attempt = attemptOf(fold);
    if (fold.find('committee_sessions', attempt, session) === undefined)
      putSession(fold, entry, { adjourned_at: null, cause: null });
    putPresence(fold, entry, { session, presence: open(entry, 'presence') });
  },
  'session.adjourned/1': (fold, entry) =>
    putSession(fold, entry, { adjourned_at: at(entry), cause: open(entry, 'cause') }),
  'motion.put/1': (fold, entry) => {
    const content = opened(entry, 'content');
    const cells = {
      id: open(entry, 'motion'),
      selection_id: fold.key,
      attempt: attemptOf(fold),
      version: open(entry, 'version'),
      content: content === undefined ? undefined : hexOf(spell(content)),
      digest: open(entry, 'digest'),
      put_by: fold.actorOf(entry),
      put_at: at(entry),
      closed_at: null,
      outcome: null,
      voided_at: null,
    };
    fold.put(entry, 'motions', { key: [cells.id], cells });
  },
  'motion.voided/1': (fold, entry) => {
    const motion = open(entry, 'motion');
    fold.change(entry, fold.find('motions', motion), { voided_at: at(entry) });
    for (const row of standingBallots(fold, motion)) fold.change(entry, row, { voided_at: at(entry) });
  },
  'ballot.cast/1': (fold, entry) => {
    const cells = {
      motion_id: motionOf(fold, entry)?.['id'],
      seat: open(entry, 'seat'),
      choice: opened(entry, 'choice'),
      reason: opened(entry, 'reason'),
      cast_at: at(entry),
      account_id: fold.actorOf(entry),
      voided_at: null,
    };
    fold.put(entry, 'ballots', { key: [cells.motion_id, cells.seat, cells.cast_at], cells });
  },
  'ballot.voided/1': (fold, entry) => {
    const [motion, number] = [motionOf(fold, entry)?.['id'], open(entry, 'seat')];
    for (const row of standingBallots(fold, motion))
      if (row['seat'] === number) fold.change(entry, row, { voided_at: at(entry) });
  },
  'outcome.derived/1': (fold, entry) =>
    fold.change(entry, motionOf(fold, entry), { closed_at: at(entry), ...counted(entry) }),
};

export function attemptOf(fold: StreamFold): Cell {
  return fold.stage?.['attempt'] ?? 0;
}

function assign(fold: StreamFold, entry: FoldEntry, field: 'assessor' | 'successor'): void {
  const ref = open(entry, field);
  const account = fold.holderOf(ref);
  const cells = { selection_id: fold.key, account_id: account, ref, seed: open(entry, 'seed'), replaced_by: null };
  fold.put(entry, 'assessors', { key: [ref], cells });
}

function file(fold: StreamFold, entry: FoldEntry, round: 'independent' | 'final'): void {
  const scores = opened(entry, 'scores');
  const known = typeof scores === 'object' && scores !== null ? Object.entries(scores) : [];
  const cells = {
    candidate_ref: open(entry, 'candidate'),
    assessor_ref: open(entry, 'assessor'),
    attempt: attemptOf(fold),
    round,
    selection_id: fold.key,
    // A criterion that was left unscored is not among the scores of the row.
    scores: scores === undefined ? undefined : Object.fromEntries(known.filter(([, score]) => score !== null)),
    reasons: opened(entry, 'reasons'),
    filed_at: at(entry),
  } as Row;
  const { candidate_ref: candidate, assessor_ref: assessor, attempt } = cells;
  fold.put(entry, 'score_sheets', { key: [candidate, assessor, attempt, round], cells });
}

function presentHolder(fold: StreamFold, entry: FoldEntry): Row | undefined {
  return fold.list('seats').find((row) => row['seat'] === open(entry, 'seat') && row['removed_at'] === null);
}

function seat(fold: StreamFold, entry: FoldEntry, held: { ref: Cell; holderNo: number; role: Cell }): void {
  const number = open(entry, 'seat');
  const cells = {
    selection_id: fold.key,
    seat: number,
    holder_no: held.holderNo,
    account_id: fold.holderOf(held.ref),
    ref: held.ref,
    role: held.role,
    removed_at: null,
    recused_at: null,
    recusal: null,
  };
  fold.put(entry, 'seats', { key: [number, held.holderNo], cells });
}

/** The successor begins anew; who left is no longer present in the session that is on. */
function replace(fold: StreamFold, entry: FoldEntry): void {
  const number = open(entry, 'seat');
  const left = presentHolder(fold, entry);
  const holders = fold.list('seats').filter((row) => row['seat'] === number).length;
  fold.change(entry, left, { removed_at: at(entry) });
  seat(fold, entry, { ref: open(entry, 'successor'), holderNo: holders + 1, role: left?.['role'] });
  if (fold.stage?.['kind'] !== 'committee-review') return;
  const attempt = attemptOf(fold);
  const isOver = (row: Row) => row['attempt'] === attempt && row['adjourned_at'] !== null;
  const session = 1 + fold.list('committee_sessions').filter(isOver).length;
  if (fold.find('presences', attempt, session, number)?.['presence'] === 'present')
    putPresence(fold, entry, { session, presence: 'absent' });
}

function declare(fold: StreamFold, entry: FoldEntry): void {
  const number = open(entry, 'seat');
  const interests = member(opened(entry, 'declaration'), 'interests');
  const named = (interest: Cell): Row => {
    const { candidate, ...rest } = interest as Row;
    return { candidateRef: candidate, ...rest };
  };
  const holderNo = presentHolder(fold, entry)?.['holder_no'];
  const cells = {
    selection_id: fold.key,
    attempt: attemptOf(fold),
    seat: number,
    holder_no: holderNo,
    content: Array.isArray(interests) ? { interests: interests.map(named) } : undefined,
    declared_at: at(entry),
  } as Row;
  fold.put(entry, 'declarations', { key: [cells['attempt'], number, holderNo], cells });
}

function putSession(fold: StreamFold, entry: FoldEntry, cells: Row): void {
  const [attempt, session] = [attemptOf(fold), open(entry, 'session')];
  fold.put(entry, 'committee_sessions', {
    key: [attempt, session],
    cells: { selection_id: fold.key, attempt, session, ...cells },
  });
}

function putPresence(
  fold: StreamFold,
  entry: FoldEntry,
  { session, presence }: { session: Cell; presence: Cell },
): void {
  const [attempt, number] = [attemptOf(fold), open(entry, 'seat')];
  const cells = { selection_id: fold.key, attempt, session, seat: number, presence };
  fold.put(entry, 'presences', { key: [attempt, session, number], cells });
}

/** A motion is named by its digest: the one put last before the entry. */
function motionOf(fold: StreamFold, entry: FoldEntry): Row | undefined {
  return fold
    .list('motions')
    .filter((row) => row['digest'] === open(entry, 'motion'))
    .at(-1);
}

function standingBallots(fold: StreamFold, motion: Cell): Row[] {
  return fold.list('ballots').filter((row) => row['motion_id'] === motion && row['voided_at'] === null);
}

/** The counts of a tally; its further members (algorithm, base, who broke a tie) follow from rules, which the replay asks. */
function counted(entry: FoldEntry): Row {
  const { abstaining, against, eligible, outcome, required, supporting } = entry.envelope.open;
  return {
    outcome: undefined,
    'outcome.approve': supporting,
    'outcome.reject': against,
    'outcome.abstain': abstaining,
    'outcome.outcome': outcome,
    'outcome.quorum.eligible': eligible,
    'outcome.quorum.required': required,
  };
}
