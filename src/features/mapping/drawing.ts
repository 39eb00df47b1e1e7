import { randomUUID } from 'node:crypto';
import { type BoxPlace, type BoxSource, placeOnMap } from '#domain/box-derivation.ts';
import type { MapState } from '#domain/map-resolutions.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { beginOnStream, conductorActor, derivedId, type Ledger, lockStream } from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { streamOfMap } from './reviewing.ts';
import {
  type BoxRow,
  countRun,
  findRun,
  insertBoxes,
  listRecords,
  lockVersions,
  type NextPeople,
  type RecordRow,
  type RunRow,
  setDrawn,
} from './store.ts';

export interface MappingHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

interface Placed {
  readonly person: RecordRow;
  readonly source: BoxSource;
  readonly place: BoxPlace;
}

/** The people behind somebody, as they were read and placed before the transaction that writes them. */
interface Page {
  readonly after: string | null;
  readonly placed: readonly Placed[];
}

/**
 * Draws the people of a map in the order of their ids until all are drawn or there is no time left; without any left it says that
 * all are drawn. While some are written the next are read and placed. Refuses with thing.missing where there is no such map.
 */
export async function drawMap(house: MappingHouse, runId: string, isTimeLeft: () => boolean): Promise<MapState> {
  const run = await house.db.transaction('conductor', (tx) => getRun(tx, runId));
  if (run.state !== 'drawing') return run.state;
  const pack = await house.db.transaction('conductor', (tx) => getPack(tx, run.policy.digest));
  const placeNext = (after: string | null): Promise<Page> => {
    const page = house.db.transaction('conductor', (tx) => placePage(tx, { run, pack, after }));
    // Whoever writes it hears how it ended.
    page.catch(() => undefined);
    return page;
  };
  let next = placeNext(run.lastPerson);
  try {
    for (;;) {
      const page = await next;
      const last = page.placed.at(-1);
      if (last !== undefined) next = placeNext(last.person.id);
      const state = await writePage(house, { run, pack, page });
      if (state !== 'drawing' || !isTimeLeft()) return state;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

async function getRun(tx: Tx, runId: string): Promise<RunRow> {
  const run = await findRun(tx, runId);
  if (run === undefined) throw new Refused(refuse('thing.missing'));
  return run;
}

interface Drawing {
  readonly run: RunRow;
  readonly pack: PolicyPack;
}

async function placePage(tx: Tx, { run, pack, after }: Drawing & { readonly after: string | null }): Promise<Page> {
  const people = await listRecords(tx, pageAfter(run, after));
  const placed = people.map((person): Placed => {
    const source = { record: person.record, fieldsOfStudy: person.fieldsOfStudy, unit: person.unitId };
    return { person, source, place: placeOnMap(source, pack, run.on) };
  });
  return { after, placed };
}

function pageAfter({ agency }: RunRow, after: string | null): NextPeople {
  return { agency, after };
}

/** Writes them in one transaction, if they are still who comes next and as they were; otherwise whoever does, as they are by then. */
function writePage({ db, ledger }: MappingHouse, drawing: Drawing & { readonly page: Page }): Promise<MapState> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfMap(drawing.run.id);
    await lockStream(tx, stream);
    const run = await getRun(tx, drawing.run.id);
    if (run.state !== 'drawing') return run.state;
    const page = await currentPage(tx, { ...drawing, run });
    if (page.placed.length > 0) await writePeople(ledger, { tx, run, stream }, page.placed);
    else await finish(ledger, { tx, run, stream });
    return page.placed.length > 0 ? 'drawing' : 'drawn';
  });
}

async function currentPage(tx: Tx, { run, pack, page }: Drawing & { readonly page: Page }): Promise<Page> {
  const after = run.lastPerson;
  // None of them is erased from here on.
  const versions = await lockVersions(tx, pageAfter(run, after));
  const isCurrent =
    page.after === after &&
    page.placed.length === versions.length &&
    page.placed.every(({ person }, index) => person.version === versions[index]?.version);
  return isCurrent ? page : placePage(tx, { run, pack, after });
}

interface Writing {
  readonly tx: Tx;
  readonly run: RunRow;
  readonly stream: string;
}

async function writePeople(ledger: Ledger, { tx, run, stream }: Writing, placed: readonly Placed[]): Promise<void> {
  const { agency, policy } = run;
  const drawn = placed.map(({ person, source, place }) => {
    const { id, name, nip } = person;
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
    return { entry, row: rowOf(person, { ref, entryId: entry.id, place }) };
  });
  // After the making of keys: an entry's instant may not be older than a few seconds when it is written.
  await ledger.keys.keysOf(
    tx,
    placed.map(({ person }) => person.id),
  );
  const act = await beginOnStream(tx, stream, derivedId(run.id, 'page'));
  const rows = drawn.map(({ entry }) => entry);
  await ledger.appendMany(tx, { type: 'box.derived/1', stream, agency, actor: conductorActor, policy, act, rows });
  await insertBoxes(
    tx,
    run.id,
    drawn.map(({ row }) => row),
  );
}

function rowOf(
  { id, unitId, record }: RecordRow,
  { place, ...named }: Pick<BoxRow, 'ref' | 'entryId'> & Pick<Placed, 'place'>,
): BoxRow {
  const { performance, potential, ...rest } = place;
  const level = record.currentPost.value?.level ?? null;
  return { ...named, ...rest, personId: id, y: performance, x: potential, unitId, level };
}

async function finish(ledger: Ledger, { tx, run, stream }: Writing): Promise<void> {
  const { agency, policy } = run;
  const act = await beginOnStream(tx, stream, derivedId(run.id, 'drawn'));
  const counts = await countRun(tx, run.id);
  const people = Object.values(counts.boxes).reduce((sum, count) => sum + count, counts.held.people);
  const event = { id: derivedId(run.id, 'drawn'), stream, agency, actor: conductorActor, policy, act };
  const { at, entry } = await ledger.append(tx, { ...event, type: 'mapping.drawn/1', open: { people } });
  await setDrawn(tx, { id: run.id, counts, at, entryId: entry });
}
