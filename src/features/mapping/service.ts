import { randomUUID } from 'node:crypto';
import { mapRoles, refuseAbandoning, refuseBeginning } from '#domain/map-resolutions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { agencyRoles, type Role } from '#domain/roles.ts';
import { demand, getActorIdentity } from '#features/acts/service.ts';
import {
  type Actor,
  type ActRow,
  agencyHolder,
  beginOnStream,
  bindRef,
  conductorActor,
  derivedId,
  type Ledger,
  lockStream,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { demandPin } from '#features/policies/service.ts';
import { stopwatch } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import type { MapTick } from '#workflows/contract.ts';
import { drawMap, type MappingHouse } from './drawing.ts';
import { findPublication } from './review-store.ts';
import { appendAsked, type ReviewHouse, type ReviewRequest, review, streamOfMap } from './reviewing.ts';
import {
  countRun,
  findRun,
  hasDrawing,
  hasRun,
  insertRun,
  listOpenRuns,
  readToday,
  setAbandoned,
  setPublished,
} from './store.ts';

export type { MappingHouse } from './drawing.ts';
export { newestFirst, newestPublished } from './newest.ts';
export { type AwaitedVote, listOwnVotes } from './waiting.ts';

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

/**
 * Maps everybody of an agency where they stand: indicators, axes, box under the pack in force. Who lacks an indicator has no box and
 * waits in the holding area. Every run is kept; none overwrites another. Refuses with thing.missing where no pack is published, and policy.not-in-force where none is in force.
 */
export async function mapPopulation(house: MappingHouse, request: MappingRequest): Promise<MappingSummary> {
  const seconds = stopwatch();
  const runId = randomUUID();
  await beginMap(house, { ...request, runId });
  await drawMap(house, runId, () => true);
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

/** Begins a map for the day that it is where the agency is, under the pack in force on it. Begun already, it stays as it was. */
async function beginMap({ db, ledger }: MappingHouse, beginning: Beginning): Promise<Receipt> {
  const { agency, policyId, runId, request } = beginning;
  const content = { agency, policy: policyId };
  const id = request?.entryId ?? runId;
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(runId);
    const act = await beginOnStream(tx, stream, id);
    const role = request && agencyRoles(request.asker, { agency, now: act.at }, mapRoles.begin)[0];
    if (request !== undefined && role === undefined) throw new Refused(refuse('thing.missing'));
    const prior = priorReceipt(ledger, act, content);
    if (prior !== undefined) return prior;
    await lockMaps(tx, agency);
    demand(refuseBeginning({ isDrawing: await hasDrawing(tx, agency) }));
    const on = await readToday(tx, agency);
    const policy = await demandPin(tx, { agency, id: policyId, on }, refuse('thing.missing'));
    const actor = await beginnerOf(ledger, { ...beginning, tx, stream, act, role });
    const event = { id, stream, agency, actor, policy, act, content, open: { on } };
    const receipt = await ledger.append(tx, { ...event, type: 'mapping.begun/1' });
    await insertRun(tx, { id: runId, agency, policy, on, at: receipt.at, entryId: receipt.entry });
    return receipt;
  });
}

/** Maps of an agency are begun and published one by one. */
function lockMaps(tx: Tx, agency: string): Promise<void> {
  return lockStream(tx, `mapping/${agency}`);
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

/** As long as an activity may draw before it says how far it came. */
const longestDrawingS = 10;

/**
 * Does whatever is due on a map: draws more of its people, or publishes it once the committee has resolved to. Answers how far it is;
 * `drawing` asks to be called again at once, `drawn` waits for the committee; nothing comes of one that is `superseded` or `abandoned`.
 */
export async function tickMap(house: MappingHouse, runId: string): Promise<MapTick> {
  const seconds = stopwatch();
  const state = await drawMap(house, runId, () => seconds() <= longestDrawingS);
  return state === 'drawn' ? publishIfResolved(house, runId) : state;
}

function publishIfResolved({ db, ledger }: MappingHouse, runId: string): Promise<MapTick> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(runId);
    const id = derivedId(runId, 'published');
    const act = await beginOnStream(tx, stream, id);
    const known = await findRun(tx, runId);
    if (known === undefined) return 'drawn';
    await lockMaps(tx, known.agency);
    const run = (await findRun(tx, runId)) ?? known;
    if (run.state === 'drawn' && run.isSuperseded) return 'superseded';
    const { isResolved, moved } = await findPublication(tx, runId);
    if (run.state !== 'drawn' || !isResolved) return run.state;
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

/** Ends a map that is still drawn, so that another can be begun; see `refuseAbandoning`. Who was drawn so far stays in the record. */
export function abandonMap(
  house: ReviewHouse,
  request: ReviewRequest,
  { mapId, reason }: { readonly mapId: string; readonly reason: string },
): Promise<Receipt> {
  return review(house, request, {
    mapId,
    roles: mapRoles.abandon,
    content: { abandon: mapId, reason },
    perform: async (scene) => {
      const { tx, run, agency } = scene;
      demand(refuseAbandoning(run.state, reason));
      const committed = { reason: { value: reason, holder: agencyHolder(agency) } };
      const receipt = await appendAsked(scene, { type: 'mapping.abandoned/1', open: {}, committed });
      await setAbandoned(tx, { id: mapId, entryId: receipt.entry });
      return receipt;
    },
  });
}

/** Workflows that should be running. */
export function listOpenMaps(db: Database): Promise<{ id: string }[]> {
  return db.transaction('conductor', (tx) => listOpenRuns(tx));
}
