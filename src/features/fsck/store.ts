import type { Sql, Tx } from '#platform/database.ts';
import { type FoldedTable, importedTables, readingsSource } from './tables.ts';

/** One state of everything, whatever is written meanwhile. */
export async function freezeView(tx: Tx): Promise<void> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
}

export interface StreamRow {
  readonly entry_no: number;
  readonly id: string;
  readonly stream: string;
  readonly stream_seq: number;
  readonly type: string;
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly position: number | null;
  /** Of the act that wrote it; null where none is kept. */
  readonly salt: Buffer | null;
  readonly digest: Buffer | null;
}

export interface StreamPage {
  readonly after: { readonly stream: string; readonly seq: number };
  /** Null: all. */
  readonly streams: readonly string[] | null;
  /** Those whose bytes name one of these types, whatever the columns say, and perhaps a few more. Without it all. */
  readonly types?: readonly string[];
  readonly limit: number;
}

const entryColumns = `e.entry_no, e.id, e.stream, e.stream_seq, e.type, e.bytes, e.leaf, p.position, a.salt, a.digest
  FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no) LEFT JOIN vault.acts a ON a.entry_id = e.id`;

/** Entries stream by stream, in the order of each. */
export function listEntries(sql: Sql, { after, streams, types, limit }: StreamPage): Promise<StreamRow[]> {
  const values = [after.stream, after.seq, limit];
  if (streams === null)
    return sql.rows<StreamRow>(
      `SELECT ${entryColumns} WHERE (e.stream, e.stream_seq) > ($1, $2) ORDER BY e.stream, e.stream_seq LIMIT $3`,
      values,
    );
  return sql.rows<StreamRow>(
    `SELECT ${entryColumns} WHERE (e.stream, e.stream_seq) > ($1, $2) AND e.stream = ANY ($4)
       AND ($5::text[] IS NULL OR EXISTS (SELECT FROM unnest($5) AS t (type) WHERE position(convert_to('"type":"' || t.type || '"', 'UTF8') IN e.bytes) > 0))
     ORDER BY e.stream, e.stream_seq LIMIT $3`,
    [...values, streams, types ?? null],
  );
}

/** Streams with entries from a position on, or without a position, and one part in `parts` of all the others. */
export async function listStreams(
  sql: Sql,
  { from, part, parts }: { from: number; part: number; parts: number },
): Promise<string[]> {
  const rows = await sql.rows<{ stream: string }>(
    `SELECT DISTINCT e.stream FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE p.position IS NULL OR p.position >= $1 OR abs(hashtext(e.stream)::bigint) % $3 = $2 ORDER BY 1`,
    [from, part, parts],
  );
  return rows.map(({ stream }) => stream);
}

export interface OpeningRow {
  readonly entry_id: string;
  readonly field: string;
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly holder: string | null;
}

export function listOpenings(sql: Sql, entryIds: readonly string[]): Promise<OpeningRow[]> {
  return sql.rows<OpeningRow>(
    `SELECT o.entry_id, o.field, o.key_id, o.sealed, k.holder FROM vault.openings o LEFT JOIN vault.keys k USING (key_id)
     WHERE o.entry_id = ANY ($1::uuid[])`,
    [entryIds],
  );
}

export interface ErasureEntryRow {
  readonly id: string;
  /** Destroyed openings: the field of each entry, in the same order. */
  readonly entries: readonly string[];
  readonly fields: readonly string[];
}

export function listErasureEntries(sql: Sql): Promise<ErasureEntryRow[]> {
  return sql.rows<ErasureEntryRow>(
    `SELECT id, o->'entries' AS entries, o->'fields' AS fields
     FROM ledger.entries CROSS JOIN LATERAL (SELECT convert_from(bytes, 'UTF8')::jsonb->'open') AS x (o) WHERE type = 'opening.erased/1'`,
  );
}

/** Public keys in hex that entries revoke, and where. */
export function listRevokedKeys(sql: Sql): Promise<{ key: string; position: number }[]> {
  return sql.rows(
    `SELECT convert_from(e.bytes, 'UTF8')::jsonb->'open'->>'key' AS key, p.position
     FROM ledger.entries e JOIN ledger.positions p USING (entry_no) WHERE e.stream = 'system' AND e.type = 'key.revoked/1'`,
  );
}

