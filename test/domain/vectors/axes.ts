import { expect } from 'vitest';
import { performanceAxis, potentialAxis, talentValue } from '#domain/axes.ts';
import { boxOfValues } from '#domain/boxes.ts';
import { type Exact, exact, parseExact, showExact, writeExact } from '#domain/exact.ts';
import { readScore } from '#domain/known.ts';
import type { AxisRule } from '#domain/policy-pack.ts';
import { pack, type Subject } from './reader.ts';

export interface Weights {
  readonly weights?: Readonly<Record<'Y' | 'X' | 'talentValue', Readonly<Record<string, string>>>>;
}

export interface KnownAxisExpected {
  readonly status: 'KNOWN';
  readonly exact: string | null;
  readonly fraction: string;
  readonly shown: string;
  readonly level: string;
}

interface AxisCase {
  readonly axis: 'Y' | 'X';
  readonly input: Readonly<Record<string, string | null>>;
  readonly expected: KnownAxisExpected;
}

interface CombinedCase {
  readonly input: { readonly Y: string; readonly X: string };
  readonly expected: { readonly box: number; readonly talentValue: string };
}

/** The pack's axis with the weights of the file, where it states its own. */
export function axisRule(code: 'Y' | 'X', file: Weights = {}): AxisRule {
  const rule = code === 'Y' ? pack.axes.performance : pack.axes.potential;
  const weights = file.weights?.[code];
  if (weights === undefined) return rule;
  return { ...rule, weights: Object.entries(weights).map(([indicator, weight]) => ({ indicator, weight })) };
}

/** Scores as they arrive: absent is null, everything else must be a score. */
export function readScores(input: Readonly<Record<string, string | null>>): Record<string, Exact | null> {
  return Object.fromEntries(
    Object.entries(input).map(([code, text]) => {
      const score = readScore(text, code);
      if (score.status === 'REFUSED') throw new Error(`${code}: ${score.reason}`);
      return [code, score.status === 'KNOWN' ? score.score : null];
    }),
  );
}

export function axisOf(code: 'Y' | 'X', input: Readonly<Record<string, string | null>>, file: Weights = {}) {
  const [rule, scores] = [axisRule(code, file), readScores(input)];
  return code === 'Y' ? performanceAxis(rule, scores) : potentialAxis(rule, scores);
}

export function expectExact(value: Exact, expected: { exact: string | null; fraction: string }): void {
  expect(value.equals(expected.fraction)).toBe(true);
  expect(writeExact(value)).toBe(expected.exact ?? expected.fraction);
}

export const axesSubject: Subject = {
  cases: ({ axis, input, expected }: AxisCase, file: Weights) => {
    const result = axisOf(axis, input, file);
    if (result.status !== 'KNOWN') throw new Error(`unknown: ${result.missing.join()}`);
    expectExact(result.value, expected);
    expect(showExact(result.value, 2)).toBe(expected.shown);
    expect(result.level).toBe(expected.level);
  },
  combined: ({ input, expected }: CombinedCase, file: Weights) => {
    const share = file.weights?.talentValue;
    const rule =
      share === undefined
        ? pack.talentValue
        : { ...pack.talentValue, performance: share['Y'] ?? '', potential: share['X'] ?? '' };
    const value = talentValue({ performance: exact(input.Y), potential: exact(input.X) }, rule);
    expect(boxOfValues(input, pack)).toMatchObject({ box: expected.box });
    expect(value.equals(parseExact(expected.talentValue) ?? -1)).toBe(true);
  },
};
