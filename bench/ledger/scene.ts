import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openLog } from '#features/audit/log-opening.ts';
import { openSequencer } from '#features/audit/sequencer.ts';
import { type Ledger, openLedger } from '#features/audit/service.ts';
import { openSigner } from '#features/audit/signer.ts';
import { type KeyRing, openKeyRing } from '#features/audit/vault.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { ensureDatabase, roleUrl, setRolePasswords } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { openCluster } from '../cluster.ts';
import type { Lab } from '../lab.ts';
import { parentOf } from '../machine.ts';

export const origin = 'bukti.example/bench';
export const writers = 16;

/** A fresh, migrated database of the lab's durable cluster, with one pool per role. */
export interface Scene {
  readonly admin: Database;
  readonly app: Database;
  readonly sequencerDb: Database;
  readonly signerDb: Database;
  readonly ledger: Ledger;
  readonly keys: KeyRing;
  /** Process tree of the cluster. */
  readonly postgresPid: number;
  /** Where the signer keeps its key and state. */
  readonly folder: string;
  /** What the program `notary` must be told. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface Stage {
  readonly version: string;
  open(name: string): Promise<Scene>;
  drop(name: string): Promise<void>;
}

const passwords = { app: 'app', sequencer: 'sequencer', signer: 'signer', auditor: 'auditor' } as const;

/** Starts the cluster; answers how to open a database on it. */
export async function openStage(lab: Lab): Promise<Stage> {
  const url = await openCluster(lab);
  const admin = openDatabase({ url: url('postgres'), poolSize: 1, applicationName: 'bench' });
  lab.defer(() => admin.close());
  const { version } = await admin.one<{ version: string }>('SELECT version()');
  return {
    version: version.split(' on ')[0] ?? version,
    open: (name) => openScene(url(name), join(lab.folder, name)),
    drop: async (name) => {
      await admin.run(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function openScene(adminUrl: string, folder: string): Promise<Scene> {
  await ensureDatabase(adminUrl);
  await migrate(adminUrl);
  await setRolePasswords(adminUrl, passwords);
  await mkdir(folder, { recursive: true });
  const open = (url: string, poolSize: number) => openDatabase({ url, poolSize, applicationName: 'bench' });
  const as = (role: keyof typeof passwords) => roleUrl(adminUrl, role, passwords[role]);
  const pools = { admin: open(adminUrl, 2), app: open(as('app'), writers) };
  const notary = { sequencerDb: open(as('sequencer'), 2), signerDb: open(as('signer'), 2) };
  const keys = openKeyRing(randomBytes(32));
  const ledger = openLedger({ log: origin, build: '1.0.0', keys });
  await openLog({ db: pools.app, ledger });
  const { pid } = await pools.admin.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return {
    ...pools,
    ...notary,
    ledger,
    keys,
    postgresPid: parentOf(pid),
    folder,
    settings: {
      BUKTI_DATA_DIR: folder,
      BUKTI_ORIGIN: origin,
      DATABASE_SEQUENCER_URL: as('sequencer'),
      DATABASE_SIGNER_URL: as('signer'),
      NODE_ENV: 'production',
    },
    close: async () => {
      await Promise.all([...Object.values(pools), ...Object.values(notary)].map((pool) => pool.close()));
    },
  };
}

/** Seals all that waits; answers how many entries and in how many seconds. */
export async function sealAll({ sequencerDb }: Scene): Promise<{ entries: number; seconds: number }> {
  const sequencer = openSequencer(sequencerDb);
  const began = performance.now();
  let entries = 0;
  for (;;) {
    const { sealed } = await sequencer.seal();
    if (sealed === 0) break;
    entries += sealed;
  }
  return { entries, seconds: (performance.now() - began) / 1_000 };
}

/** Signs the newest head; answers how long that took. */
export async function signHead({ signerDb, folder }: Scene): Promise<{ size: number; seconds: number }> {
  const signer = await openSigner(signerDb, { folder: join(folder, 'signer'), log: origin });
  const began = performance.now();
  const { size, frozen } = await signer.sign();
  if (frozen !== null) throw new Error(frozen);
  return { size, seconds: (performance.now() - began) / 1_000 };
}

const template = JSON.stringify({
  actor: { ref: randomUUID(), role: 'member', session: 'ab'.repeat(32) },
  agency: 'kota-contoh',
  at: '2026-03-25T08:03:00.123456Z',
  build: '1.0.0',
  committed: { choice: 'c1'.repeat(32), reason: 'c2'.repeat(32) },
  id: 'ENTRY',
  log: origin,
  open: { motion: 'ab'.repeat(32), seat: 1, selection: 'CASE' },
  policy: { digest: 'ab'.repeat(32), id: 'asn', version: '1.0.0' },
  prev: null,
  seen: null,
  stream: 'selection/CASE',
  streamSeq: 1,
  type: 'ballot.cast/1',
  v: 1,
});

/** Ballots as `append` leaves them, each the first of its stream, written by the database itself and not yet sealed. */
export async function fillRecord({ admin }: Scene, count: number): Promise<void> {
  const atOnce = 50_000;
  for (let left = count; left > 0; left -= atOnce) {
    await admin.run(
      `INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes)
       SELECT id, 'selection/' || place, 1, 'ballot.cast/1',
         convert_to(replace(replace($1, 'ENTRY', id::text), 'CASE', place::text), 'UTF8')
       FROM (SELECT gen_random_uuid() AS id, gen_random_uuid() AS place FROM generate_series(1, $2)) AS drawn`,
      [template, Math.min(left, atOnce)],
    );
  }
  await admin.run('ANALYZE ledger.entries');
}
