import { describe, expect, test } from 'vitest';
import { heldPosts, monthsAtLevels } from '#domain/measures-history.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { Award, Course, HeldPost, PersonRecord } from '#domain/person-record.ts';
import { absent, record, register, stated, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const context = { asOf: today, targetLevel: null, fieldsOfStudy: null } as const;

/** What an indicator or one of its parts has observed. */
function observed(code: string, changes: Partial<PersonRecord>) {
  const { indicators } = evaluateMerit(record(changes), pack, context);
  const found = indicators.flatMap((one) => [one, ...one.parts]).find((one) => one.code === code);
  return { observed: found?.observed, source: found?.source, reason: found?.reason };
}

const told = (word: string, source: string) => ({ observed: word, source, reason: null });
const open = (source: string, reason: string | null = null) => ({ observed: null, source, reason });
const post = (source: string, change: Partial<HeldPost> = {}): HeldPost => ({
  title: 'X',
  level: 'administrator',
  eselon: '32',
  unit: 'Unit A',
  agency: 'Kota Contoh',
  startedOn: '2020-01-15',
  endedOn: null,
  source,
  conflict: null,
  ...change,
});
const now = stated(post('now', { startedOn: '2024-01-15' }));
const posts = (...items: readonly HeldPost[]) => ({ currentPost: now, posts: register(items) });

describe('the time in the present level', () => {
  const before = post('before', { startedOn: '2021-01-15', endedOn: '2024-01-15' });

  test.each([
    ['begins with the first post of an unbroken row', [post('first'), before], told('77', 'first')],
    ['begins with the present post where the history has none before it', [], told('29', 'profile.csv:2')],
    [
      'is broken by a post of another level',
      [post('first'), { ...before, level: 'pengawas' }],
      told('29', 'profile.csv:2'),
    ],
    ['is not begun by a later post', [post('later', { startedOn: '2025-01-15' })], told('29', 'profile.csv:2')],
    ['is not known behind a row without level', [{ ...before, level: null }], open('before')],
    [
      'is not known behind a row in conflict',
      [{ ...before, conflict: 'post.conflict' }],
      open('before', 'post.conflict'),
    ],
    [
      'is not known beside an undated post of the level',
      [before, post('undated', { startedOn: null })],
      open('undated'),
    ],
    [
      'is known beside an undated post of another level',
      [before, post('undated', { startedOn: null, level: 'pengawas' })],
      told('65', 'before'),
    ],
  ] as const)('%s', (_title, items, expected) => {
    expect(observed('E.level', posts(...items))).toEqual(expected);
  });

  test('is not known without the present post, its level, its start or the history', () => {
    expect(observed('E.level', { currentPost: absent('post.conflict') })).toEqual(
      open('profile.csv:2', 'post.conflict'),
    );
    expect(observed('E.level', { currentPost: stated(post('x', { level: null })) }).observed).toBeNull();
    expect(observed('E.level', { currentPost: stated(post('x', { startedOn: null })) }).observed).toBeNull();
    expect(observed('E.level', { posts: register<HeldPost>(null) })).toEqual(open('history.json'));
  });
});

describe('the breadth of experience', () => {
  test.each([
    ['of one unit, whatever its spelling', [post('a', { unit: ' UNIT a ' })], 'satu unit'],
    ['of two units', [post('a', { unit: 'Unit B' })], 'lintas unit'],
    ['of two agencies', [post('a', { agency: 'Provinsi Contoh' })], 'lintas instansi'],
    ['of an agency that is not stated', [post('a', { agency: null })], 'satu unit'],
    ['of a unit that is not stated', [post('a', { unit: null })], null],
  ] as const)('%s', (_title, items, word) => {
    expect(observed('E.breadth', posts(...items)).observed).toBe(word);
  });

  test('of no post at all is not known', () => {
    expect(observed('E.breadth', { currentPost: absent(), posts: register<HeldPost>([]) })).toEqual(
      open('history.json'),
    );
  });
});

describe('the posts held', () => {
  test('have the present one once', () => {
    const carried = post('carried', { startedOn: '2024-01-15' });
    expect(heldPosts(record(posts(carried)))?.map(({ source }) => source)).toEqual(['carried']);
    expect(heldPosts(record(posts(post('a'))))?.map(({ source }) => source)).toEqual(['a', 'profile.csv:2']);
    const other = post('other', { startedOn: '2024-01-15', level: 'pengawas' });
    expect(heldPosts(record(posts(other)))?.length).toBe(2);
    expect(heldPosts(record({ posts: register<HeldPost>(null) }))).toBeNull();
  });

  test.each([
    [
      'two that follow each other',
      [
        ['2020-01-01', '2021-01-01'],
        ['2021-01-01', '2022-01-01'],
      ],
      24,
    ],
    [
      'two with a gap',
      [
        ['2020-01-01', '2020-07-01'],
        ['2021-01-01', '2021-07-01'],
      ],
      12,
    ],
    [
      'two that overlap, once',
      [
        ['2020-07-01', '2021-07-01'],
        ['2020-01-01', '2021-01-01'],
      ],
      18,
    ],
    [
      'one within another, once',
      [
        ['2020-01-01', '2022-01-01'],
        ['2020-06-01', '2020-12-01'],
        ['2021-06-01', '2021-09-01'],
      ],
      24,
    ],
    ['one that lasts, up to the day', [['2021-01-01', null]], 12],
    ['one that ends later, up to the day', [['2021-01-01', '2030-01-01']], 12],
    ['one that is still ahead', [['2022-06-01', null]], 0],
  ] as const)('count the months of %s', (_title, spans, months) => {
    const held = spans.map(([startedOn, endedOn]) => post('x', { startedOn, endedOn }));
    expect(monthsAtLevels(held, { levels: ['administrator'], on: '2022-01-01', tenure: undefined })).toBe(months);
  });

  test.each([
    [
      'that meet within a month as one span',
      [
        ['2020-01-15', '2020-07-10'],
        ['2020-07-10', '2021-01-15'],
      ],
      12,
      11,
    ],
    [
      'of which one begins the day after',
      [
        ['2020-01-15', '2020-07-09'],
        ['2020-07-10', '2021-01-15'],
      ],
      12,
      11,
    ],
    [
      'that overlap as one span',
      [
        ['2020-01-15', '2020-08-10'],
        ['2020-07-10', '2021-01-15'],
      ],
      12,
      11,
    ],
    [
      'with days between them apart',
      [
        ['2020-01-15', '2020-07-08'],
        ['2020-07-10', '2021-01-15'],
      ],
      11,
      11,
    ],
    [
      'of which the later lies within the earlier once',
      [
        ['2020-01-15', '2021-01-15'],
        ['2020-07-10', '2020-08-15'],
      ],
      12,
      12,
    ],
  ] as const)('count the months of two %s, where the policy joins spans', (_title, spans, months, apart) => {
    const held = spans.map(([startedOn, endedOn]) => post('x', { startedOn, endedOn }));
    const count = (tenure: 'joined-spans/1' | undefined) =>
      monthsAtLevels(held, { levels: ['administrator'], on: '2022-01-01', tenure });
    expect([count('joined-spans/1'), count(undefined)]).toEqual([months, apart]);
  });

  test('count nothing of another level, and are not known where one does not say enough', () => {
    const count = (change: Partial<HeldPost>) =>
      monthsAtLevels([post('x', change)], { levels: ['administrator'], on: '2022-01-15', tenure: undefined });
    expect(count({})).toBe(24);
    expect([count({ level: 'pengawas' }), count({ level: null, startedOn: null })]).toEqual([0, 0]);
    expect([count({ startedOn: null }), count({ conflict: 'post.conflict' })]).toEqual([null, null]);
  });
});

describe('the highest award', () => {
  const award = (source: string, change: Partial<Award> = {}): Award => ({
    level: 'instansi',
    givenOn: '2025-01-01',
    source,
    conflict: null,
    ...change,
  });
  const best = (...items: readonly Award[]) => observed('H', { awards: register(items) });

  test.each([
    [
      'is the best, wherever it stands',
      [award('a'), award('b', { level: 'nasional' }), award('c')],
      told('nasional', 'b'),
    ],
    ['is the first of equals', [award('a'), award('b')], told('instansi', 'a')],
    ['of today counts', [award('a', { givenOn: today })], told('instansi', 'a')],
    ['of tomorrow does not count', [award('a', { givenOn: '2026-06-16' })], told('tidak ada', 'history.json')],
    ['in conflict leaves it open', [award('a', { conflict: 'award.conflict' })], open('a', 'award.conflict')],
    ['without a day leaves it open', [award('a', { givenOn: null })], open('a')],
    [
      'in conflict long ago leaves it open too',
      [award('a', { conflict: 'award.conflict', givenOn: '1990-01-01' })],
      open('a', 'award.conflict'),
    ],
    [
      'without a word but long ago does not',
      [award('a', { level: null, givenOn: '1990-01-01' })],
      told('tidak ada', 'history.json'),
    ],
  ] as const)('%s', (_title, items, expected) => {
    expect(best(...items)).toEqual(expected);
  });

  test('of an unknown word stands before all others, so that it is not lost', () => {
    const unknown = award('x', { level: 'kecamatan' });
    expect(best(award('a', { level: 'internasional' }), unknown)).toMatchObject({ observed: 'kecamatan', source: 'x' });
    expect(best(unknown, award('a', { level: 'internasional' }))).toMatchObject({ observed: 'kecamatan', source: 'x' });
  });
});

describe('certificates', () => {
  const course = (number: string, change: Partial<Course> = {}): Course => ({
    title: 'X',
    type: 'T',
    number,
    endedOn: '2025-05-07',
    hours: 8,
    validUntil: null,
    source: number,
    conflict: null,
    ...change,
  });
  const count = (code: string, ...items: readonly Course[]) =>
    observed(code, { courses: register(items), trainings: register<never>([]) }).observed;

  test('of a profession count in their own part', () => {
    const valid = { type: 'P', validUntil: '2027-01-01' } as const;
    expect(count('D.cert', course('1'), course('2', valid))).toBe('1');
    expect(count('D.prof', course('1'), course('2', valid))).toBe('1');
    expect(count('D.prof', course('2', { ...valid, endedOn: today }))).toBe('1');
    expect(count('D.prof', course('2', { ...valid, endedOn: '2026-06-16' }))).toBe('0');
    expect(count('D.prof', course('2', { ...valid, endedOn: null }))).toBeNull();
  });

  test('in conflict leave the count open', () => {
    expect(observed('D.cert', { courses: register([course('1', { conflict: 'course.conflict' })]) })).toEqual(
      open('1', 'course.conflict'),
    );
  });
});
