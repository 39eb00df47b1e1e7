import { isAbsent } from './absent.ts';
import type { RefusalCode } from './codes.ts';
import { compareExact, type Exact, exact, parseExact, zero } from './exact.ts';

/** What is not known is named, with the reason where there is one. It is never 0, a default, or an average. */
export interface Unknown {
  readonly status: 'UNKNOWN';
  readonly missing: readonly string[];
  /** A refusal code, or the name of the conflict between two sources; null where the fact is simply absent. */
  readonly reason: string | null;
}

/** A value that is there but cannot be one. */
export interface RefusedValue {
  readonly status: 'REFUSED';
  readonly reason: RefusalCode;
}

export interface KnownScore {
  readonly status: 'KNOWN';
  readonly score: Exact;
}

export type Score = KnownScore | Unknown | RefusedValue;

export function unknown(missing: string | readonly string[], reason: string | null = null): Unknown {
  return { status: 'UNKNOWN', missing: typeof missing === 'string' ? [missing] : missing, reason };
}

export function refused(reason: RefusalCode): RefusedValue {
  return { status: 'REFUSED', reason };
}

export function known(score: Exact): KnownScore {
  return { status: 'KNOWN', score };
}

const hundred = exact('100');

/** A score from 0 to 100 as it arrives; `name` is what is missing where it is absent. */
export function readScore(text: string | null | undefined, name: string): Score {
  if (isAbsent(text)) return unknown(name);
  const score = parseExact(text);
  if (score === undefined) return refused('score.format');
  return isScore(score) ? known(score) : refused('score.out-of-range');
}

function isScore(score: Exact): boolean {
  return compareExact(score, zero) >= 0 && compareExact(score, hundred) <= 0;
}

/** A score is taken only with the inputs it can be recomputed from; an opinion, of a person or a model, is no evidence. */
export function refuseScoreWithoutInputs(inputs: unknown): RefusedValue | undefined {
  return inputs === null || inputs === undefined ? refused('score.no-inputs') : undefined;
}
