import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSequencer } from '#features/audit/sequencer.ts';
import {
  conductorActor,
  type Event,
  type Ledger,
  openLedger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { openSigner, type Signer } from '#features/audit/signer.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import type { EntryTypeName } from '#ledger/registry.ts';
import { type Database, openDatabase, type Tx } from '#platform/database.ts';
import { cloneDatabase } from './database.ts';
import type { DatabaseAddresses } from './database-addresses.ts';

export const origin = 'bukti.example/test';

/** What the tests of the record append: any type on any stream, without the business rows beside it. */
export interface TestAct {
  readonly stream: string;
  readonly type: EntryTypeName;
  readonly id?: string;
  readonly open?: Readonly<Record<string, unknown>>;
  readonly committed?: NonNullable<Event['committed']>;
  readonly policy?: NonNullable<Event['policy']>;
  readonly content?: unknown;
}

export interface TestRecord {
  readonly addresses: DatabaseAddresses;
  readonly db: Database;
  /** As superuser, past every trigger. */
  readonly admin: Database;
  readonly sequencerDb: Database;
  readonly signerDb: Database;
  readonly ledger: Ledger;
  /** The signer's folder. */
  readonly folder: string;
  /** Appends, and then writes the business rows that the entry explains. */
  record(act: TestAct, write?: (tx: Tx, receipt: Receipt) => Promise<void>): Promise<Receipt>;
  recordIn(tx: Tx, act: TestAct): Promise<Receipt>;
  /** Entries on the system's stream. */
  recordMany(count: number): Promise<Receipt[]>;
  sealAll(): Promise<number>;
  openSigner(): Promise<Signer>;
  close(): Promise<void>;
}

/** A fresh copy of the migrated database, with one pool per role. */
export async function openRecord(): Promise<TestRecord> {
  const database = await cloneDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'bukti-signer-'));
  const open = (url: string, poolSize = 2) => openDatabase({ url, poolSize, applicationName: 'test' });
  const db = open(database.appUrl, 12);
  const admin = open(database.adminUrl);
  const sequencerDb = open(database.sequencerUrl);
  const signerDb = open(database.signerUrl);
  const ledger = openLedger({ log: origin, build: 'test', keys: openKeyRing(randomBytes(32)) });
  const record: TestRecord['record'] = (act, write) =>
    db.transaction('conductor', async (tx) => {
      const receipt = await recordIn(ledger, tx, act);
      await write?.(tx, receipt);
      return receipt;
    });
  return {
    addresses: database,
    db,
    admin,
    sequencerDb,
    signerDb,
    ledger,
    folder,
    record,
    recordIn: (tx, act) => recordIn(ledger, tx, act),
    recordMany: (count) =>
      db.transaction('conductor', async (tx) => {
        const { stream, type, open = {} } = someAct();
        await tx.run('SELECT ledger.lock_stream($1)', [stream]);
        const event = { stream, type, open, agency: null, actor: conductorActor };
        const receipts: Receipt[] = [];
        while (receipts.length < count) {
          // Begun anew now and then: on a slow machine the instant of one act grows too old for all of them.
          const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [randomUUID()]);
          const few = Math.min(100, count - receipts.length);
          for (let n = 0; n < few; n += 1) receipts.push(await ledger.append(tx, { ...event, act, id: randomUUID() }));
        }
        return receipts;
      }),
    sealAll: async () => {
      const sequencer = openSequencer(sequencerDb);
      let total = 0;
      for (;;) {
        const { sealed } = await sequencer.seal();
        total += sealed;
        if (sealed === 0) return total;
      }
    },
    openSigner: () => openSigner(signerDb, { folder, log: origin }),
    close: async () => {
      await Promise.all([db, admin, sequencerDb, signerDb].map((pool) => pool.close()));
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The shortest of entries. */
export function someAct(stream = 'system'): TestAct {
  if (stream === 'system') return { stream, type: 'entry.conflicted/1', open: { entry: randomUUID() } };
  return { stream, type: 'criteria.sealed/1', open: { digest: digestOf(stream), version: 1 } };
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** As a service does it: lock, read under the lock, the first receipt for a repeated act, append. */
async function recordIn(ledger: Ledger, tx: Tx, act: TestAct): Promise<Receipt> {
  const { id = randomUUID(), open = {}, content = { open }, ...rest } = act;
  await tx.run('SELECT ledger.lock_stream($1)', [act.stream]);
  const row = await tx.one<Parameters<typeof priorReceipt>[1]>('SELECT * FROM ledger.begin_act($1)', [id]);
  const prior = priorReceipt(ledger, row, content);
  if (prior !== undefined) return prior;
  return ledger.append(tx, { ...rest, id, open, content, agency: null, actor: conductorActor, act: row });
}

const guarded = ['entries', 'positions', 'tiles', 'head', 'checkpoints', 'cosignatures', 'stamps', 'published'];

/** Runs statements as superuser with all triggers off, as somebody would who has taken the database over. */
export async function tamper(record: Pick<TestRecord, 'admin'>, ...statements: readonly string[]): Promise<void> {
  await record.admin.transaction('conductor', async (tx) => {
    for (const table of guarded) await tx.run(`ALTER TABLE ledger.${table} DISABLE TRIGGER ALL`);
    for (const statement of statements) await tx.run(statement);
    for (const table of guarded) {
      await tx.run(`ALTER TABLE ledger.${table} ENABLE TRIGGER ALL`);
      await tx.run(`ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER never_truncated`);
      if (table !== 'head') await tx.run(`ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER append_only`);
    }
  });
}

/** Copies the sealed tree, and answers how to put it back after it was tampered with. */
export async function keepTree(record: Pick<TestRecord, 'admin'>): Promise<() => Promise<void>> {
  const tables = guarded.filter((table) => table !== 'entries');
  for (const table of tables) await record.admin.run(`CREATE TABLE kept_${table} AS SELECT * FROM ledger.${table}`);
  const restore = tables.flatMap((table) => [
    `DELETE FROM ledger.${table}`,
    `INSERT INTO ledger.${table} SELECT * FROM kept_${table}`,
  ]);
  return () => tamper(record, ...restore);
}
