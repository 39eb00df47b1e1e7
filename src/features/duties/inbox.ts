import { type ReadContext, refuseRead } from '#domain/access.ts';
import type { ActName } from '#domain/access-acts.ts';
import { type Duty, type DutyAsked, listDuties, nextStepOf, officeSteps, type Part } from '#domain/duties.ts';
import type { Asker } from '#domain/roles.ts';
import { ownProgressOf, type Progress } from '#domain/step-progress.ts';
import type { Zone } from '#domain/working-days.ts';
import type { WorkingTime } from '#domain/working-time.ts';
import type { House } from '#features/acts/service.ts';
import { type AwaitedVote, listOwnVotes } from '#features/mapping/service.ts';
import { listOwnDuties, type PlanDutyView } from '#features/plans/service.ts';
import { getPack, readWorkingTimes } from '#features/policies/service.ts';
import { type AwaitedDecision, listOwnDecisions } from '#features/proposals/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Tx } from '#platform/database.ts';
import { type DoneAct, doneThisWeek, listDone } from './done.ts';
import { listOwnCases, type OfficeStep, type OwnCaseRow } from './queries.ts';
import { type LiveCase, stageOf, type Weighed, weighAll } from './weighing.ts';

/** Of the selections with the nearest deadlines as many are looked at. */
const mostCases = 500;

export interface InboxItem {
  readonly selection: { readonly id: string; readonly code: string; readonly title: string; readonly agency: string };
  readonly stage: string | null;
  readonly step: string | null;
  readonly act: ActName;
  readonly optional: boolean;
  readonly dueAt: string | null;
  readonly deadline: Record<string, unknown> | null;
  readonly workingDaysLeft: number | null;
  readonly progress: Progress | null;
  readonly conflict: 'not-declared' | 'none' | 'possible' | 'recused' | null;
  readonly blocked: string | null;
  readonly overdue: boolean;
}

export interface NextItem {
  readonly selectionId: string;
  readonly code: string;
  readonly title: string;
  readonly step: string;
  readonly at: string | null;
}

export interface Inbox {
  readonly items: InboxItem[];
  readonly more: boolean;
  readonly next: NextItem | null;
  readonly done: DoneAct[];
  /** What development plans ask. */
  readonly plans: PlanDutyView[];
  /** Votes on talent maps. */
  readonly votes: AwaitedVote[];
  /** Decisions about proposed policies. */
  readonly policies: AwaitedDecision[];
}

/** What the asker owes now over all selections, nearest deadline first; what comes next while that is nothing; what they have done. */
export async function readInbox({ db, ledger }: House, asker: Asker): Promise<Inbox> {
  const { accountId, personId } = asker;
  const own = { accountId, personId, offices: officesOf(asker), limit: mostCases + 1 };
  const { now, rows, done } = await db.transaction(accountId, async (tx) => {
    const [at, cases, acts] = await Promise.all([
      readClock(tx),
      listOwnCases(tx, own),
      listDone(tx, ledger.log, accountId),
    ]);
    return { now: at, rows: cases, done: acts };
  });
  const looked = rows.slice(0, mostCases);
  const { desk, ...waiting } = await db.transaction('conductor', async (tx) => ({
    desk: await openDesk(tx, looked, now),
    plans: await listOwnDuties(tx, asker),
    votes: await listOwnVotes(tx, asker),
    policies: await listOwnDecisions(tx, asker),
  }));
  const asked = looked.flatMap((row) => questionOf(row, { asker, now, desk }) ?? []);
  const items = asked
    .flatMap((question) => listDuties(question).map((duty) => toItem(question, duty)))
    .sort(byDeadline);
  const isAsked = Object.values(waiting).some((list) => list.length > 0);
  const next = items.length > 0 || isAsked ? null : findNext(asked);
  return { items, more: rows.length > mostCases, next, done: doneThisWeek(done, now), ...waiting };
}

/** What the weighing of the listed cases needs and gives. */
interface Desk {
  readonly weighed: ReadonlyMap<string, Weighed>;
  readonly times: ReadonlyMap<string, WorkingTime>;
}

async function openDesk(tx: Tx, rows: readonly OwnCaseRow[], now: string): Promise<Desk> {
  const cases: LiveCase[] = [];
  for (const row of rows) {
    const pack = await getPack(tx, row.policyDigest.toString('hex'));
    cases.push({ selectionId: row.id, pack, zone: row.zone as Zone, stage: stageOf(row.id, row) });
  }
  const [weighed, times] = await Promise.all([
    weighAll(tx, cases, now),
    readWorkingTimes(tx, [...new Set(rows.map(({ agency }) => agency))]),
  ]);
  return { weighed, times };
}

