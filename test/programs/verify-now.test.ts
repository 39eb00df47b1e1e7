import { describe, expect, test } from 'vitest';
import { secondsOf } from '#programs/verify.ts';
import { hasPython, runPython } from '../ledger/python-verifier.ts';

const noInstants = [
  '2026-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-11-30T24:00:00Z',
  '2026-11-30T23:60:00Z',
  '2026-11-30T23:59:60Z',
  '2026-11-30T08:00:00',
  '2026-11-30T08:00:00+24:00',
  '2026-11-30T08:00:00+07:60',
  '2026-11-30T08:00.5',
  'today',
];

test.each(noInstants)('%s is no instant', (text) => {
  expect(() => secondsOf(text)).toThrow('is no instant such as');
});

test.each([
  ['2028-02-29', 1_835_395_200],
  ['2026-11-30T08:00Z', 1_796_025_600],
  ['2026-11-30T08:00:59.999999999Z', 1_796_025_659],
  ['2026-11-30T15:00:00+07:00', 1_796_025_600],
  ['2026-11-30T00:30:00-07:30', 1_796_025_600],
])('%s is an instant', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

describe.skipIf(!hasPython)('the verifier in Python', () => {
  test.each(noInstants.slice(0, 6))('refuses %s as well', (text) => {
    expect(runPython(['none.zip', '--now', text])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--now'),
    });
  });
});
