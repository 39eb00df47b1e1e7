import { describe, expect, test } from 'vitest';
import {
  type ErasureGround,
  mustErase,
  refuseErasure,
  refusePrivacyReading,
  rolesFor,
  secondRole,
} from '#domain/erasures.ts';
import { type RetentionRules, retainedUntil } from '#domain/retention.ts';
import type { Grant } from '#domain/roles.ts';

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

describe('an erasure', () => {
  test.each([
    ['a second time', { isErased: true }, 'erasure.done', undefined],
    ['on a basis that the rules do not name', { basis: 'a wish' }, 'erasure.basis-unknown', { basis: 'a wish' }],
    ['under a hold', { isHeld: true }, 'erasure.held', undefined],
    [
      'while selections that need facts of the person run',
      { running: ['S-1', 'S-2'] },
      'erasure.selection-running',
      { selections: 'S-1, S-2' },
    ],
    ['of who holds a post', { holdsPost: true }, 'erasure.in-office', undefined],
    ['before the clocks end', { now: ended.endedAt }, 'erasure.retained', { until: '2031-06-15' }],
  ] as const)('is refused %s', (_title, differing, code, details) => {
    const refusal = refuseErasure({ ...ground, ...differing });
    expect({ code: refusal?.code, details: refusal?.details }).toEqual({ code, details });
  });

  test('is allowed where no clock runs', () => {
    expect(refuseErasure({ ...ground, parts: [] })).toBeUndefined();
  });
});

describe('the acts of privacy', () => {
  const place = { agency: 'kota', now: '2026-06-15T02:00:00.000000Z' };
  const held: Grant = { role: 'hr', agency: 'kota', selectionId: null, from: place.now, until: null };
  const asking = (...grants: readonly Grant[]) => ({ accountId: 'a', personId: 'p', grants });

  test.each([
    ['from the instant of the grant', held, true],
    ['of one role among those of the act', { ...held, role: 'administrator' }, true],
    ['up to the end of the grant', { ...held, until: '2026-06-15T02:00:00.000001Z' }, true],
    ['not at the end of the grant', { ...held, until: place.now }, false],
    ['not before the grant', { ...held, from: '2026-06-15T02:00:00.000001Z' }, false],
    ['not in another agency', { ...held, agency: 'provinsi' }, false],
    ['not in one selection only', { ...held, selectionId: 's' }, false],
    ['not in another role', { ...held, role: 'chair' }, false],
  ] as const)('are open %s', (_title, grant, isOpen) => {
    const roles = rolesFor('erasure.request', asking(grant), place);
    const refusal = refusePrivacyReading(asking(grant), place);
    expect([roles, refusal?.code]).toEqual(isOpen ? [[grant.role], undefined] : [[], 'thing.missing']);
  });

  test('are done in the first role of the rule that is held among several', () => {
    const both = asking(held, { ...held, role: 'auditor' });
    expect(rolesFor('erasure.approve', both, place)).toEqual(['auditor', 'hr']);
    expect(refusePrivacyReading(both, place)).toBeUndefined();
  });
});

describe('the clock of retention', () => {
  test('ends with the last of all clocks, to the microsecond', () => {
    const placed = { ...ended, part: 'placement' } as const;
    expect(retainedUntil([placed, ended], rules)).toBe('2036-06-15T02:00:00.000000Z');
    expect(retainedUntil([ended, placed], rules)).toBe('2036-06-15T02:00:00.000000Z');
    expect(refuseErasure(ground)).toBeUndefined();
    expect(refuseErasure({ ...ground, now: '2031-06-15T01:59:59.999999Z' })?.code).toBe('erasure.retained');
  });

  test.each([
    [2028, 5, '2033-03-01'],
    [2028, 4, '2032-02-29'],
    [2096, 4, '2100-03-01'],
    [1996, 4, '2000-02-29'],
  ])('of the leap day of %i ends after %i years on %s, never a day early', (year, years, day) => {
    const leap = { ...ended, endedAt: `${String(year)}-02-29T10:00:00.000000Z` };
    const clocks = [{ retains: 'candidacy', years, words, citation }] as const;
    expect(retainedUntil([leap], { ...rules, clocks })).toBe(`${day}T10:00:00.000000Z`);
  });

  test('does not run for a part that the rules do not name', () => {
    expect(retainedUntil([{ ...ended, part: 'office' }], rules)).toBeNull();
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
