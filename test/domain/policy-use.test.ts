import { describe, expect, test } from 'vitest';
import { choosePolicy, type Effective, standingOf } from '#domain/policy-use.ts';

interface Version extends Effective {
  readonly name: string;
}

const version = (name: string, effectiveFrom: string, effectiveUntil: string | null = null): Version => ({
  name,
  effectiveFrom,
  effectiveUntil,
});

const today = '2026-06-15';
const current = version('2026.2', '2026-01-01');

describe('of the published versions of a pack, in the order of publication,', () => {
  test.each<[string, Version[], string | undefined]>([
    ['the only one', [current], '2026.2'],
    ['nothing where none is published', [], undefined],
    ['nothing before the first day', [version('2030.1', '2030-01-01')], undefined],
    ['one on its first day', [version('today', today)], 'today'],
    ['nothing on the day on which it is no longer in force', [version('ended', '2020-01-01', today)], undefined],
    ['one on its last day', [version('ending', '2020-01-01', '2026-06-16')], 'ending'],
    ['what is in force, though a later one is published', [current, version('2030.1', '2030-01-01')], '2026.2'],
    [
      'what came into force last, though an older one was published later',
      [current, version('2025.9', '2025-01-01')],
      '2026.2',
    ],
    ['of several of the same day what was published last', [version('2026.1', '2026-01-01'), current], '2026.2'],
    ['the older one once the newer has ended', [current, version('trial', '2026-03-01', '2026-04-01')], '2026.2'],
  ])('%s is taken', (_case, versions, taken) => {
    expect(choosePolicy(versions, today)?.name).toBe(taken);
  });

  test('one is in force; the others are replaced, later or ended', () => {
    const versions = [
      version('2026.1', '2026-01-01'),
      current,
      version('2025.9', '2025-01-01'),
      version('2030.1', '2030-01-01'),
      version('trial', '2026-03-01', '2026-04-01'),
    ];
    expect(versions.map((one) => standingOf(one, versions, today))).toEqual([
      'replaced',
      'in-force',
      'replaced',
      'later',
      'ended',
    ]);
  });
});
