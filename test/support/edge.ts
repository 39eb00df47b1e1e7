import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contenders } from '#demo/contenders.ts';
import { personas } from '#demo/personas.ts';
import type { Accounts } from '#platform/accounts.ts';
import { openAssets } from '#platform/assets.ts';
import { createRegistry, type Probe } from '#platform/health.ts';
import { createApp } from '#platform/http.ts';
import { createDemoProvider, demoTrust, issueDemoToken } from '#platform/identity-provider.ts';
import { openLog } from '#platform/log.ts';
import { registerMetrics } from '#platform/metrics.ts';
import type { PublicRecord } from '#platform/public-record.ts';
import type { Feature } from '#platform/route.ts';
import type { Screens } from '#platform/screens.ts';
import type { Sessions } from '#platform/sessions.ts';

export interface EdgeOptions {
  readonly features: readonly Feature[];
  readonly accounts: Accounts;
  readonly sessions?: Sessions;
  readonly probes?: readonly Probe[];
  readonly requestsPerMinute?: number;
  readonly screens?: Screens;
  readonly record?: PublicRecord;
}

export interface Edge {
  readonly url: string;
  readonly dataDir: string;
  /** Every line that was logged. */
  readonly log: string[];
  token(persona: string): Promise<string>;
  /** A request to the API as a persona; a body makes it a POST with a fresh Idempotency-Key. */
  ask(persona: string, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** For tests that sign in with bearer tokens alone. */
const noSessions: Sessions = {
  handler: (_req, _res, next) => next(),
  drafts: {
    under: () => Promise.resolve(new Map()),
    keep: () => Promise.resolve(false),
    drop: () => Promise.resolve(),
  },
  close: () => undefined,
};

/** The real application on a free port of the loopback address, with the demo's identity provider. */
export async function openEdge(options: EdgeOptions): Promise<Edge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bukti-edge-'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: string[] = [];
  const log = openLog('test', 'info', { write: (line: string) => void lines.push(line) });
  const registry = createRegistry();
  const assets = openAssets();
  const app = createApp({
    publicUrl: url,
    version: '0.0.0',
    log,
    registry,
    figures: registerMetrics(registry),
    trust: demoTrust(url),
    identityProvider: await createDemoProvider({
      publicUrl: url,
      dataDir,
      people: { personas, contenders },
      log,
      assets: assets.paths,
    }),
    assets,
    screens: { screens: [], open: [], acts: [] },
    surroundings: () => Promise.resolve({ agency: undefined, checkpoint: undefined, now: new Date().toISOString() }),
    probes: [],
    sessions: noSessions,
    checksAnswers: true,
    ...options,
  });
  server.on('request', app);
  // A test world has more candidates than the demo has personas.
  const numbered = [1, 2, 3, 4, 5].map((number) => ({ name: `candidate-${number}` }));
  const token = async (persona: string) => {
    const issued = await issueDemoToken(persona, { dataDir, personas: [...personas, ...numbered] });
    if ('problem' in issued) throw new Error(issued.problem);
    return issued.token;
  };
  return {
    url,
    dataDir,
    log: lines,
    token,
    ask: async (persona, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${await token(persona)}`);
      return fetch(`${url}/api/v1${path}`, { ...init, headers });
    },
    close: async () => {
      options.sessions?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
