import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Board, readBoard } from '#features/boards/board.ts';
import type { PageAsked } from '#features/boards/queries.ts';
import { readInbox } from '#features/duties/inbox.ts';
import { type BenchAgency, foundBenchAgency } from './agency.ts';
import { seedBoard } from './board-seeding.ts';
import { openCluster } from './cluster.ts';
import { openLab } from './lab.ts';
import { load } from './machine.ts';
import { publish, quantile, say } from './report.ts';
import { seed } from './seeding.ts';

/** One page of the board and the inboxes of those who look at them, with many selections, answered as their routes do. */
const { values } = parseArgs({
  options: { selections: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '100' } },
});
const count = Number(values.selections);
const warmUps = 20;

const everything = {
  agency: null,
  state: 'live',
  stage: null,
  step: null,
  blocked: null,
  level: null,
  unit: null,
  q: null,
} as const satisfies PageAsked['filter'];

const page = (asked: Partial<PageAsked> = {}): PageAsked => ({
  filter: everything,
  sort: 'due',
  after: undefined,
  limit: 50,
  ...asked,
});

interface Reading {
  readonly name: string;
  readonly by: string;
  readonly asked: PageAsked | 'inbox';
}

const readings: readonly Reading[] = [
  { name: 'board, nearest deadline', by: 'hr-0', asked: page() },
  { name: 'board, oldest', by: 'hr-0', asked: page({ sort: 'age' }) },
  {
    name: 'board, in order of numbers, all',
    by: 'hr-0',
    asked: page({ sort: 'number', filter: { ...everything, state: 'all' } }),
  },
  { name: 'board, 200 rows', by: 'hr-0', asked: page({ limit: 200 }) },
  { name: 'board, blocked', by: 'secretary-0', asked: page({ filter: { ...everything, blocked: true } }) },
  { name: 'board, part of a title', by: 'secretary-0', asked: page({ filter: { ...everything, q: 'Bagian 77' } }) },
  { name: 'board, data check', by: 'hr-0', asked: page({ filter: { ...everything, step: 'data-check' } }) },
  { name: 'board of a member', by: 'c0/member-1', asked: page() },
  { name: 'inbox of HR', by: 'hr-0', asked: 'inbox' },
  { name: 'inbox of a member', by: 'c0/member-1', asked: 'inbox' },
  { name: 'inbox of an assessor', by: 'c0/assessor-1', asked: 'inbox' },
];

async function answer(agency: BenchAgency, { by, asked }: Reading): Promise<string> {
  const asker = agency.account(by);
  if (asked === 'inbox') return JSON.stringify(await readInbox(agency.house, asker));
  const board: Board = await readBoard(agency.house, asker, asked);
  const items = board.rows.slice(0, asked.limit).map(board.itemOf);
  return JSON.stringify({ items, totals: board.totals, durations: board.durations });
}

interface Measured {
  readonly name: string;
  readonly kb: number;
  readonly ms: readonly number[];
}

async function measure(agency: BenchAgency, reading: Reading): Promise<Measured> {
  const ms: number[] = [];
  let kb = 0;
  for (let round = -warmUps; round < Number(values.rounds); round += 1) {
    const began = performance.now();
    kb = Math.round((await answer(agency, reading)).length / 1024);
    if (round >= 0) ms.push(performance.now() - began);
  }
  say(`  ${reading.name}: p50 ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms`);
  return { name: reading.name, kb, ms };
}

const lab = await openLab('board');
try {
  const url = await openCluster(lab);
  const size = { vacancies: 2, people: 40, committees: 16 };
  const agency = await foundBenchAgency(url('bench'), join(lab.folder, 'bukti'), size);
  lab.defer(() => agency.close());
  await seed(agency, { count: 1, milestone: 'voting', committees: 1 });
  await seedBoard(agency.admin, count, { hr: 'hr-0', secretary: 'secretary-0', authority: 'authority-0' });
  say(`  ${count} selections written`);
  const loadBefore = load();
  const measured: Measured[] = [];
  for (const reading of readings) measured.push(await measure(agency, reading));
  const { version } = await agency.admin.one<{ version: string }>('SELECT version()');
  await publish({
    name: 'board',
    title: `Board and inbox with ${count} selections`,
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [
      {
        head: ['reading', 'p50 ms', 'p95 ms', 'KB'],
        rows: measured.map(({ name, kb, ms }) => [
          name,
          quantile(ms, 0.5).toFixed(1),
          quantile(ms, 0.95).toFixed(1),
          kb,
        ]),
      },
    ],
    notes: [
      `${values.rounds} readings each after ${warmUps} that were not counted, one at a time; from the service to the text of the answer.`,
      'Aim: under 100 ms at the 95th percentile.',
    ],
    measured: measured.map(({ name, ms }) => ({ name, p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) })),
  });
} finally {
  await lab.close();
}
