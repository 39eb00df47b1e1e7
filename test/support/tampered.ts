import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { conductorActor, type Event } from '#features/audit/service.ts';
import { attestSchema } from '#features/fsck/schema.ts';
import { checkRecordIn, type FsckAsked, type FsckReport } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import type { Tx } from '#platform/database.ts';
import { openNotary } from './notarised.ts';
import { placeFirst } from './placing.ts';
import { bringTo, type Case } from './selection-builders.ts';
import { openWorld, type World } from './world.ts';

export type Attack = (tx: Tx) => Promise<unknown>;

/** A signed world, to which anything can be done in transactions that are rolled back. */
export interface TamperedWorld {
  readonly world: World;
  /** A selection whose official is in the post. */
  readonly placed: Case;
  readonly voting: Case;
  readonly parts: Required<Pick<FsckAsked, 'log' | 'keys' | 'vkeys' | 'signed'>>;
  /** As superuser, past every trigger; nothing of it stays. */
  after<Answer>(attack: Attack, look: (tx: Tx) => Promise<Answer>): Promise<Answer>;
  check(attack?: Attack): Promise<FsckReport>;
  close(): Promise<void>;
}

export async function openTampered(): Promise<TamperedWorld> {
  const world = await openWorld({ assessors: 1 });
  const notary = await openNotary(world);
  const placed = await bringTo(world, 'choosing');
  await placeFirst(placed, '2026-06-15');
  const voting = await bringTo(world, 'voting');
  await fill(world, 300);
  await attestSchema(world.house);
  await notary.signAll();
  const policy = parsePolicyFile(toUtf8((await notary.readTrust())?.policy ?? ''));
  const vkeys = policy.ok ? policy.value.logs.map(({ vkey }) => vkey) : [];
  const { log, keys } = world.house.ledger;
  const parts = { log, keys, vkeys, signed: await notary.readSigned() };
  const after: TamperedWorld['after'] = (attack, look) => lookAfter(world, attack, look);
  return {
    world,
    placed,
    voting,
    parts,
    after,
    check: (attack = untouched) => after(attack, (tx) => checkRecordIn(tx, parts)),
    close: async () => {
      await notary.close();
      await world.close();
    },
  };
}

/** What a look finds after an attack, of which nothing stays. */
export async function lookAfter<Answer>(
  { admin }: World,
  attack: Attack,
  look: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const answers: Answer[] = [];
  const work = admin.transaction('conductor', async (tx) => {
    await attack(tx);
    answers.push(await look(tx));
    throw new RolledBack();
  });
  await expect(work).rejects.toThrow(RolledBack);
  const [answer] = answers;
  if (answer === undefined) throw new Error('nothing was looked at');
  return answer;
}

export const untouched: Attack = () => Promise.resolve();

export class RolledBack extends Error {}

/** Enough entries for a full tile; an act's instant is too old for an entry after some seconds, which a busy machine takes for few of them. */
async function fill({ house }: World, count: number): Promise<void> {
  const { db, ledger } = house;
  await db.transaction('conductor', async (tx) => {
    await tx.run(`SELECT ledger.lock_stream('system')`);
    for (let index = 0; index < count; index += 1) {
      const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [randomUUID()]);
      const event = { stream: 'system', type: 'entry.conflicted/1', agency: null, actor: conductorActor, act } as const;
      await ledger.append(tx, { ...event, id: randomUUID(), open: { entry: randomUUID() } });
    }
  });
}

/** Findings by code, with the tables or places of them. */
export function codesOf({ findings }: FsckReport): string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

export function tablesOf({ findings }: Pick<FsckReport, 'findings'>): string[] {
  const rows = findings.filter(({ code }) => code === 'state.fold');
  return [...new Set(rows.map(({ place }) => place.split(' ')[0] ?? ''))].sort();
}

/** ENABLE ALWAYS brings back what was ALWAYS; what was not is told as a change of the schema. */
export async function quietly(tx: Tx, statements: readonly string[]): Promise<void> {
  await tx.run('SET LOCAL session_replication_role = replica');
  const always = await tx.rows<{ table: string; trigger: string }>(
    `SELECT tgrelid::regclass::text AS table, tgname AS trigger FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal`,
  );
  for (const { table, trigger } of always) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
  for (const statement of statements) await tx.run(statement);
  for (const { table, trigger } of always) await tx.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`);
  await tx.run('SET LOCAL session_replication_role = origin');
}
