import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyFileInThreads } from '#features/audit/bundle-file.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { sha256 } from '#ledger/crypto.ts';
import { assembleEntry, encodeAround, leafHash } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, rootOf } from '#ledger/tree.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { root } from '../lab.ts';
import { say, spread, type Table } from '../report.ts';
import { origin } from './scene.ts';
import { type ExportedLog, exportYear } from './year.ts';

const seed = sha256(toUtf8('bench'));
const { vkey } = verifierKeyOf(origin, seed, 'log');
const policy = `log ${vkey}\nquorum none\n`;
const epochs = epochsText([{ vkey, firstSize: 0, lastSize: null }]);

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A ballot of some 800 bytes, the first of its stream; by nobody, since nobody was bound there. */
function ballot(number: number): Uint8Array {
  const place = uuid(number);
  const parts = encodeAround({
    actor: { ref: null, role: 'member', session: 'ab'.repeat(32) },
    agency: 'kota-contoh',
    at: '2026-03-25T08:03:00.123456Z',
    build: '1.0.0',
    committed: { choice: 'c1'.repeat(32), reason: 'c2'.repeat(32) },
    id: place,
    log: origin,
    open: { motion: 'ab'.repeat(32), seat: 1, selection: place },
    policy: { digest: 'ab'.repeat(32), id: 'asn', version: '1.0.0' },
    seen: null,
    stream: `selection/${place}`,
    type: 'ballot.cast/1',
    v: 1,
  });
  if (!parts.ok) throw new Error(parts.code);
  return assembleEntry(parts.value, null, 1);
}

function dumpOf(entries: readonly Uint8Array[]): Uint8Array {
  const tree = rootOf(extendFrontier(emptyFrontier, entries.map(leafHash)));
  return writeBundle({
    kind: 'dump',
    log: origin,
    profile: 'public',
    streams: [],
    checkpoint: signNote(checkpointText(origin, entries.length, tree), origin, seed),
    policy,
    epochs,
    entries: entries.map((bytes, position) => ({ bytes, position })),
    openings: [],
    proofs: [],
    rules: [],
  });
}

/** A second, by the clock and of processor time: the first falls with what else the machine does. */
interface Rate {
  readonly wall: number;
  readonly cpu: number;
}

function rateOf(count: number, work: () => unknown): Rate {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (count * 1_000) / (performance.now() - began), cpu: (count * 1_000_000) / (user + system) };
}

/** The bundle of a placed selection from the demo, with the auditor's own copies of the trust files. */
function readFixture() {
  const read = (name: string): Buffer => readFileSync(join(root, 'test/fixtures/bundles', name));
  const zip = read('selection-placed.zip');
  const trust = { policy: read('policy.txt'), epochs: read('epochs.txt') };
  return { zip, trust, entries: expectSound(zip, { ...trust, merit: checkMerit }) };
}

/** Verifies; answers how many entries there were. */
function expectSound(zip: Uint8Array, options: VerifyOptions): number {
  const { bundle, exitCode } = verifyBundle(zip, options);
  if (exitCode !== 0 || bundle === undefined)
    throw new Error(`what must pass does not pass: ${JSON.stringify(verifyBundle(zip, options).findings.slice(0, 3))}`);
  return bundle.entries;
}

interface Peak {
  readonly entries: number;
  readonly zipBytes: number;
  readonly peakBytes: number;
}

/** As `rateOf`, of what `bukti verify --threads` does with a file; the processor time is that of all threads. */
async function rateInThreads(path: string, { trust, entries }: ExportedLog, count: number): Promise<Rate> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { exitCode } = await verifyFileInThreads(path, trust, { count });
  const { user, system } = process.cpuUsage(cpu);
  if (exitCode !== 0) throw new Error('what must pass does not pass in threads');
  return { wall: (entries * 1_000) / (performance.now() - began), cpu: (entries * 1_000_000) / (user + system) };
}

