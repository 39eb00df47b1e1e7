import { expect, test } from 'vitest';
import { looksLikeFormula } from '#domain/formula.ts';

test.each([
  ['=A1', true],
  ['@SUM(A1)', true],
  ['\tA1', true],
  ['\rA1', true],
  ['＝A1', true],
  ['＠A1', true],
  ['  =A1', true],
  [' @x', true],
  ['+A1*2', true],
  ['-cmd|x', true],
  ['＋f(1)', true],
  ['－a^b', true],
  [' -f(1)', true],
  ['-x!A1', true],
  ['+a&b', true],
  ['-a=b', true],
  ['+x 1 / 2', true],
  ['-x 1+2', true],
  ['', false],
  ['-', false],
  [' ', false],
  ['A1', false],
  ['a=b', false],
  [' a(1)', false],
  ['x+f(1)', false],
  ['+62 (812) 345-678', false],
  ['-12.5', false],
  ['- a line of a list', false],
  ['-x 1 - 2', false],
])('a spreadsheet would run %j: %s', (text, runs) => {
  expect(looksLikeFormula(text)).toBe(runs);
});
