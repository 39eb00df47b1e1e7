import { type Finding, findingCodes } from '#domain/import-findings.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { recordIfConflict } from '#features/acts/service.ts';
import { beginOnStream, derivedId, priorReceipt, type Receipt } from '#features/audit/service.ts';
import {
  cutFiles,
  type DeliveredFile,
  findingsCsv,
  type ImportCounts,
  type ImportHouse,
  importPeople,
  type Language,
  nameRefused,
  refusedRowsCsv,
} from '#features/people/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { largestUpload } from '#schemas/imports.ts';
import { countQueue, listBatches, listQueue, type QueueAsked } from './queries.ts';
import {
  deleteUpload,
  findUpload,
  forgetOldUploads,
  getCounts,
  insertUpload,
  listUploadFiles,
  type UploadRow,
} from './store.ts';

export type { UploadRow } from './store.ts';

export interface ImportActRequest {
  readonly asker: Asker;
  readonly entryId: string;
}

export interface UploadAsked {
  readonly agency: string;
  readonly files: readonly DeliveredFile[];
}

/** Reads a delivery and keeps it with what an import of it would do; the record is not touched. */
export async function dryRun(
  house: ImportHouse,
  { asker, entryId }: ImportActRequest,
  asked: UploadAsked,
): Promise<UploadRow> {
  const { agency, files } = asked;
  await house.db.transaction(asker.accountId, (tx) =>
    admitAgencyReading(tx, { asker, agency, reading: 'people-import' }),
  );
  refuseLarge(files);
  const findings: Finding[] = [];
  const onFindings = (piece: readonly Finding[]) => void findings.push(...piece);
  const summary = await importPeople(house, { agency, files, dryRun: true, exclude: new Set(), onFindings });
  const digests = summary.delivery.digests.map(({ digest }) => digest);
  const id = derivedId(entryId, `upload/${digests.join()}`);
  const refused = nameRefused(summary.delivery, summary.refused, findings);
  const outcome = { counts: summary.counts, refused, findings, since: summary.newest };
  return house.db.transaction('conductor', async (tx) => {
    await forgetOldUploads(tx);
    const row = { id, agency, accountId: asker.accountId, files: summary.delivery.digests, outcome };
    await insertUpload(tx, row, files);
    const kept = await findUpload(tx, id);
    if (kept === undefined) throw new Error('an upload that was just kept');
    return kept;
  });
}

function refuseLarge(files: readonly DeliveredFile[]): void {
  let size = 0;
  for (const { name, bytes } of files) {
    size += bytes.length;
    if (size > largestUpload)
      throw new Refused(refuse('import.file-too-large', { file: name, limit: largestUpload / (1024 * 1024) }));
  }
}

/** An upload of an agency in which the asker may import; else it is not there. */
export function readUpload(db: Database, asker: Asker, uploadId: string): Promise<UploadRow> {
  return db.transaction('conductor', (tx) => getUpload(tx, asker, uploadId));
}

async function getUpload(tx: Tx, asker: Asker, uploadId: string): Promise<UploadRow> {
  const upload = await findUpload(tx, uploadId);
  if (upload === undefined) throw new Refused(refuse('import.upload-missing'));
  await admitAgencyReading(tx, { asker, agency: upload.agency, reading: 'people-import' });
  return upload;
}

/** All findings of a dry run as a spreadsheet. */
export async function uploadFindings(db: Database, asker: Asker, { uploadId, language }: FileAsked): Promise<string> {
  const { outcome } = await readUpload(db, asker, uploadId);
  return findingsCsv(outcome.findings, language);
}

export interface FileAsked {
  readonly uploadId: string;
  readonly language: Language;
}

/** The refused rows of a dry run in their own columns, to be mended and delivered again. */
export async function uploadRefused(db: Database, asker: Asker, { uploadId, language }: FileAsked): Promise<string> {
  const { outcome } = await readUpload(db, asker, uploadId);
  const files = await db.transaction('conductor', (tx) => listUploadFiles(tx, uploadId));
  return refusedRowsCsv(await cutFiles(files), outcome.findings, language);
}

export interface ConfirmAsked {
  readonly agency: string;
  readonly upload: string;
  readonly exclude: readonly string[];
  readonly accept: readonly string[];
}

export interface Confirmed {
  readonly batch: string;
  readonly counts: ImportCounts;
  readonly receipt: Receipt;
}

/** Imports an upload with what was decided about its rows. Repeated, it answers its first receipt. */
export async function confirmImport(
  house: ImportHouse,
  request: ImportActRequest,
  asked: ConfirmAsked,
): Promise<Confirmed> {
  try {
    return (await findPrior(house, request, asked)) ?? (await importUpload(house, request, asked));
  } catch (error) {
    await recordIfConflict(house, request.entryId, error);
    throw error;
  }
}

function findPrior({ db, ledger }: ImportHouse, { asker, entryId }: ImportActRequest, asked: ConfirmAsked) {
  return db.transaction('conductor', async (tx): Promise<Confirmed | undefined> => {
    const { agency } = asked;
    await admitAgencyReading(tx, { asker, agency, reading: 'people-import' });
    const receipt = priorReceipt(ledger, await beginOnStream(tx, `agency/${agency}`, entryId), asked);
    return receipt === undefined ? undefined : { batch: entryId, counts: await getCounts(tx, entryId), receipt };
  });
}

async function importUpload(
  house: ImportHouse,
  { asker, entryId }: ImportActRequest,
  asked: ConfirmAsked,
): Promise<Confirmed> {
  const { agency, upload: uploadId } = asked;
  const { files, since } = await house.db.transaction('conductor', async (tx) => {
    const upload = await getUpload(tx, asker, uploadId);
    if (upload.agency !== agency) throw new Refused(refuse('import.upload-missing'));
    return { files: await listUploadFiles(tx, uploadId), since: upload.outcome.since };
  });
  const { counts, receipt } = await importPeople(house, {
    agency,
    files,
    dryRun: false,
    exclude: new Set(asked.exclude),
    accept: new Set(asked.accept),
    byAccount: asker.accountId,
    ...(since === undefined ? {} : { since }),
    act: { entryId, content: asked },
  });
  if (receipt === null) throw new Refused(refuse('import.unchanged'));
  await house.db.transaction('conductor', (tx) => deleteUpload(tx, uploadId));
  return { batch: entryId, counts, receipt };
}

/** What was imported when, by whom and with which decisions. */
export function readImports(db: Database, asker: Asker, agency: string) {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'imports' });
    return listBatches(tx, agency);
  });
}

/** The quality queue of an agency: counts by code, and a page of what stands in it. */
export function readQueue(db: Database, asker: Asker, asked: QueueAsked) {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency: asked.agency, reading: 'imports' });
    const counts = await countQueue(tx, asked.agency);
    const codes = counts.map(({ code, count }) => {
      const { effect, id, en } = findingCodes[code];
      return { code, effect, remedy: { id, en }, count };
    });
    return { codes, rows: await listQueue(tx, asked) };
  });
}

const mostInFile = 1_000_000;

/** The whole queue as a spreadsheet. */
export function queueCsv(
  db: Database,
  asker: Asker,
  { agency, language }: { readonly agency: string; readonly language: Language },
) {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'imports' });
    const rows = await listQueue(tx, { agency, code: undefined, after: undefined, limit: mostInFile });
    const findings = rows.map(({ code, file, line, field, value, nip }): Finding => {
      const [name = '', record = null] = file.split('#');
      return { code, file: name, line: line ?? 0, field: field ?? '', value: value ?? '', nip, record };
    });
    return findingsCsv(findings, language);
  });
}
