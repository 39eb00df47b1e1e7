import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { demoAccounts } from '#demo/accounts.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';

/** An act that was acknowledged. */
export interface Acknowledged {
  readonly type: string;
  readonly selectionId: string;
  readonly entry: string;
  readonly leaf: string;
}

export interface ChaosApi {
  get<Answer>(name: string, path: string): Promise<Answer>;
  /** Repeats the same act under the same key until it is answered, whatever happens to the programs meanwhile. */
  act<Answer>(name: string, path: string, asked: Asked): Promise<Answer>;
  /** Tries that got no answer, or one that asks to come again. */
  readonly repeats: () => number;
}

interface Asked {
  readonly body: unknown;
  readonly ifMatch?: string;
}

/** The weather: no answer, or one that says "later". */
const passing = new Set([429, 502, 503]);
const longestMs = 120_000;

export function openChaosApi(url: string, dataDir: string): ChaosApi {
  const tokenOf = keepTokens(dataDir);
  let repeats = 0;
  const send = async (path: string, init: Sending) => {
    for (const deadline = performance.now() + longestMs; ; ) {
      const answer = await trySending(`${url}/api/v1${path}`, init);
      if (answer !== undefined && answer.status < 400) return answer.text;
      const mayPass = answer === undefined || passing.has(answer.status);
      if (!mayPass || performance.now() > deadline) {
        throw new Error(`${init.method} ${path}: ${answer?.status ?? 'no answer'} ${answer?.text.slice(0, 300) ?? ''}`);
      }
      repeats += 1;
      await pause(50);
    }
  };
  return {
    get: async <Answer>(name: string, path: string) => {
      const headers = { authorization: `Bearer ${await tokenOf(name)}` };
      return JSON.parse(await send(path, { method: 'GET', headers })) as Answer;
    },
    act: async <Answer>(name: string, path: string, { body, ifMatch }: Asked) => {
      const headers = {
        authorization: `Bearer ${await tokenOf(name)}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      };
      return JSON.parse(await send(path, { method: 'POST', headers, body: JSON.stringify(body) })) as Answer;
    },
    repeats: () => repeats,
  };
}

interface Sending {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string;
}

async function trySending(url: string, init: Sending): Promise<{ status: number; text: string } | undefined> {
  try {
    const { statusCode, body } = await request(url, { ...init, headersTimeout: 15_000 });
    return { status: statusCode, text: await body.text() };
  } catch {
    return undefined;
  }
}

function keepTokens(dataDir: string): (name: string) => Promise<string> {
  const tokens = new Map<string, string>();
  return async (name) => {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const issued = await issueDemoToken(name, { dataDir, personas: demoAccounts });
    if ('problem' in issued) throw new Error(issued.problem);
    tokens.set(name, issued.token);
    return issued.token;
  };
}

interface Receipted {
  readonly receipt: { readonly entry: string; readonly leaf: string };
}

/** Acts again and again until told to stop; what is under way then is still brought to its acknowledgement. */
export interface Client {
  readonly acknowledged: Acknowledged[];
  readonly ended: Promise<void>;
}

type Step = () => Promise<Acknowledged[]>;

export function runClient(step: Step, signal: AbortSignal): Client {
  const acknowledged: Acknowledged[] = [];
  const run = async () => {
    while (!signal.aborted) {
      acknowledged.push(...(await step()));
      // A person takes longer; the record stays small enough to be checked whole after each of a hundred kills.
      await pause(120);
    }
  };
  return { acknowledged, ended: run() };
}

const criterionOf = (weight: number) => [
  { code: 'panel', label: { id: 'Wawancara', en: 'Interview' }, source: 'panel', weight: String(weight) },
  { code: 'talent', label: { id: 'Talenta', en: 'Talent' }, source: 'talent-value', weight: String(100 - weight) },
];

/** HR drafts criteria, version after version, for a selection that nobody seals. */
export function draftingClient(api: ChaosApi, selectionId: string): Step {
  let version = 0;
  return async () => {
    version += 1;
    const vacancy = { fieldsOfStudy: ['hukum'], frozen: false, election: 'none' };
    const body = { criteria: criterionOf(10 + (version % 80)), vacancy };
    const { receipt } = await api.act<Receipted>('hr', `/selections/${selectionId}/criteria`, { body });
    return [{ type: 'criteria.drafted/1', selectionId, ...receipt }];
  };
}

/** The committee that is voting: the chair renews the motion, two members vote on it, and so on; the vote never ends. */
export function votingClient(api: ChaosApi, selectionId: string): Step {
  const at = `/selections/${selectionId}`;
  return async () => {
    const { digest, ranking } = await api.get<Ranked>('chair', `${at}/ranking`);
    const { content } = await api.get<Motion>('chair', `${at}/motion`);
    const ranked = ranking.ranked.slice(0, 3).map(({ ref }) => ref);
    const candidates = ranked.join() === content.candidates.join() ? ranked.toReversed() : ranked;
    const put = await api.act<Receipted>('chair', `${at}/motion`, { body: { candidates }, ifMatch: digest });
    const done: Acknowledged[] = [{ type: 'motion.put/1', selectionId, ...put.receipt }];
    const motion = await api.get<Motion>('chair', `${at}/motion`);
    for (const name of ['chair', 'member-1']) {
      const body = { choice: 'approve', reason: 'Urutan sesuai bukti yang diperiksa.' };
      const { receipt } = await api.act<Receipted>(name, `${at}/ballots`, { body, ifMatch: motion.digest });
      done.push({ type: 'ballot.cast/1', selectionId, ...receipt });
    }
    return done;
  };
}

interface Ranked {
  readonly digest: string;
  readonly ranking: { readonly ranked: readonly { readonly ref: string }[] };
}

interface Motion {
  readonly digest: string;
  readonly content: { readonly candidates: readonly string[] };
}
