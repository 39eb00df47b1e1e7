import { parseArgs } from 'node:util';
import { openDatabase } from '#platform/database.ts';
import { type Contender, openFloor, openProduct, type Voting } from './contenders.ts';
import { openLab } from './lab.ts';
import { cpuMs, load } from './machine.ts';
import { findPeers } from './peers.ts';
import { publish, quantile, say, spread } from './report.ts';

/**
 * A vote over HTTP beside the peers' floor (Express and Postgres, one transaction per fact, a hash-chained audit row): same
 * machine, same cluster, same driver, in turns. Timed from the request to the receipt; everything before the vote is prepared.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    cases: { type: 'string', default: '80,240' },
    clients: { type: 'string', default: '1,8' },
    warmup: { type: 'string', default: '1200' },
    profile: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const clientCounts = values.clients.split(',').map(Number);
const casesPerCell = values.cases.split(',').map(Number);
interface Cell {
  readonly contender: string;
  readonly clients: number;
  readonly round: number;
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
  readonly cpuMsPerVote: number;
  readonly postgresMsPerVote: number;
}

/** Each client takes case after case; the votes of one case come one after another. */
async function run(votings: readonly Voting[], clients: number): Promise<{ times: number[]; seconds: number }> {
  const times: number[] = [];
  const waiting = [...votings];
  const began = performance.now();
  const client = async () => {
    for (let voting = waiting.pop(); voting !== undefined; voting = waiting.pop()) {
      for (const vote of voting) {
        const sent = performance.now();
        await vote();
        times.push(performance.now() - sent);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { times, seconds: (performance.now() - began) / 1000 };
}

async function measure(contender: Contender, at: { clients: number; cases: number; round: number }): Promise<Cell> {
  const { clients, cases, round } = at;
  const votings = await contender.prepare(cases);
  const [cpu, postgres] = [cpuMs([contender.pid]), cpuMs([contender.postgresPid])];
  const { times, seconds } = await run(votings, clients);
  const cell = {
    contender: contender.name,
    clients,
    round,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    perSecond: times.length / seconds,
    cpuMsPerVote: (cpuMs([contender.pid]) - cpu) / times.length,
    postgresMsPerVote: (cpuMs([contender.postgresPid]) - postgres) / times.length,
  };
  say(
    `  ${cell.contender} x${clients}: ${cell.p50.toFixed(2)} / ${cell.p95.toFixed(2)} ms, ${cell.perSecond.toFixed(0)} votes/s, ${cell.cpuMsPerVote.toFixed(2)} + ${cell.postgresMsPerVote.toFixed(2)} ms CPU`,
  );
  return cell;
}

async function compare(contenders: readonly Contender[]): Promise<Cell[]> {
  for (const contender of contenders) {
    const largest = Math.max(...casesPerCell);
    for (let left = Number(values.warmup); left > 0; left -= largest) {
      await run(await contender.prepare(Math.min(left, largest)), 8);
    }
  }
  const cells: Cell[] = [];
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1}`);
    for (const [index, clients] of clientCounts.entries()) {
      const order = round % 2 === 0 ? contenders : contenders.toReversed();
      for (const contender of order) {
        cells.push(await measure(contender, { clients, cases: casesPerCell[index] ?? 100, round }));
      }
    }
  }
  return cells;
}

function tabulate(cells: readonly Cell[]) {
  const rows = clientCounts.flatMap((clients) =>
    ['floor', 'bukti'].map((name) => {
      const own = cells.filter((cell) => cell.contender === name && cell.clients === clients);
      const of = (key: 'p50' | 'p95' | 'perSecond' | 'cpuMsPerVote' | 'postgresMsPerVote') =>
        own.map((cell) => cell[key]);
      const ratio = (key: 'p50' | 'p95') =>
        own.map((cell) => {
          const floor = cells.find(
            (one) => one.contender === 'floor' && one.clients === clients && one.round === cell.round,
          );
          return cell[key] / (floor?.[key] ?? Number.NaN);
        });
      return [
        name,
        clients,
        spread(of('p50')),
        spread(of('p95')),
        spread(of('perSecond'), 0),
        spread(ratio('p50')),
        spread(ratio('p95')),
        spread(of('cpuMsPerVote')),
        spread(of('postgresMsPerVote')),
      ];
    }),
  );
  const head = [
    '',
    'clients',
    'p50 ms',
    'p95 ms',
    'votes/s',
    'p50 ratio',
    'p95 ratio',
    'server CPU ms/vote',
    'Postgres CPU ms/vote',
  ];
  return { head, rows };
}

const lab = await openLab('vote');
try {
  const peers = await findPeers();
  const floor = await openFloor(lab, peers);
  const admin = openDatabase({ url: peers.url('postgres'), poolSize: 1, applicationName: 'bench' });
  lab.defer(() => admin.close());
  await admin.run('DROP DATABASE IF EXISTS bench_votes WITH (FORCE)');
  lab.defer(async () => {
    await admin.run('DROP DATABASE IF EXISTS bench_votes WITH (FORCE)');
  });
  const product = await openProduct(lab, {
    adminUrl: peers.url('bench_votes'),
    postgresPid: floor.postgresPid,
    profiling: values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
    total: Math.max(...casesPerCell),
  });
  const { version } = await admin.one<{ version: string }>('SELECT version()');
  const loadBefore = load();
  const cells = await compare([floor, product]);
  await publish({
    name: 'vote',
    title: 'A vote over HTTP, beside the floor',
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [tabulate(cells)],
    notes: [
      `Median (extremes) of ${rounds} rounds in turns; five votes per case, ${casesPerCell.join(' and ')} cases per cell.`,
      'The floor is Express 5 and pg: one transaction per vote, lock, fact and hash-chained audit row in one statement.',
      'Bukti: server and notary run; the fifth vote signals the stage, whose workflow is not started here, so that the chair can put the next version of the motion and the committee votes anew.',
      `Before the first cell each contender took ${Number(values.warmup) * 5} votes.`,
      'Ratios are per round, Bukti against the floor of the same round.',
    ],
    measured: cells,
  });
} finally {
  await lab.close();
}