/** A case with the question what the asker owes in it. */
interface Question extends DutyAsked {
  readonly row: OwnCaseRow;
  readonly weighed: Weighed;
  readonly time: WorkingTime | undefined;
}

function questionOf(
  row: OwnCaseRow,
  { asker, now, desk }: { asker: Asker; now: string; desk: Desk },
): Question | undefined {
  const weighed = desk.weighed.get(row.id);
  if (weighed === undefined) return undefined;
  const { criteria, hands, facts, judged, concurrence } = weighed;
  return {
    asker,
    part: partOf(row),
    now,
    agency: row.agency,
    selectionId: row.id,
    stage: stageOf(row.id, row),
    criteria,
    hands,
    facts,
    judged,
    blocked: row.blocked,
    concurrence,
    row,
    weighed,
    time: desk.times.get(row.agency),
  };
}

function partOf({ seat, hasDeclared, isAssessor, candidateRef, isWithdrawn }: OwnCaseRow): Part {
  return {
    isSeated: seat !== null,
    isChair: seat === 'chair',
    // Cases in which the asker is recused are not listed.
    isRecused: false,
    hasDeclared,
    isAssessor,
    candidacy: candidateRef === null ? null : { ref: candidateRef, isWithdrawn },
  };
}

function toItem(question: Question, { act, optional }: Duty): InboxItem {
  const { row, stage, now, time, blocked } = question;
  const { dueAt, deadline } = termOf(question);
  return {
    selection: { id: row.id, code: row.code, title: row.title, agency: row.agency },
    stage: stage?.kind ?? null,
    step: stage?.step ?? null,
    act,
    optional,
    dueAt,
    deadline,
    workingDaysLeft: dueAt === null ? null : (time?.left(dueAt, now) ?? null),
    progress: progressFor(question, act),
    conflict: conflictOf(question),
    blocked,
    overdue: dueAt !== null && now >= dueAt,
  };
}

/** The term of the step; that of the outside authority while it is awaited. */
function termOf({ row, stage, weighed }: Question): Pick<InboxItem, 'dueAt' | 'deadline'> {
  const { concurrence, lapse } = weighed;
  if (stage?.step !== 'concurrence' || concurrence.lapsesAt === null)
    return { dueAt: row.dueAt, deadline: row.deadline };
  return { dueAt: concurrence.lapsesAt, deadline: { explanation: lapse, nudges: [] } };
}

/** An assessor counts the own sheets; who may know it, how far the others are. */
function progressFor(question: Question, act: ActName): Progress | null {
  const { facts, asker, weighed } = question;
  if (act === 'sheet.submit' && facts !== undefined) return ownProgressOf(facts, asker.accountId);
  return refuseRead('progress', asker, contextOf(question)) === undefined ? weighed.progress : null;
}

function contextOf({ asker, part, now, agency, selectionId }: Question): ReadContext {
  const own = (isHeld: boolean) => (isHeld ? [asker.accountId] : []);
  return {
    now,
    agency,
    selectionId,
    seatAccounts: own(part.isSeated),
    clearedAccounts: own(part.isSeated && part.hasDeclared),
    chairAccount: part.isChair ? asker.accountId : null,
    assessorAccounts: own(part.isAssessor),
    candidatePersonIds: part.candidacy === null || asker.personId === null ? [] : [asker.personId],
    subjectPersonId: asker.personId,
    earlierHands: [],
    reached: [],
  };
}

function conflictOf({ part, row, stage }: Question): InboxItem['conflict'] {
  if (!part.isSeated || stage?.kind !== 'committee-review') return null;
  if (!part.hasDeclared) return 'not-declared';
  return row.hasPossible ? 'possible' : 'none';
}

/** Steps in which the asker's roles alone may owe something. */
function officesOf({ grants }: Asker): OfficeStep[] {
  const steps: Readonly<Record<string, readonly string[]>> = officeSteps;
  return grants.flatMap(({ role, agency, selectionId }) =>
    (steps[role] ?? []).map((step) => ({ agency, selectionId, step })),
  );
}

/** Of all that may come next, the first by the due instant of the present step. */
function findNext(asked: readonly Question[]): NextItem | null {
  const coming = asked.flatMap((question) => {
    const step = nextStepOf(question);
    if (step === undefined) return [];
    const { id: selectionId, code, title } = question.row;
    const { stage } = question;
    return [{ selectionId, code, title, step, dueAt: stage?.state === 'open' ? stage.dueAt : null }];
  });
  const [first] = coming.sort(byDeadline);
  if (first === undefined) return null;
  const { dueAt: at, ...next } = first;
  return { ...next, at };
}

interface Due {
  readonly dueAt: string | null;
}

/** Nearest first; what has no deadline comes last. */
function byDeadline({ dueAt: one }: Due, { dueAt: other }: Due): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}
