import { describe, expect, test } from 'vitest';
import {
  amendmentEffects,
  type CriteriaSet,
  refuseAmendment,
  refuseCountersign,
  refuseCriteria,
  refuseIndicators,
  refuseOpening,
  refuseSeal,
} from '#domain/criteria.ts';
import { pack } from './vectors/reader.ts';

const hand = (name: string) => ({ accountId: name, personId: `person-${name}` });
const criteria = [
  { code: 'vision', weight: '33.333333' },
  { code: 'integrity', weight: '66.666667' },
];
const drafted: CriteriaSet = { criteria, digest: 'd1', draftedBy: hand('hr'), sealedBy: null, countersignedBy: null };
const sealed: CriteriaSet = { ...drafted, sealedBy: hand('secretary') };
const countersigned: CriteriaSet = { ...sealed, countersignedBy: hand('authority') };

describe('a draft of criteria', () => {
  test('whose weights are exactly 100 together is accepted', () => {
    expect(refuseCriteria('draft', criteria)).toBeUndefined();
  });

  test.each([
    ['after the seal', 'sealed', criteria, 'criteria.sealed'],
    ['without criteria', 'draft', [], 'criteria.empty'],
    [
      'with a criterion twice',
      'draft',
      [
        { code: 'a', weight: '50' },
        { code: 'a', weight: '50' },
      ],
      'criteria.twice',
    ],
    ['with a weight of nothing', 'draft', [{ code: 'a', weight: '0' }], 'criteria.weight-invalid'],
    ['with a weight that is no number', 'draft', [{ code: 'a', weight: '1/3' }], 'criteria.weight-invalid'],
    ['whose weights miss 100 by a millionth', 'draft', [{ code: 'a', weight: '99.999999' }], 'criteria.weights-sum'],
  ] as const)('%s is refused', (...[_title, state, list, code]) => {
    expect(refuseCriteria(state, list)?.code).toBe(code);
  });
});

describe('criteria that name indicators', () => {
  test.each([
    ['are accepted where the policy has them', ['indicator:Q', 'panel', 'indicator:S'], undefined],
    ['are refused where the policy has one of them not', ['indicator:Q', 'indicator:Z'], 'criteria.indicator-unknown'],
  ] as const)('%s', (_title, sources, code) => {
    const named = sources.map((source) => ({ source }));
    expect(refuseIndicators(named, pack)?.code).toBe(code);
  });
});

describe('a seal', () => {
  test('is put on the content that was read', () => {
    expect(refuseSeal({ state: 'draft', set: drafted, ifMatch: 'd1' })).toBeUndefined();
  });

  test.each([
    ['needs criteria', 'draft', undefined, 'd1', 'criteria.missing'],
    ['is put once', 'draft', sealed, 'd1', 'criteria.sealed'],
    ['is put on a draft', 'running', drafted, 'd1', 'criteria.sealed'],
    ['is not put on what has changed', 'draft', drafted, 'd0', 'criteria.stale'],
  ] as const)('%s', (...[_title, state, set, ifMatch, code]) => {
    expect(refuseSeal({ state, set, ifMatch })?.code).toBe(code);
  });
});

describe('a countersignature', () => {
  test('is that of a second pair of eyes', () => {
    expect(refuseCountersign({ set: sealed, ifMatch: 'd1' }, hand('authority'))).toBeUndefined();
  });

  test.each([
    ['needs criteria', undefined, 'authority', 'd1', 'criteria.missing'],
    ['follows the seal', drafted, 'authority', 'd1', 'criteria.unsealed'],
    ['is given once', countersigned, 'other', 'd1', 'criteria.countersigned'],
    ['is not given to what has changed', sealed, 'authority', null, 'criteria.stale'],
    ["is not the sealer's", sealed, 'secretary', 'd1', 'criteria.same-person'],
    ["is not the drafter's", sealed, 'hr', 'd1', 'criteria.same-person'],
  ] as const)('%s', (...[_title, set, name, ifMatch, code]) => {
    expect(refuseCountersign({ set, ifMatch }, hand(name))?.code).toBe(code);
  });

  test("is not the sealer's under another account", () => {
    const other = { accountId: 'other', personId: 'person-secretary' };
    expect(refuseCountersign({ set: sealed, ifMatch: 'd1' }, other)?.code).toBe('criteria.same-person');
  });
});

test('no pool opens before two have signed the criteria', () => {
  expect(refuseOpening(undefined)?.code).toBe('criteria.missing');
  expect(refuseOpening(sealed)?.code).toBe('criteria.uncountersigned');
  expect(refuseOpening(countersigned)).toBeUndefined();
});

describe('an amendment', () => {
  test('marks the selection, voids the scores and reopens the pool', () => {
    expect(refuseAmendment({ state: 'running', reason: 'wrong post level' })).toBeUndefined();
    expect(amendmentEffects).toEqual(['selection.mark', 'scores.void', 'pool.reopen']);
  });

  test.each([
    ['of a draft is an edit', 'draft', 'r', 'criteria.unsealed'],
    ['comes before the decision', 'decided', 'r', 'criteria.amend-late'],
    ['needs a reason', 'running', ' ', 'criteria.reason-missing'],
  ] as const)('%s', (...[_title, state, reason, code]) => {
    expect(refuseAmendment({ state, reason })?.code).toBe(code);
  });
});
