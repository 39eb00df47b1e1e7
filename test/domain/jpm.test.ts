import { expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import { jobPersonMatch, jpmCategory, recordedMatch, validityOf } from '#domain/jpm.ts';
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

/** As written, of levels from 1 to 5 against standards of 4. */
function writtenOf(levels: readonly (number | null)[], standards: readonly (number | null)[]) {
  const match = jobPersonMatch({ levels, standards, referencePost: 'P-1', assessedOn: '2026-01-05' }, pack.jpm);
  if (match.status !== 'KNOWN') return match;
  return Object.fromEntries(Object.entries(match.values).map(([method, value]) => [method, writeExact(value)]));
}

test('a level above its standard lifts the uncapped match alone, and the sum', () => {
  expect(writtenOf([5, 2], [4, 3])).toEqual({ capped: '250/3', uncapped: '575/6', 'sum-ratio': '100' });
});

test('nothing to compare is refused, and so is a level without its standard', () => {
  const refused = { status: 'REFUSED', reason: 'competency.count' };
  expect(writtenOf([], [])).toEqual(refused);
  expect(writtenOf([4], [])).toEqual(refused);
  expect(writtenOf([4], [0])).toEqual({ status: 'REFUSED', reason: 'competency.standard-range' });
});

test('a competency without level or standard is named, by its number where the policy has no name for it', () => {
  const none = Array.from({ length: 9 }, () => 4);
  expect(writtenOf([null, ...none.slice(1)], none)).toMatchObject({ missing: ['integritas'] });
  expect(writtenOf(none, [4, null, ...none.slice(2)])).toMatchObject({ missing: ['kerjasama'] });
  expect(writtenOf([...none, null], [...none, 4])).toMatchObject({ missing: ['competency-10'] });
});

test('on record, a competency of the policy that is not covered is missing by its name', () => {
  const recorded = (levels: readonly (number | null)[]) =>
    recordedMatch({ levels, standards: levels.map(() => 4), referencePost: 'P-1', assessedOn: '2026-01-05' }, pack.jpm);
  expect(recorded(Array(9).fill(4)).status).toBe('KNOWN');
  expect(recorded(Array(8).fill(4))).toMatchObject({ status: 'UNKNOWN', missing: ['perekat-bangsa'], reason: null });
  expect(recorded([6])).toMatchObject({ status: 'REFUSED' });
});

test('a category begins at its lower bound, unrounded', () => {
  const category = (value: string) => jpmCategory(exact(value), pack.jpm);
  expect(['100', '80', '79.999', '68', '67.999', '0'].map(category)).toEqual(['MS', 'MS', 'MMS', 'MMS', 'KMS', 'KMS']);
  expect(() => jpmCategory(exact('5'), { ...pack.jpm, categories: [] })).toThrow('the lowest category starts at 0');
});

test('an assessment is valid from its day on, up to the day before its months have passed', () => {
  const on = (day: string) => validityOf('2023-06-15', day, 36);
  expect(['2023-06-14', '2023-06-15', '2026-06-14', '2026-06-15'].map(on)).toEqual([
    'NOT-YET',
    'VALID',
    'VALID',
    'EXPIRED',
  ]);
});
