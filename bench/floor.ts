import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { findFreePort } from '#platform/ports.ts';
import { ask } from './ask.ts';
import type { Lab } from './lab.ts';
import type { Peers } from './peers.ts';

export const reason =
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

const members = ['m1', 'm2', 'm3', 'm4', 'm5'];
const documents = ['cv', 'appraisal', 'clearance'];

/** The peers' floor: Express 5 and pg, one transaction per fact. */
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
  const open = async (): Promise<Voting> => {
    const candidate = { id: randomUUID(), name: 'Candidate', post: 'Head of Division' };
    const { id } = await ask<{ id: string }>('POST', at, { body: { members, quorum: 5, candidate } });
    const fact = (kind: string, fact: { key: string; by: string; body: object }) =>
      ask('POST', `${at}/${id}/${kind}`, { body: fact });
    for (const document of documents) {
      await fact('nominations', {
        key: document,
        by: 'secretary',
        body: { document, sha256: 'ab'.repeat(32), note: reason.slice(0, 160) },
      });
    }
    for (const member of members)
      await fact('scores', { key: member, by: member, body: { integrity: 4, leadership: 3, note: reason } });
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

/** A few at a time: preparing must not flood what is measured next. */
export async function inTurns<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < items.length; from += 8) {
    made.push(...(await Promise.all(items.slice(from, from + 8).map(make))));
  }
  return made;
}
