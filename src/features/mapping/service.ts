import { randomUUID } from 'node:crypto';
import { placeOnMap } from '#domain/box-derivation.ts';
import type { MapState } from '#domain/map-resolutions.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { agencyRoles, type Role } from '#domain/roles.ts';
import { getActorIdentity } from '#features/acts/service.ts';
import {
  type Actor,
  type ActRow,
  beginOnStream,
  bindRef,
  conductorActor,
  derivedId,
  type Ledger,
  lockStream,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import { stopwatch } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import { findPublication } from './review-store.ts';
import { type ReviewHouse, type ReviewRequest, streamOfMap } from './reviewing.ts';
import {
  type BoxRow,
  countRun,
  findRun,
  hasRun,
  insertBoxes,
  insertRun,
  listOpenRuns,
  listRecords,
  type RecordRow,
  type RunRow,
  readToday,
  setDrawn,
  setPublished,
} from './store.ts';

export interface MappingHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

export interface MappingRequest {
  readonly agency: string;
  readonly policyId: string;
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
  while ((await drawPage(house, runId)) === 'drawing');
  const counts = await house.db.transaction('conductor', (tx) => countRun(tx, runId));
  return { runId, ...counts, seconds: seconds() };
}

/** The first map of an agency; undefined where there is one already, which stays as it is. */
export async function mapFirst(house: MappingHouse, request: MappingRequest): Promise<MappingSummary | undefined> {
  const isMapped = await house.db.transaction('conductor', (tx) => hasRun(tx, request.agency));
  return isMapped ? undefined : mapPopulation(house, request);
}

interface Beginning extends MappingRequest {
  readonly runId: string;
  /** Absent: the conductor begins it. */
  readonly request?: ReviewRequest;
}

/** Begins a map under the newest pack, for the day that it is where the agency is. Begun already, it stays as it was. */
async function beginMap({ db, ledger }: MappingHouse, beginning: Beginning): Promise<Receipt> {
  const { agency, policyId, runId, request } = beginning;
  const content = { agency, policy: policyId };
  const id = request?.entryId ?? runId;
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(runId);
    const act = await beginOnStream(tx, stream, id);
    const role = request && agencyRoles(request.asker, { agency, now: act.at }, ['hr', 'secretary'])[0];
    if (request !== undefined && role === undefined) throw new Refused(refuse('thing.missing'));
    const prior = priorReceipt(ledger, act, content);
    if (prior !== undefined) return prior;
    const policy = await findPin(tx, agency, policyId);
    if (policy === undefined) throw new Refused(refuse('thing.missing'));
    const on = await readToday(tx, agency);
    const actor = await beginnerOf(ledger, { ...beginning, tx, stream, act, role });
    const event = { id, stream, agency, actor, policy, act, content, open: { on } };
    const receipt = await ledger.append(tx, { ...event, type: 'mapping.begun/1' });
    await insertRun(tx, { id: runId, agency, policy, on, at: receipt.at, entryId: receipt.entry });
    return receipt;
  });
}

interface Beginner extends Beginning {
  readonly tx: Tx;
  readonly stream: string;
  readonly act: ActRow;
  readonly role: Role | undefined;
}

/** Their name in the stream stands before the map itself. */
async function beginnerOf(ledger: Ledger, { tx, stream, agency, act, role, request }: Beginner): Promise<Actor> {
  if (role === undefined || request === undefined) return conductorActor;
  const { asker, session } = request;
  const identity = await getActorIdentity(tx, asker.accountId);
  return {
    ref: await bindRef(ledger, tx, { stream, agency, holder: asker.accountId, role, act, identity }),
    role,
    session,
  };
}

interface Page {
  readonly tx: Tx;
  readonly run: RunRow;
  readonly pack: PolicyPack;
  readonly stream: string;
}

/** Draws the next people of a map, in the order of their ids, in one transaction; without any left it says that all are drawn. */
async function drawPage({ db, ledger }: MappingHouse, runId: string): Promise<MapState> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(runId);
    await lockStream(tx, stream);
    const run = await findRun(tx, runId);
    if (run === undefined) throw new Refused(refuse('thing.missing'));
    if (run.state !== 'drawing') return run.state;
    const records = await listRecords(tx, { agency: run.agency, after: run.lastPerson, limit: peoplePerPage });
    const page = { tx, run, pack: await getPack(tx, run.policy.digest), stream };
    if (records.length > 0) await drawPeople(ledger, page, records);
    else await finish(ledger, page);
    return records.length > 0 ? 'drawing' : 'drawn';
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
  // After the computing, and the making of keys: an entry's instant may not be older than a few seconds when it is written.
  const holders = records.map(({ id }) => id);
  await ledger.keys.keysOf(tx, holders);
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

/** As long as an activity may draw before it says how far it came. */
const longestDrawingS = 10;

/**
 * Does whatever is due on a map: draws more of its people, or publishes it once the committee has resolved to. Answers how far it is;
 * `drawing` asks to be called again at once, `drawn` waits for the committee.
 */
export async function tickMap(house: MappingHouse, runId: string): Promise<MapState> {
  const seconds = stopwatch();
  for (;;) {
    const state = await drawPage(house, runId);
    if (state === 'drawn') return publishIfResolved(house, runId);
    if (state === 'published' || seconds() > longestDrawingS) return state;
  }
}

function publishIfResolved({ db, ledger }: MappingHouse, runId: string): Promise<MapState> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(runId);
    const id = derivedId(runId, 'published');
    const act = await beginOnStream(tx, stream, id);
    const run = await findRun(tx, runId);
    const { isResolved, moved } = await findPublication(tx, runId);
    if (run?.state !== 'drawn' || !isResolved) return run?.state ?? 'drawn';
    const { agency, policy } = run;
    const event = { id, stream, agency, actor: conductorActor, policy, act, open: { moved } };
    const { at, entry } = await ledger.append(tx, { ...event, type: 'mapping.published/1' });
    await setPublished(tx, { id: runId, at, entryId: entry });
    return 'published';
  });
}

/** Begins a map as an act of the personnel office; its workflow draws it. See `beginMap`. */
export async function requestMap(
  house: ReviewHouse,
  request: ReviewRequest,
  { agency, policyId }: MappingRequest,
): Promise<{ readonly mapId: string; readonly receipt: Receipt }> {
  const mapId = derivedId(request.entryId, 'map');
  const receipt = await beginMap(house, { agency, policyId, runId: mapId, request });
  house.conductMap(mapId);
  return { mapId, receipt };
}

/** Workflows that should be running. */
export function listOpenMaps(db: Database): Promise<{ id: string }[]> {
  return db.transaction('conductor', (tx) => listOpenRuns(tx));
}
