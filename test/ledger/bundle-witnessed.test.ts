import { describe, expect, test } from 'vitest';
import type { BundleInput } from '#ledger/bundle-write.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { codesOf } from './bundles.ts';
import { good, options, signedByOne, withoutSeen, witnessedCases, writtenAt } from './witnessed.ts';

const statusOf = (input: BundleInput, check: number) =>
  verifyBundle(writeBundle(input), options).checks.find((one) => one.check === check);

test('a bundle with its quorum and its brackets passes every check that can be asked', () => {
  const { checks, findings, exitCode } = verifyBundle(writeBundle(good), { ...options, nowS: writtenAt + 60 });
  expect(findings).toEqual([]);
  expect(checks.filter(({ status }) => status !== 'PASS').map(({ check }) => check)).toEqual([3, 4]);
  expect(exitCode).toBe(0);
});

test.each(witnessedCases)('%s: %j', (_title, codes, input, given) => {
  expect(codesOf(input, given)).toEqual(codes);
});

test('one witness alone makes no quorum of two', () => {
  expect(codesOf(signedByOne, options)).toContain('witness.quorum');
  expect(statusOf(signedByOne, 2)).toMatchObject({ status: 'FAIL' });
});

describe('what nobody can tell', () => {
  test('stays open where the bundle leaves out a checkpoint that an entry has seen', () => {
    expect(statusOf(withoutSeen, 9)).toMatchObject({ status: 'SKIPPED', reason: 'no-brackets' });
    expect(verifyBundle(writeBundle(withoutSeen), options).exitCode).toBe(3);
  });

  test('is not asked: freshness, by who brings no clock', () => {
    expect(statusOf(good, 12)).toMatchObject({ status: 'SKIPPED', reason: 'no-age-asked' });
  });
});
