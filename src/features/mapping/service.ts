import { randomUUID } from 'node:crypto';
import { placeOnMap } from '#domain/box-derivation.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import {
  type Actor,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockStream,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import { stopwatch } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import {
  type BoxRow,
  countRun,
  findRun,
  hasRun,
  insertBoxes,
  insertRun,
  listRecords,
  type RecordRow,
  type RunRow,
  readToday,
  setDrawn,
} from './store.ts';

interface MappingHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

export interface MappingRequest {
  readonly agency: string;
  readonly policyId: string;
  readonly actor?: Actor;
}

export interface MappingSummary {
  readonly runId: string;
  /** People per box, `1` to `9`. */
  readonly boxes: Readonly<Record<string, number>>;
  /** The holding area: how many are not mapped, and how often each indicator is what is missing. */
  readonly held: { readonly people: number; readonly missing: Readonly<Record<string, number>> };
  readonly seconds: number;
}

/** People that one transaction draws. */
const peoplePerPage = 1_000;

/**
 * Maps everybody of an agency where they stand: indicators, axes, box under the newest pack. Who lacks an indicator has no box and
 * waits in the holding area. Every run is kept; none overwrites another. Refuses with thing.missing where no pack is published.
 */
export async function mapPopulation(house: MappingHouse, request: MappingRequest): Promise<MappingSummary> {
  const seconds = stopwatch();
  const runId = randomUUID();
  await beginMap(house, { ...request, runId });
  while (!(await drawPage(house, runId)).isDrawn);
  const counts = await house.db.transaction('conductor', (tx) => countRun(tx, runId));
  return { runId, ...counts, seconds: seconds() };
}

/** The first map of an agency; undefined where there is one already, which stays as it is. */
export async function mapFirst(house: MappingHouse, request: MappingRequest): Promise<MappingSummary | undefined> {
  const isMapped = await house.db.transaction('conductor', (tx) => hasRun(tx, request.agency));
  return isMapped ? undefined : mapPopulation(house, request);
}

/** Begins a map under the newest pack, for the day that it is where the agency is. Begun already, it stays as it was. */
async function beginMap(
  { db, ledger }: MappingHouse,
  { agency, policyId, runId, actor = conductorActor }: MappingRequest & { readonly runId: string },
): Promise<void> {
  await db.transaction('conductor', async (tx) => {
    const policy = await findPin(tx, agency, policyId);
    if (policy === undefined) throw new Refused(refuse('thing.missing'));
    const stream = streamOf(runId);
    const act = await beginOnStream(tx, stream, runId);
    if ((await findRun(tx, runId)) !== undefined) return;
    const on = await readToday(tx, agency);
    const event = { id: runId, stream, agency, actor, policy, act, open: { on } };
    const { at, entry } = await ledger.append(tx, { ...event, type: 'mapping.begun/1' });
    await insertRun(tx, { id: runId, agency, policy, on, at, entryId: entry });
  });
}

function streamOf(runId: string): string {
  return `mapping/${runId}`;
}

interface Drawing {
  readonly isDrawn: boolean;
  /** Drawn by this page. */
  readonly people: number;
}

interface Page {
  readonly tx: Tx;
  readonly run: RunRow;
  readonly pack: PolicyPack;
  readonly stream: string;
}

/** Draws the next people of a map, in the order of their ids, in one transaction; without any left it says that all are drawn. */
async function drawPage({ db, ledger }: MappingHouse, runId: string): Promise<Drawing> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOf(runId);
    await lockStream(tx, stream);
    const run = await findRun(tx, runId);
    if (run === undefined) throw new Refused(refuse('thing.missing'));
    if (run.isDrawn) return { isDrawn: true, people: 0 };
    const records = await listRecords(tx, { agency: run.agency, after: run.lastPerson, limit: peoplePerPage });
    const page = { tx, run, pack: await getPack(tx, run.policy.digest), stream };
    if (records.length > 0) await drawPeople(ledger, page, records);
    else await finish(ledger, page);
    return { isDrawn: records.length === 0, people: records.length };
  });
}

async function drawPeople(
  ledger: Ledger,
  { tx, run, pack, stream }: Page,
  records: readonly RecordRow[],
): Promise<void> {
  const { agency, policy } = run;
  const drawn = records.map((person) => {
    const { id, record, fieldsOfStudy, unitId, name, nip } = person;
    const source = { record, fieldsOfStudy, unit: unitId };
    const place = placeOnMap(source, pack, run.on);
    const ref = randomUUID();
    const entry = {
      id: derivedId(run.id, id),
      open: { ref },
      committed: {
        derivation: { value: { ...source, ...place }, holder: id },
        person: { value: { name, nip }, holder: id },
      },
      content: { ref },
    };
    return { entry, row: toRow(person, { ref, entryId: entry.id, place }) };
  });
  const rows = drawn.map(({ entry }) => entry);
  // After the computing: an entry's instant may not be older than a few seconds when it is written.
  const act = await beginOnStream(tx, stream, derivedId(run.id, 'page'));
  await ledger.appendMany(tx, { type: 'box.derived/1', stream, agency, actor: conductorActor, policy, act, rows });
  await insertBoxes(
    tx,
    run.id,
    drawn.map(({ row }) => row),
  );
}

type Placed = Pick<BoxRow, 'ref' | 'entryId'> & { readonly place: ReturnType<typeof placeOnMap> };

function toRow({ id, unitId, record }: RecordRow, { place, ...named }: Placed): BoxRow {
  const { performance, potential, ...rest } = place;
  const level = record.currentPost.value?.level ?? null;
  return { ...named, ...rest, personId: id, y: performance, x: potential, unitId, level };
}

async function finish(ledger: Ledger, { tx, run, stream }: Page): Promise<void> {
  const { agency, policy } = run;
  const act = await beginOnStream(tx, stream, derivedId(run.id, 'drawn'));
  const counts = await countRun(tx, run.id);
  const people = Object.values(counts.boxes).reduce((sum, count) => sum + count, counts.held.people);
  const event = { id: derivedId(run.id, 'drawn'), stream, agency, actor: conductorActor, policy, act };
  const { at, entry } = await ledger.append(tx, { ...event, type: 'mapping.drawn/1', open: { people } });
  await setDrawn(tx, { id: run.id, counts, at, entryId: entry });
}
