import { setTimeout as pause } from 'node:timers/promises';
import type { Asker } from '#domain/roles.ts';
import { getCalendarContent, getPolicyContent } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import type { BundleOpening, DisclosureProfile } from '#ledger/bundle.ts';
import { type BracketInput, writeBundle } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import { mayDisclose } from '#ledger/disclosure.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import { listOutsideEpochs, parseEpochs } from '#ledger/epochs.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { proveConsistency, proveInclusion } from '#ledger/tree.ts';
import type { Database, Sql, Tx } from '#platform/database.ts';
import { readVerifiers } from '#platform/verifiers.ts';
import { Unavailable } from '#platform/weather.ts';
import { listOpenable } from './disclosure.ts';
import { readOpenings } from './openings.ts';
import { type CosignatureRow, firstLines, listLines, wantPublished } from './publication-store.ts';
import { findCoverage, listBrackets, listStream } from './queries.ts';
import { getNewestCheckpoint, getPublishedCheckpoint } from './receipts.ts';
import type { Ledger } from './service.ts';
import { findStamped } from './stamped.ts';
import { readTree } from './tree-reader.ts';

export interface RecordHouse {
  readonly db: Database;
  readonly ledger: Pick<Ledger, 'log' | 'keys'>;
  /** Undefined until the signer has first started. */
  readonly readTrust: () => Promise<Trust | undefined>;
}

/** policy.txt and epochs.txt as the agency publishes them. */
export interface Trust {
  readonly policy: string;
  readonly epochs: string;
  /** Certificates of its time-stamping authorities, where it has any (PEM). */
  readonly authorities?: string | undefined;
}

export interface RecordAsked {
  readonly asker: Asker;
  readonly selectionId: string;
}

export interface Bundle {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** How long a download waits for signer and witnesses, and how often it looks. */
const patienceMs = 5_000;
const lookMs = 100;
/** The members of a zip are counted with 16 bits; beyond this the newest entry's proof must do, since `prev` covers the rest. */
const mostProofs = 50_000;
const longestStream = 1_000_000;
const verifiers = readVerifiers();

/**
 * The selection's stream as proof: whole up to the newest published checkpoint, opened as far as the asker may read. Refuses
 * `thing.missing` and `access.own-selection` alike; 503 while the newest entry is not signed.
 */
export async function exportBundle(house: RecordHouse, { asker, selectionId }: RecordAsked): Promise<Bundle> {
  const { selection, mayRead } = await house.db.transaction(asker.accountId, (tx) =>
    admitReader(tx, { asker, selectionId, needs: 'bundle', as: 'bundle' }),
  );
  await untilPublished(house.db, streamOf(selection));
  const trust = await getTrust(house);
  const mayOpen = mayRead('ledger');
  return { fileName: `${selection.code}.zip`, bytes: await buildBundle(house, { selection, trust, mayOpen }) };
}

export interface BundleAsked {
  readonly selection: { readonly id: string; readonly agency: string };
  readonly trust: Trust;
  /** Whether what is sealed in it may be opened. */
  readonly mayOpen: boolean;
  /** A candidate's copy: whose, and what it shows. */
  readonly own?: OwnCopy;
}

interface OwnCopy {
  readonly ref: string;
  readonly profile: 'candidate' | 'appellant';
}

/** For an asker who was admitted. */
export function buildBundle({ db, ledger }: RecordHouse, { selection, ...asked }: BundleAsked): Promise<Uint8Array> {
  const stream = streamOf(selection);
  return db.transaction('conductor', (tx) => collect(tx, ledger, { agency: selection.agency, stream, ...asked }));
}

export async function getTrust({ readTrust }: RecordHouse): Promise<Trust> {
  const trust = await readTrust();
  if (trust === undefined) throw new Unavailable('the signer has not published its key yet');
  return trust;
}

export function streamOf({ id }: { readonly id: string }): string {
  return `selection/${id}`;
}

/**
 * Waits for the publication of a stream's newest entry, and asks for it. Where the witnesses do not come soon it goes on with
 * what is signed, since a missing witness shows and does not block; 503 where not even that is there.
 */
export async function untilPublished(sql: Sql, stream: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { position, signed, published } = await findCoverage(sql, stream);
    if (position !== null && published > position) return;
    if (position !== null) await wantPublished(sql, position + 1);
    if (performance.now() < deadline) await pause(lookMs);
    else if (position !== null && signed > position) return;
    else throw new Unavailable('the newest entry is not signed yet');
  }
}

