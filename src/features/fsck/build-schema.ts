import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FindingList } from '#ledger/findings.ts';
import type { Sql } from '#platform/database.ts';
import { builtSchemaSchema } from '#schemas/audit.ts';
import {
  type BuiltSchema,
  builtParts,
  digestParts,
  digestRules,
  readSchemaLines,
  readServer,
  ruleTables,
} from './schema-store.ts';

const file = fileURLToPath(new URL('../../../migrations/schema.json', import.meta.url));

/** What the migrations of this build make of an empty database. `npm run fix` writes it, `npm run check:schema` compares. */
export async function readBuiltSchema(): Promise<BuiltSchema> {
  return builtSchemaSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Digests of the parts that migrations alone make, as they are now; whoever created the cluster may have any name. */
export async function digestBuilt(sql: Sql): Promise<BuiltSchema> {
  const { major, creator } = await readServer(sql);
  const lines = (await readSchemaLines(sql)).map(({ part, line }) => ({ part, line: line.replaceAll(creator, '?') }));
  return { major, parts: digestParts(lines, builtParts), rows: await digestRules(sql) };
}

/**
 * Part of check 14: the schema is what this build's migrations make, whatever the database says of them. Asked of the version of Postgres
 * alone for which the build knows it: another one spells definitions otherwise. The rows of rules are the same on all.
 */
export async function checkBuilt(sql: Sql, built: BuiltSchema, findings: FindingList): Promise<void> {
  const now = await digestBuilt(sql);
  const parts = now.major === built.major ? builtParts : [];
  const changed = [
    ...parts.filter((part) => now.parts[part] !== built.parts[part]),
    ...ruleTables.filter((table) => now.rows[table] !== built.rows[table]).map((table) => `rows of ${table}`),
  ];
  if (changed.length > 0)
    findings.add({ check: 14, code: 'schema.changed', place: 'build', found: changed.join(', ') });
}
