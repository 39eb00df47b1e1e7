import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
  /** What is waited for, for the error message. */
  readonly what?: string;
}

/** Waits until `probe` answers something other than undefined, null or false, and answers that; throws after the time. */
export async function until<Value>(
  probe: () => Promise<Value> | Value,
  { timeoutMs = 10_000, everyMs = 25, what = 'the condition' }: UntilOptions = {},
): Promise<Exclude<Value, undefined | null | false>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as Exclude<Value, undefined | null | false>;
    }
    if (performance.now() >= deadline) throw new Error(`${what} did not come about within ${timeoutMs} ms`);
    await pause(everyMs);
  }
}
