import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stageWorkflowId } from '#domain/ids.ts';
import { openDatabase } from '#platform/database.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';
import { findFreePort } from '#platform/ports.ts';
import { openConductor } from '#platform/temporal.ts';
import { findTemporalProgram } from '#platform/temporal-program.ts';
import { prepareTemporalServer } from '#platform/temporal-server.ts';
import { TASK_QUEUE } from '#workflows/contract.ts';
import { type BenchAgency, foundBenchAgency } from './agency.ts';
import { ask } from './ask.ts';
import { type Contender, inTurns, openFloor, reason, type Voting } from './floor.ts';
import { bukti, type Lab, openLab } from './lab.ts';
import { cpuMs, load } from './machine.ts';
import { findPeers } from './peers.ts';
import { publish, quantile, say, spread } from './report.ts';
import { renewMotion, type Seeded, seed } from './seeding.ts';

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
const committees = 16;
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

interface Served {
  readonly adminUrl: string;
  readonly postgresPid: number;
  readonly total: number;
}

async function openProduct(lab: Lab, { adminUrl, postgresPid, total }: Served): Promise<Contender> {
  const dataDir = join(lab.folder, 'bukti');
  const agency = await foundBenchAgency(adminUrl, dataDir, { vacancies: total, people: 40, committees });
  lab.defer(() => agency.close());
  const temporalPort = await findFreePort();
  await startTemporal(lab, temporalPort);
  const port = await findFreePort();
  const settings = { ...agency.settings, PORT: String(port), TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}` };
  const profiling = values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const args = [...profiling, bukti, 'server'];
  await lab.launch({ name: 'notary', command: process.execPath, args: [bukti, 'notary'], env: settings });
  const { pid } = await lab.launch({ name: 'server', command: process.execPath, args, env: settings, port });
  const tokens = await issueTokens(agency);
  const seeded = await seed(agency, { count: total, milestone: 'voting', committees });
  await startReviews(settings.TEMPORAL_ADDRESS, seeded);
  const api = `http://127.0.0.1:${port}/api/v1/selections`;
  const versions = new Map<string, number>();
  const votingOf = async (selection: Seeded): Promise<Voting> => {
    const version = (versions.get(selection.selectionId) ?? 1) + 1;
    versions.set(selection.selectionId, version);
    const motion = await renewMotion(selection, version);
    return selection.seats.map((seat) => () => {
      const headers = {
        authorization: `Bearer ${tokens.get(seat)}`,
        'idempotency-key': randomUUID(),
        'if-match': `"${motion}"`,
      };
      const body = { choice: 'approve', reason };
      return ask('POST', `${api}/${selection.selectionId}/ballots`, { headers, body });
    });
  };
  return {
    name: 'bukti',
    pid,
    postgresPid,
    prepare: (count) => inTurns(seeded.slice(0, count), votingOf),
  };
}

async function startTemporal(lab: Lab, port: number): Promise<void> {
  const program = await findTemporalProgram({ cacheFolders: [lab.folder], say });
  const spec = await prepareTemporalServer({ program, port, logFile: join(lab.folder, 'temporal.log') });
  const child = await spec.spawn();
  lab.defer(async () => {
    child.kill('SIGKILL');
  });
  await spec.untilReady(child, AbortSignal.timeout(30_000));
}

/** The workflow of each committee review, so that the vote that ends it finds something to wake; no worker carries it on. */
async function startReviews(temporalAddress: string, selections: readonly Seeded[]): Promise<void> {
  const { client, within, close } = openConductor(temporalAddress, 'default');
  await inTurns(selections, ({ selectionId }) => {
    const stage = { selectionId, kind: 'committee-review' as const, attempt: 1 };
    const workflowId = stageWorkflowId(selectionId, stage.kind, stage.attempt);
    const options = { workflowId, taskQueue: TASK_QUEUE, args: [stage] };
    return within(10_000, () => client.workflow.start('committeeReview', options));
  });
  await close();
}

async function issueTokens({ accountNames, dataDir }: BenchAgency): Promise<ReadonlyMap<string, string>> {
  const personas = accountNames.map((name) => ({ name }));
  const tokens = new Map<string, string>();
  for (const { name } of personas) {
    const issued = await issueDemoToken(name, { dataDir, personas });
    if ('problem' in issued) throw new Error(issued.problem);
    tokens.set(name, issued.token);
  }
  return tokens;
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
