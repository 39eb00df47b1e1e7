import { type ReadContext, refuseRead } from '#domain/access.ts';
import type { Phase } from '#domain/access-reads.ts';
import { curesOf } from '#domain/cures.ts';
import { type Durations, durationsOf } from '#domain/durations.ts';
import type { Awaited } from '#domain/judgement.ts';
import type { Asker } from '#domain/roles.ts';
import { type StageKind, stageKinds } from '#domain/stages.ts';
import { type Progress, type QuorumAsked, quorumAskedOf } from '#domain/step-progress.ts';
import type { Zone } from '#domain/working-days.ts';
import { dueSoonWorkingDays, type WorkingTime } from '#domain/working-time.ts';
import type { House } from '#features/acts/service.ts';
import { type LiveCase, stageOf, type Weighed, weighAll } from '#features/duties/service.ts';
import { getPack, readWorkingTimes } from '#features/policies/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Tx } from '#platform/database.ts';
import {
  type BoardRow,
  countDurations,
  type DurationRow,
  findRow,
  listLatestStages,
  listParts,
  listReminded,
  type Ordinals,
  type PageAsked,
  type PartRow,
  type RemindedRow,
  readOverview,
  type StageRow,
  type Totals,
} from './queries.ts';

export interface BoardItem {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly level: string;
  readonly unit: string | null;
  readonly agency: string;
  readonly state: string;
  readonly openedAt: string;
  readonly stages: Omit<StageRow, 'selectionId'>[];
  readonly ageWorkingDays: number | null;
  readonly stageAgeWorkingDays: number | null;
  readonly dueAt: string | null;
  readonly workingDaysLeft: number | null;
  readonly blocked: string | null;
  readonly cure: { readonly code: string; readonly count: number }[];
  readonly awaiting: { readonly who: string; readonly count: number; readonly names: string[] }[];
  readonly progress: Progress | null;
  readonly quorum: QuorumAsked | null;
  readonly remindersSent: number;
  readonly lastRemindedAt: string | null;
}

export interface Board {
  /** In the order of the page; one more than asked for where there is a next page. */
  readonly rows: readonly BoardRow[];
  readonly itemOf: (row: BoardRow) => BoardItem;
  readonly totals: Totals;
  readonly durations: Readonly<Record<StageKind, Durations | null>>;
}

/** The selections that the asker may see, each with where it stands; only those of the page are weighed. */
export async function readBoard({ db }: House, asker: Asker, asked: PageAsked): Promise<Board> {
  const seen = await db.transaction(asker.accountId, (tx) => look(tx, asker, asked));
  const { rows, now, times } = seen;
  const told = await db.transaction('conductor', (tx) => tellRows(tx, rows, now));
  const page: Page = { asker, now, times, parts: seen.parts, ...told };
  return { rows, itemOf: (row) => toItem(page, row), totals: seen.totals, durations: seen.durations };
}

/** The same of one selection, without a look at the others; undefined where it is not there for the asker. */
export async function readStanding({ db }: House, asker: Asker, selectionId: string): Promise<BoardItem | undefined> {
  const { accountId, personId } = asker;
  const seen = await db.transaction(
    accountId,
    async (tx) => {
      const [now, row, parts] = await Promise.all([
        readClock(tx),
        findRow(tx, selectionId),
        listParts(tx, { accountId, personId, ids: [selectionId] }),
      ]);
      return row && { now, row, parts: partsById(parts), times: await readWorkingTimes(tx, [row.agency]) };
    },
    selectionId,
  );
  if (seen === undefined) return undefined;
  const { row, ...rest } = seen;
  const told = await db.transaction('conductor', (tx) => tellRows(tx, [row], seen.now));
  return toItem({ asker, ...rest, ...told }, row);
}

type Told = Pick<Page, 'weighed' | 'stages' | 'reminded'>;

/** What is derived of rows that the asker has seen; read as the conductor. */
async function tellRows(tx: Tx, rows: readonly BoardRow[], now: string): Promise<Told> {
  const cases = await casesOf(tx, rows);
  const ids = rows.map(({ id }) => id);
  const [weighed, stages, reminded] = await Promise.all([
    weighAll(tx, cases, now),
    listLatestStages(tx, ids),
    listReminded(tx, ids),
  ]);
  const byId = new Map(reminded.map((row) => [row.selectionId, row]));
  return { weighed, stages: groupStages(stages), reminded: byId };
}

function partsById(parts: readonly PartRow[]): Page['parts'] {
  return new Map(parts.map((part) => [part.selectionId, part]));
}

/** Everything that is read with the asker's own eyes. */
async function look(tx: Tx, asker: Asker, asked: PageAsked) {
  const agencies = [...new Set(asker.grants.map(({ agency }) => agency))];
  const [now, times] = await Promise.all([readClock(tx), readWorkingTimes(tx, agencies)]);
  const horizons = [...times].map(([agency, time]) => ({ agency, at: time.horizon(now, dueSoonWorkingDays) }));
  const [{ rows, totals }, durations] = await Promise.all([
    readOverview(tx, { ...asked, limit: asked.limit + 1, now, horizons }),
    countDurations(tx, asked.filter, [...times].flatMap(toOrdinals)),
  ]);
  const { accountId, personId } = asker;
  const shown = rows.slice(0, asked.limit).map(({ id }) => id);
  const parts = await listParts(tx, { accountId, personId, ids: shown });
  return { now, rows, times, parts: partsById(parts), totals, durations: toDurations(durations) };
}

