import { describe, expect, test } from 'vitest';
import { type ErasureGround, mustErase, refuseErasure, secondRole } from '#domain/erasures.ts';
import { type RetentionRules, retainedUntil } from '#domain/retention.ts';

const words = { id: 'x', en: 'x' };
const citation = { instrument: 'UU 27/2022', article: null, confidence: 'S' } as const;
const rules: RetentionRules = {
  id: 'r',
  version: '1',
  effectiveFrom: '2026-01-01',
  clocks: [
    { retains: 'candidacy', years: 5, words, citation },
    { retains: 'placement', years: 10, words, citation },
  ],
  bases: [
    { code: 'subject-request', words, citation, permitsEarly: false },
    { code: 'unlawful-processing', words, citation, permitsEarly: true },
  ],
  holds: [],
};
const ended = { selectionId: 's', part: 'candidacy', endedAt: '2026-06-15T02:00:00.000000Z' } as const;
const ground: ErasureGround = {
  rules,
  basis: 'subject-request',
  now: '2031-06-15T02:00:00.000000Z',
  isErased: false,
  isHeld: false,
  holdsPost: false,
  running: [],
  parts: [ended],
};

describe('the clock of retention', () => {
  test('ends with the last of all clocks, to the microsecond', () => {
    const placed = { ...ended, part: 'placement' } as const;
    expect(retainedUntil([ended, placed], rules)).toBe('2036-06-15T02:00:00.000000Z');
    expect(refuseErasure(ground)).toBeUndefined();
    expect(refuseErasure({ ...ground, now: '2031-06-15T01:59:59.999999Z' })?.code).toBe('erasure.retained');
  });

  test('of a leap day ends on 1 March, never a day early', () => {
    const leap = { ...ended, endedAt: '2028-02-29T10:00:00.000000Z' };
    expect(retainedUntil([leap], rules)).toBe('2033-03-01T10:00:00.000000Z');
  });

  test('does not run for a selection that has not ended', () => {
    expect(retainedUntil([{ ...ended, endedAt: null }], rules)).toBeNull();
  });

  test('yields to a legal basis that permits an earlier erasure, a hold does not', () => {
    const early = { ...ground, now: '2027-01-01T00:00:00.000000Z', basis: 'unlawful-processing' };
    expect(refuseErasure(early)).toBeUndefined();
    expect(refuseErasure({ ...early, isHeld: true })?.code).toBe('erasure.held');
  });
});

describe('the second approval', () => {
  const request = { hand: { accountId: 'a', personId: 'p' }, role: 'hr' };

  test('is refused to the same person, also under another account', () => {
    const other = { hand: { accountId: 'b', personId: 'p' }, roles: ['auditor'] as const };
    expect(secondRole(request, other)).toMatchObject({ code: 'access.same-person' });
  });

  test('is refused in the role of the request, and given in the first other role', () => {
    const hand = { accountId: 'b', personId: 'q' };
    expect(secondRole(request, { hand, roles: ['hr'] })).toMatchObject({ code: 'erasure.same-role' });
    expect(secondRole(request, { hand, roles: ['hr', 'administrator'] })).toBe('administrator');
  });
});

describe('an erasure destroys', () => {
  const found = {
    type: 'snapshot.frozen/1',
    isOwnKey: false,
    declared: 'subject',
    isAboutOwn: false,
    isTelling: false,
  } as const;

  test.each([
    ['what the entry is about', { isAboutOwn: true }, true],
    [
      'what was said about the person in an office',
      { type: 'sheet.submitted/1', declared: 'actor', isAboutOwn: true },
      true,
    ],
    ['what names the person, wherever it stands', { type: 'ballot.cast/1', declared: 'actor', isTelling: true }, true],
    ['the bindings of the person', { type: 'person.bound/1', isOwnKey: true }, true],
    [
      'not what the person said in an office about others',
      { type: 'ballot.cast/1', declared: 'actor', isOwnKey: true },
      false,
    ],
    ['not the number of a decree', { type: 'decree.issued/1', declared: 'agency', isAboutOwn: true }, false],
    ['not the binding of a namesake', { type: 'person.bound/1', isTelling: true }, false],
    ['nothing of others', {}, false],
  ] as const)('%s', (_what, differing, expected) => {
    expect(mustErase({ ...found, ...differing })).toBe(expected);
  });
});
