import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { stageWorkflowId } from '#domain/ids.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';
import { findFreePort } from '#platform/ports.ts';
import { openConductor } from '#platform/temporal.ts';
import { TASK_QUEUE } from '#workflows/contract.ts';
import { type BenchAgency, foundBenchAgency } from './agency.ts';
import { ask } from './ask.ts';
import { openTemporal } from './cluster.ts';
import { bukti, type Lab } from './lab.ts';
import type { Peers } from './peers.ts';
import { renewMotion, type Seeded, seed } from './seeding.ts';

const committees = 16;
/** As long as that of the peers. */
const reason =
  'Strong record in two postings; led the reform of the licensing unit; peers confirm integrity and calm under pressure. '.repeat(
    2,
  );

/** A case that stands before its vote: five votes, one after the other. */
export type Voting = readonly (() => Promise<unknown>)[];

export interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly postgresPid: number;
  prepare(count: number): Promise<Voting[]>;
}

export async function openFloor(lab: Lab, peers: Peers): Promise<Contender> {
  const cluster = await peers.openCluster();
  lab.defer(async () => {
    await cluster.drop('bench_floor');
    await cluster.stop();
  });
  await cluster.fresh('bench_floor', peers.schema);
  const port = await findFreePort();
  const env = { PORT: String(port), DATABASE_URL: peers.url('bench_floor'), NODE_ENV: 'production' };
  const args = [join(peers.source, 'apps/floor.mjs')];
  const { pid } = await lab.launch({ name: 'floor', command: process.execPath, args, env, port });
  const at = `http://127.0.0.1:${port}/cases`;
  const members = ['m1', 'm2', 'm3', 'm4', 'm5'];
  const open = async (): Promise<Voting> => {
    const candidate = { id: randomUUID(), name: 'Candidate', post: 'Head of Division' };
    const { id } = await ask<{ id: string }>('POST', at, { body: { members, quorum: 5, candidate } });
    const fact = (kind: string, body: { key: string; by: string; body: object }) =>
      ask('POST', `${at}/${id}/${kind}`, { body });
    for (const document of ['cv', 'appraisal', 'clearance']) {
      const body = { document, sha256: 'ab'.repeat(32), note: reason.slice(0, 160) };
      await fact('nominations', { key: document, by: 'secretary', body });
    }
    for (const member of members) {
      await fact('scores', { key: member, by: member, body: { integrity: 4, leadership: 3, note: reason } });
    }
    return members.map(
      (member) => () => fact('votes', { key: member, by: member, body: { choice: 'approve', reason } }),
    );
  };
  return {
    name: 'floor',
    pid,
    postgresPid: cluster.pid,
    prepare: (count) => inTurns(Array.from({ length: count }), open),
  };
}

export interface Served {
  /** Options of Node for the server. */
  readonly profiling: readonly string[];
  readonly adminUrl: string;
  readonly postgresPid: number;
  readonly total: number;
}

export async function openProduct(lab: Lab, { adminUrl, postgresPid, total, profiling }: Served): Promise<Contender> {
  const dataDir = join(lab.folder, 'bukti');
  const agency = await foundBenchAgency(adminUrl, dataDir, { vacancies: total, people: 40, committees });
  lab.defer(() => agency.close());
  const { address } = await openTemporal(lab);
  const port = await findFreePort();
  const settings = { ...agency.settings, PORT: String(port), TEMPORAL_ADDRESS: address };
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

/** A few at a time: preparing must not flood what is measured next. */
async function inTurns<Item, Made>(items: readonly Item[], make: (item: Item) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < items.length; from += 8) {
    made.push(...(await Promise.all(items.slice(from, from + 8).map(make))));
  }
  return made;
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
