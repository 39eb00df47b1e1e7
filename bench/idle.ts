import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createCourier } from '#features/conduct/courier.ts';
import { findFreePort } from '#platform/ports.ts';
import { openConductor } from '#platform/temporal.ts';
import { prepareWorkflowBundle } from '#platform/workflow-bundle.ts';
import { type BenchAgency, foundBenchAgency } from './agency.ts';
import { openCluster, openTemporal } from './cluster.ts';
import { bukti, type Lab, openLab } from './lab.ts';
import { cpuMs, load, memoryMb, parentOf } from './machine.ts';
import { publish, say } from './report.ts';
import { seed } from './seeding.ts';

/** What open selections cost while nobody acts: transactions, processor time and memory, before and after there are many. */
const { values } = parseArgs({
  options: { selections: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '30' } },
});
const count = Number(values.selections);

/** Backends report their statistics within this time. */
const settleMs = 15_000;

interface Part {
  readonly name: string;
  readonly pid: number;
}

interface Idle {
  readonly transactions: number;
  readonly parts: Readonly<Record<string, { readonly cpu: number; readonly memory: number }>>;
}

async function startProgram(lab: Lab, name: string, settings: Readonly<Record<string, string>>): Promise<Part> {
  const port = name === 'server' ? { port: Number(settings['PORT']) } : {};
  const launch = { name, command: process.execPath, args: [bukti, name], env: settings, ...port };
  return { name, pid: (await lab.launch(launch)).pid };
}

async function observe({ admin }: BenchAgency, parts: readonly Part[]): Promise<Idle> {
  await pause(settleMs);
  const read = async () => ({
    at: performance.now(),
    // Our own two readings are in it.
    commits: (await admin.one<{ n: number }>('SELECT sum(xact_commit)::bigint AS n FROM pg_stat_database')).n,
    cpu: parts.map(({ pid }) => cpuMs([pid])),
  });
  const before = await read();
  await pause(Number(values.seconds) * 1000);
  const after = await read();
  const seconds = (after.at - before.at) / 1000;
  const figures = parts.map(({ name, pid }, index) => {
    const used = (after.cpu[index] ?? 0) - (before.cpu[index] ?? 0);
    return [name, { cpu: used / seconds / 10, memory: memoryMb([pid]) }] as const;
  });
  return { transactions: (after.commits - before.commits) / seconds, parts: Object.fromEntries(figures) };
}

/** Seals the selections, has their workflows started, and waits until every first stage is open; answers the seconds of the latter. */
async function openAll(agency: BenchAgency, address: string): Promise<number> {
  const seeded = await seed(agency, { count, milestone: 'sealed', committees: 16 });
  const conductor = openConductor(address, 'default');
  const courier = createCourier(conductor);
  const began = performance.now();
  for (let from = 0; from < seeded.length; from += 8) {
    await Promise.all(seeded.slice(from, from + 8).map(({ selectionId }) => courier.start(selectionId)));
  }
  await conductor.close();
  for (;;) {
    const { open } = await agency.admin.one<{ open: number }>(
      `SELECT count(*)::int AS open FROM stages WHERE state = 'open' AND kind = 'nomination'`,
    );
    if (open >= count) return (performance.now() - began) / 1000;
    if (performance.now() - began > 900_000) throw new Error(`only ${open} of ${count} selections are open`);
    await pause(500);
  }
}

function rowsOf(parts: readonly Part[], none: Idle, many: Idle) {
  return parts.map(({ name }) => {
    const [before, after] = [none.parts[name], many.parts[name]];
    const grown = ((after?.memory ?? 0) - (before?.memory ?? 0)) * 1024;
    return [
      name,
      `${before?.cpu.toFixed(1)} → ${after?.cpu.toFixed(1)}`,
      `${before?.memory.toFixed(0)} → ${after?.memory.toFixed(0)}`,
      (grown / count).toFixed(1),
    ];
  });
}

const lab = await openLab('idle');
try {
  const url = await openCluster(lab);
  const size = { vacancies: count, people: 40, committees: 16 };
  const dataDir = join(lab.folder, 'bukti');
  const agency = await foundBenchAgency(url('bench'), dataDir, size);
  lab.defer(() => agency.close());
  await mkdir(join(dataDir, 'cache'), { recursive: true });
  const { codePath } = await prepareWorkflowBundle({ cache: join(dataDir, 'cache') });
  const temporal = await openTemporal(lab);
  const settings = {
    ...agency.settings,
    PORT: String(await findFreePort()),
    TEMPORAL_ADDRESS: temporal.address,
    // All of them stay in memory, so that the growth is that of all of them.
    BUKTI_WORKER_CACHED_WORKFLOWS: String(3 * count),
  };
  const programs: Part[] = [];
  for (const name of ['server', 'worker', 'notary']) programs.push(await startProgram(lab, name, settings));
  const { pid: backend } = await agency.admin.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const parts = [...programs, { name: 'temporal', pid: temporal.pid }, { name: 'postgres', pid: parentOf(backend) }];
  const loadBefore = load();
  const none = await observe(agency, parts);
  const openS = await openAll(agency, temporal.address);
  say(`  ${count} selections opened in ${openS.toFixed(1)} s`);
  const many = await observe(agency, parts);
  const { version } = await agency.admin.one<{ version: string }>('SELECT version()');
  const bundleKb = Math.round((await stat(codePath)).size / 1024);
  await publish({
    name: 'idle',
    title: `${count} open selections while nobody acts`,
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [
      { head: ['', 'CPU %', 'memory MB', 'KB a selection'], rows: rowsOf(parts, none, many) },
      {
        head: ['transactions/s, none → all open', 'opened by the worker per second', 'workflow bundle KB'],
        rows: [
          [`${none.transactions.toFixed(1)} → ${many.transactions.toFixed(1)}`, (count / openS).toFixed(1), bundleKb],
        ],
      },
    ],
    notes: [
      `Each selection has a parent and a stage workflow; the worker keeps all in memory. Measured over ${values.seconds} s after ${settleMs / 1000} s of rest.`,
      'Memory is PSS of the process trees. CPU is in per cent of one core. Transactions are those of the whole cluster, readings included.',
    ],
    measured: { none, many, openS, bundleKb },
  });
} finally {
  await lab.close();
}
