import type { Finding } from '#domain/import-findings.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import {
  type Actor,
  type ActRow,
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockPeople,
  type Receipt,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type ReadImport, readSiasn } from '#schemas/siasn-import.ts';
import { openMemoryStage, type Stage } from '#schemas/siasn-stage.ts';
import { decide, sealedDecisions } from './decisions.ts';
import { cutDelivery, type DeliveredFile, type Delivery, sizeOf } from './delivery.ts';
import { Found, type RefusedRow } from './found.ts';
import { readListed } from './listed.ts';
import type { Choice } from './matching.ts';
import { type ImportStep, planImport } from './planning.ts';
import { listHeld, openTableStage, openWaiting } from './stage-store.ts';
import { findNewestBatch, findToday, type ImportDecisions, type Place } from './store.ts';
import { type ImportCounts, writePlan } from './writing.ts';

export type { DeliveredFile } from './delivery.ts';
export { cutDelivery as cutFiles, readFolder } from './delivery.ts';
export { addEvidence, lockRecords } from './evidence.ts';
export { findingsCsv, type Language, refusedRowsCsv } from './findings-files.ts';
export type { Choice } from './matching.ts';
export type { ImportStep } from './planning.ts';
export { changedMembers } from './record-text.ts';
export { type NamedRow, nameRefused } from './refused-names.ts';
export type { ImportCounts } from './writing.ts';

export interface ImportRequest {
  readonly agency: string;
  readonly files: readonly DeliveredFile[];
  /** Reads and reports, writes nothing. */
  readonly dryRun: boolean;
  /** The refused rows that are left out by choice, each by its name (`siasn-profile.csv:14`), or all of them. */
  readonly exclude: Choice;
  /** Rows whose other NIP than before is accepted as a correction. */
  readonly accept?: Choice;
  readonly actor?: Actor;
  readonly byAccount?: string | null;
  /** The act of a request, whose entry has its id and its content; without one the import names itself by its files. */
  readonly act?: { readonly entryId: string; readonly content: unknown };
  /** The newest import that a dry run of these files saw, null for none: where it is another by now, `import.stale`. */
  readonly since?: string | null;
  /** Id of the policy pack under which claims are recomputed and compared for the quality queue. */
  readonly policyId?: string;
  readonly onProgress?: (step: ImportStep) => void;
  /** Told of everything that was found, in the order of files and lines, before anything is refused or written. */
  readonly onFindings?: (findings: readonly Finding[]) => void | Promise<void>;
}

export interface ImportSummary {
  /** `planned`: a dry run. `unchanged`: the newest import was of these very files, so nothing was written. */
  readonly outcome: 'imported' | 'planned' | 'unchanged';
  readonly batchId: string | null;
  readonly receipt: Receipt | null;
  readonly counts: ImportCounts;
  readonly refused: readonly RefusedRow[];
  /** The newest import before this one, null for none. */
  readonly newest: string | null;
  readonly delivery: Delivery;
}

export interface ImportHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

/**
 * Deliveries of more bytes are sorted by person in the database. Of those memory holds a piece of the rows at a time, and besides the
 * ids of known people that were seen, the NIPs that are delivered, what refuses a row, and each file whole while it is looked at.
 */
const mostInMemory = 64 * 1024 * 1024;

/**
 * Imports a delivery of files, whole or not at all, with one entry on the agency's stream. A refused row that is not left out by choice
 * refuses the import (`import.rows-refused`), and so does a choice that names no refused row (`import.exclusion-unknown`). Files that
 * cannot be read at all: see `cutDelivery`.
 */
export async function importPeople(house: ImportHouse, request: ImportRequest): Promise<ImportSummary> {
  for (;;) {
    const summary = await tryImport(house, request);
    if (summary !== undefined) return summary;
  }
}

/** Undefined where the lists it was read with are others by now. */
async function tryImport(house: ImportHouse, request: ImportRequest): Promise<ImportSummary | undefined> {
  const { db, ledger } = house;
  const { files } = request;
  const report = request.onProgress ?? (() => undefined);
  report({ step: 'reading', done: 0, total: files.length });
  const delivery = await cutDelivery(files);
  const context = await contextOf(db, request);
  const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
  const found = new Found();
  const readInto = async (stage: Stage) => {
    const read = await readSiasn(delivery.files, { ...context, stage, findings: found });
    report({ step: 'reading', done: files.length, total: files.length });
    return read;
  };
  // While the transaction is open, every seal looks again at all that was written since it began.
  const inMemory = size > mostInMemory ? undefined : await readInto(openMemoryStage());
  return db.transaction('conductor', async (tx) => {
    await openWaiting(tx);
    found.waitIn(tx);
    const read = inMemory ?? (await readInto(await openTableStage(tx)));
    return importRead({ tx, ledger, request }, { delivery, read, found, newest: context.newest });
  });
}

