import { type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { contextOf } from './request-context.ts';

/** One thing that must work before requests should come here. */
export interface Probe {
  readonly name: string;
  /** Throws when it does not work; may answer a short note that anyone may read. */
  readonly check: () => Promise<string | undefined>;
}

/** What a probe may tell anyone of why it failed. */
export class Unready extends Error {
  readonly note: string;
  constructor(note: string) {
    super(note);
    this.name = 'Unready';
    this.note = note;
  }
}

interface ProbeResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly note?: string;
}

const probeTimeoutMs = 2_000;

/** Answers are shared for this long, so that asking for health is no way to load what is asked about. */
const sharedMs = 1_000;

export interface HealthOptions {
  readonly probes: readonly Probe[];
  readonly registry: Registry;
}

/** `/healthz`: the process answers. `/readyz`: each probe, 503 unless all pass. `/metrics`: Prometheus text. */
export function createHealthRouter({ probes, registry }: HealthOptions): Router {
  const router = Router();
  const probeAll = shared(async () => Promise.all(probes.map(probe)));
  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const checks = await probeAll();
    const isReady = checks.every(({ ok }) => ok);
    res
      .status(isReady ? 200 : 503)
      .set(isReady ? {} : { 'Retry-After': '2' })
      .set('Cache-Control', 'no-store')
      .json({ status: isReady ? 'ready' : 'not-ready', checks });
  });
  router.get('/metrics', async (_req, res) => {
    res.set('Content-Type', registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function probe({ name, check }: Probe): Promise<ProbeResult> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), probeTimeoutMs);
  });
  try {
    const note = await Promise.race([check(), tooLate]);
    return { name, ok: true, ms: took(), ...(note === undefined ? {} : { note }) };
  } catch (error) {
    // The answer of a probe: what failed is its name, the words of any other failure may hold addresses.
    return { name, ok: false, ms: took(), ...(error instanceof Unready ? { note: error.note } : {}) };
  } finally {
    clearTimeout(timer);
  }
}

function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    if (answer === undefined || performance.now() - askedAt > sharedMs) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}

/** A registry with the figures of this process, for one program. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Times every request by method, route pattern and status. */
export function measureRequests(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'bukti_http_request_seconds',
    help: 'Duration of HTTP requests by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return (req, res, next) => {
    res.once('finish', () => {
      const { route = 'other', beganAtMs } = contextOf(req);
      const labels = { method: req.method, route, status: String(res.statusCode) };
      durations.observe(labels, (performance.now() - beganAtMs) / 1000);
    });
    next();
  };
}
