import type { PolicyPin } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';

export interface PublishedPolicy {
  readonly agency: string;
  readonly id: string;
  readonly version: string;
  readonly digest: Buffer;
  readonly content: Buffer;
}

export async function insertPolicy(sql: Sql, row: PublishedPolicy & { at: string; entryId: string }): Promise<void> {
  await sql.run(
    'INSERT INTO policies (agency, id, version, digest, content, published_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [row.agency, row.id, row.version, row.digest, row.content, row.at, row.entryId],
  );
}

export function findPolicy(sql: Sql, digest: Buffer): Promise<{ content: Buffer } | undefined> {
  return sql.maybe<{ content: Buffer }>('SELECT content FROM policies WHERE digest = $1 LIMIT 1', [digest]);
}

export function findPolicyVersion(
  sql: Sql,
  agency: string,
  version: { id: string; version: string },
): Promise<PublishedPolicy | undefined> {
  return sql.maybe<PublishedPolicy>(
    'SELECT agency, id, version, digest, content FROM policies WHERE agency = $1 AND id = $2 AND version = $3',
    [agency, version.id, version.version],
  );
}

/** Digests under which any agency has published this version. */
export async function listDigests(sql: Sql, { id, version }: { id: string; version: string }): Promise<string[]> {
  const rows = await sql.rows<{ digest: string }>(
    `SELECT DISTINCT encode(digest, 'hex') AS digest FROM policies WHERE id = $1 AND version = $2`,
    [id, version],
  );
  return rows.map(({ digest }) => digest);
}

/** Published versions of the packs of an agency in the order of publication, without their content. */
export function listPins(sql: Sql, agency: string): Promise<PolicyPin[]> {
  return sql.rows<PolicyPin>(
    `SELECT id, version, encode(digest, 'hex') AS digest FROM policies WHERE agency = $1 ORDER BY published_at, id, version`,
    [agency],
  );
}

export interface PublishedCalendar {
  readonly agency: string;
  readonly year: number;
  readonly digest: Buffer;
  readonly content: Buffer;
}

export async function insertCalendar(
  sql: Sql,
  row: PublishedCalendar & { at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO calendars (agency, year, digest, content, published_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.agency, row.year, row.digest, row.content, row.at, row.entryId],
  );
}

/** The newest revision of each year. */
export function listCalendars(sql: Sql, agency: string): Promise<PublishedCalendar[]> {
  return sql.rows<PublishedCalendar>(
    'SELECT DISTINCT ON (year) agency, year, digest, content FROM calendars WHERE agency = $1 ORDER BY year, published_at DESC',
    [agency],
  );
}

/** The newest revision of each year of some agencies, with the agency's zone. */
export function listCalendarsOf(
  sql: Sql,
  agencies: readonly string[],
): Promise<(PublishedCalendar & { readonly zone: string })[]> {
  return sql.rows<PublishedCalendar & { readonly zone: string }>(
    `SELECT DISTINCT ON (k.agency, k.year) k.agency, k.year, k.digest, k.content, y.zone
     FROM calendars k JOIN agencies y ON y.code = k.agency WHERE k.agency = ANY ($1)
     ORDER BY k.agency, k.year, k.published_at DESC`,
    [agencies],
  );
}

/** Every revision of every year, in the order of publication. */
export function listCalendarRevisions(sql: Sql, agency: string): Promise<PublishedCalendar[]> {
  return sql.rows<PublishedCalendar>(
    'SELECT agency, year, digest, content FROM calendars WHERE agency = $1 ORDER BY published_at, year',
    [agency],
  );
}

export async function hasAgency(sql: Sql, code: string): Promise<boolean> {
  return (await sql.maybe('SELECT 1 AS one FROM agencies WHERE code = $1', [code])) !== undefined;
}