async function contextOf(db: Database, { agency, policyId = 'asn' }: ImportRequest) {
  return db.transaction('conductor', async (tx) => {
    const place = await findToday(tx, agency);
    if (place === undefined) throw new Refused(refuse('import.agency-missing'));
    const pin = await findPin(tx, { agency, id: policyId, on: place.asOf });
    const pack = pin === undefined ? null : await getPack(tx, pin.digest);
    const newest = await findNewestBatch(tx, agency);
    return { asOf: place.asOf, pack, known: await readListed(tx, agency), newest: newest?.id };
  });
}

interface ImportHands {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: ImportRequest;
}

interface ImportContent {
  readonly delivery: Delivery;
  readonly read: ReadImport;
  readonly found: Found;
  /** The newest import when the lists were read with which it was read. */
  readonly newest: string | undefined;
}

async function importRead(hands: ImportHands, content: ImportContent): Promise<ImportSummary | undefined> {
  const { tx, request } = hands;
  const { delivery, found } = content;
  const { agency } = request;
  await lockPeople(tx, agency);
  const newest = await findNewestBatch(tx, agency);
  if (newest?.id !== content.newest) return undefined;
  refuseStale(request, newest);
  const plan = await planImport(hands, content);
  const refused = found.refused();
  const counts: ImportCounts = {
    ...plan.counts,
    refusedRows: refused.length,
    queued: found.total,
    findings: found.counts,
  };
  const summary = { counts, refused, newest: newest?.id ?? null, delivery };
  if (request.onFindings !== undefined) for await (const piece of listHeld(tx)) await request.onFindings(piece);
  if (request.dryRun) return { outcome: 'planned', batchId: null, receipt: null, ...summary };
  const decisions = decide(request, { refused, corrected: found.corrected });
  const digests = delivery.digests.map(({ digest }) => digest).toSorted();
  const saysNothingNew = newest?.digests.join() === digests.join() && counts.added + counts.changed === 0;
  if (newest !== undefined && saysNothingNew)
    return { outcome: 'unchanged', batchId: newest.id, receipt: null, ...summary };
  const batchId = request.act?.entryId ?? derivedId(summary.newest ?? `agency/${agency}`, `import/${digests.join()}`);
  const act = await beginOnStream(tx, `agency/${agency}`, batchId);
  const receipt = await appendImport(hands, { act, batchId, digests, decisions, counts });
  const place: Place = { agency, batchId, entryId: receipt.entry, at: receipt.at };
  const batch = { files: delivery.digests, counts, byAccount: request.byAccount ?? null, decisions };
  const changes = counts.added + counts.changed;
  request.onProgress?.({ step: 'writing', done: 0, total: changes });
  await writePlan(tx, { place, lists: plan.lists, batch });
  request.onProgress?.({ step: 'writing', done: changes, total: changes });
  return { outcome: 'imported', batchId, receipt, ...summary };
}

/** What a dry run has shown is no longer what would be written. */
function refuseStale({ since }: ImportRequest, newest: { readonly id: string } | undefined): void {
  if (since !== undefined && since !== (newest?.id ?? null)) throw new Refused(refuse('import.stale'));
}

interface Appending {
  readonly act: ActRow;
  readonly batchId: string;
  readonly digests: readonly string[];
  readonly decisions: ImportDecisions;
  readonly counts: ImportCounts;
}

function appendImport(
  { tx, ledger, request }: ImportHands,
  { act, batchId, digests, decisions, counts }: Appending,
): Promise<Receipt> {
  const { agency, actor = conductorActor } = request;
  return ledger.append(tx, {
    id: batchId,
    stream: `agency/${agency}`,
    type: 'people.imported/2',
    agency,
    actor,
    open: {
      batch: batchId,
      excluded: decisions.excluded.length,
      files: digests,
      findings: counts.queued,
      people: counts.people,
    },
    committed: { decisions: { value: sealedDecisions(decisions), holder: agencyHolder(agency) } },
    act,
    ...(request.act === undefined ? {} : { content: request.act.content }),
  });
}
