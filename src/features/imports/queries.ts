import type { FindingCode } from '#domain/import-findings.ts';
import type { ImportCounts } from '#features/people/service.ts';
import type { Sql } from '#platform/database.ts';

export interface BatchView {
  readonly batch: string;
  readonly importedAt: string;
  readonly by: string | null;
  readonly entry: string;
  readonly files: { name: string; digest: string }[];
  readonly counts: Partial<ImportCounts>;
  readonly excluded: number;
  readonly accepted: number;
}

const mostShown = 100;

/** The newest imports of an agency, with who did each. */
export function listBatches(sql: Sql, agency: string): Promise<BatchView[]> {
  return sql.rows<BatchView>(
    `SELECT b.id AS batch, b.imported_at AS "importedAt", a.display_name AS by, b.entry_id AS entry, b.files, b.counts,
            jsonb_array_length(b.decisions->'excluded') AS excluded, jsonb_array_length(b.decisions->'accepted') AS accepted
       FROM import_batches b LEFT JOIN accounts a ON a.id = b.by_account
      WHERE b.agency = $1 ORDER BY b.imported_at DESC, b.id DESC LIMIT ${mostShown}`,
    [agency],
  );
}

export function countQueue(sql: Sql, agency: string): Promise<{ code: FindingCode; count: number }[]> {
  return sql.rows(
    'SELECT code, count(*) AS count FROM open_findings WHERE agency = $1 GROUP BY code ORDER BY 2 DESC, 1',
    [agency],
  );
}

export interface QueueRow {
  readonly id: string;
  readonly file: string;
  readonly line: number | null;
  readonly field: string | null;
  readonly code: FindingCode;
  readonly value: string | null;
  readonly person: string | null;
  readonly nip: string | null;
  readonly importedAt: string;
}

export interface QueueAsked {
  readonly agency: string;
  readonly code: FindingCode | undefined;
  /** The number of the row before. */
  readonly after: number | undefined;
  readonly limit: number;
}

/** What is in the queue, in the order of its files; a person's name as far as the viewer may see it. */
export function listQueue(sql: Sql, { agency, code, after, limit }: QueueAsked): Promise<QueueRow[]> {
  return sql.rows<QueueRow>(
    `SELECT o.id::text AS id, o.file, o.line, o.field, o.code, o.value, p.name AS person,
            CASE WHEN p.nip NOT LIKE 'erased-%' THEN p.nip END AS nip, o.imported_at AS "importedAt"
       FROM open_findings o LEFT JOIN people p ON p.id = o.person_id
      WHERE o.agency = $1 AND ($2::text IS NULL OR o.code = $2) AND ($3::bigint IS NULL OR o.id > $3) ORDER BY o.id LIMIT $4`,
    [agency, code ?? null, after ?? null, limit],
  );
}
