import { describe, expect, test } from 'vitest';
import { diffPacks, isWords } from '#domain/pack-diff.ts';
import { tellChanges } from '#domain/pack-diff-words.ts';
import { identityOf, isSameJson, type Json, type JsonObject, membersOf } from '#domain/pack-tree.ts';

const told = (before: JsonObject, after: JsonObject, language: 'id' | 'en' = 'en') =>
  tellChanges(diffPacks(before, after), { before, after }, language).map(({ rule, changes }) => [rule, ...changes]);
const indicator = (code: string, more: JsonObject = {}): JsonObject => ({
  code,
  label: { id: `Indikator ${code}`, en: `Indicator ${code}` },
  ...more,
});

describe('members of a list', () => {
  test.each([
    [{ code: 'a', value: 'b' }, 'a'],
    [{ box: 7 }, '7'],
    [{ value: true }, undefined],
    [{ other: 'a' }, undefined],
    [[{ code: 'a' }], undefined],
    ['code', undefined],
    [null, undefined],
  ] as readonly [Json, string | undefined][])('are told apart by a name they have: %j by %s', (member, identity) => {
    expect(identityOf(member)).toBe(identity);
  });

  test('that share a name, or have none, are not told apart', () => {
    expect(membersOf([{ code: 'a' }, { code: 'a' }])).toBeUndefined();
    expect(membersOf([{ code: 'a' }, 'b'])).toBeUndefined();
    expect([...(membersOf([{ code: 'a' }, { code: 'b' }])?.keys() ?? [])]).toEqual(['a', 'b']);
  });
});

test.each([
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[], {}, false],
  [{ a: 1, b: [null] }, { b: [null], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ toString: 1 }, { a: 1 }, false],
  [null, {}, false],
  ['1', 1, false],
] as readonly [Json, Json, boolean][])('%j and %j are the same value: %s', (left, right, isSame) => {
  expect(isSameJson(left, right)).toBe(isSame);
  expect(isSameJson(right, left)).toBe(isSame);
});

test.each([
  [{ id: 'a', en: 'b' }, true],
  [{ en: 'b', id: 'a' }, true],
  [{ id: 'a' }, false],
  [{ id: 'a', en: 'b', nl: 'c' }, false],
  ['en', false],
] as readonly [Json, boolean][])('%j is a text in both languages: %s', (value, expected) => {
  expect(isWords(value)).toBe(expected);
});

describe('two packs differ', () => {
  test('in what is new first, in the order of the later one, and in what is gone last', () => {
    expect(diffPacks({ a: 1, b: 2 }, { c: 3, b: 4 })).toEqual([
      { place: ['c'], kind: 'added', before: null, after: 3 },
      { place: ['b'], kind: 'changed', before: 2, after: 4 },
      { place: ['a'], kind: 'removed', before: 1, after: null },
    ]);
  });

  test('member by member in a list that is new or gone, as one value where its members have no names', () => {
    const rows = [{ code: 'x' }, { code: 'y' }];
    expect(diffPacks({}, { rows }).map(({ kind, place }) => [kind, ...place])).toEqual([
      ['added', 'rows', 'x'],
      ['added', 'rows', 'y'],
    ]);
    expect(diffPacks({ rows }, {}).map(({ kind, place }) => [kind, ...place])).toEqual([
      ['removed', 'rows', 'x'],
      ['removed', 'rows', 'y'],
    ]);
    expect(diffPacks({}, { list: [1], none: [] })).toEqual([
      { place: ['list'], kind: 'added', before: null, after: [1] },
      { place: ['none'], kind: 'added', before: null, after: [] },
    ]);
    expect(diffPacks({ list: [1, 2] }, { list: [2, 1] })).toEqual([
      { place: ['list'], kind: 'changed', before: [1, 2], after: [2, 1] },
    ]);
    expect(diffPacks({ list: rows }, { list: [1] })).toMatchObject([{ place: ['list'], kind: 'changed' }]);
  });

  test('in the order of what both have, whatever came or went besides', () => {
    const list = (...codes: string[]) => ({ rows: codes.map((code) => ({ code })) });
    const kinds = (before: JsonObject, after: JsonObject) => diffPacks(before, after).map(({ kind }) => kind);
    expect(kinds(list('a', 'b'), list('c', 'a', 'b'))).toEqual(['added']);
    expect(kinds(list('a', 'c', 'b'), list('a', 'b'))).toEqual(['removed']);
    expect(diffPacks(list('a', 'b', 'c'), list('b', 'a', 'd'))).toMatchObject([
      { place: ['rows'], kind: 'reordered', before: ['a', 'b'], after: ['b', 'a'] },
      { place: ['rows', 'd'], kind: 'added' },
      { place: ['rows', 'c'], kind: 'removed' },
    ]);
  });

  test('in a text as one value, and in values of two kinds as a whole', () => {
    const [old, now] = [
      { id: 'a', en: 'b' },
      { id: 'a', en: 'c' },
    ];
    expect(diffPacks({ title: old }, { title: now })).toEqual([
      { place: ['title'], kind: 'changed', before: old, after: now },
    ]);
    expect(diffPacks({ x: old }, { x: { id: 'a' } })).toEqual([
      { place: ['x', 'en'], kind: 'removed', before: 'b', after: null },
    ]);
    expect(diffPacks({ x: { a: 1 } }, { x: [1] })).toMatchObject([{ place: ['x'], kind: 'changed' }]);
  });
});

