import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLab, root } from './lab.ts';
import { load } from './machine.ts';
import { findPeers } from './peers.ts';
import { median, publish, say, spread } from './report.ts';

/** Whole selections beside the peers' bare Temporal workflow, by the peers' own driver and in one run of it. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    clients: { type: 'string', default: '1,8' },
    cases: { type: 'string', default: '400' },
    peers: { type: 'string', default: 'floor,temporal,product' },
  },
});

/** As the peers' driver writes it. */
interface Cell {
  readonly peer: string;
  readonly clients: number;
  readonly round: number;
  readonly rate: number;
  readonly ratio: number;
  readonly p50: number;
  readonly p95: number;
  readonly decide: number;
  readonly app: number;
  readonly engine: number;
  readonly pgCpu: number;
}

interface Outcome {
  readonly postgres: string;
  readonly cells: readonly Cell[];
  readonly failed: readonly { readonly peer: string; readonly error: string }[];
}

const lab = await openLab('selections');
try {
  const peers = await findPeers();
  const loadBefore = load();
  const out = join(lab.folder, 'results.json');
  const { rounds, seconds, clients } = values;
  const args = ['--rounds', rounds, '--seconds', seconds, '--clients', clients, '--peers', values.peers, '--out', out];
  const env = { ...process.env, PEERS_TMP: peers.folder, PRODUCT_ROOT: root, PRODUCT_CASES: values.cases };
  const driver = spawn(process.execPath, [join(peers.source, 'run.mjs'), ...args], { env, stdio: ['ignore', 2, 2] });
  lab.defer(async () => void driver.kill('SIGTERM'));
  await once(driver, 'exit');
  const { cells, failed, postgres } = JSON.parse(await readFile(out, 'utf8')) as Outcome;
  for (const { peer, error } of failed) say(`${peer} failed: ${error}`);
  await publish({
    name: 'selections',
    title: 'Whole selections, beside a bare Temporal workflow',
    postgres,
    loadBefore,
    tables: [tabulate(cells)],
    notes: [
      `Median (extremes) of ${rounds} rounds of ${seconds} s by the driver of the peers, which checks every ledger and audit trail after each visit.`,
      'A case: 3 documents, 5 score sheets, 5 votes, the outcome. The bare workflow takes 14 writes for it, and one workflow without stages.',
      'Bukti takes 35 writes (also completion of the pool, confirmation of the data, 5 final sheets, 5 declarations, 5 presences, the motion), moves through seven steps of three stages, each a child workflow, and opens the fourth.',
      ...failed.map(({ peer, error }) => `${peer} failed in a round: ${error.split('\n')[0]}`),
    ],
    measured: { cells, failed },
  });
} finally {
  await lab.close();
}

function tabulate(cells: readonly Cell[]) {
  const rows = clientsOf(cells).flatMap((clients) =>
    values.peers.split(',').map((peer) => {
      const own = cells.filter((cell) => cell.peer === peer && cell.clients === clients);
      const of = (key: 'rate' | 'p50' | 'p95' | 'decide' | 'app' | 'engine' | 'pgCpu') => own.map((cell) => cell[key]);
      const bare = median(
        cells.filter((cell) => cell.peer === 'temporal' && cell.clients === clients).map(({ rate }) => rate),
      );
      return [
        peer === 'product' ? 'bukti' : peer,
        clients,
        spread(of('rate')),
        (median(of('rate')) / bare).toFixed(2),
        spread(of('p50'), 1),
        spread(of('p95'), 1),
        median(of('decide')).toFixed(0),
        `${median(of('app')).toFixed(0)} + ${median(of('engine')).toFixed(0)} + ${median(of('pgCpu')).toFixed(0)}`,
      ];
    }),
  );
  const head = [
    '',
    'clients',
    'selections/s',
    'against temporal',
    'vote p50 ms',
    'vote p95 ms',
    'decided after ms',
    'CPU ms: program + engine + Postgres',
  ];
  return { head, rows };
}

function clientsOf(cells: readonly Cell[]): number[] {
  return [...new Set(cells.map(({ clients }) => clients))].toSorted((one, other) => one - other);
}
