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
import { type ImportPlan, planImport } from './changes.ts';
import { decide, sealedDecisions } from './decisions.ts';
import { cutDelivery, type DeliveredFile, type Delivery } from './delivery.ts';
import type { Choice } from './matching.ts';
import { findNewestBatch, findToday, type ImportDecisions, type Place, readKnown } from './store.ts';
import { noteAgainstStored } from './stored.ts';
import { countsOf, type ImportCounts, writePlan } from './writing.ts';

export type { DeliveredFile } from './delivery.ts';
export { cutDelivery as cutFiles, readFolder } from './delivery.ts';
export { addEvidence, lockRecords } from './evidence.ts';
export { findingsCsv, type Language, refusedRowsCsv } from './findings-files.ts';
export type { Choice } from './matching.ts';
export { changedMembers } from './record-text.ts';
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
  /** Id of the policy pack under which claims are recomputed and compared for the quality queue. */
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
  readonly receipt: Receipt | null;
  readonly counts: ImportCounts;
  /** What was read, and what would be written, for reports; of an unchanged import as well. */
  readonly read: ReadImport;
  readonly plan: Pick<ImportPlan, 'findings' | 'refused'>;
  readonly delivery: Delivery;
}

export interface ImportHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

/**
 * Imports a delivery of files, whole or not at all, with one entry on the agency's stream. A refused row that is not left out by choice
 * refuses the import (`import.rows-refused`), and so does a choice that names no refused row (`import.exclusion-unknown`). Files that
 * cannot be read at all: see `cutDelivery`.
 */
export async function importPeople(house: ImportHouse, request: ImportRequest): Promise<ImportSummary> {
  const { db, ledger } = house;
  const report = request.onProgress ?? (() => undefined);
  report({ step: 'reading', done: 0, total: request.files.length });
  const delivery = await cutDelivery(request.files);
  const read = readSiasn(delivery.files, await contextOf(db, request));
  report({ step: 'reading', done: request.files.length, total: request.files.length });
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
  const { agency } = request;
  await lockPeople(tx, agency);
  const newest = await findNewestBatch(tx, agency);
  const plan = await noteAgainstStored(tx, planImport(read, await readKnown(tx, agency), request.accept ?? new Set()));
  const found = { counts: countsOf(read, plan), plan, ...content };
  if (request.dryRun) return { outcome: 'planned', batchId: null, receipt: null, ...found };
  const decisions = decide(request, plan);
  const digests = delivery.digests.map(({ digest }) => digest).toSorted();
  const saysNothingNew =
    newest?.digests.join() === digests.join() && plan.changedPeople.length + plan.newPeople.length === 0;
  if (newest !== undefined && saysNothingNew)
    return { outcome: 'unchanged', batchId: newest.id, receipt: null, ...found };
  const batchId = request.act?.entryId ?? derivedId(newest?.id ?? `agency/${agency}`, `import/${digests.join()}`);
  const act = await beginOnStream(tx, `agency/${agency}`, batchId);
  const receipt = await appendImport(
    { tx, ledger, request },
    { act, batchId, digests, decisions, counts: found.counts },
  );
  const place: Place = { agency, batchId, entryId: receipt.entry, at: receipt.at };
  const batch = { files: delivery.digests, counts: found.counts, byAccount: request.byAccount ?? null, decisions };
  await writePlan(tx, { place, plan, batch, onProgress: request.onProgress });
  return { outcome: 'imported', batchId, receipt, ...found };
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
