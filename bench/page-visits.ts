import { gzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { PlainBrowser } from '#test/support/plain-browser.ts';
import type { QuietDemo } from './pages-demo.ts';

/** What one page costs. */
export interface Visited {
  readonly ms: readonly number[];
  /** Processor time of one look, of server and Postgres together. */
  readonly cpuMs: number;
  readonly statements: number;
  /** What travels on the first look without fonts, and on the next. */
  readonly firstKb: number;
  readonly nextKb: number;
}

export interface Visitor {
  read(path: string): Promise<string>;
  visit(path: string, rounds: number): Promise<Visited>;
  close(): Promise<void>;
}

const warmUps = 5;
const countings = 5;

interface Loaded {
  readonly bytes: Buffer;
  readonly isPacked: boolean;
}

type Load = (path: string) => Promise<Loaded>;

/** A browser that keeps one connection, its session and what may be kept; signed in through the demo's sign-in page. */
export async function openVisitor({ url, cpuMs }: QuietDemo, persona: string | undefined): Promise<Visitor> {
  const browser = new PlainBrowser(url);
  if (persona !== undefined) {
    // Another browser of theirs, so that there is a session that they may end.
    await new PlainBrowser(url).signIn(persona);
    await browser.signIn(persona);
  }
  const pool = new Pool(url, { connections: 1, pipelining: 1, keepAliveTimeout: 60_000 });
  const load: Load = async (path) => {
    const headers = { cookie: browser.cookie, 'accept-encoding': 'gzip' };
    const { statusCode, headers: answered, body } = await pool.request({ method: 'GET', path, headers });
    const bytes = Buffer.from(await body.arrayBuffer());
    if (statusCode >= 400 && path !== '/nowhere') throw new Error(`${path} answers ${statusCode} to ${persona}`);
    return { bytes, isPacked: answered['content-encoding'] === 'gzip' };
  };
  const read = async (path: string) => (await browser.open(path)).text();
  /** Where an address leads that is none of a page itself. */
  const pathOf = async (path: string) => {
    const { address } = await browser.follow(await browser.open(path));
    return address.slice(url.length);
  };
  return {
    read,
    visit: async (asked, rounds) => {
      // Strangers are led to the identity provider, which is none of our pages.
      const path = persona === undefined ? asked : await pathOf(asked);
      const times = await timeLooks(load, path, { rounds, cpuMs });
      const statements = await countStatements(load, path);
      const assets = await Promise.all((await assetsOf(await read(path), read)).map(load));
      const nextKb = sizeOf(await load(path));
      return { ...times, statements, firstKb: nextKb + sum(assets.map(sizeOf)), nextKb };
    },
    close: () => pool.close(),
  };
}

async function timeLooks(
  load: Load,
  path: string,
  { rounds, cpuMs }: { rounds: number; cpuMs: () => number },
): Promise<Pick<Visited, 'ms' | 'cpuMs'>> {
  for (let round = 0; round < warmUps; round += 1) await load(path);
  const cpuBefore = cpuMs();
  const ms: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await load(path);
    ms.push(performance.now() - began);
  }
  return { ms, cpuMs: (cpuMs() - cpuBefore) / rounds };
}

/** What else the server does between two looks only adds to them, so the least is the page's own. */
async function countStatements(load: Load, path: string): Promise<number> {
  const read = async () => {
    const { bytes } = await load('/metrics');
    return Number(/^bukti_sql_statements_total (\d+)$/m.exec(bytes.toString())?.[1]);
  };
  const counts: number[] = [];
  for (let round = 0; round < countings; round += 1) {
    const before = await read();
    await load(path);
    counts.push((await read()) - before);
  }
  return Math.min(...counts);
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function sizeOf({ bytes, isPacked }: Loaded): number {
  return (isPacked ? bytes : gzipSync(bytes)).length / 1000;
}

/** Stylesheets, scripts and images of this server that a page names, and the modules that its scripts name. */
async function assetsOf(page: string, read: (path: string) => Promise<string>): Promise<string[]> {
  const named = [...page.matchAll(/<(?:link|script|img)[^>]* (?:href|src)="(\/[^"]+)"/g)].map(([, at = '']) => at);
  const found = new Set(named);
  for (const at of found) {
    if (!at.endsWith('.js')) continue;
    for (const [, name = ''] of (await read(at)).matchAll(/^import [^'"]*['"](\.\/[^'"]+)['"]/gm)) {
      found.add(new URL(name, `http://localhost${at}`).pathname);
    }
  }
  return [...found];
}
