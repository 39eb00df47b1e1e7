import { heartbeat, log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Refused } from '#domain/refusal.ts';
import { traceOf } from '#platform/trace.ts';

/** A third of the time after which Temporal takes a worker that says nothing for dead. */
const beatMs = 1_000;

/**
 * Carries an activity through. A refusal is an answer, not the weather: Temporal must not retry it. Everything else is
 * retried, and only its kind is written into the history: the words of a driver may quote a row, and are written nowhere.
 */
export async function perform<T>(work: Promise<T>): Promise<T> {
  const beating = setInterval(heartbeat, beatMs);
  const began = performance.now();
  try {
    const done = await work;
    log.info('activity', { ms: Math.round(performance.now() - began) });
    return done;
  } catch (error) {
    // The type is the permanent code; the message holds no details.
    if (error instanceof Refused) {
      log.info('activity refused', { code: error.refusal.code, ms: Math.round(performance.now() - began) });
      throw ApplicationFailure.nonRetryable(error.refusal.code, error.refusal.code);
    }
    log.warn('activity failed', { fault: traceOf(error) });
    throw ApplicationFailure.retryable('an activity failed', kindOf(error));
  } finally {
    clearInterval(beating);
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
