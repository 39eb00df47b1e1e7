import { describe, expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import type { TableRow } from '#domain/indicator-explanation.ts';
import type { IndicatorRule } from '#domain/policy-pack.ts';
import { scoreParts } from '#domain/score-table.ts';
import { rowWords } from '#screens/candidacy/explanation.ts';
import { pack } from '../domain/vectors/reader.ts';
import { readerView } from '../support/reader-view.ts';

/** What the pages say of a rule, beside what the rule does. */

function ruleOf(code: string): IndicatorRule {
  const rule = pack.indicators.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`the pack has no ${code}`);
  return rule;
}

describe('the explanation says the formula that the score was made by', () => {
  const rule = ruleOf('P');
  const row: TableRow = { kind: 'aspects', count: 8, factor: '20' };

  test('of aspects: their mean times the factor, which is not their sum times it', () => {
    const score = scoreParts(rule, ['5', '4', '4', '4', '4', '4', '4', '4']);
    const mean = exact('33').div(8).mul(exact(row.factor));
    expect(score.status === 'KNOWN' && writeExact(score.score)).toBe(writeExact(mean));
    expect(rowWords(readerView('en'), row)).toBe('mean of 8 aspects times 20');
    expect(rowWords(readerView('id'), row)).toBe('rata-rata 8 aspek dikali 20');
  });
});
