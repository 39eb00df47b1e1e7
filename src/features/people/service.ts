import { Refused, refuse } from '#domain/refusal.ts';
import {
  type Actor,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  lockPeople,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type ReadImport, readSiasn } from '#schemas/siasn-import.ts';
import { planImport } from './changes.ts';
import { cutDelivery, type DeliveredFile, type Delivery } from './delivery.ts';
import { findNewestBatch, findToday, type Place, readKnown } from './store.ts';
import { countsOf, type ImportCounts, writePlan } from './writing.ts';

export type { DeliveredFile } from './delivery.ts';
export { readFolder } from './delivery.ts';
export { findingsCsv, refusedRowsCsv } from './findings-files.ts';
export type { ImportCounts } from './writing.ts';

export interface ImportRequest {
  readonly agency: string;
  readonly files: readonly DeliveredFile[];
  /** Reads and reports, writes nothing. */
  readonly dryRun: boolean;
  /** The choice to import without the refused rows. */
  readonly excludeRefused: boolean;
  readonly actor?: Actor;
  readonly byAccount?: string | null;
  /** Id of the policy pack against which claims are compared for the quality queue. */
  readonly policyId?: string;
  readonly onProgress?: (step: ImportStep) => void;
}

export interface ImportStep {
  readonly step: 'reading' | 'comparing' | 'writing';
  readonly done: number;
  readonly total: number;
}

export interface ImportSummary {
  /** `planned`: a dry run. `unchanged`: the newest import was of these very files, so nothing was written. */
  readonly outcome: 'imported' | 'planned' | 'unchanged';
  readonly batchId: string | null;
  readonly counts: ImportCounts;
  /** What was read, for reports; of an unchanged import as well. */
  readonly read: ReadImport;
  readonly delivery: Delivery;
}

/**
 * Imports a delivery of SIASN files, whole or not at all, with one entry on the agency's stream. Unless the refused rows are left out
 * by choice, one of them refuses the import (`import.rows-refused`). Files that cannot be read at all: see `cutDelivery`.
 */
export async function importPeople(
  house: { readonly db: Database; readonly ledger: Ledger },
  request: ImportRequest,
): Promise<ImportSummary> {
  const { db, ledger } = house;
  const report = request.onProgress ?? (() => undefined);
  report({ step: 'reading', done: 0, total: request.files.length });
  const delivery = cutDelivery(request.files);
  const read = readSiasn(delivery.files, await contextOf(db, request));
  report({ step: 'reading', done: request.files.length, total: request.files.length });
  if (read.refusedRows.length > 0 && !request.excludeRefused && !request.dryRun) {
    throw new Refused(
      refuse('import.rows-refused', { rows: read.refusedRows.length, first: read.refusedRows.slice(0, 50) }),
    );
  }
  return db.transaction('conductor', (tx) => importRead({ tx, ledger, request }, { delivery, read }));
}

async function contextOf(db: Database, { agency, policyId = 'asn' }: ImportRequest) {
  return db.transaction('conductor', async (tx) => {
    const place = await findToday(tx, agency);
    if (place === undefined) throw new Refused(refuse('import.agency-missing'));
    const pin = await findPin(tx, agency, policyId);
    return { asOf: place.asOf, pack: pin === undefined ? null : await getPack(tx, pin.digest) };
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
}

async function importRead({ tx, ledger, request }: ImportHands, content: ImportContent): Promise<ImportSummary> {
  const { delivery, read } = content;
  const stream = `agency/${request.agency}`;
  await lockPeople(tx, request.agency);
  const newest = await findNewestBatch(tx, request.agency);
  const digests = delivery.digests.map(({ digest }) => digest).toSorted();
  const plan = planImport(read, await readKnown(tx, request.agency));
  const counts = countsOf(read, plan);
  if (newest !== undefined && newest.digests.join() === digests.join()) {
    return { outcome: 'unchanged', batchId: newest.id, counts, ...content };
  }
  if (request.dryRun) return { outcome: 'planned', batchId: null, counts, ...content };
  const batchId = derivedId(newest?.id ?? stream, `import/${digests.join()}`);
  const act = await beginOnStream(tx, stream, batchId);
  const receipt = await ledger.append(tx, {
    id: batchId,
    stream,
    type: 'people.imported/1',
    agency: request.agency,
    actor: request.actor ?? conductorActor,
    open: { batch: batchId, files: digests, findings: plan.findings.length, people: counts.people },
    act,
  });
  const place: Place = { agency: request.agency, batchId, entryId: receipt.entry, at: receipt.at };
  const batch = { files: delivery.digests, counts, byAccount: request.byAccount ?? null };
  await writePlan(tx, { place, plan, batch, onProgress: request.onProgress });
  return { outcome: 'imported', batchId, counts, ...content };
}
