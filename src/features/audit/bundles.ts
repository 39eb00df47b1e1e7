import { setTimeout as pause } from 'node:timers/promises';
import { type ReadContext, refuseRead } from '#domain/access.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { getCalendarContent, getPolicyContent } from '#features/policies/service.ts';
import type { BundleOpening } from '#ledger/bundle.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toHex } from '#ledger/bytes.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import { proveInclusion } from '#ledger/tree.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Sql, Tx } from '#platform/database.ts';
import { Unavailable } from '#platform/weather.ts';
import { listOpenable } from './disclosure.ts';
import {
  findVisibleSelection,
  isStreamSigned,
  listCandidatePersons,
  listOpenings,
  listStream,
  type VisibleSelection,
} from './queries.ts';
import { getNewestCheckpoint } from './receipts.ts';
import type { Ledger } from './service.ts';
import { readTree } from './tree-reader.ts';
import { unsealOpening } from './vault.ts';

export interface RecordHouse {
  readonly db: Database;
  readonly ledger: Pick<Ledger, 'log' | 'keys'>;
  /** policy.txt and epochs.txt as the agency publishes them; undefined until the signer has first started. */
  readonly readTrust: () => Promise<{ readonly policy: string; readonly epochs: string } | undefined>;
}

export interface RecordAsked {
  readonly asker: Asker;
  readonly selectionId: string;
}

export interface Bundle {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** How long a download waits for the signer, and how often it looks. */
const patienceMs = 5_000;
const lookMs = 100;
/** The members of a zip are counted with 16 bits; beyond this the newest entry's proof must do, since `prev` covers the rest. */
const mostProofs = 50_000;
const longestStream = 1_000_000;

/**
 * The selection's stream as proof: whole up to the newest signed checkpoint, opened as far as the asker may read. Refuses
 * `thing.missing` and `access.own-selection` alike; 503 while the newest entry is not signed.
 */
export async function exportBundle(house: RecordHouse, asked: RecordAsked): Promise<Bundle> {
  const selection = await admitReader(house.db, asked, 'bundle');
  const stream = `selection/${asked.selectionId}`;
  await untilSigned(house.db, stream);
  const trust = await house.readTrust();
  if (trust === undefined) throw new Unavailable('the signer has not published its key yet');
  const mayOpen = selection.refusalOf('ledger') === undefined;
  const bytes = await house.db.transaction('conductor', (tx) =>
    collect(tx, house.ledger, { ...selection, stream, trust, mayOpen }),
  );
  return { fileName: `${selection.code}.zip`, bytes };
}

interface ReadableSelection extends VisibleSelection {
  refusalOf(reading: 'bundle' | 'ledger'): ReturnType<typeof refuseRead>;
}

/** The selection, if the asker sees it and may read this of it; else it does not exist. */
export async function admitReader(
  db: Database,
  { asker, selectionId }: RecordAsked,
  reading: 'bundle' | 'ledger',
): Promise<ReadableSelection> {
  const visible = await db.transaction(asker.accountId, (tx) => findVisibleSelection(tx, selectionId));
  if (visible === undefined) throw new Refused(refuse('thing.missing'));
  const context = await db.transaction('conductor', async (tx): Promise<ReadContext> => {
    const candidatePersonIds = await listCandidatePersons(tx, selectionId);
    return { ...nobody, agency: visible.agency, selectionId, candidatePersonIds, now: await readClock(tx) };
  });
  const refusalOf: ReadableSelection['refusalOf'] = (asked) => refuseRead(asked, asker, context);
  const refusal = refusalOf(reading);
  if (refusal !== undefined) throw new Refused(refusal);
  return { ...visible, refusalOf };
}

/** The record is read by office, not by seat. */
const nobody = {
  seatAccounts: [],
  chairAccount: null,
  assessorAccounts: [],
  clearedAccounts: [],
  subjectPersonId: null,
  earlierHands: [],
  reached: [],
} as const;

async function untilSigned(sql: Sql, stream: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isStreamSigned(sql, stream))) {
    if (performance.now() >= deadline) throw new Unavailable('the newest entry is not signed yet');
    await pause(lookMs);
  }
}

interface Collection {
  readonly agency: string;
  readonly stream: string;
  readonly trust: { readonly policy: string; readonly epochs: string };
  readonly mayOpen: boolean;
}

interface SealedEntry {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly position: number;
}

async function collect(tx: Tx, ledger: RecordHouse['ledger'], wanted: Collection): Promise<Uint8Array> {
  const checkpoint = await getNewestCheckpoint(tx);
  const rows = await listStream(tx, wanted.stream, { seq: 0, limit: longestStream });
  const entries = rows.flatMap(({ bytes, position }): SealedEntry[] => {
    // What came after the checkpoint goes into a later bundle.
    if (position === null || position >= checkpoint.size) return [];
    const parsed = parseEntry(bytes, ledger.log);
    if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
    return [{ envelope: parsed.value, bytes, position }];
  });
  const positions = entries.map(({ position }) => position).slice(entries.length > mostProofs ? -1 : 0);
  const proofs = await readTree(tx, (read) =>
    positions.map((position) => ({ position, hashes: proveInclusion(read, position, checkpoint.size) })),
  );
  return writeBundle({
    kind: 'selection',
    log: ledger.log,
    profile: wanted.mayOpen ? 'inspectorate' : 'public',
    streams: [wanted.stream],
    checkpoint: checkpoint.note,
    ...wanted.trust,
    entries,
    openings: wanted.mayOpen ? await readOpenings(tx, ledger, entries) : [],
    proofs,
    rules: await readRules(tx, wanted.agency, entries),
  });
}

/** Destroyed keys and rows leave their fields closed: that is what erasure means. */
async function readOpenings(
  tx: Tx,
  ledger: RecordHouse['ledger'],
  entries: readonly SealedEntry[],
): Promise<BundleOpening[]> {
  const openable = listOpenable(entries.map(({ envelope }) => envelope));
  const byId = new Map(
    entries.flatMap(({ envelope }) => (openable.has(envelope.streamSeq) ? [[envelope.id, envelope] as const] : [])),
  );
  const keys = new Map<string, Buffer | undefined>();
  const openings: BundleOpening[] = [];
  for (const { entry_id: entry, field, key_id: keyId, sealed } of await listOpenings(tx, [...byId.keys()])) {
    if (!keys.has(keyId)) keys.set(keyId, await ledger.keys.keyById(tx, keyId));
    const key = keys.get(keyId);
    const envelope = byId.get(entry);
    if (key === undefined || envelope === undefined) continue;
    const { salt, value } = unsealOpening(key, { log: ledger.log, entry, type: envelope.type, field }, sealed);
    openings.push({ entry, field, salt: toHex(salt), value });
  }
  return openings;
}

/** The policy packs and sets of calendars that the entries name, as they were published then. */
async function readRules(tx: Tx, agency: string, entries: readonly SealedEntry[]): Promise<Uint8Array[]> {
  const packs = new Set(entries.flatMap(({ envelope }) => envelope.policy?.digest ?? []));
  const calendars = new Set(
    entries.map(({ envelope }) => envelope.open['calendar']).filter((digest) => typeof digest === 'string'),
  );
  const rules: Uint8Array[] = [];
  for (const digest of packs) rules.push(await getPolicyContent(tx, digest));
  for (const digest of calendars) rules.push(await getCalendarContent(tx, agency, digest));
  return rules;
}
