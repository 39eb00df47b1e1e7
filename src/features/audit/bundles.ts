import { setTimeout as pause } from 'node:timers/promises';
import type { Asker } from '#domain/roles.ts';
import { getCalendarContent, getPolicyContent } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import type { BundleOpening, DisclosureProfile } from '#ledger/bundle.ts';
import { type BracketInput, writeBundle } from '#ledger/bundle-write.ts';
import { toHex } from '#ledger/bytes.ts';
import { mayDisclose } from '#ledger/disclosure.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import { proveConsistency, proveInclusion } from '#ledger/tree.ts';
import type { Database, Tx } from '#platform/database.ts';
import { readVerifiers } from '#platform/verifiers.ts';
import { Unavailable } from '#platform/weather.ts';
import { type Belief, believes, findNewest, listWitnessed } from './believed.ts';
import { chooseCheckpoint } from './bundle-checkpoint.ts';
import { listAbout, listOpenable } from './disclosure.ts';
import { readOffices } from './offices.ts';
import { readOpenings } from './openings.ts';
import { type CosignatureRow, firstLines, listLines, wantPublished } from './publication-store.ts';
import { findNewestPosition, listStream, type RecordPart } from './queries.ts';
import type { Ledger } from './service.ts';
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
  const part = partOf(selection);
  const trust = await untilPublished(house, part.stream);
  const mayOpen = mayRead('ledger');
  return { fileName: `${selection.code}.zip`, bytes: await buildBundle(house, { ...part, trust, mayOpen }) };
}

export interface BundleAsked extends RecordPart {
  readonly trust: Trust;
  /** Whether what is sealed in it may be opened. */
  readonly mayOpen: boolean;
  /** A candidate's copy: whose, and what it shows. */
  readonly own?: OwnCopy;
  /** The name under which the asker stands on the map. */
  readonly reader?: string;
}

interface OwnCopy {
  readonly ref: string;
  readonly profile: 'candidate' | 'appellant';
}

/** For an asker who was admitted. */
export function buildBundle({ db, ledger }: RecordHouse, asked: BundleAsked): Promise<Uint8Array> {
  return db.transaction('conductor', (tx) => collect(tx, ledger, asked));
}

export function partOf({ id, agency }: { readonly id: string; readonly agency: string }): RecordPart {
  return { stream: `selection/${id}`, agency };
}

/**
 * Waits for the publication of a stream's newest entry, and asks for it. Where the witnesses do not come soon it goes on with
 * what is signed, since a missing witness shows and does not block; 503 where not even that is there. Answers whom to trust.
 */
export async function untilPublished({ db, readTrust }: RecordHouse, stream: string): Promise<Trust> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const trust = await readTrust();
    if (trust === undefined) throw new Unavailable('the signer has not published its key yet');
    const position = await findNewestPosition(db, stream);
    const covers = async (source: 'signed' | 'published') =>
      position !== null &&
      (await findNewest(db, { source, isBelieved: believes(trust.epochs), position })) !== undefined;
    if (await covers('published')) return trust;
    if (position !== null) await wantPublished(db, position + 1);
    if (performance.now() < deadline) await pause(lookMs);
    else if (await covers('signed')) return trust;
    else throw new Unavailable('the newest entry is not signed yet');
  }
}

interface SealedEntry {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly position: number;
}

async function collect(tx: Tx, ledger: RecordHouse['ledger'], wanted: BundleAsked): Promise<Uint8Array> {
  const { policy, epochs, authorities } = wanted.trust;
  const isBelieved = believes(epochs);
  const position = await findNewestPosition(tx, wanted.stream);
  const checkpoint = await chooseCheckpoint(tx, { log: ledger.log, position, isBelieved, policy, authorities });
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
    stamp: checkpoint.stamp,
    brackets: await readBrackets(tx, entries, { isBelieved, newest: checkpoint.size }),
    // Whose bindings are not shown, of them no office can be asked.
    offices:
      profileOf(wanted) === 'inspectorate'
        ? await readOffices(tx, ledger, { ...wanted, size: checkpoint.size })
        : undefined,
    rules: await readRules(tx, wanted.agency, entries),
    verifiers,
  });
}

function profileOf({ mayOpen, own }: BundleAsked): DisclosureProfile {
  return own?.profile ?? (mayOpen ? 'inspectorate' : 'public');
}

/** The witnessed checkpoints that the entries have seen, and the first ones that cover them, each with the way to the newest. */
async function readBrackets(
  tx: Tx,
  entries: readonly SealedEntry[],
  { isBelieved, newest }: { readonly isBelieved: Belief; readonly newest: number },
): Promise<BracketInput[]> {
  const sizes = [...new Set(entries.flatMap(({ envelope }) => envelope.seen?.size ?? []))];
  const positions = entries.map(({ position }) => position);
  const rows = (await listWitnessed(tx, { sizes, positions, isBelieved })).filter(({ size }) => size <= newest);
  const found = rows.map(({ size }) => size);
  const lines = new Map<number, CosignatureRow[]>(found.map((size) => [size, []]));
  for (const line of await listLines(tx, found)) lines.get(line.size)?.push(line);
  const ways = await readTree(tx, (read) => rows.map(({ size }) => proveConsistency(read, size, newest)));
  return rows.map(({ size, note }, index) => {
    const hashes = ways[index] ?? [];
    return { size, note: note + firstLines(lines.get(size) ?? []), hashes };
  });
}

async function disclose(
  tx: Tx,
  ledger: RecordHouse['ledger'],
  { entries, wanted }: { readonly entries: readonly SealedEntry[]; readonly wanted: BundleAsked },
): Promise<BundleOpening[]> {
  const envelopes = entries.map(({ envelope }) => envelope);
  const openable = listOpenable(envelopes);
  const about = wanted.reader === undefined ? new Set<number>() : listAbout(envelopes, wanted.reader);
  const opened = await readOpenings(
    tx,
    ledger,
    envelopes.filter(({ streamSeq }) => openable.has(streamSeq) && !about.has(streamSeq)),
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
