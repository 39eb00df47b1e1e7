import { afterEach, describe, expect, test } from 'vitest';
import { WorkerPool } from '#platform/worker-pool.ts';

/** Answers a job with itself; asked `who`, with its thread; asked `unreadable`, with what no other thread can put together again. */
const program = `
  import { Blob } from 'node:buffer';
  import { parentPort, threadId } from 'node:worker_threads';
  const unreadable = new Blob([]);
  const clone = Object.getOwnPropertySymbols(Blob.prototype).find(({ description }) => description === 'messaging_clone_symbol');
  Object.defineProperty(unreadable, clone, { value: () => ({ data: {}, deserializeInfo: 'internal/blob:None' }) });
  const answers = { who: threadId, unreadable };
  parentPort.on('message', ([number, job]) => parentPort.postMessage([number, answers[job] ?? job]));
`;

let pool: WorkerPool<unknown, unknown> | undefined;
afterEach(() => pool?.close());

/** Two threads, and how to ask them. */
function openPool(): (job: unknown) => Promise<unknown> {
  const address = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const opened = new WorkerPool<unknown, unknown>({ program: address, count: 2, data: null });
  pool = opened;
  return (job) => opened.run(job);
}

describe('a pool of workers', () => {
  test('answers each job with its own answer', async () => {
    const run = openPool();
    expect(await Promise.all(['one', 'two', 'three'].map(run))).toEqual(['one', 'two', 'three']);
  });

  test('is broken by an answer that cannot be read: every job that waits is refused, and every later one', async () => {
    const run = openPool();
    const waiting = await Promise.allSettled(['unreadable', 'unreadable'].map(run));
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(run('one')).rejects.toThrow('a worker failed: its answer cannot be read');
  });

  test('does not count a job that could not be sent among those that a thread still has to do', async () => {
    const run = openPool();
    const idle = await run('who');
    await expect(run(() => undefined)).rejects.toThrow('could not be cloned');
    expect(await run('who')).toBe(idle);
  });
});
