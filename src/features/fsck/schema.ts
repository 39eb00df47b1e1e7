import { randomUUID } from 'node:crypto';
import { beginOnStream, conductorActor, derivedId, type Ledger } from '#features/audit/service.ts';
import type { FindingList } from '#ledger/findings.ts';
import type { Database, Sql, Tx } from '#platform/database.ts';
import { readMigrations } from '#platform/migrate.ts';
import {
  type AppliedMigration,
  type Attestation,
  type AttestedRow,
  digestLines,
  digestParts,
  findLastAttested,
  firstParts,
  hasRecord,
  listAcknowledged,
  listAttested,
  listMigrations,
  listSchemaSteps,
  readSchemaLines,
  type SchemaStep,
  schemaParts,
  type Told,
} from './schema-store.ts';

/** Reads what keeps the record as it is now, part by part. */
async function readAttestation(sql: Sql): Promise<Attestation> {
  const found = digestParts(await readSchemaLines(sql), schemaParts);
  const migrations = digestLines(await listMigrations(sql));
  return { ...found, migrations, digest: digestLines(schemaParts.map((part) => found[part])) };
}

/** For a migration: the schema as it is, once there is a record to tell it on. */
export async function digestSchema(sql: Sql): Promise<string | undefined> {
  return (await hasRecord(sql)) ? (await readAttestation(sql)).digest : undefined;
}

/** An unchanged schema is attested again after this long. */
const againMs = 3_600_000;

/** Puts on the record what migrations have made of the schema, and how it is, where it has changed or an hour has gone by; answers whether it did. */
export function attestSchema({ db, ledger }: { readonly db: Database; readonly ledger: Ledger }): Promise<boolean> {
  return db.transaction('conductor', (tx) => attestSchemaIn(tx, ledger));
}

/** As `attestSchema`, in a transaction that is open. */
export async function attestSchemaIn(tx: Tx, ledger: Ledger): Promise<boolean> {
  const act = await beginOnStream(tx, 'system', randomUUID());
  await acknowledge(tx, ledger);
  const open = await readAttestation(tx);
  const last = await findLastAttested(tx);
  const isSame =
    last?.type === 'schema.attested/4' && last.digest === open.digest && last.migrations === open.migrations;
  if (isSame && Date.parse(act.at) - Date.parse(last.at) < againMs) return false;
  const event = { id: randomUUID(), stream: 'system', agency: null, actor: conductorActor, open: { ...open }, act };
  await ledger.append(tx, { ...event, type: 'schema.attested/4' });
  return true;
}

/** One entry for each migration of this build that has none yet. */
async function acknowledge(tx: Tx, ledger: Ledger): Promise<void> {
  const steps = await listOwnSteps(tx);
  const known = new Set((await listAcknowledged(tx)).map(({ id }) => id));
  for (const { id, before, after, sha256 } of steps.filter((step) => !known.has(step.id))) {
    const act = await beginOnStream(tx, 'system', id);
    const open = { after, before, migration: sha256 };
    const event = { id, stream: 'system', agency: null, actor: conductorActor, open, act };
    await ledger.append(tx, { ...event, type: 'schema.acknowledged/1' });
  }
}

/** What the database says of migrations is believed of those alone whose files this build carries. */
async function listOwnSteps(sql: Sql): Promise<(AppliedMigration & { readonly id: string })[]> {
  const own = new Map((await readMigrations()).map(({ name, digest }) => [name, digest]));
  const steps = await listSchemaSteps(sql);
  return steps
    .filter(({ name, sha256 }) => own.get(name) === sha256)
    .map((step) => ({ ...step, id: derivedId('schema.acknowledged/1', step.name) }));
}

/** Check 14: between two attestations, and from the last one to now, nothing changed but by a migration. */
export async function checkSchema(
  sql: Sql,
  { findings, from }: { findings: FindingList; from: number },
): Promise<void> {
  // Those that no program has acknowledged yet are in the database alone.
  const steps = [...(await listAcknowledged(sql)), ...(await listOwnSteps(sql))];
  let before: Pick<AttestedRow, 'type' | 'open'> | undefined;
  const say = (place: string, now: Told) => {
    if (before === undefined || isExplained(before, now, steps)) return;
    const { open } = before;
    const changed = schemaParts.filter((part) => part in open && open[part] !== now[part]);
    findings.add({ check: 14, code: 'schema.changed', place, found: changed.join(', ') });
  };
  for (const attested of await listAttested(sql)) {
    const { seq, position, open } = attested;
    if (position === null || position >= from) say(`system ${seq}`, open);
    before = attested;
  }
  say('database', await readAttestation(sql));
}

function isExplained(
  { type, open: before }: Pick<AttestedRow, 'type' | 'open'>,
  now: Told,
  steps: readonly SchemaStep[],
): boolean {
  if (before.digest === now.digest) return true;
  // Of builds that told no more than which migrations there were.
  const isOld = type === 'schema.attested/2';
  // The first attestation of a build that looks at more: what both have looked at is compared; migrations of that build tell of all.
  const isWidened = !isWide(before) && isWide(now);
  if ((isOld || isWidened) && before.migrations !== now.migrations) return true;
  if (isWidened) return firstParts.every((part) => before[part] === now[part]);
  let reached = before.digest;
  for (const step of steps) {
    if (step.before === reached) reached = step.after;
    if (reached === now.digest) return true;
  }
  return false;
}

function isWide(told: Told): boolean {
  return told.columns !== undefined;
}
