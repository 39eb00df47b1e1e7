import { expect, test } from 'vitest';
import { textSchema } from '#schemas/requests.ts';

test.each([
  ['spaces', ' \u00A0\u3000\n'],
  ['spaces of no width', '\u200B\u200B'],
  ['joiners and a byte order mark', '\u200C\u200D\u2060\uFEFF'],
  ['soft hyphens', '\u00AD'],
  ['blank letters', '\u3164\u2800'],
])('a text of nothing but %s is none', (_, text) => {
  expect(textSchema(100).safeParse(text).success).toBe(false);
});

test.each(['Bukti lintas dinas.', 'a\u200Db', '1', '👍'])('%j is a text', (text) => {
  expect(textSchema(100).safeParse(text).success).toBe(true);
});

test('a text with a character that no record can hold is none', () => {
  for (const text of ['setuju \u0378', 'setuju \uFDD0', 'setuju \0', 'setuju \uD800'])
    expect([text, textSchema(100).safeParse(text).success]).toEqual([text, false]);
});