describe('a difference reads', () => {
  test('under its rule, all of one rule together', () => {
    const before = { indicators: [indicator('K', { a: 1, b: 2 }), indicator('H', { a: 1 })] };
    const after = { indicators: [indicator('K', { a: 2, b: 3 }), indicator('H', { a: 2 })] };
    expect(told(before, after)).toEqual([
      ['indicators K: Indicator K', 'A was 1, is now 2.', 'B was 2, is now 3.'],
      ['indicators H: Indicator H', 'A was 1, is now 2.'],
    ]);
    expect(told(before, after, 'id')[0]).toEqual([
      'indikator K: Indikator K',
      'A semula 1, kini 2.',
      'B semula 2, kini 3.',
    ]);
  });

  test.each([
    ['en', ['indicators H: Indicator H', 'This rule is gone.'], ['indicators K: Indicator K', 'Z is gone; it was 1.']],
    ['id', ['indikator H: Indikator H', 'Aturan ini dihapus.'], ['indikator K: Indikator K', 'Z dihapus; semula 1.']],
  ] as const)('of what is gone, in %s, with the words that the earlier pack had for it', (language, rule, member) => {
    const before = { indicators: [indicator('K', { z: 1 }), indicator('H')] };
    const after = { indicators: [indicator('K')] };
    expect(told(before, after, language)).toEqual([member, rule]);
  });

  test.each([
    ['en', 'This rule is new: (z none; y yes).'],
    ['id', 'Aturan ini baru: (z tidak ada; y ya).'],
  ] as const)('of a new rule, in %s, with what its heading does not say', (language, sentence) => {
    const fresh = indicator('K', { gate: 'age', title: 't', rule: 'r', z: null, y: true, citation: 'c' });
    const [[, said] = []] = told({ indicators: [indicator('H')] }, { indicators: [indicator('H'), fresh] }, language);
    expect(said).toBe(sentence);
  });

  test.each([
    ['a switch', true, false, 'X was yes, is now no.', 'X semula ya, kini tidak.'],
    ['a list', ['a', 1], [], 'X was a, 1, is now none.', 'X semula a, 1, kini tidak ada.'],
    ['nothing', null, 0, 'X was none, is now 0.', 'X semula tidak ada, kini 0.'],
    [
      'words',
      { id: 'satu', en: 'one' },
      { id: 'dua', en: 'two' },
      'X was “one”, is now “two”.',
      'X semula “satu”, kini “dua”.',
    ],
    [
      'words of the other language',
      { id: 'satu', en: 'x' },
      { id: 'dua', en: 'x' },
      'X was “satu”, is now “dua”.',
      'X semula “satu”, kini “dua”.',
    ],
    [
      'words of this language alone',
      { id: 'x', en: 'one' },
      { id: 'x', en: 'two' },
      'X was “one”, is now “two”.',
      'X semula “one”, kini “two”.',
    ],
  ] as readonly [string, Json, Json, string, string][])(
    '%s in both languages',
    (...[_title, before, after, en, id]) => {
      const rule = (x: Json) => ({ other: { x } });
      expect(told(rule(before), rule(after))).toEqual([['other', en]]);
      expect(told(rule(before), rule(after), 'id')).toEqual([[expect.any(String), id]]);
    },
  );

  test('of a rule by the words it has: its label, else its rule, else its title, else none', () => {
    const named = (words: JsonObject) =>
      told({ other: { ...words, x: 1 } }, { other: { ...words, x: 2 } }).map(([rule]) => rule);
    const [label, rule, title] = ['l', 'r', 't'].map((text) => ({ id: `${text}-id`, en: text }));
    expect(named({ label: label ?? null, rule: rule ?? null, title: title ?? null })).toEqual(['other: l']);
    expect(named({ rule: rule ?? null, title: title ?? null })).toEqual(['other: r']);
    expect(named({ title: title ?? null })).toEqual(['other: t']);
    expect(named({ title: 'plain' })).toEqual(['other']);
  });

  test('of a place of several names with each of them', () => {
    const at = (x: number) => ({ other: { rows: [{ code: 'a', deep: { x } }] } });
    expect(told(at(1), at(2))).toEqual([['other', 'Rows › a › deep › x was 1, is now 2.']]);
  });

  test('of an order, in both languages', () => {
    const list = (...codes: string[]) => ({ other: codes.map((code) => ({ code })) });
    expect(told(list('a', 'b'), list('b', 'a'))).toEqual([['other', 'The order of this rule was a, b, is now b, a.']]);
    expect(told(list('a', 'b'), list('b', 'a'), 'id')[0]?.[1]).toBe('Urutan aturan ini semula a, b, kini b, a.');
  });
});
