import { expect } from 'vitest';
import { writeExact } from '#domain/exact.ts';
import type { Predicate } from '#domain/policy-pack.ts';
import { scoreValue } from '#domain/score-table.ts';
import {
  type PredicateResult,
  performanceFloor,
  predicateOf,
  predicateOfLabel,
  predicateOfQuadrant,
  quadrantOf,
} from '#domain/skp.ts';
import type { Subject } from './reader.ts';
import { ruleOf } from './rules.ts';

interface Expected {
  readonly status: string;
  readonly predicate?: Predicate;
  readonly K?: string;
  readonly siasnKuadran?: number;
}

/** Score of table K for a predicate. */
export function scoreOfPredicate(predicate: Predicate): string {
  const score = scoreValue(ruleOf('K'), predicate);
  return score.status === 'KNOWN' ? writeExact(score.score) : score.status;
}

function expectPredicate(result: PredicateResult, expected: Expected): void {
  const { K, siasnKuadran, ...rest } = expected;
  expect(result).toMatchObject(rest);
  if (result.status !== 'KNOWN') return;
  expect(scoreOfPredicate(result.predicate)).toBe(K);
  if (siasnKuadran !== undefined) expect(quadrantOf(result.predicate)).toBe(siasnKuadran);
}

interface RatingsCase {
  readonly input: { readonly hasilKerja: string | null; readonly perilaku: string | null };
  readonly expected: Expected;
}

const ratings = ({ input, expected }: RatingsCase) => expectPredicate(predicateOf(input), expected);

export const skpSubject: Subject = {
  cases: ratings,
  halfKnown: ratings,
  labels: ({ input, expected }: { input: { predicate: string | null }; expected: Expected }) =>
    expectPredicate(predicateOfLabel(input.predicate), expected),
  kuadran: ({ input, expected }: { input: { kuadranKinerjaNilai: string | null }; expected: Expected }) =>
    expectPredicate(predicateOfQuadrant(input.kuadranKinerjaNilai), expected),
  twoYearFloor: ({
    input,
    expected,
  }: {
    input: { years: Record<string, Predicate | null>; minPredicate: Predicate; minYears: number };
    expected: { gate: string };
  }) => {
    expect(performanceFloor(input.years, input)).toBe(expected.gate);
  },
};
