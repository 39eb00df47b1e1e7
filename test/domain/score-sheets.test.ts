import { describe, expect, test } from 'vitest';
import {
  isScore,
  refuseFinalSheet,
  refuseSheet,
  type ScoreSheet,
  type SheetAsked,
  shiftBetween,
  standingSheet,
} from '#domain/score-sheets.ts';
import { due, now, stageIn } from './committee-builders.ts';

const score = (criterion: string, value: string | null, reason: string | null = 'seen in the portfolio') => ({
  criterion,
  score: value,
  reason,
});
const sheetOf = (...scores: ScoreSheet['scores']): ScoreSheet => ({ accountId: 'assessor', candidateRef: 'a', scores });
const sheet = sheetOf(score('vision', '82.5'), score('integrity', '0'));
const asked: SheetAsked = {
  stage: stageIn('independent'),
  now,
  assignedTo: ['assessor', 'other'],
  criteria: ['vision', 'integrity'],
  sheet,
  reasonRequired: true,
  independent: undefined,
  final: undefined,
};

test('a complete sheet of an assigned assessor is accepted, and a true zero is a score', () => {
  expect(refuseSheet(asked)).toBeUndefined();
});

describe('a sheet is refused', () => {
  test.each([
    ['from somebody who is not assigned', { assignedTo: ['other'] }, 'assessment.not-assigned'],
    ['late', { now: due }, 'stage.late'],
    ['a second time', { independent: sheet }, 'assessment.sheet-exists'],
    [
      'with a blank: a blank is not a zero',
      { sheet: sheetOf(score('vision', '80'), score('integrity', null)) },
      'assessment.sheet-incomplete',
    ],
    [
      'with an empty score',
      { sheet: sheetOf(score('vision', '80'), score('integrity', '')) },
      'assessment.sheet-incomplete',
    ],
    ['with a criterion left out', { sheet: sheetOf(score('vision', '80')) }, 'assessment.sheet-incomplete'],
    [
      'with a criterion twice',
      { sheet: sheetOf(score('vision', '80'), score('vision', '90')) },
      'assessment.criterion-twice',
    ],
    ['with a criterion that was not sealed', { sheet: sheetOf(score('looks', '80')) }, 'assessment.criterion-unknown'],
    [
      'with a score over a hundred',
      { sheet: sheetOf(score('vision', '100.5'), score('integrity', '1')) },
      'assessment.score-invalid',
    ],
    [
      'without a reason that the policy wants',
      { sheet: sheetOf(score('vision', '1', ' '), score('integrity', '1')) },
      'assessment.reason-missing',
    ],
  ] as const satisfies readonly (readonly [string, Partial<SheetAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseSheet({ ...asked, ...changes })?.code).toBe(code);
  });
});

test('a reason is not needed where the policy does not want one', () => {
  const bare = sheetOf(score('vision', '1', null), score('integrity', '1', null));
  expect(refuseSheet({ ...asked, sheet: bare, reasonRequired: false })).toBeUndefined();
});

describe('a score', () => {
  test.each(['0', '100', '100.00', '82.5', '9.999999', '0.5'])('%s is one', (text) => {
    expect(isScore(text)).toBe(true);
  });

  test.each(['', ' 80', '080', '1e2', '-1', '+1', '100.01', '101', '80.', '.5', '80,5', 'NaN', '9.9999999', '٨٠'])(
    '%j is none',
    (text) => {
      expect(isScore(text)).toBe(false);
    },
  );
});

describe('after the reveal', () => {
  const final: SheetAsked = { ...asked, stage: stageIn('final'), independent: sheet };
  const changed = sheetOf(score('vision', '85'), score('integrity', '0'));

  test('a final sheet may change scores, and the shift is kept', () => {
    expect(refuseFinalSheet({ ...final, sheet: changed })).toBeUndefined();
    expect(shiftBetween(sheet, changed)).toEqual([{ criterion: 'vision', before: '82.5', after: '85' }]);
  });

  test('a sheet that was not changed stands as filed', () => {
    expect(standingSheet(sheet, undefined)).toBe(sheet);
    expect(standingSheet(sheet, changed)).toBe(changed);
  });

  test.each([
    ['nobody finalises what was not filed', { independent: undefined }, 'assessment.sheet-missing'],
    ['nobody finalises twice', { final: changed }, 'assessment.final-exists'],
    ['nobody finalises with a blank', { sheet: sheetOf(score('vision', null)) }, 'assessment.sheet-incomplete'],
    ['nobody finalises before the reveal', { stage: stageIn('independent') }, 'stage.wrong-step'],
  ] as const satisfies readonly (readonly [string, Partial<SheetAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseFinalSheet({ ...final, ...changes })?.code).toBe(code);
  });
});
