import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLab, root } from './lab.ts';
import { measureAppend } from './ledger/append.ts';
import { measureDrain } from './ledger/drain.ts';
import { measureGrowth } from './ledger/growth.ts';
import { measureLatency } from './ledger/latency.ts';
import { measureVerification } from './ledger/offline.ts';
import { openStage } from './ledger/scene.ts';
import { load } from './machine.ts';
import { publish, say, type Table } from './report.ts';

/**
 * The ledger's own figures on a durable Postgres: what an entry costs over a plain audit row, how soon it is signed, how fast a
 * backlog is sealed and a record verified, and whether all this stays as the record grows. `--only append,verify` runs some
 * parts and leaves the published results of the others as they are.
 */
const parts = ['append', 'latency', 'drain', 'verify', 'growth'] as const;
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: parts.join(',') },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    backlog: { type: 'string', default: '500000' },
    entries: { type: 'string', default: '100000' },
    sizes: { type: 'string', default: '10000,100000,1000000' },
  },
});
const [rounds, seconds, backlog, entries] = [values.rounds, values.seconds, values.backlog, values.entries].map(
  Number,
) as [number, number, number, number];
const sizes = values.sizes.split(',').map(Number);

interface Part {
  readonly table: Table;
  readonly more?: readonly Table[];
  readonly measured: unknown;
  /** Of the machine, before and after. */
  readonly load: string;
}

type PartRun = Pick<Part, 'table' | 'more'> & Readonly<Record<string, unknown>>;

/** What was published before, for the parts that are not run now. */
async function readKept(): Promise<Record<string, Part>> {
  const text = await readFile(join(root, 'bench/results/ledger.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, Part>;
}

const notes = [
  'The embedded Postgres with fsync and synchronous commit; 16 writers in one process beside it; fresh databases.',
  'append: a ballot-like act in two round trips (lock, checks and instant; then the row, what is kept of it and the commit), in turns; ratios within a round. The plain row is the same bytes with their hash, in a table with the columns of ledger.entries and one unique key, beside the same two sealed openings; not chained, not coupled to the ballot, not tied to its id. Aims: ratio at least 0.90, 1,500 acts/s. What an entry costs Postgres, in microseconds of processor: its row 32 (a plain audit row 16), openings 24 of which their foreign key 10, coupling 9, the row of the act 8, its size check 4.5, its unique place 3, index of transactions and of erasures 2. Tried without gain: a coupling trigger without definer rights, the head read inside the insert; dropping the foreign key of openings would save 8 and lose a guarantee.',
  'latency: from the answered commit to the row of the first checkpoint that covers the entry, with the program `bukti notary`. Aims: p50 300 ms, p99 1,000 ms.',
  'drain: entries without positions, sealed by one sequencer, then signed by a signer that has signed nothing yet. Aim of the sequencer: 20,000/s.',
  'verify: one thread, where no other number is given. The selections of the dump are one of the demo under ids of its own, with all that it opens. Aims: leaf hashes and tree 150,000/s, with rules 30,000/s, memory flat. Memory is that of `bukti verify`, which reads the dump where it lies and keeps some 150 bytes of an entry with its openings.',
  'growth: medians of 200 calls; proofs and receipts through the pool of the app role. Aims: a proof under 1 ms and 1.5 kB at 1,000,000 entries, consistency under 5 ms, nothing that grows. The machine of this run was busy with other work, most of all at 10,000,000; the appends alone, on a record that was filled and not sealed and a quiet machine, medians of four: 1,029 acts/s at 100,000 entries, 917 at 3,000,000, 789 at 10,000,000, with 0.0, 0.6 and 0.9 images of whole pages in the log of Postgres for each act, as after a checkpoint.',
];

const lab = await openLab('ledger');
try {
  const stage = await openStage(lab);
  const kept = await readKept();
  const loadBefore = load();
  const run = {
    append: () => measureAppend(stage, { rounds, seconds }),
    latency: () => measureLatency(lab, stage, { rounds: Math.min(rounds, 5), seconds: seconds * 2 }),
    drain: () => measureDrain(stage, { rounds: Math.min(rounds, 5), entries: backlog }),
    verify: () => measureVerification({ rounds, entries, folder: join(lab.folder, 'verify') }),
    growth: () => measureGrowth(stage, { sizes, seconds: seconds * 2 }),
  };
  for (const part of parts.filter((name) => values.only.split(',').includes(name))) {
    const before = load();
    const { table, more = [], ...measured }: PartRun = await run[part]();
    say(`  ${part}: ${load()}`);
    kept[part] = { table, more, measured, load: `${before} before, ${load()} after` };
  }
  const shown = parts.flatMap((name) => (kept[name] === undefined ? [] : [{ name, ...kept[name] }]));
  await publish({
    name: 'ledger',
    title: 'The ledger',
    postgres: stage.version,
    loadBefore,
    tables: shown.flatMap(({ table, more = [] }) => [table, ...more]),
    notes: [...notes, `Load by part: ${shown.map(({ name, load: of }) => `${name} ${of}`).join('; ')}.`],
    measured: kept,
  });
} finally {
  await lab.close();
}