/** What lies in the vault for entries that do not exist. */
export function listVaultOrphans(sql: Sql): Promise<{ what: 'opening' | 'act'; place: string }[]> {
  return sql.rows(
    `SELECT 'opening' AS what, o.entry_id || ' field ' || o.field AS place FROM vault.openings o
       WHERE NOT EXISTS (SELECT FROM ledger.entries e WHERE e.id = o.entry_id)
     UNION ALL SELECT 'act', a.entry_id::text FROM vault.acts a
       WHERE NOT EXISTS (SELECT FROM ledger.entries e WHERE e.id = a.entry_id) LIMIT 2000`,
  );
}

export type TableRow = Readonly<Record<string, unknown>>;

/** The rows of some streams of a kind, by their keys (`selection/<key>`). */
export function listRows(sql: Sql, table: FoldedTable, keys: readonly string[]): Promise<TableRow[]> {
  const { kind, name, scope, columns = 't.*', from = '' } = table;
  const source = name === 'readings' ? readingsSource : `${name} t ${from}`;
  const { match = `${scope} = ANY ($1::${kind === 'agency' ? 'text' : 'uuid'}[])` } = table;
  // No row can belong to a stream that is not called after an id.
  const known = kind === 'agency' ? keys : keys.filter((key) => uuidForm.test(key));
  return sql.rows<TableRow>(`SELECT ${columns}, (${scope})::text AS fold_scope FROM ${source} WHERE ${match}`, [known]);
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Rows that belong to no selection are made anonymous by the entry on the person's own stream. */
const erasesHolder = `(f.type = 'opening.erased/1' AND f.stream LIKE 'person/%')`;

/** Rows of a folded table whose entry is not there, or stands on another stream than theirs. */
export function listStrangers(
  sql: Sql,
  { kind, name, scope, key, from = '', stream = `'${kind}/' || (${scope})::text`, also = 'false' }: FoldedTable,
): Promise<{ place: string }[]> {
  const place = key.map((column) => `t.${column}::text`).join(` || ' ' || `);
  const isByEntry = from.includes(' e ON ');
  const joined = isByEntry ? '' : from;
  const expected = isByEntry ? `'${kind}/%'` : stream;
  return sql.rows<{ place: string }>(
    `SELECT ${place} AS place FROM ${name} t ${joined} LEFT JOIN ledger.entries f ON f.id = t.entry_id
     WHERE f.id IS NULL OR (f.stream NOT LIKE ${expected} AND NOT ${erasesHolder} AND NOT (${also})) LIMIT 1000`,
  );
}

/** Rows written by the thousand whose entry is not one that writes such rows. */
export function listImportStrangers(
  sql: Sql,
  { name, id, types, only = 'true', also = 'false' }: (typeof importedTables)[number],
): Promise<{ place: string }[]> {
  return sql.rows<{ place: string }>(
    `SELECT (${id})::text AS place FROM ${name} t LEFT JOIN ledger.entries f ON f.id = t.entry_id
     WHERE ${only} AND (f.id IS NULL OR f.type <> ALL ($1) OR (f.stream NOT LIKE 'agency/%' AND NOT ${erasesHolder} AND NOT (${also}))) LIMIT 1000`,
    [types],
  );
}

/**
 * People whose record has a row of a development plan that is not the evidence of a confirmed action of theirs, or lacks one although its
 * register is known. The evidence itself follows from its entry. Records of people without a plan are read one part in `parts` a run.
 */
export function listForeignEvidence(
  sql: Sql,
  { part, parts }: { part: number; parts: number },
): Promise<{ place: string }[]> {
  return sql.rows<{ place: string }>(
    `SELECT p.id::text AS place FROM people p CROSS JOIN LATERAL jsonb_each(p.record) AS r (register, rows)
       CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(rows->'items') = 'array' THEN rows->'items' ELSE '[]' END) AS i (item)
     WHERE p.id IN (SELECT o.person_id FROM plans o JOIN plan_actions a ON a.plan_id = o.id WHERE a.register IS NOT NULL
         UNION ALL SELECT id FROM people WHERE abs(hashtext(id::text)::bigint) % $2 = $1)
       AND p.record::text LIKE '%"plan:%' AND item->>'source' LIKE 'plan:%' AND NOT EXISTS (
       SELECT FROM plan_actions a JOIN plans o ON o.id = a.plan_id WHERE o.person_id = p.id AND a.register = r.register AND a.evidence = item)
     UNION
     SELECT p.id::text FROM plan_actions a JOIN plans o ON o.id = a.plan_id JOIN people p ON p.id = o.person_id
     WHERE a.evidence IS NOT NULL AND jsonb_typeof(p.record->a.register->'items') = 'array' AND NOT p.record->a.register->'items' @> jsonb_build_array(a.evidence)
     LIMIT 1000`,
    [part, parts],
  );
}

/** Coupled tables as the catalog has them, for the question whether all are covered. */
export async function listCoupledColumns(sql: Sql): Promise<{ table: string; column: string }[]> {
  return sql.rows(
    `SELECT c.relname AS table, a.attname AS column FROM pg_attribute e
     JOIN pg_class c ON c.oid = e.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE e.attname = 'entry_id' AND NOT e.attisdropped ORDER BY 1, 2`,
  );
}

export interface SealedRow {
  readonly position: number;
  readonly leaf: Buffer;
  /** Of the bytes of its entry; null where the entry is gone. */
  readonly own: Buffer | null;
}

export function listSealed(sql: Sql, from: number, limit: number): Promise<SealedRow[]> {
  return sql.rows<SealedRow>(
    `SELECT p.position, p.leaf, sha256('\\x00'::bytea || e.bytes) AS own
     FROM ledger.positions p LEFT JOIN ledger.entries e USING (entry_no) WHERE p.position >= $1 ORDER BY p.position LIMIT $2`,
    [from, limit],
  );
}

export function readTreeHead(sql: Sql): Promise<{ size: number; root: Buffer; frontier: Buffer[] }> {
  return sql.one('SELECT size, root, frontier FROM ledger.head');
}

export function listTileData(sql: Sql, places: readonly { level: number; n: number }[]) {
  return sql.rows<{ level: number; n: number; data: Buffer }>(
    'SELECT level, n, data FROM ledger.tiles WHERE (level, n) IN (SELECT * FROM unnest($1::smallint[], $2::bigint[]))',
    [places.map(({ level }) => level), places.map(({ n }) => n)],
  );
}

export async function countTiles(sql: Sql): Promise<number> {
  return (await sql.one<{ count: number }>('SELECT count(*) AS count FROM ledger.tiles')).count;
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

export function listCheckpoints(sql: Sql, from: number, to: number): Promise<CheckpointRow[]> {
  return sql.rows<CheckpointRow>(
    'SELECT size, root, note FROM ledger.checkpoints WHERE size > $1 AND size <= $2 ORDER BY size',
    [from, to],
  );
}

export function listPublished(sql: Sql, from: number, to: number): Promise<{ size: number; root: Buffer }[]> {
  return sql.rows('SELECT size, root FROM ledger.published WHERE size > $1 AND size <= $2 ORDER BY size', [from, to]);
}

/** The newest size that was signed or published. */
export async function newestSignedSize(sql: Sql): Promise<number> {
  const row = await sql.one<{ size: number }>(
    'SELECT greatest((SELECT max(size) FROM ledger.checkpoints), (SELECT max(size) FROM ledger.published), 0) AS size',
  );
  return row.size;
}

/** Streams of selections in order, after one of them. */
export async function listStreamsOfKind(
  sql: Sql,
  {
    kind,
    after,
    wanted,
    limit,
  }: { kind: 'agency' | 'selection' | 'mapping' | 'succession'; after: string; wanted: string | null; limit: number },
): Promise<string[]> {
  const rows = await sql.rows<{ stream: string }>(
    `SELECT stream FROM ledger.entries WHERE stream_seq = 1 AND stream LIKE $4 || '/%' AND stream > $1
       AND ($2::text IS NULL OR stream = $2) ORDER BY stream LIMIT $3`,
    [after, wanted, limit, kind],
  );
  return rows.map(({ stream }) => stream);
}
