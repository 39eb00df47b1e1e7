import { randomUUID } from 'node:crypto';
import { beginOnStream, conductorActor, type Ledger } from '#features/audit/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { FindingList } from '#ledger/findings.ts';
import type { Database, Sql } from '#platform/database.ts';
import { type Attestation, findLastAttested, listAttested, listMigrations, readSchemaLines } from './schema-store.ts';

const parts = ['functions', 'grants', 'policies', 'settings', 'triggers'] as const;

/** Reads triggers with their state, function sources, rights, row policies and settings as they are now. */
async function readAttestation(sql: Sql): Promise<Attestation> {
  const lines = await readSchemaLines(sql);
  const digestOf = (part: string) => digestLines(lines.filter((line) => line.part === part).map(({ line }) => line));
  const found = Object.fromEntries(parts.map((part) => [part, digestOf(part)])) as Omit<
    Attestation,
    'digest' | 'migrations'
  >;
  const migrations = digestLines(await listMigrations(sql));
  return { ...found, migrations, digest: digestLines(parts.map((part) => found[part])) };
}

function digestLines(lines: readonly string[]): string {
  return sha256Hex(toUtf8(lines.map((line) => `${line}\n`).join('')));
}

/** An unchanged schema is attested again after this long. */
const againMs = 3_600_000;

/** Puts on the record how the schema is, where it has changed or an hour has gone by; answers whether it did. */
export function attestSchema({ db, ledger }: { readonly db: Database; readonly ledger: Ledger }): Promise<boolean> {
  return db.transaction('conductor', async (tx) => {
    const act = await beginOnStream(tx, 'system', randomUUID());
    const open = await readAttestation(tx);
    const last = await findLastAttested(tx);
    const isSame = last?.digest === open.digest && last.migrations === open.migrations;
    if (isSame && Date.parse(act.at) - Date.parse(last.at) < againMs) return false;
    const event = { id: randomUUID(), stream: 'system', agency: null, actor: conductorActor, open: { ...open }, act };
    await ledger.append(tx, { ...event, type: 'schema.attested/2' });
    return true;
  });
}

/** Check 14: between two attestations, and from the last one to now, nothing changed but by a migration. */
export async function checkSchema(
  sql: Sql,
  { findings, from }: { findings: FindingList; from: number },
): Promise<void> {
  let before: Attestation | undefined;
  const say = (place: string, now: Attestation) => {
    if (before === undefined || before.digest === now.digest || before.migrations !== now.migrations) return;
    const changed = parts.filter((part) => before?.[part] !== now[part]);
    findings.add({ check: 14, code: 'schema.changed', place, found: changed.join(', ') });
  };
  for (const { seq, position, open } of await listAttested(sql)) {
    if (position === null || position >= from) say(`system ${seq}`, open);
    before = open;
  }
  say('database', await readAttestation(sql));
}
