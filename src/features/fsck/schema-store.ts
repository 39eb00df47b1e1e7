import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { Sql } from '#platform/database.ts';

/** What is looked at; the first five are all that `schema.attested/2` and `/3` told of. */
export const firstParts = ['functions', 'grants', 'policies', 'settings', 'triggers'] as const;
export const schemaParts = [...firstParts, 'columns', 'constraints', 'objects', 'roles', 'rules'] as const;
export type SchemaPart = (typeof schemaParts)[number];

/** What migrations alone make, on any installation. */
export const builtParts = ['functions', 'grants', 'policies', 'triggers', 'columns', 'constraints', 'rules'] as const;
export type BuiltPart = (typeof builtParts)[number];

/** Digests of these parts, of a major version of Postgres. */
export interface BuiltSchema {
  readonly major: number;
  readonly parts: Readonly<Record<BuiltPart, string>>;
  /** Of the rows of each table of rules; of any version of Postgres. */
  readonly rows: Readonly<Record<RuleTable, string>>;
}

/** Tables that row security or triggers read, and whose rows migrations alone write: no entry tells of them. */
export const ruleTables = ['read_ways'] as const;
export type RuleTable = (typeof ruleTables)[number];

/** A digest of the rows of each. */
export async function digestRules(sql: Sql): Promise<Readonly<Record<RuleTable, string>>> {
  const digests: [string, string][] = [];
  for (const table of ruleTables) {
    const rows = await sql.rows<{ line: string }>(
      `SELECT to_jsonb(t)::text AS line FROM public.${table} t ORDER BY to_jsonb(t)::text COLLATE "C"`,
    );
    digests.push([table, digestLines(rows.map(({ line }) => line))]);
  }
  return Object.fromEntries(digests) as Record<RuleTable, string>;
}

/** Digests of what keeps the record in the database, part by part; of all, and of the migrations. */
export type Attestation = Readonly<Record<SchemaPart | 'digest' | 'migrations', string>>;

export interface SchemaLine {
  readonly part: SchemaPart;
  readonly line: string;
}

const ownSchemas = `('public', 'ledger', 'vault')`;
/** Of Postgres itself, or of one session. */
const builtIn = (column: string) => `${column} ~ '^pg_' OR ${column} = 'information_schema'`;

/** What was not there when the database was made has such an oid. */
const firstMade = 16_384;

