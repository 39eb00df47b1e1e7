import { randomUUID } from 'node:crypto';
import {
  type DueReader,
  findReader,
  insertReader,
  listDueReaders,
  listUnfolded,
  setFolded,
} from '#features/readings/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { retryAfterS } from '#platform/weather.ts';
import {
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockHolder,
  lockStream,
} from './service.ts';

interface FoldingHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

/** Folds the readings of everybody whose time has come, each reader's into one entry; answers how many entries that made. */
export async function foldReadings({ db, ledger }: FoldingHouse): Promise<number> {
  const due = await db.transaction('conductor', (tx) => listDueReaders(tx));
  let folded = 0;
  for (const reader of due) {
    folded += Number(await db.transaction('conductor', (tx) => foldReader(ledger, tx, reader)));
  }
  return folded;
}

async function foldReader(ledger: Ledger, tx: Tx, reader: DueReader): Promise<boolean> {
  const { accountId, agency } = reader;
  await lockStream(tx, `readings/${accountId}/${agency}`);
  const rows = await listUnfolded(tx, reader);
  const [first] = rows;
  // Another worker was here.
  if (first === undefined) return false;
  // Whom an erasure has made nobody is bound as nobody.
  await lockHolder(tx, accountId);
  const { ref: known, identity } = await findReader(tx, reader);
  const ref = known ?? (await bindReader(ledger, tx, { ...reader, identity }));
  const stream = `reader/${ref}`;
  const id = derivedId(stream, `readings:${first.id}`);
  const items = rows.map(({ at, reading, stream: read }) => ({ at, reading, stream: read }));
  await ledger.append(tx, {
    id,
    stream,
    type: 'reading.recorded/1',
    agency,
    actor: conductorActor,
    open: { count: items.length, streams: new Set(items.map((item) => item.stream)).size },
    committed: { items: { value: items, holder: agencyHolder(agency) } },
    act: await beginOnStream(tx, stream, id),
  });
  await setFolded(
    tx,
    rows.map((row) => row.id),
    id,
  );
  return true;
}

/** Opens the reader's stream; who it is stands sealed in its first entry. */
async function bindReader(
  ledger: Ledger,
  tx: Tx,
  { accountId, agency, identity }: DueReader & { readonly identity: unknown },
): Promise<string> {
  const ref = randomUUID();
  const stream = `reader/${ref}`;
  const id = derivedId(ref, 'bound');
  await ledger.append(tx, {
    id,
    stream,
    type: 'reader.bound/1',
    agency,
    actor: conductorActor,
    open: { ref },
    committed: { person: { value: identity, holder: accountId } },
    act: await beginOnStream(tx, stream, id),
  });
  await insertReader(tx, { accountId, agency, ref, entryId: id });
  return ref;
}

export interface FoldingOptions {
  readonly house: FoldingHouse;
  readonly signal: AbortSignal;
  readonly intervalMs?: number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Folds until the signal; with Postgres away it waits for better weather. */
export async function keepFolding({ house, signal, intervalMs = 5_000, pause }: FoldingOptions): Promise<void> {
  while (!signal.aborted) {
    let waitMs = intervalMs;
    try {
      await foldReadings(house);
    } catch (error) {
      const retryS = retryAfterS(error);
      if (retryS === undefined) throw error;
      waitMs = retryS * 1_000;
    }
    await pause(waitMs, signal);
  }
}
