import { expect, test } from 'vitest';
import type { GateFinding, MeritFinding } from '#domain/eligibility.ts';
import { type LateFile, tellLateImpact } from '#domain/late-impact.ts';
import type { Ranking } from '#domain/ranking.ts';

const merit = (talentValue: string, box: number): MeritFinding => ({
  performance: talentValue,
  potential: talentValue,
  talentValue,
  box,
  missing: [],
  indicators: [],
});
const gate = (result: GateFinding['result']) => ({ gate: 'rank', result }) as GateFinding;
const file = (ref: string, change: Partial<LateFile> = {}): LateFile => ({
  ref,
  changed: [],
  frozen: { outcome: 'admitted', gates: [gate('PASS')], merit: merit('80', 8) },
  now: { outcome: 'admitted', gates: [gate('PASS')], merit: merit('80', 8) },
  ...change,
});
const ranking = (...refs: readonly string[]) =>
  ({
    algorithm: 'ranking/1',
    ranked: refs.map((ref, index) => ({
      ref,
      rank: index + 1,
      total: '1',
      band: null,
      tiedWith: [],
      tieBrokenBy: null,
      trace: [],
    })),
    unranked: [],
  }) satisfies Ranking;
const nothing = { before: null, after: null };

test('whoever has not changed is not named', () => {
  expect(tellLateImpact([file('a'), file('b')], nothing)).toEqual({ impacts: [], order: [] });
});

test('a correction names the gate, the box and the value that it would have changed', () => {
  const late = file('a', {
    changed: ['rank'],
    now: { outcome: 'excluded', gates: [gate('FAIL')], merit: merit('70.5', 5) },
  });
  expect(tellLateImpact([late], nothing).impacts).toEqual([
    {
      ref: 'a',
      changed: ['rank'],
      outcome: { before: 'admitted', after: 'excluded' },
      gates: [{ gate: 'rank', before: 'PASS', after: 'FAIL' }],
      box: { before: 8, after: 5 },
      talentValue: { before: '80', after: '70.5' },
      rank: { before: null, after: null },
    },
  ]);
});

test('it names the pairs whose order would have been the other way round, and no other', () => {
  const late = file('b', { changed: ['performance'] });
  const report = tellLateImpact([file('a'), late, file('c')], {
    before: ranking('a', 'c', 'b'),
    after: ranking('a', 'b', 'c'),
  });
  expect(report.order).toEqual([{ above: 'c', below: 'b' }]);
  expect(report.impacts[0]?.rank).toEqual({ before: 3, after: 2 });
});

test('who would not have been ranked changes nobody’s order', () => {
  const { order } = tellLateImpact([file('a', { changed: ['rank'] })], {
    before: ranking('a', 'b'),
    after: ranking('b'),
  });
  expect(order).toEqual([]);
});

test('who has left is not named, whatever the data says now', () => {
  const gone = file('a', { changed: ['rank'], frozen: { ...file('a').frozen, outcome: 'withdrawn' } });
  expect(tellLateImpact([gone], nothing).impacts).toEqual([]);
});

test('a gate that is no longer asked, or whose result is the same, is not named', () => {
  const kept = { gate: 'age', result: 'PASS' } as GateFinding;
  const late = file('a', {
    changed: ['rank'],
    frozen: { outcome: 'admitted', gates: [gate('PASS'), kept], merit: merit('80', 8) },
    now: { outcome: 'admitted', gates: [kept], merit: merit('80', 8) },
  });
  expect(tellLateImpact([late], nothing).impacts[0]?.gates).toEqual([]);
});

test('a ranking that only one side has moves nobody', () => {
  const late = file('a', { changed: ['rank'] });
  const { impacts, order } = tellLateImpact([late], { before: ranking('a', 'b'), after: null });
  expect(impacts[0]?.rank).toEqual({ before: 1, after: null });
  expect(order).toEqual([]);
});
