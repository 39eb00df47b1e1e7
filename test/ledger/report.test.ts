import { describe, expect, test } from 'vitest';
import { type Finding, FindingList } from '#ledger/findings.ts';
import { findingLines, jsonReport, printable, resultOf, textReport } from '#ledger/report.ts';
import type { Verification } from '#ledger/verify.ts';

// What a person and what a program reads of a verification, line by line.

const stale: Finding = { check: 12, code: 'fresh.stale', place: 'checkpoint', expected: '7', found: '5' };
const note: Finding = { check: 10, code: 'opening.erased', place: 'entry é', found: 'retention' };
const verification: Verification = {
  exitCode: 1,
  bundle: { v: 1, kind: 'dump', log: 'a\nb', profile: 'public', streams: [], entries: 3, openings: 4 },
  checkpoint: { origin: 'x', size: 7, root: 'ab' },
  checks: [
    { check: 0, status: 'PASS' },
    { check: 10, status: 'SKIPPED', reason: 'no-openings' },
    { check: 12, status: 'FAIL' },
  ],
  findings: [stale, note],
  uncounted: { 'fresh.stale': 9 },
};
const linesOf = (given: Partial<Verification> = {}, language: 'en' | 'id' = 'en') =>
  textReport({ ...verification, ...given }, language).split('\n');

describe('a report for people', () => {
  test('begins with the bundle and the checkpoint', () => {
    expect(linesOf().slice(0, 3)).toEqual(['dump · a\\u{a}b · public · 3 entries, 4 openings', 'size 7 · ab', '']);
    expect(linesOf({}, 'id').slice(0, 2)).toEqual(['dump · a\\u{a}b · public · 3 catatan, 4 pembuka', 'ukuran 7 · ab']);
  });

  test('names the map that a bundle is about, and else the selection', () => {
    const about = (...streams: string[]) =>
      linesOf({
        bundle: { v: 1, kind: 'selection', log: 'a', profile: 'public', streams, entries: 3, openings: 4 },
      })[0];
    expect(about('agency/kota-contoh', 'mapping/6bbf')).toBe('map · a · public · 3 entries, 4 openings');
    expect(about('agency/kota-contoh', 'selection/6bbf')).toBe('selection · a · public · 3 entries, 4 openings');
  });

  test('begins with the checks where neither could be read', () => {
    const without = { bundle: undefined, checkpoint: undefined };
    expect(linesOf(without)).toEqual(linesOf().slice(3));
    expect(linesOf({ bundle: undefined })).toEqual(linesOf().slice(1));
  });

  test('ends with what was left out, the result and a line feed', () => {
    expect(linesOf().slice(-3)).toEqual(['  + 9 more of fresh.stale', 'Something is wrong with this bundle.', '']);
  });

  test('names each check with its status, and why one was skipped', () => {
    const [, skipped = '', failed = ''] = linesOf().slice(3, 6);
    expect(linesOf()[3]).toMatch(/^ 0 PASS {5}\S/);
    expect(skipped).toMatch(/^10 SKIPPED {2}.+ \(.+\)$/);
    expect(failed).toMatch(/^12 FAIL {5}[^()]+$/);
  });

  test('tells a finding with what was expected and found, and a note as one', () => {
    const [first, meaning, ...rest] = findingLines(stale, 'en');
    expect([first, ...rest]).toEqual(['FAIL [12] fresh.stale: checkpoint', '  expected: 7', '  found: 5', '']);
    expect(meaning).toMatch(/^ {2}\S/);
    expect(findingLines(note, 'id').toSpliced(1, 1)).toEqual([
      'CATATAN [10] opening.erased: entry \\u{e9}',
      '  ditemukan: retention',
      '',
    ]);
    expect(findingLines({ check: 12, code: 'fresh.stale', place: 'x' }, 'en')).toHaveLength(3);
  });

  test('shows two hundred characters of a long text, spelled out where they are no printable ASCII', () => {
    expect(printable('x'.repeat(200))).toBe('x'.repeat(200));
    expect(printable('x'.repeat(201))).toBe(`${'x'.repeat(200)}...`);
    expect(printable(' ~[]\\\u{1f600}\0')).toBe(' ~[]\\u{5c}\\u{1f600}\\u{0}');
  });
});

test('the result says what is left open: keys of the bundle, or a check that did not run', () => {
  const unpinned: Finding = { check: 1, code: 'trust.unpinned', place: 'policy.txt' };
  const said = (exitCode: Verification['exitCode'], ...findings: Finding[]) =>
    resultOf({ ...verification, exitCode, findings }, 'en');
  expect(said(0)).toContain('is right');
  expect(said(2)).toContain('not a bundle');
  expect(said(3, note, unpinned)).toContain('under keys of your own');
  expect(said(3, note)).toContain('was skipped');
  expect(said(1, note)).toContain('Something is wrong');
});

test('a report for programs is one object in ASCII', () => {
  const text = jsonReport(verification);
  expect(text).toContain('entry \\u00e9');
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(verification)));
});

describe('findings', () => {
  const many = (count: number, code: Finding['code'] = 'fresh.stale') => {
    const list = new FindingList();
    for (let index = 0; index < count; index += 1) list.addAt({ check: 12, code }, () => `place ${String(index)}`);
    return list;
  };

  test.each([
    [0, 0, {}],
    [1, 1, {}],
    [1_000, 1_000, {}],
    [1_003, 1_000, { 'fresh.stale': 3 }],
  ])('of one code, %i of them, are kept up to a thousand and counted beyond', (count, kept, left) => {
    const list = many(count);
    expect([list.kept.length, list.listUncounted(), list.hasFailed(12)]).toEqual([kept, left, count > 0]);
    expect(list.kept.at(-1)?.place).toBe(count === 0 ? undefined : `place ${String(kept - 1)}`);
  });

  test('of another list are added with its counts and failures, but for those of one code', () => {
    const all = many(600);
    all.absorb(many(1_003));
    expect([all.kept.length, all.listUncounted()]).toEqual([1_000, { 'fresh.stale': 603 }]);
    const none = new FindingList();
    none.absorb(many(1_003, 'merit.undisclosed'), 'merit.undisclosed');
    expect([none.kept, none.listUncounted(), none.hasFailed(12)]).toEqual([[], {}, false]);
    none.absorb(many(2), 'merit.undisclosed');
    expect([none.kept.length, none.hasFailed(12), none.hasFailed(1)]).toEqual([2, true, false]);
  });
});
