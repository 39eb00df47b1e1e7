import type { Sql } from '#platform/database.ts';

export interface NewErasure {
  readonly id: string;
  readonly agency: string;
  readonly personId: string;
  readonly basis: string;
  readonly rules: Buffer;
  readonly accountId: string;
  readonly role: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertErasure(sql: Sql, row: NewErasure): Promise<void> {
  await sql.run(
    `INSERT INTO erasures (id, agency, person_id, basis, rules_digest, state, requested_by, requested_as, requested_at, request_entry, entry_id)
     VALUES ($1, $2, $3, $4, $5, 'requested', $6, $7, $8, $9, $9)`,
    [row.id, row.agency, row.personId, row.basis, row.rules, row.accountId, row.role, row.at, row.entryId],
  );
}

export interface ErasureRow {
  readonly id: string;
  readonly agency: string;
  readonly personId: string;
  readonly basis: string;
  readonly rules: Buffer;
  readonly state: 'requested' | 'done' | 'declined';
  readonly requestedBy: string;
  readonly requesterPerson: string | null;
  readonly requestedAs: string;
  readonly requestEntry: string;
  readonly openings: number | null;
}

const erasureColumns = `r.id, r.agency, r.person_id AS "personId", r.basis, r.rules_digest AS rules, r.state, r.requested_by AS "requestedBy",
  a.person_id AS "requesterPerson", r.requested_as AS "requestedAs", r.request_entry AS "requestEntry", r.openings`;

export function findErasure(sql: Sql, id: string): Promise<ErasureRow | undefined> {
  return sql.maybe<ErasureRow>(
    `SELECT ${erasureColumns} FROM erasures r JOIN accounts a ON a.id = r.requested_by WHERE r.id = $1`,
    [id],
  );
}

export function findPending(sql: Sql, personId: string): Promise<{ id: string } | undefined> {
  return sql.maybe(`SELECT id FROM erasures WHERE person_id = $1 AND state = 'requested'`, [personId]);
}

export interface Decision {
  readonly id: string;
  readonly state: 'done' | 'declined';
  readonly accountId: string;
  readonly role: string;
  readonly at: string;
  readonly openings: number | null;
  readonly entryId: string;
}

export async function decideErasure(sql: Sql, row: Decision): Promise<void> {
  await sql.run(
    `UPDATE erasures SET state = $2, decided_by = $3, decided_as = $4, decided_at = $5, openings = $6, entry_id = $7 WHERE id = $1`,
    [row.id, row.state, row.accountId, row.role, row.at, row.openings, row.entryId],
  );
}

export interface ErasedEntries {
  readonly erasureId: string;
  /** Explains the rows that belong to no selection. */
  readonly entryId: string;
  /** Every opening.erased/1 of this transaction. */
  readonly logged: readonly string[];
  readonly selections: readonly { readonly selectionId: string; readonly entryId: string }[];
}

/** Destroys what the entries name and makes the rows anonymous. */
export async function eraseListed(sql: Sql, erased: ErasedEntries): Promise<void> {
  await sql.run('SELECT vault.erase($1, $2, $3, $4, $5)', [
    erased.erasureId,
    erased.entryId,
    erased.logged,
    erased.selections.map(({ selectionId }) => selectionId),
    erased.selections.map(({ entryId }) => entryId),
  ]);
}

export interface HoldRow {
  readonly id: string;
  readonly agency: string;
  readonly personId: string;
  readonly liftedAt: string | null;
}

export function findHold(sql: Sql, id: string): Promise<HoldRow | undefined> {
  return sql.maybe<HoldRow>(
    'SELECT id, agency, person_id AS "personId", lifted_at AS "liftedAt" FROM holds WHERE id = $1',
    [id],
  );
}

export interface NewHold {
  readonly id: string;
  readonly agency: string;
  readonly personId: string;
  readonly ground: string;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertHold(sql: Sql, row: NewHold): Promise<void> {
  await sql.run(
    'INSERT INTO holds (id, agency, person_id, ground, placed_by, placed_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [row.id, row.agency, row.personId, row.ground, row.accountId, row.at, row.entryId],
  );
}

export async function liftHold(
  sql: Sql,
  row: { id: string; accountId: string; at: string; entryId: string },
): Promise<void> {
  await sql.run('UPDATE holds SET lifted_by = $2, lifted_at = $3, entry_id = $4 WHERE id = $1', [
    row.id,
    row.accountId,
    row.at,
    row.entryId,
  ]);
}

export interface PublishedRules {
  readonly version: string;
  readonly digest: Buffer;
  readonly content: Buffer;
}

export function findNewestRules(sql: Sql, agency: string): Promise<PublishedRules | undefined> {
  return sql.maybe<PublishedRules>(
    'SELECT version, digest, content FROM retention_rules WHERE agency = $1 ORDER BY published_at DESC LIMIT 1',
    [agency],
  );
}

export async function hasAgency(sql: Sql, code: string): Promise<boolean> {
  return (await sql.maybe('SELECT 1 AS one FROM agencies WHERE code = $1', [code])) !== undefined;
}

export function findRulesVersion(sql: Sql, agency: string, version: string): Promise<PublishedRules | undefined> {
  return sql.maybe<PublishedRules>(
    'SELECT version, digest, content FROM retention_rules WHERE agency = $1 AND version = $2',
    [agency, version],
  );
}

export async function insertRules(
  sql: Sql,
  row: PublishedRules & { agency: string; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO retention_rules (agency, version, digest, content, published_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.agency, row.version, row.digest, row.content, row.at, row.entryId],
  );
}
