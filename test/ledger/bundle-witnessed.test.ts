import { describe, expect, test } from 'vitest';
import type { BundleInput } from '#ledger/bundle-write.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { proveConsistency } from '#ledger/tree.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, codesOf, type Draft, drafts } from './bundles.ts';
import { readerOf } from './trees.ts';
import { cosigned, good, options, policy, soon, witnessed, writtenAt } from './witnessed.ts';

/** Bundles under a policy that asks for two of three witnesses. */

const statusOf = (input: BundleInput, check: number, given: VerifyOptions = options) =>
  verifyBundle(writeBundle(input), given).checks.find((one) => one.check === check);

test('a bundle with its quorum and its brackets passes every check that can be asked', () => {
  const { checks, findings, exitCode } = verifyBundle(writeBundle(good), { ...options, nowS: writtenAt + 60 });
  expect(findings).toEqual([]);
  expect(checks.filter(({ status }) => status !== 'PASS').map(({ check }) => check)).toEqual([3, 4]);
  expect(exitCode).toBe(0);
});

describe('the quorum', () => {
  test('of two is met while one witness is missing', () => {
    expect(codesOf(witnessed({ 2: [writtenAt, writtenAt], 5: soon.slice(0, 2) }), options)).toEqual([]);
  });

  test('is not met by one: a witness whose key was stolen signs alone', () => {
    const input = witnessed({ 2: [writtenAt, writtenAt], 5: soon.slice(0, 1) });
    expect(codesOf(input, options)).toContain('witness.quorum');
    expect(statusOf(input, 2)).toMatchObject({ status: 'FAIL' });
  });

  test('is not met by a log whose stolen key signs a rewritten tree, which no witness follows', () => {
    const rewritten = bundleInput(
      drafts.map((draft) => ({ ...draft, committed: draft.committed && { choice: 'no', reason: '' } })) as Draft[],
    );
    const leaves = rewritten.entries.map(({ bytes }) => leafHash(bytes));
    const input = { ...rewritten, policy, checkpoint: cosigned(leaves, { times: [] }) };
    const held = toUtf8(good.checkpoint);
    expect(codesOf(input, { ...options, since: held })).toEqual(['consistency.fork', 'witness.quorum']);
  });
});

describe('the bracket of time', () => {
  const bracketed = (note: string, size = 2): BundleInput => ({
    ...good,
    brackets: (good.brackets ?? []).map((one) => (one.size === size ? { ...one, note } : one)),
  });
  const early = () => good.entries.slice(0, 2).map(({ bytes }) => leafHash(bytes));

  test('holds an entry that was back-dated: it knew a checkpoint of a later time', () => {
    const later = [writtenAt + 400, writtenAt + 400];
    const input = witnessed({ 2: later, 5: [writtenAt + 500, writtenAt + 500] });
    expect(codesOf(input, options)).toEqual(['bracket.at']);
  });

  test('holds an entry that was dated ahead: witnesses had signed it before', () => {
    const before = [writtenAt - 400, writtenAt - 400];
    expect(codesOf(witnessed({ 2: before, 5: before }), options)).toEqual(['bracket.at']);
  });

  test('holds an entry that outside clocks saw later than the policy allows', () => {
    const late = [writtenAt + 700, writtenAt + 700];
    expect(codesOf(witnessed({ 2: [writtenAt, writtenAt], 5: late }), options)).toEqual(['bracket.late']);
  });

  test('says nothing of entries from before there were witnesses', () => {
    const late = [writtenAt + 700, writtenAt + 700];
    const since = { ...options, policy: toUtf8(policy.replace('#bukti fresh-within 3600', '#bukti witnessed-from 5')) };
    expect(codesOf(witnessed({ 5: late }), since)).toEqual([]);
  });

  test('is not moved by one witness whose clock is wrong', () => {
    const times = [writtenAt - 100_000, writtenAt + 20, writtenAt + 21];
    expect(codesOf(witnessed({ 2: times, 5: times }), options)).toEqual([]);
  });

  test('stays open where the bundle leaves out a checkpoint that an entry has seen', () => {
    expect(statusOf(witnessed({ 5: soon }), 9)).toMatchObject({ status: 'SKIPPED', reason: 'no-brackets' });
    expect(verifyBundle(writeBundle(witnessed({ 5: soon })), options).exitCode).toBe(3);
  });

  test('takes no checkpoint of another tree: two heads under one key', () => {
    const other = bundleInput([...drafts].reverse()).entries.map(({ bytes }) => leafHash(bytes));
    const forked = cosigned(other.slice(0, 2), { times: [writtenAt, writtenAt] });
    expect(codesOf(bracketed(forked), options)).toEqual(['consistency.fork']);
  });

  test('knows the root of a checkpoint that an entry claims to have seen', () => {
    const seen = { root: '0'.repeat(64), size: 2 };
    const input = bundleInput(drafts.map((draft, index) => (index === 4 ? { ...draft, seen } : draft)));
    const leaves = input.entries.map(({ bytes }) => leafHash(bytes));
    const brackets = [
      {
        size: 2,
        note: cosigned(leaves.slice(0, 2), { times: soon }),
        hashes: proveConsistency(readerOf(leaves), 2, 5),
      },
    ];
    const lying = { ...input, policy, brackets, checkpoint: cosigned(leaves, { times: soon }) };
    expect(codesOf(lying, options)).toEqual(['bracket.seen']);
  });

  test.each<[string, string, () => BundleInput]>([
    ['without its quorum', 'witness.quorum', () => bracketed(cosigned(early(), { times: [writtenAt] }))],
    ['that is no note', 'note.form', () => bracketed('x\n')],
    ['under the name of another size', 'bundle.file', () => bracketed(good.checkpoint)],
    [
      'without its way to the newest',
      'proof.length',
      () => ({ ...good, brackets: (good.brackets ?? []).map((one) => ({ ...one, hashes: [] })) }),
    ],
  ])('takes no checkpoint %s: %s', (_title, code, input) => {
    expect(codesOf(input(), options)).toEqual([code]);
  });
});

describe('freshness', () => {
  test('is asked only by who brings a clock', () => {
    expect(statusOf(good, 12)).toMatchObject({ status: 'SKIPPED', reason: 'no-age-asked' });
  });

  test('an old state of the log that is served as the newest is stale', () => {
    expect(codesOf(good, { ...options, nowS: writtenAt + 4_000 })).toEqual(['fresh.stale']);
  });
});
