import { describe, expect, test } from 'vitest';
import type { BundleInput } from '#ledger/bundle-write.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, codesOf, pinned } from './bundles.ts';
import {
  from,
  good,
  options,
  signedByOne,
  unplaced,
  wholeDump,
  withoutSeen,
  witnessedCases,
  writtenAt,
} from './witnessed.ts';

const statusOf = (input: BundleInput, check: number) =>
  verifyBundle(writeBundle(input), options).checks.find((one) => one.check === check);

test('a bundle with its quorum and its brackets passes every check that can be asked', () => {
  const { checks, findings, exitCode } = verifyBundle(writeBundle(good), { ...options, nowS: writtenAt + 60 });
  expect(findings).toEqual([]);
  expect(checks.filter(({ status }) => status !== 'PASS').map(({ check }) => check)).toEqual([3, 4]);
  expect(exitCode).toBe(0);
});

test('a dump proves its positions by the tree: nothing is left open', () => {
  expect(statusOf(wholeDump, 9)).toEqual({ check: 9, status: 'PASS' });
});

test.each(witnessedCases)('%s: %j', (_title, codes, input, given) => {
  expect(codesOf(input, given)).toEqual(codes);
});

test('one witness alone makes no quorum of two', () => {
  expect(codesOf(signedByOne, options)).toContain('witness.quorum');
  expect(statusOf(signedByOne, 2)).toMatchObject({ status: 'FAIL' });
});

test('the newest state of the log is fresh up to the second that the policy allows, counted from its quorum', () => {
  const quorumAt = writtenAt + 21;
  const staleAt = (nowS: number) => verifyBundle(writeBundle(good), { ...options, nowS }).findings;
  expect(staleAt(quorumAt + 3_600)).toEqual([]);
  expect(staleAt(quorumAt + 3_601)).toEqual([
    {
      check: 12,
      code: 'fresh.stale',
      place: 'checkpoint',
      expected: `cosigned at ${String(quorumAt + 1)} or later`,
      found: String(quorumAt),
    },
  ]);
});

describe('what nobody can tell', () => {
  test('stays open where the bundle leaves out a checkpoint that an entry has seen', () => {
    expect(statusOf(withoutSeen, 9)).toMatchObject({ status: 'SKIPPED', reason: 'no-brackets' });
    expect(verifyBundle(writeBundle(withoutSeen), options).exitCode).toBe(3);
  });

  test('is not asked of a checkpoint from before there were witnesses', () => {
    const ninth = (position: number) =>
      verifyBundle(writeBundle(withoutSeen), from(position)).checks.find(({ check }) => check === 9);
    expect(ninth(1)).toMatchObject({ status: 'SKIPPED', reason: 'no-brackets' });
    expect(ninth(2)).toEqual({ check: 9, status: 'PASS' });
  });

  test('stays open where the position of an entry is not proven, since by it the entry may look older', () => {
    expect(statusOf(unplaced, 9)).toMatchObject({ status: 'SKIPPED', reason: 'no-proofs' });
    expect(verifyBundle(writeBundle(unplaced), options).exitCode).toBe(3);
  });

  test('is not asked: freshness, by who brings no clock', () => {
    expect(statusOf(good, 12)).toMatchObject({ status: 'SKIPPED', reason: 'no-age-asked' });
  });

  const fresh = '#bukti fresh-within 3600\n';
  test.each([
    ['where the policy promises no age', 'no-age-asked', good, pinned],
    ['where the policy is none', 'no-checkpoint', good, { ...options, policy: toUtf8('quorum x\n') }],
    ['where the checkpoint is none', 'no-checkpoint', { ...good, checkpoint: 'x\n' }, options],
    [
      'where no witness is asked for',
      'no-outside-clock',
      bundleInput(),
      { ...pinned, policy: concatBytes(toUtf8(fresh), pinned.policy ?? toUtf8('')) },
    ],
  ])('is how fresh a bundle is %s: %s', (_title, reason, input, given) => {
    const { checks } = verifyBundle(writeBundle(input), { ...given, nowS: writtenAt + 60 });
    expect(checks.find(({ check }) => check === 12)).toMatchObject({ status: 'SKIPPED', reason });
  });
});
