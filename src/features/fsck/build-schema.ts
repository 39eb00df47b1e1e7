import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FindingList } from '#ledger/findings.ts';
import type { Sql } from '#platform/database.ts';
import { builtSchemaSchema } from '#schemas/audit.ts';
import { type BuiltSchema, builtParts, digestParts, readSchemaLines, readServer } from './schema-store.ts';

const file = fileURLToPath(new URL('../../../migrations/schema.json', import.meta.url));

/** What the migrations of this build make of an empty database. `npm run fix` writes it, `npm run check:schema` compares. */
export async function readBuiltSchema(): Promise<BuiltSchema> {
  return builtSchemaSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Digests of the parts that migrations alone make, as they are now; whoever created the cluster may have any name. */
export async function digestBuilt(sql: Sql): Promise<BuiltSchema> {
  const { major, creator } = await readServer(sql);
  const lines = (await readSchemaLines(sql)).map(({ part, line }) => ({ part, line: line.replaceAll(creator, '?') }));
  return { major, parts: digestParts(lines, builtParts) };
}

/**
 * Part of check 14: the schema is what this build's migrations make, whatever the database says of them. Asked of the version of Postgres
 * alone for which the build knows it: another one spells definitions otherwise.
 */
export async function checkBuilt(sql: Sql, built: BuiltSchema, findings: FindingList): Promise<void> {
  const now = await digestBuilt(sql);
  if (now.major !== built.major) return;
  const changed = builtParts.filter((part) => now.parts[part] !== built.parts[part]);
  if (changed.length > 0)
    findings.add({ check: 14, code: 'schema.changed', place: 'build', found: changed.join(', ') });
}
