import type { Sql } from '#platform/database.ts';

/** Digests of what keeps the record in the database, part by part. */
export interface Attestation {
  readonly digest: string;
  readonly functions: string;
  readonly grants: string;
  readonly migrations: string;
  readonly policies: string;
  readonly settings: string;
  readonly triggers: string;
}

export interface SchemaLine {
  readonly part: string;
  readonly line: string;
}

const ownSchemas = `('public', 'ledger', 'vault')`;

/** One line per trigger, function, right, row policy and setting, in order. */
export function readSchemaLines(sql: Sql): Promise<SchemaLine[]> {
  return sql.rows<SchemaLine>(
    `SELECT part, line FROM (
       SELECT 'triggers' AS part, concat_ws(' ', n.nspname, c.relname, coalesce(k.conname, t.tgname), t.tgtype, t.tgenabled,
           CASE WHEN NOT t.tgisinternal THEN pg_get_triggerdef(t.oid) END) AS line
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE n.nspname IN ${ownSchemas}
       UNION ALL SELECT 'functions', concat_ws(' ', pg_get_userbyid(p.proowner), pg_get_functiondef(p.oid))
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ${ownSchemas} AND p.prokind = 'f'
       UNION ALL SELECT 'grants', concat_ws(' ', n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relacl::text)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ${ownSchemas} AND c.relkind IN ('r', 'p', 'v', 'S')
       UNION ALL SELECT 'grants', concat_ws(' ', n.nspname, n.nspacl::text) FROM pg_namespace n WHERE n.nspname IN ${ownSchemas}
       UNION ALL SELECT 'grants', concat_ws(' ', p.oid::regprocedure, p.proacl::text)
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ${ownSchemas}
       UNION ALL SELECT 'grants', concat_ws(' ', rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolinherit)
         FROM pg_roles WHERE rolname LIKE 'bukti\\_%'
       UNION ALL SELECT 'policies', concat_ws(' ', schemaname, tablename, policyname, permissive, roles::text, cmd, qual, with_check)
         FROM pg_policies WHERE schemaname IN ${ownSchemas}
       UNION ALL SELECT 'policies', concat_ws(' ', n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ${ownSchemas} AND c.relkind IN ('r', 'p')
       UNION ALL SELECT 'settings', concat_ws(' ', name, setting) FROM pg_settings
         WHERE name IN ('data_checksums', 'fsync', 'full_page_writes', 'row_security', 'session_replication_role', 'synchronous_commit')
       UNION ALL SELECT 'settings', concat_ws(' ', pg_get_userbyid(s.setrole), s.setconfig::text) FROM pg_db_role_setting s
         WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
     ) s ORDER BY part, line COLLATE "C"`,
  );
}

/** Names and digests of the migrations that were applied, in order. */
export async function listMigrations(sql: Sql): Promise<string[]> {
  const rows = await sql.rows<{ line: string }>(
    `SELECT name || ' ' || sha256 AS line FROM migrations.digests ORDER BY name`,
  );
  return rows.map(({ line }) => line);
}

/** Whether there is a record that can tell of its schema. */
export async function hasRecord(sql: Sql): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(`SELECT to_regclass('ledger.entries') IS NOT NULL AS found`);
  return found && (await sql.maybe('SELECT 1 AS one FROM ledger.entries LIMIT 1')) !== undefined;
}

/** From one digest of the schema to another. */
export interface SchemaStep {
  readonly before: string;
  readonly after: string;
}

export interface AppliedMigration extends SchemaStep {
  readonly name: string;
  /** SHA-256 of its file. */
  readonly sha256: string;
}

/** Migrations that were applied to a record, with what each made of its schema. */
export function listSchemaSteps(sql: Sql): Promise<AppliedMigration[]> {
  return sql.rows<AppliedMigration>(
    `SELECT name, sha256, schema_before AS before, schema_after AS after FROM migrations.digests
     WHERE schema_before IS NOT NULL AND schema_after IS NOT NULL ORDER BY name`,
  );
}

export function listAcknowledged(sql: Sql): Promise<(SchemaStep & { readonly id: string })[]> {
  return sql.rows(
    `SELECT e.id, o->>'before' AS before, o->>'after' AS after
     FROM ledger.entries e CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb->'open') AS x (o)
     WHERE e.stream = 'system' AND e.type = 'schema.acknowledged/1' ORDER BY e.stream_seq`,
  );
}

const attested = `SELECT e.stream_seq AS seq, e.type, p.position, convert_from(e.bytes, 'UTF8')::jsonb->'open' AS open, convert_from(e.bytes, 'UTF8')::jsonb->>'at' AS at
  FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no) WHERE e.stream = 'system' AND e.type IN ('schema.attested/2', 'schema.attested/3')`;

export interface AttestedRow {
  readonly seq: number;
  readonly type: 'schema.attested/2' | 'schema.attested/3';
  readonly position: number | null;
  readonly open: Attestation;
  readonly at: string;
}

export function listAttested(sql: Sql): Promise<AttestedRow[]> {
  return sql.rows<AttestedRow>(`${attested} ORDER BY e.stream_seq`);
}

export async function findLastAttested(
  sql: Sql,
): Promise<(Attestation & Pick<AttestedRow, 'at' | 'type'>) | undefined> {
  const row = await sql.maybe<AttestedRow>(`${attested} ORDER BY e.stream_seq DESC LIMIT 1`);
  return row === undefined ? undefined : { ...row.open, at: row.at, type: row.type };
}
