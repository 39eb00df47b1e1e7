import { expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { mayDisclose } from '#ledger/disclosure.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { codesOf, pinned } from './bundles.ts';
import { disclosedCases } from './disclosed.ts';

test.each(disclosedCases)('%s: %j', (_title, codes, input) => {
  expect(codesOf(input)).toEqual(codes);
});

test('what was erased is told with the rule and the day, and fails nothing', () => {
  const [, , input] = disclosedCases.find(([title]) => title === 'an opening was erased by law') ?? [];
  if (input === undefined) throw new Error('the case is missing');
  const { findings, exitCode } = verifyBundle(writeBundle(input), pinned);
  const place = 'entry 00000000-0000-4000-8000-000000000003 field reason';
  expect(findings).toEqual([{ check: 10, code: 'opening.erased', place, found: 'retention 2026-03-25' }]);
  expect(exitCode).toBe(0);
});

test('the inspectorate is shown every field, also of a type that no other profile is shown', () => {
  const asked = { entry: { type: 'ballot.cast/1', open: {} }, field: 'reason', own: undefined };
  expect(mayDisclose('inspectorate', asked)).toBe(true);
  expect(mayDisclose('appellant', asked)).toBe(false);
  expect(mayDisclose('public', asked)).toBe(false);
});