interface Collection {
  readonly agency: string;
  readonly stream: string;
  readonly trust: Trust;
  readonly mayOpen: boolean;
  readonly own?: OwnCopy;
}

interface SealedEntry {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly position: number;
}

async function collect(tx: Tx, ledger: RecordHouse['ledger'], wanted: Collection): Promise<Uint8Array> {
  const { position, published } = await findCoverage(tx, wanted.stream);
  const isPublished = position !== null && published > position;
  const isBelieved = judgeNotes({ log: ledger.log, trust: wanted.trust });
  const newestStamped = await findStamped(tx, position, wanted.trust.authorities);
  const stamped = newestStamped !== undefined && isBelieved(newestStamped.note) ? newestStamped : undefined;
  const checkpoint = stamped ?? (await (isPublished ? getPublishedCheckpoint(tx) : getNewestCheckpoint(tx)));
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
    profile: profileOf(wanted),
    streams: [wanted.stream],
    checkpoint: checkpoint.note,
    ...wanted.trust,
    entries,
    openings: wanted.mayOpen ? await disclose(tx, ledger, { entries, wanted }) : [],
    proofs,
    stamp: stamped?.stamp,
    brackets: await readBrackets(tx, entries, { newest: checkpoint.size, isBelieved }),
    rules: await readRules(tx, wanted.agency, entries),
    verifiers,
  });
}

function profileOf({ mayOpen, own }: Collection): DisclosureProfile {
  return own?.profile ?? (mayOpen ? 'inspectorate' : 'public');
}

interface Bracketing {
  /** Size of the bundle's own checkpoint. */
  readonly newest: number;
  readonly isBelieved: (note: string) => boolean;
}

/** The witnessed checkpoints that the entries have seen, and the first ones that cover them, each with the way to the newest. */
async function readBrackets(
  tx: Tx,
  entries: readonly SealedEntry[],
  { newest, isBelieved }: Bracketing,
): Promise<BracketInput[]> {
  const sizes = [...new Set(entries.flatMap(({ envelope }) => envelope.seen?.size ?? []))];
  const positions = entries.map(({ position }) => position);
  const rows = (await listBrackets(tx, { sizes, positions })).filter(
    ({ size, note }) => size <= newest && isBelieved(note),
  );
  const found = rows.map(({ size }) => size);
  const lines = new Map<number, CosignatureRow[]>(found.map((size) => [size, []]));
  for (const line of await listLines(tx, found)) lines.get(line.size)?.push(line);
  const ways = await readTree(tx, (read) => rows.map(({ size }) => proveConsistency(read, size, newest)));
  return rows.map(({ size, note }, index) => {
    const hashes = ways[index] ?? [];
    return { size, note: note + firstLines(lines.get(size) ?? []), hashes };
  });
}

/** Whether a checkpoint was signed by a key for its size. What a revoked key signed beyond its last size proves nothing. */
function judgeNotes({ log, trust }: { readonly log: string; readonly trust: Trust }): (note: string) => boolean {
  const [policy, epochs] = [parsePolicyFile(toUtf8(trust.policy)), parseEpochs(toUtf8(trust.epochs))];
  if (!policy.ok || !epochs.ok) return () => true;
  return (note) => {
    const opened = openCheckpoint(toUtf8(note), policy.value.logs, log);
    return opened.ok && listOutsideEpochs(epochs.value, opened.value.signatures, opened.value.size).length === 0;
  };
}

async function disclose(
  tx: Tx,
  ledger: RecordHouse['ledger'],
  { entries, wanted }: { readonly entries: readonly SealedEntry[]; readonly wanted: Collection },
): Promise<BundleOpening[]> {
  const envelopes = entries.map(({ envelope }) => envelope);
  const openable = listOpenable(envelopes);
  const opened = await readOpenings(
    tx,
    ledger,
    envelopes.filter(({ streamSeq }) => openable.has(streamSeq)),
  );
  const byId = new Map(envelopes.map((envelope) => [envelope.id, envelope]));
  const shown = opened.filter(({ entry: id, field }) => {
    const entry = byId.get(id);
    return entry !== undefined && mayDisclose(profileOf(wanted), { entry, field, own: wanted.own?.ref });
  });
  return shown.map(({ salt, ...opening }) => ({ ...opening, salt: toHex(salt) }));
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