/** Of parts that are made the same way since the first attestation: who compares across versions depends on it. */
const firstLines = `
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
    WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const laterLines = `
  SELECT 'columns', concat_ws(' ', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
      a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attacl::text)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE n.nspname IN ${ownSchemas} AND c.relkind IN ('r', 'p', 'v', 'f') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'constraints', concat_ws(' ', k.conrelid::regclass, k.contypid::regtype, k.conname, k.convalidated, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname IN ${ownSchemas}
  UNION ALL SELECT 'constraints', concat_ws(' ', i.indisvalid, i.indisready, i.indislive, i.indisunique, pg_get_indexdef(i.indexrelid))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ${ownSchemas}
  UNION ALL SELECT 'rules', concat_ws(' ', r.ev_class::regclass, r.rulename, r.ev_enabled, pg_get_ruledef(r.oid))
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ${ownSchemas}
  UNION ALL SELECT 'objects', concat_ws(' ', 'schema', n.nspname, pg_get_userbyid(n.nspowner), n.nspacl::text)
    FROM pg_namespace n WHERE NOT (${builtIn('n.nspname')})
  UNION ALL SELECT 'objects', concat_ws(' ', 'relation', n.nspname, c.relname, c.relkind, c.relpersistence, c.reloptions::text,
      CASE WHEN n.nspname NOT IN ${ownSchemas} THEN concat_ws(' ', pg_get_userbyid(c.relowner), c.relacl::text) END,
      (SELECT string_agg(h.inhparent::regclass::text, ',' ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT (${builtIn('n.nspname')}) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
  UNION ALL SELECT 'objects', concat_ws(' ', 'routine', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), pg_get_userbyid(p.proowner),
      p.prosecdef, p.proconfig::text, p.proacl::text, encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'))
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid >= ${firstMade} AND n.nspname NOT IN ${ownSchemas}
  UNION ALL SELECT 'objects', concat_ws(' ', 'right', r.class, r.name, r.acl::text) FROM (
      SELECT 'pg_class' AS class, oid, oid::regclass::text AS name, relacl AS acl FROM pg_class WHERE oid < ${firstMade}
      UNION ALL SELECT 'pg_proc', oid, oid::regprocedure::text, proacl FROM pg_proc WHERE oid < ${firstMade}) r
    LEFT JOIN pg_init_privs i ON i.objoid = r.oid AND i.classoid = r.class::regclass AND i.objsubid = 0
    WHERE r.acl IS DISTINCT FROM i.initprivs AND NOT (r.acl IS NULL AND i.initprivs IS NULL)
  UNION ALL SELECT 'objects', concat_ws(' ', 'sequence', schemaname, sequencename, start_value, min_value, max_value, increment_by, cycle) FROM pg_sequences
    WHERE schemaname IN ${ownSchemas}
  UNION ALL SELECT 'objects', concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, castfunc::regproc, castcontext) FROM pg_cast WHERE oid >= ${firstMade}
  UNION ALL SELECT 'objects', concat_ws(' ', 'operator', oid::regoperator, oprcode) FROM pg_operator WHERE oid >= ${firstMade}
  UNION ALL SELECT 'objects', concat_ws(' ', 'type', oid::regtype, typtype) FROM pg_type WHERE oid >= ${firstMade} AND typtype IN ('d', 'e', 'r') AND typrelid = 0
  UNION ALL SELECT 'objects', concat_ws(' ', 'language', lanname, lanpltrusted) FROM pg_language
  UNION ALL SELECT 'objects', concat_ws(' ', 'wrapper', fdwname) FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'objects', concat_ws(' ', 'server', srvname) FROM pg_foreign_server
  UNION ALL SELECT 'objects', concat_ws(' ', 'extension', extname, extversion) FROM pg_extension
  UNION ALL SELECT 'objects', concat_ws(' ', 'event trigger', evtname, evtevent, evtenabled, evtfoid::regprocedure) FROM pg_event_trigger
  UNION ALL SELECT 'objects', concat_ws(' ', 'publication', pubname, puballtables) FROM pg_publication
  UNION ALL SELECT 'objects', concat_ws(' ', 'subscription', subname, subenabled) FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL SELECT 'roles', concat_ws(' ', 'above', rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication)
    FROM pg_roles WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
  UNION ALL SELECT 'roles', concat_ws(' ', 'login', rolname, rolcanlogin, rolvaliduntil) FROM pg_roles
    WHERE rolname LIKE 'bukti\\_%' OR rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication
  UNION ALL SELECT 'roles', concat_ws(' ', 'parameter', parname, paracl::text) FROM pg_parameter_acl
  UNION ALL SELECT 'roles', concat_ws(' ', 'member', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid),
      to_jsonb(m) - 'oid' - 'roleid' - 'member' - 'grantor')
    FROM pg_auth_members m WHERE pg_get_userbyid(m.member) !~ '^pg_'
  UNION ALL SELECT 'roles', concat_ws(' ', 'everywhere', CASE WHEN s.setrole = 0 THEN '*' ELSE pg_get_userbyid(s.setrole) END, s.setconfig::text)
    FROM pg_db_role_setting s WHERE s.setdatabase = 0
  UNION ALL SELECT 'roles', concat_ws(' ', 'defaults', pg_get_userbyid(d.defaclrole), d.defaclnamespace::regnamespace, d.defaclobjtype, d.defaclacl::text)
    FROM pg_default_acl d
  UNION ALL SELECT 'roles', concat_ws(' ', 'database', pg_get_userbyid(datdba), datacl::text) FROM pg_database WHERE datname = current_database()`;

/** One line per trigger, function, right, row policy, setting, column, constraint, object, role and rule, in order. */
export function readSchemaLines(sql: Sql): Promise<SchemaLine[]> {
  return sql.rows<SchemaLine>(
    `SELECT part, line FROM (${firstLines} UNION ALL ${laterLines}) s ORDER BY part, line COLLATE "C"`,
  );
}

/** The major version, and the name of the role that created the cluster. */
export function readServer(sql: Sql): Promise<{ major: number; creator: string }> {
  return sql.one(
    `SELECT current_setting('server_version_num')::int / 10000 AS major, (SELECT rolname FROM pg_roles WHERE oid = 10) AS creator`,
  );
}

export function digestLines(lines: readonly string[]): string {
  return sha256Hex(toUtf8(lines.map((line) => `${line}\n`).join('')));
}

/** The digest of each of these parts. */
export function digestParts<Part extends SchemaPart>(
  lines: readonly SchemaLine[],
  parts: readonly Part[],
): Readonly<Record<Part, string>> {
  const digestOf = (of: Part) => digestLines(lines.filter(({ part }) => part === of).map(({ line }) => line));
  return Object.fromEntries(parts.map((part) => [part, digestOf(part)])) as Record<Part, string>;
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
  FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no) WHERE e.stream = 'system' AND e.type IN ('schema.attested/2', 'schema.attested/3', 'schema.attested/4')`;

/** What an attestation tells. */
export type Told = Partial<Attestation> & Pick<Attestation, 'digest' | 'migrations'>;

export interface AttestedRow {
  readonly seq: number;
  readonly type: `schema.attested/${2 | 3 | 4}`;
  readonly position: number | null;
  /** Of the first versions without the later parts. */
  readonly open: Told;
  readonly at: string;
}

export function listAttested(sql: Sql): Promise<AttestedRow[]> {
  return sql.rows<AttestedRow>(`${attested} ORDER BY e.stream_seq`);
}

export async function findLastAttested(sql: Sql): Promise<(Told & Pick<AttestedRow, 'at' | 'type'>) | undefined> {
  const row = await sql.maybe<AttestedRow>(`${attested} ORDER BY e.stream_seq DESC LIMIT 1`);
  return row === undefined ? undefined : { ...row.open, at: row.at, type: row.type };
}
