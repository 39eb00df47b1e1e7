import type { PersonRecord } from '#domain/person-record.ts';
import type { Sql } from '#platform/database.ts';

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly nip: string;
  readonly unit: string | null;
  readonly post: string | null;
}

/** A person by number, if the viewer may see them. */
export function findPersonByNip(sql: Sql, agency: string, nip: string): Promise<PersonView | undefined> {
  return sql.maybe<PersonView>(
    `SELECT p.id, p.name, p.nip, u.name AS unit, o.title AS post FROM people p
     LEFT JOIN units u ON u.id = p.unit_id LEFT JOIN posts o ON o.id = p.post_id WHERE p.agency = $1 AND p.nip = $2`,
    [agency, nip],
  );
}

/** Records as they were imported before. */
export function listStored(sql: Sql, ids: readonly string[]): Promise<{ id: string; record: PersonRecord }[]> {
  return sql.rows('SELECT id, record FROM people WHERE id = ANY ($1::uuid[])', [ids]);
}

/** The selections that froze the record of people, by code. */
export function listFrozen(sql: Sql, ids: readonly string[]): Promise<{ id: string; selections: string[] }[]> {
  return sql.rows(
    `SELECT c.person_id AS id, array_agg(DISTINCT s.code ORDER BY s.code) AS selections
       FROM candidates c JOIN selections s ON s.id = c.selection_id WHERE c.person_id = ANY ($1::uuid[]) AND c.record IS NOT NULL GROUP BY 1`,
    [ids],
  );
}

interface Delivered {
  readonly agency: string;
  readonly record: PersonRecord;
  readonly batchId: string;
  /** By name of a history without its ending, where another import than `batchId` delivered it. */
  readonly earlier: Readonly<Record<string, string>>;
}

/** The record of somebody who was not erased, with the imports that it comes from. */
export function findDelivered(sql: Sql, personId: string): Promise<Delivered | undefined> {
  return sql.maybe<Delivered>(
    `SELECT agency, record, batch_id AS "batchId", history_batches AS earlier FROM people WHERE id = $1 AND nip NOT LIKE 'erased-%'`,
    [personId],
  );
}

interface DeliveryFile {
  readonly batch: string;
  readonly file: string;
  readonly digest: string;
  readonly importedAt: string;
}

export function listDeliveryFiles(sql: Sql, batches: readonly string[]): Promise<DeliveryFile[]> {
  return sql.rows<DeliveryFile>(
    `SELECT b.id AS batch, f->>'name' AS file, f->>'digest' AS digest, b.imported_at AS "importedAt"
       FROM import_batches b CROSS JOIN LATERAL jsonb_array_elements(b.files) f WHERE b.id = ANY ($1::uuid[])`,
    [batches],
  );
}
