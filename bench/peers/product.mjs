// Bukti among the peers: see README.md there. PRODUCT_ROOT is a checkout with its packages installed.
// A case is a selection whose criteria are sealed once, with seats and assessors appointed; opening it is the countersignature.
// Whatever else Bukti asks of people on the way (completion of the pool, confirmation of the data, final sheets, declarations,
// presence, motion) is done inside the step it belongs to and timed with it: 35 writes where the others have 14.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { Agent, request } from 'undici';

const port = 55510;
const grpc = 55511;
const base = `http://127.0.0.1:${port}/api/v1`;
const root = process.env.PRODUCT_ROOT;
const count = Number(process.env.PRODUCT_CASES ?? 300);
// Each look costs the server as much as an act, and a step is never reached at once: few of them, and none before the first pause.
const firstPollMs = 60;
const pollMs = 40;
const run = promisify(execFile);
const dispatcher = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 60_000 });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export default (env) => {
  const { pgUrl, tmp } = env;
  const prepare = (...args) =>
    run(process.execPath, ['--import', 'tsx', path.join(root, 'bench/peers/prepare.ts'), ...args], { cwd: root });
  let prepared;
  let tokens;
  const open = new Map();

  async function ask(name, at, { body, ifMatch } = {}) {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { authorization: `Bearer ${tokens[name]}` };
    if (method === 'POST') {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = randomUUID();
    }
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    const answer = await request(`${base}/selections/${at}`, {
      method,
      dispatcher,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode < 400) return JSON.parse(text);
    const error = new Error(`${method} ${at}: ${answer.statusCode} ${text.slice(0, 300)}`);
    throw Object.assign(error, { status: answer.statusCode });
  }

  /** Workflows move steps: until one is reached. */
  async function reached(one, step) {
    await pause(firstPollMs);
    for (const began = performance.now(); performance.now() - began < 20_000; await pause(pollMs)) {
      const { stages } = await ask(one.hr, one.selectionId);
      const live = stages.find(({ state }) => state === 'open');
      if (live?.step === step) return;
    }
    throw new Error(`${one.selectionId} did not come to ${step}`);
  }

  const steps = {
    async cv(one) {
      await ask(one.hr, `${one.selectionId}/nominations`, { body: { person: one.personId, way: 'hr', note: null } });
    },
    async appraisal(one) {
      await ask(one.hr, `${one.selectionId}/nominations/completion`, { body: {} });
      await reached(one, 'data-check');
    },
    async clearance(one) {
      await ask(one.candidate, `${one.selectionId}/data-confirmations`, { body: {}, ifMatch: one.recordDigest });
      await reached(one, 'independent');
      const { items } = await ask(one.hr, `${one.selectionId}/candidates`);
      one.ref = items[0].ref;
    },
  };

  function sheet(one, note) {
    return { candidate: one.ref, scores: [{ criterion: 'panel', score: '85', reason: note }] };
  }

  /** From the last independent sheet to the vote. */
  async function comeToVote(one, note) {
    const at = one.selectionId;
    await reached(one, 'final');
    for (const name of one.assessors) await ask(name, `${at}/final-sheets`, { body: sheet(one, note) });
    await reached(one, 'declaring');
    const interests = [{ candidate: one.ref, interest: 'none', tie: null, note: null }];
    for (const name of one.seats) await ask(name, `${at}/declarations`, { body: { interests } });
    await reached(one, 'deliberating');
    for (const [index, name] of one.seats.entries()) {
      await ask(name, `${at}/presences`, { body: { seat: index + 1, presence: 'present' } });
    }
    const { digest } = await ask(one.seats[0], `${at}/ranking`);
    await ask(one.seats[0], `${at}/motion`, { body: { candidates: [one.ref] }, ifMatch: digest });
    await reached(one, 'voting');
    ({ digest: one.motion } = await ask(one.seats[0], `${at}/motion`));
  }

  return {
    title: 'Bukti: server, worker, notary; Temporal 1.32.0 dev server (SQLite file)',
    warmup: 5,
    async start() {
      const folder = env.dir('bukti');
      await prepare('found', pgUrl, folder, String(count));
      prepared = JSON.parse(await readFile(`${folder}/prepared.json`, 'utf8'));
      this.data = env.dir('bukti-temporal');
      const rps = ['frontend.namespaceRPS', 'frontend.rps', 'history.rps', 'matching.rps'].flatMap((name) => [
        '--dynamic-config-value',
        `${name}=100000`,
      ]);
      const attributes = ['SelectionStage=Keyword', 'Agency=Keyword', 'DueAt=Datetime', 'Outcome=Keyword'].flatMap(
        (attribute) => ['--search-attribute', attribute],
      );
      this.engine = [
        env.run('bukti-temporal', `${tmp}/venv/bin/temporal`, [
          ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(grpc), '--log-level', 'error'],
          // As `bukti start` runs it.
          ...[
            '--db-filename',
            `${this.data}/temporal.db`,
            '--sqlite-pragma',
            'journal_mode=wal',
            ...rps,
            ...attributes,
          ],
        ]),
      ];
      await env.up(this.engine[0], grpc);
      const settings = { ...prepared.settings, PORT: String(port), TEMPORAL_ADDRESS: `127.0.0.1:${grpc}` };
      this.app = ['server', 'worker', 'notary'].map((name) =>
        env.run(`bukti-${name}`, process.execPath, [path.join(root, 'bin/bukti.js'), name], settings),
      );
      await env.up(this.app[0], port, 90);
      await prepare('tokens', folder);
      tokens = JSON.parse(await readFile(`${folder}/tokens.json`, 'utf8'));
    },
    async open() {
      const one = prepared.cases.pop();
      if (one === undefined) throw new Error('no prepared case is left: raise PRODUCT_CASES');
      open.set(one.selectionId, { ...one, scored: 0 });
      await ask(one.authority, `${one.selectionId}/countersign`, { body: {}, ifMatch: one.digest });
      await reached(one, 'nominating');
      return one.selectionId;
    },
    nominate: (id, { key }) => steps[key](open.get(id)),
    async score(id, { by, body }) {
      const one = open.get(id);
      await ask(one.assessors[Number(by.slice(1)) - 1], `${id}/score-sheets`, { body: sheet(one, body.note) });
      one.scored += 1;
      if (one.scored === one.assessors.length) await comeToVote(one, body.note);
    },
    vote(id, { by, body }) {
      const one = open.get(id);
      const name = one.seats[Number(by.slice(1)) - 1] ?? 'stranger';
      const { choice, reason } = body;
      return ask(name, `${id}/ballots`, { body: { choice, reason }, ifMatch: one.motion ?? '0'.repeat(64) });
    },
    async status(id) {
      try {
        const { tally } = await ask(open.get(id).secretary, `${id}/outcome`);
        return { outcome: tally.outcome };
      } catch (error) {
        if (error.status !== 404) throw error;
        await pause(pollMs);
        return { outcome: null };
      }
    },
    async verify() {
      await prepare('verify', pgUrl);
      const client = new pg.Client(pgUrl);
      await client.connect();
      const { rows } = await client.query('SELECT count(*)::int AS rows FROM ledger.entries');
      await client.end();
      return rows[0];
    },
  };
};
