import { describe, expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import { known, refused, unknown } from '#domain/known.ts';
import type { ScoreTable } from '#domain/policy-pack.ts';
import { meanOfScores, scoreParts, scoreValue } from '#domain/score-table.ts';
import { ruleOf } from './vectors/rules.ts';

/** A rule with a table of its own. */
const ruleWith = (table: Partial<ScoreTable>) => {
  const rule = ruleOf('P');
  return { ...rule, table: { ...rule.table, ...table } as ScoreTable };
};

describe('a count', () => {
  const bands = [
    { from: 2, to: 5, score: '50' },
    { from: 5, to: null, score: '100' },
  ];
  const score = (text: string) => {
    const found = scoreValue({ ...ruleOf('P'), table: { kind: 'bands', unit: 'count', bands } }, text);
    return found.status === 'KNOWN' ? writeExact(found.score) : found.reason;
  };

  test.each([
    ['0', 'count.range'],
    ['1', 'count.range'],
    ['2', '50'],
    ['4', '50'],
    ['5', '100'],
    ['500', '100'],
    ['-1', 'count.range'],
    ['2.5', 'count.format'],
    ['two', 'count.format'],
  ])('of %s is %s', (text, expected) => {
    expect(score(text)).toBe(expected);
  });
});

describe('a word', () => {
  const rule = ruleOf('H');
  test('is looked up with its case and spaces folded, again and again', () => {
    const values = [{ value: 'Dua Kata', score: '40' }];
    const table = { ...rule.table, values, unscored: ['Tanpa Nilai'] } as ScoreTable;
    const score = (word: string) => scoreValue({ ...rule, table }, word);
    expect([score('Dua Kata'), score(' dua  KATA '), score('Dua Kata')]).toEqual(Array(3).fill(known(exact('40'))));
    expect(score('tanpa nilai')).toEqual(unknown('H', 'table.value-missing'));
    expect(score('tiga')).toEqual(refused('table.value-unknown'));
    expect(score('-')).toEqual(unknown('H'));
  });
});

describe('aspects', () => {
  const rule = ruleWith({ kind: 'aspects', from: 1, to: 12, factor: '10', aspects: ['a', 'b'] });
  const score = (...parts: (string | null)[]) => {
    const found = scoreParts(rule, parts);
    return found.status === 'KNOWN' ? writeExact(found.score) : (found.reason ?? found.status);
  };

  test('are the mean of all on their scale', () => {
    expect(score('1', '12')).toBe('65');
    expect(score('3', '4')).toBe('35');
  });

  test.each(['0', '13', '3x', 'x3', '3.5', '-3', '+3'])(
    'are refused with one of %j, which is not on their scale',
    (aspect) => {
      expect(score('3', aspect)).toBe('aspect.range');
      expect(score(aspect, null)).toBe('aspect.range');
    },
  );

  test('are not known with one left blank', () => {
    expect(score('3', null)).toBe('UNKNOWN');
    expect(score('-', '3')).toBe('UNKNOWN');
  });

  test('are refused where their number is another', () => {
    expect(score('3')).toBe('aspect.count');
    expect(score('3', '3', '3')).toBe('aspect.count');
  });
});

describe('a mean of parts', () => {
  test('names all that is missing, and the first reason there is', () => {
    const scores = [unknown('a'), known(exact('10')), unknown('b', 'b.conflict'), unknown('c', 'c.conflict')];
    expect(meanOfScores(scores)).toEqual(unknown(['a', 'b', 'c'], 'b.conflict'));
    expect(meanOfScores([unknown('a'), known(exact('10'))])).toEqual(unknown(['a']));
  });

  test('is refused with one part that is, whatever is missing', () => {
    const refusal = refused('score.format');
    expect(meanOfScores([unknown('a'), refusal, refused('score.out-of-range')])).toEqual(refusal);
    expect(meanOfScores([known(exact('10')), refusal])).toEqual(refusal);
  });

  test('is exact', () => {
    expect(meanOfScores(['10', '20', '70.5'].map((score) => known(exact(score))))).toEqual(known(exact('33.5')));
  });

  test('reads its parts by their places', () => {
    expect(scoreParts(ruleOf('E'), ['100', null, '70'])).toEqual(unknown(['E.breadth']));
    expect(scoreParts(ruleOf('E'), ['100', '101', '70'])).toEqual(refused('score.out-of-range'));
  });
});

test('a table asked in the wrong way is a fault of the program', () => {
  expect(() => scoreValue(ruleOf('E'), '1')).toThrow('E is scored from parts');
  expect(() => scoreValue(ruleOf('P'), '1')).toThrow('P is scored from parts');
  expect(() => scoreParts(ruleOf('H'), ['1'])).toThrow('H has no parts');
});
