import type { Finding } from '#domain/import-findings.ts';
import type { DeliveredFile, ImportCounts, NamedRow } from '#features/people/service.ts';
import type { Tx } from '#platform/database.ts';

/** What a dry run found, kept until it is confirmed or forgotten. */
export interface UploadOutcome {
  readonly counts: ImportCounts;
  /** Uploads of an earlier release name nobody. */
  readonly refused: readonly (Omit<NamedRow, 'name' | 'nip'> & Partial<NamedRow>)[];
  readonly findings: readonly Finding[];
  /** The newest import when this was found, null for none; uploads of an earlier release do not say. */
  readonly since?: string | null;
}

export interface UploadRow {
  readonly id: string;
  readonly agency: string;
  readonly uploadedAt: string;
  readonly files: readonly { readonly name: string; readonly digest: string }[];
  readonly outcome: UploadOutcome;
}

/** So long an upload waits to be confirmed; afterwards it is not there. */
const isWaiting = `uploaded_at >= ledger.clock() - interval '1 day'`;

export async function forgetOldUploads(tx: Tx): Promise<void> {
  await tx.run(`DELETE FROM import_uploads WHERE NOT ${isWaiting}`);
}

export async function insertUpload(
  tx: Tx,
  row: Omit<UploadRow, 'uploadedAt'> & { readonly accountId: string },
  delivered: readonly DeliveredFile[],
): Promise<void> {
  await tx.run(
    `INSERT INTO import_uploads (id, agency, account_id, uploaded_at, files, outcome)
     VALUES ($1, $2, $3, ledger.clock(), $4, $5) ON CONFLICT DO NOTHING`,
    [row.id, row.agency, row.accountId, JSON.stringify(row.files), JSON.stringify(row.outcome)],
  );
  for (const { name, bytes } of delivered) {
    await tx.run(
      'INSERT INTO import_upload_files (upload_id, name, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [row.id, name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)],
    );
  }
}

export function findUpload(tx: Tx, id: string): Promise<UploadRow | undefined> {
  return tx.maybe<UploadRow>(
    `SELECT id, agency, uploaded_at AS "uploadedAt", files, outcome FROM import_uploads WHERE id = $1 AND ${isWaiting}`,
    [id],
  );
}

export function listUploadFiles(tx: Tx, id: string): Promise<DeliveredFile[]> {
  return tx.rows<DeliveredFile>(
    `SELECT f.name, f.bytes FROM import_upload_files f JOIN import_uploads u ON u.id = f.upload_id
     WHERE u.id = $1 AND ${isWaiting} ORDER BY f.name`,
    [id],
  );
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.run('DELETE FROM import_uploads WHERE id = $1', [id]);
}

/** Counts of a batch, for an act that is repeated. */
export async function getCounts(tx: Tx, batchId: string): Promise<ImportCounts> {
  const { counts } = await tx.one<{ counts: ImportCounts }>('SELECT counts FROM import_batches WHERE id = $1', [
    batchId,
  ]);
  return counts;
}
