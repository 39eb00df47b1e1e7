import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { readInstance } from '#platform/instance.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import { openProcessRegister } from '#platform/processes.ts';
import { supervise } from '#platform/supervised.ts';
import { realProgram, startProcess } from '#test/support/start-process.ts';
import { seedBoard } from './board-seeding.ts';
import { bukti, type Lab } from './lab.ts';
import { cpuMs, parentOf } from './machine.ts';
import { say } from './report.ts';

/** The demo after its first start: its Postgres and its web server, and nobody who acts. */
export interface QuietDemo {
  readonly url: string;
  readonly admin: Database;
  /** Processor time of server and Postgres so far. */
  readonly cpuMs: () => number;
}

/** Tells the story by a first start, ends it, and serves its data again without conductor, worker and notary. */
export async function openQuietDemo(lab: Lab): Promise<QuietDemo> {
  // Postgres runs under another account when a benchmark runs as root.
  await chmod(lab.folder, 0o755);
  const dataDir = join(lab.folder, 'demo');
  const settings = await tellStory(lab, dataDir);
  const { PORT: port = '', DATABASE_URL: adminUrl = '' } = settings;
  const cluster = {
    folder: join(dataDir, 'postgres'),
    port: Number(new URL(adminUrl).port),
    password: (await keepSecrets(dataDir)).postgres,
    logFile: join(lab.folder, 'postgres.log'),
    isDurable: true,
  };
  const postgres = await supervise(await prepareCluster(cluster), { register: openProcessRegister(lab.folder), say });
  lab.defer(() => postgres.stop());
  const admin = openDatabase({ url: clusterUrl(cluster, 'bukti'), poolSize: 1, applicationName: 'bench' });
  lab.defer(() => admin.close());
  const env = { ...settings, NODE_ENV: 'production' };
  const server = await lab.launch({
    name: 'server',
    command: process.execPath,
    args: [bukti, 'server'],
    env,
    port: Number(port),
  });
  const { pid: backend } = await admin.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pids = [server.pid, parentOf(backend)];
  return { url: `http://127.0.0.1:${port}`, admin, cpuMs: () => cpuMs(pids) };
}

async function tellStory(lab: Lab, dataDir: string): Promise<Readonly<Record<string, string>>> {
  const start = startProcess(dataDir, {}, realProgram);
  const end = async () => {
    start.child.kill('SIGTERM');
    await start.untilEnded();
  };
  lab.defer(end);
  await start.untilReady();
  const settings = await readInstance(dataDir);
  await end();
  return settings;
}

/** A committee of the story is one of many: so many members and assessors share the selections with them. */
const [members, assessors] = [64, 80];

/** Selections beside those of the story, with a crowd of colleagues to share them. */
export async function crowd(admin: Database, count: number): Promise<void> {
  for (const table of crowded) await admin.run(`ALTER TABLE ${table} DISABLE TRIGGER couple_entry`);
  await admin.run(employ, [members, assessors]);
  await admin.run(
    `INSERT INTO grants (id, account_id, role, agency, valid, entry_id)
     SELECT md5('grant ' || subject)::uuid, id, substring(subject FROM '/([a-z]+)-'), 'kota-contoh',
       tstzrange('2026-01-01', NULL), entry_id FROM accounts WHERE subject LIKE 'crowd/%'`,
  );
  for (const table of crowded) await admin.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER couple_entry`);
  await seedBoard(admin, count, { hr: 'hr', secretary: 'secretary', authority: 'authority' });
}

const crowded = ['accounts', 'grants'];

const employ = `
  INSERT INTO accounts (id, issuer, subject, display_name, entry_id)
  SELECT md5(role || n)::uuid, 'demo', 'crowd/' || role || '-' || n, role || ' ' || n,
    (SELECT id FROM ledger.entries LIMIT 1)
  FROM (SELECT 'member' AS role, generate_series(1, $1::int) AS n
    UNION ALL SELECT 'assessor', generate_series(1, $2::int)) c`;
