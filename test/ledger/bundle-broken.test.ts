import { describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { attacks, good, nestedPolicy } from './attacks.ts';
import { bundleInput, codesOf, drafts, pinned } from './bundles.ts';

describe('a broken export is named', () => {
  test.each(attacks.map(([title, codes, input, options = pinned]) => ({ title, codes, input, options })))(
    '$title: $codes',
    ({ codes, input, options }) => {
      expect(codesOf(input, options)).toEqual(codes);
      expect(verifyBundle(writeBundle(input), options).exitCode).toBe(1);
    },
  );

  test('a text that may not be in NFC here is told as a note', () => {
    const reason = toUtf8('"e\u0301"');
    const input = bundleInput(
      drafts.map((draft) => (draft.committed ? { ...draft, committed: { choice: 'no', reason } } : draft)),
    );
    expect(codesOf(input)).toEqual(['opening.nfc']);
    expect(verifyBundle(writeBundle(input), pinned).exitCode).toBe(0);
  });

  test('a policy of groups in groups is counted as deep as it may be', () => {
    expect(codesOf(bundleInput(drafts, 1), { ...pinned, policy: nestedPolicy(32) })).toEqual([]);
  });

  test('of one code a thousand findings are kept, the rest counted', () => {
    const merit = () => Array.from({ length: 1_003 }, () => ({ code: 'merit.stage', place: 'x' }) as const);
    const { findings, uncounted } = verifyBundle(writeBundle(good), { ...pinned, merit });
    expect([findings.length, uncounted]).toEqual([1_000, { 'merit.stage': 3 }]);
  });
});
