import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { demoAccounts } from '#demo/accounts.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';
import type { RunningDemo } from './demo-setup.ts';

export interface Demo extends RunningDemo {
  /** A bearer token of a person of the story. */
  token(name: string): Promise<string>;
  /** A request to the API as a person of the story. */
  ask(name: string, path: string, init?: RequestInit): Promise<Response>;
  /** A successful reading. */
  read<Answer>(name: string, path: string): Promise<Answer>;
  /** The proof of a selection, as its auditor downloads it. */
  bundle(selectionId: string): Promise<Uint8Array>;
  /** How an auditor checks, who holds policy.txt and epochs.txt from before. */
  trust(): Promise<VerifyOptions>;
}

/** Waits for the demo that the journeys share; the first to ask starts it. */
export async function joinDemo(): Promise<Demo> {
  const response = await fetch(inject('demoDoor'));
  if (!response.ok) throw new Error(`the demo did not start: ${await response.text()}`);
  const running = (await response.json()) as RunningDemo;
  const ask: Demo['ask'] = async (name, path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${await tokenOf(running, name)}`);
    return fetch(`${running.url}/api/v1${path}`, { ...init, headers });
  };
  const succeed = async (name: string, path: string) => {
    const answer = await ask(name, path);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    ...running,
    token: (name) => tokenOf(running, name),
    ask,
    read: async <Answer>(name: string, path: string) => (await (await succeed(name, path)).json()) as Answer,
    bundle: async (id) => new Uint8Array(await (await succeed('auditor', `/selections/${id}/bundle`)).arrayBuffer()),
    trust: async () => ({
      merit: checkMerit,
      policy: await readFile(join(running.dataDir, 'signer', 'policy.txt')),
      epochs: await readFile(join(running.dataDir, 'signer', 'epochs.txt')),
    }),
  };
}

async function tokenOf({ dataDir }: RunningDemo, name: string): Promise<string> {
  const issued = await issueDemoToken(name, { dataDir, personas: demoAccounts });
  if ('problem' in issued) throw new Error(issued.problem);
  return issued.token;
}

export interface ListedSelection {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly step: string | null;
  readonly blocked: string | null;
}

/** The selections of the story, by the title of their post. */
export async function listStory(demo: Demo): Promise<ReadonlyMap<string, ListedSelection>> {
  const { items } = await demo.read<{ items: ListedSelection[] }>('auditor', '/selections');
  return new Map(items.map((item) => [item.title, item]));
}
