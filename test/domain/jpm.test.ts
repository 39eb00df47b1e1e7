import { expect, test } from 'vitest';
import { writeExact } from '#domain/exact.ts';
import { jobPersonMatch } from '#domain/jpm.ts';
import type { JpmRule } from '#domain/policy-pack.ts';
import { pack } from './vectors/reader.ts';

const standards = [97, 89, 83, 79, 73, 71, 67, 61, 59];

function matchOf(levels: readonly number[], rule: Pick<JpmRule, 'levels'>) {
  const input = { levels, standards, referencePost: 'P-1', assessedOn: '2026-01-05' };
  const match = jobPersonMatch(input, { ...pack.jpm, ...rule });
  if (match.status !== 'KNOWN') throw new Error(match.status);
  return match.values;
}

test('a match on a scale of large primes is exact, as on a small one', () => {
  const [product, terms] = standards.reduce<readonly [bigint, bigint]>(
    ([all, sum], standard) => [all * BigInt(standard), sum * BigInt(standard) + all],
    [1n, 0n],
  );
  const { capped, uncapped } = matchOf(Array(9).fill(1), { levels: { from: 1, to: 100 } });
  // The sum of 1/standard is terms/product.
  expect([capped.n * 9n * product, uncapped.n * 9n * product]).toEqual(Array(2).fill(terms * 100n * capped.d));
  const full = matchOf(standards, { levels: { from: 1, to: 100 } });
  expect(Object.values(full).map(writeExact)).toEqual(['100', '100', '100']);
});