/** What one verification needs of memory, in a process of its own. */
function measurePeak({ zip, trust }: ExportedLog, folder: string): Peak {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, 'dump.zip'), zip);
    writeFileSync(join(folder, 'policy.txt'), trust.policy);
    writeFileSync(join(folder, 'epochs.txt'), trust.epochs);
    const program = fileURLToPath(new URL('verify-once.ts', import.meta.url));
    const said = execFileSync(process.execPath, ['--import', 'tsx', program, folder], { cwd: root, encoding: 'utf8' });
    const { exitCode, ...peak } = JSON.parse(said) as { exitCode: number; entries: number; peakBytes: number };
    if (exitCode !== 0) throw new Error('the dump does not pass');
    return { ...peak, zipBytes: zip.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Wanted {
  readonly rounds: number;
  readonly entries: number;
  /** Where dumps may be written. */
  readonly folder: string;
}

/** As many as a machine of two cores has use for, beside the thread that reads. */
const threads = 2;

/** What a verifier does in a second, without database or network, and what it needs of memory. */
export async function measureVerification({ rounds, entries: count, folder }: Wanted) {
  const entries = Array.from({ length: count }, (_, number) => ballot(number));
  const dump = dumpOf(entries);
  const pinned = { policy: toUtf8(policy), epochs: toUtf8(epochs), merit: () => [] };
  const placed = readFixture();
  const selections = (wanted: number): number => Math.ceil(wanted / (placed.entries + 1));
  const year = exportYear(placed.zip, selections(count));
  const again = Math.ceil(2_000 / placed.entries);
  mkdirSync(folder, { recursive: true });
  const yearPath = join(folder, 'year.zip');
  writeFileSync(yearPath, year.zip);
  const cells = [];
  for (let round = 1; round <= rounds; round += 1) {
    const cell = {
      tree: rateOf(count, () => rootOf(extendFrontier(emptyFrontier, entries.map(leafHash)))),
      dump: rateOf(count, () => expectSound(dump, pinned)),
      year: rateOf(year.entries, () => expectSound(year.zip, { ...year.trust, merit: checkMerit })),
      threads: await rateInThreads(yearPath, year, threads),
      placed: rateOf(again * placed.entries, () => {
        for (let turn = 0; turn < again; turn += 1) expectSound(placed.zip, { ...placed.trust, merit: checkMerit });
      }),
    };
    say(`  verify ${round}: ${JSON.stringify(cell)}`);
    cells.push(cell);
  }
  rmSync(yearPath);
  const peaks = [exportYear(placed.zip, selections(count / 10)), year].map((log) => measurePeak(log, folder));
  const dumped = `a dump of ${selections(count)} placed selections (${year.entries} entries, ${year.openings} openings)`;
  const table = ratesTable(cells, { ballots: count, dumped, placed: placed.entries });
  return { table, more: [memoryTable(peaks)], cells, peaks };
}

type Measured = 'tree' | 'dump' | 'year' | 'threads' | 'placed';

function ratesTable(
  cells: readonly Readonly<Record<Measured, Rate>>[],
  { ballots, dumped, placed }: { readonly ballots: number; readonly dumped: string; readonly placed: number },
): Table {
  return {
    head: ['verification in TypeScript', 'entries/s', 'entries per second of processor'],
    rows: [
      ['leaf hashes and tree', ...ratesOf(cells, 'tree')],
      [`a dump of ${ballots} ballots, all checks but the rules`, ...ratesOf(cells, 'dump')],
      [`${dumped}, all checks and rules`, ...ratesOf(cells, 'year')],
      [`the same file with \`--threads ${threads}\``, ...ratesOf(cells, 'threads')],
      [`the bundle of one placed selection (${placed} entries), all checks and rules`, ...ratesOf(cells, 'placed')],
    ],
  };
}

/** By the clock and by processor time. */
function ratesOf<Name extends string>(cells: readonly Readonly<Record<Name, Rate>>[], name: Name): string[] {
  return (['wall', 'cpu'] as const).map((by) =>
    spread(
      cells.map((cell) => cell[name][by]),
      0,
    ),
  );
}

function memoryTable(peaks: readonly Peak[]): Table {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return {
    head: ['memory of one verification with rules', ...peaks.map((peak) => `${peak.entries} entries`)],
    rows: [
      ['the dump, MB', ...peaks.map(({ zipBytes }) => megabytes(zipBytes))],
      ['peak of the process, MB', ...peaks.map(({ peakBytes }) => megabytes(peakBytes))],
    ],
  };
}