/** The calendars of one agency as far as they follow each other up to the newest. */
function toOrdinals([agency, { days }]: readonly [string, WorkingTime]): Ordinals[] {
  const newest = days.at(-1)?.run;
  const [first, ...rest] = days.filter(({ run }) => run === newest);
  if (first === undefined) return [];
  return [{ agency, first: first.day, counts: [first, ...rest].map(({ count }) => count) }];
}

function toDurations(rows: readonly DurationRow[]): Board['durations'] {
  const known = rows.flatMap(({ days, ...row }) => (days === null ? [] : [{ ...row, days }]));
  const of = (kind: StageKind) => durationsOf(known.filter((row) => row.kind === kind));
  return {
    nomination: of('nomination'),
    assessment: of('assessment'),
    'committee-review': of('committee-review'),
    placement: of('placement'),
  };
}

async function casesOf(tx: Tx, rows: readonly BoardRow[]): Promise<LiveCase[]> {
  const cases: LiveCase[] = [];
  for (const row of rows.filter(({ endedAt }) => endedAt === null)) {
    const pack = await getPack(tx, row.policyDigest.toString('hex'));
    cases.push({ selectionId: row.id, pack, zone: row.zone as Zone, stage: stageOf(row.id, row) });
  }
  return cases;
}

function groupStages(stages: readonly StageRow[]): ReadonlyMap<string, StageRow[]> {
  const groups = new Map<string, StageRow[]>();
  for (const stage of stages) groups.set(stage.selectionId, [...(groups.get(stage.selectionId) ?? []), stage]);
  return groups;
}

interface Page {
  readonly asker: Asker;
  readonly now: string;
  readonly times: ReadonlyMap<string, WorkingTime>;
  readonly stages: ReadonlyMap<string, readonly StageRow[]>;
  readonly parts: ReadonlyMap<string, PartRow>;
  readonly weighed: ReadonlyMap<string, Weighed>;
  readonly reminded: ReadonlyMap<string, RemindedRow>;
}

function toItem(page: Page, row: BoardRow): BoardItem {
  const { id, code, title, level, unit, agency, state, begunAt, endedAt, openedAt, dueAt, blocked } = row;
  const { now } = page;
  const time = page.times.get(agency);
  const stages = (page.stages.get(id) ?? []).toSorted(
    (one, other) => stageKinds.indexOf(one.kind as StageKind) - stageKinds.indexOf(other.kind as StageKind),
  );
  const reminded = page.reminded.get(id);
  return {
    ...{ id, code, title, level, unit, agency, state, openedAt: begunAt, dueAt, blocked },
    stages: stages.map(({ selectionId: _selectionId, ...stage }) => stage),
    ageWorkingDays: time?.since(begunAt, endedAt ?? now) ?? null,
    stageAgeWorkingDays: openedAt === null ? null : (time?.since(openedAt, now) ?? null),
    workingDaysLeft: dueAt === null ? null : (time?.left(dueAt, now) ?? null),
    ...standingFor(page, row),
    remindersSent: reminded?.sent ?? 0,
    lastRemindedAt: reminded?.lastAt ?? null,
  };
}

/** How far it is and who is awaited, as far as the asker may know it. */
function standingFor(page: Page, row: BoardRow): Pick<BoardItem, 'cure' | 'awaiting' | 'progress' | 'quorum'> {
  const weighed = page.weighed.get(row.id);
  const context = contextOf(page, row);
  if (weighed === undefined || refuseRead('progress', page.asker, context) !== undefined)
    return { cure: [], awaiting: [], progress: null, quorum: null };
  const mayName = refuseRead('awaited-names', page.asker, context) === undefined;
  const cures = row.blocked === null ? [] : curesOf(row.blocked, weighed.judged);
  return {
    cure: cures.map(({ code, count }) => ({ code, count })),
    awaiting: weighed.awaiting.map((awaited) => ({
      who: awaited.who,
      count: awaited.count,
      names: mayName ? namesOf(awaited, weighed) : [],
    })),
    progress: weighed.progress,
    quorum: weighed.facts === undefined ? null : quorumAskedOf(weighed.facts),
  };
}

/** Offices have no names: whoever holds them is awaited. */
function namesOf({ who, refs }: Awaited, { names }: Weighed): string[] {
  const keys = who === 'chair' ? ['chair'] : refs.map((ref) => `${who} ${ref}`);
  return keys.flatMap((key) => names.get(key) ?? []).sort();
}

function contextOf({ asker, now, parts }: Page, { id, agency, state }: BoardRow): ReadContext {
  const part = parts.get(id);
  const own = (isHeld: boolean | undefined) => (isHeld === true ? [asker.accountId] : []);
  return {
    now,
    agency,
    selectionId: id,
    seatAccounts: own(part?.isSeated),
    clearedAccounts: own(part?.isCleared),
    chairAccount: null,
    assessorAccounts: own(part?.isAssessor),
    candidatePersonIds: part?.isCandidate === true && asker.personId !== null ? [asker.personId] : [],
    subjectPersonId: null,
    earlierHands: [],
    reached: phasesOf(state),
  };
}

function phasesOf(state: string): readonly Phase[] {
  if (state === 'draft') return [];
  return ['decided', 'placed', 'revoked'].includes(state) ? ['sealed', 'decided'] : ['sealed'];
}
