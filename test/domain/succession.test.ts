import { describe, expect, test } from 'vitest';
import {
  type ConfirmationAsked,
  countReadiness,
  coverageOf,
  type DecisionAsked,
  type NamingAsked,
  refuseConfirmation,
  refuseDecision,
  refuseDesignation,
  refuseNaming,
  refuseWithdrawal,
  refuseWithdrawalConfirmation,
  type WithdrawalConfirmationAsked,
} from '#domain/succession.ts';

const asker = { accountId: 'a', personId: 'officer', grants: [] };
const sound: NamingAsked = {
  isCritical: true,
  box: 8,
  rule: { succession: [9, 8, 7] },
  hasMap: true,
  asker,
  personId: 'talent',
  holderId: 'holder',
  isNamed: false,
};

test('somebody of the succession group is named for a critical post', () => {
  expect(refuseNaming(sound)).toBeUndefined();
});

test.each<[string, Partial<NamingAsked>]>([
  ['succession.not-critical', { isCritical: false }],
  ['succession.own-naming', { personId: 'officer' }],
  ['succession.no-map', { hasMap: false }],
  ['succession.holder', { holderId: 'talent' }],
  ['succession.outside-group', { box: 6 }],
  ['succession.outside-group', { box: null }],
  ['succession.outside-group', { box: undefined }],
  ['succession.named-already', { isNamed: true }],
])('a naming is refused with %s', (code, changes) => {
  expect(refuseNaming({ ...sound, ...changes })?.code).toBe(code);
});

test('a post is designated once at a time', () => {
  expect([refuseDesignation(false), refuseDesignation(true)?.code]).toEqual([
    undefined,
    'succession.designated-already',
  ]);
});

test.each([
  [['later', 'now'], 'ready'],
  [['later', 'unknown', 'one-to-two-years'], 'unknown'],
  [['later', 'one-to-two-years'], 'not-ready'],
  [['later'], 'not-ready'],
  [[], 'none'],
] as const)('successors who are %j cover a post as %s', (steps, coverage) => {
  const counts = countReadiness(steps.map((readiness) => ({ readiness })));
  expect(coverageOf(counts, { proposed: 0, isUnconfirmed: false })).toBe(coverage);
  // Who is proposed beside them changes nothing, unless they are all there are.
  const beside = coverageOf(counts, { proposed: 1, isUnconfirmed: false });
  expect(beside).toBe(coverage === 'none' ? 'proposed' : coverage);
});

test('a post whose designation is not confirmed is neither covered nor a gap', () => {
  for (const proposed of [0, 1])
    expect(coverageOf(countReadiness([]), { proposed, isUnconfirmed: true })).toBe('unconfirmed');
});

const office = { accountId: 'hr', personId: null };
const authority = { accountId: 'ppk', personId: 'mayor' };
const designation = { id: 'd', designatedBy: office, isConfirmed: false, withdrawnBy: null };

describe('a confirmation of a designation', () => {
  const asked: ConfirmationAsked = { designation, shown: 'd', asker: authority };

  test('is by another than who proposed it', () => {
    expect(refuseConfirmation(asked)).toBeUndefined();
  });

  test.each<[string, Partial<ConfirmationAsked>, string]>([
    ['of a post that is not designated, or no longer', { designation: undefined }, 'succession.not-critical'],
    ['of another than was shown', { shown: 'e' }, 'succession.designation-changed'],
    ['of what is confirmed', { designation: { ...designation, isConfirmed: true } }, 'succession.confirmed-already'],
    ['by whoever proposed it', { asker: office }, 'succession.own-confirmation'],
    [
      'by whoever proposed it under another account',
      { designation: { ...designation, designatedBy: { accountId: 'else', personId: 'mayor' } } },
      'succession.own-confirmation',
    ],
  ])('%s is refused', (_, change, code) => {
    expect(refuseConfirmation({ ...asked, ...change })?.code).toBe(code);
  });
});

describe('a withdrawal', () => {
  const proposed = { ...designation, isConfirmed: true, withdrawnBy: office };
  const asked: WithdrawalConfirmationAsked = { designation: proposed, shown: 'd', asker: authority };

  test('is asked for once, of a designation that stands', () => {
    expect([designation, undefined, proposed].map((one) => refuseWithdrawal(one)?.code)).toEqual([
      undefined,
      'succession.not-critical',
      'succession.withdrawal-proposed',
    ]);
  });

  test('is confirmed by another than who proposed it', () => {
    expect(refuseWithdrawalConfirmation(asked)).toBeUndefined();
  });

  test.each<[string, Partial<WithdrawalConfirmationAsked>, string]>([
    ['of a post that is not designated, or no longer', { designation: undefined }, 'succession.not-critical'],
    ['of another than was shown', { shown: 'e' }, 'succession.designation-changed'],
    ['which nobody proposed', { designation: { ...proposed, withdrawnBy: null } }, 'succession.no-withdrawal'],
    ['by whoever proposed it', { asker: office }, 'succession.own-withdrawal'],
    [
      'by whoever proposed it under another account',
      { designation: { ...proposed, withdrawnBy: { accountId: 'else', personId: 'mayor' } } },
      'succession.own-withdrawal',
    ],
  ])('%s is not confirmed', (_, change, code) => {
    expect(refuseWithdrawalConfirmation({ ...asked, ...change })?.code).toBe(code);
  });
});

describe('a decision on the plan', () => {
  const one = { id: 'a', personId: 'ani', namedBy: office, isDecided: true };
  const two = { id: 'b', personId: 'budi', namedBy: office, isDecided: false };
  const asked: DecisionAsked = { designation, standing: [one, two], shown: ['b'], asker: authority };

  test('takes all who are proposed, and they alone', () => {
    expect(refuseDecision(asked)).toBeUndefined();
  });

  test.each<[string, Partial<DecisionAsked>, string]>([
    ['of a post that is not critical', { designation: undefined }, 'succession.not-critical'],
    ['where all are decided', { standing: [one], shown: [] }, 'succession.nothing-proposed'],
    ['where nobody is named', { standing: [], shown: [] }, 'succession.nothing-proposed'],
    ['where one more was proposed', { standing: [two, { ...two, id: 'c' }] }, 'succession.plan-changed'],
    ['where another was proposed', { standing: [{ ...two, id: 'c' }] }, 'succession.plan-changed'],
    ['on somebody who is decided', { shown: ['b', 'a'] }, 'succession.plan-changed'],
    [
      'where one is named twice for another',
      { standing: [two, { ...two, id: 'c' }], shown: ['b', 'b'] },
      'succession.plan-changed',
    ],
    ['by whoever proposed', { asker: office }, 'succession.own-decision'],
    [
      'by whoever proposed under another account',
      { standing: [{ ...two, namedBy: { accountId: 'else', personId: 'mayor' } }] },
      'succession.own-decision',
    ],
    ['by whoever is proposed', { standing: [{ ...two, personId: 'mayor' }] }, 'succession.own-decision'],
    [
      'which would confirm the designation of whoever decides',
      { designation: { ...designation, designatedBy: authority } },
      'succession.own-confirmation',
    ],
  ])('%s is refused', (_, change, code) => {
    expect(refuseDecision({ ...asked, ...change })?.code).toBe(code);
  });

  test('on a post that another confirmed may be by whoever designated it', () => {
    const confirmed = { ...designation, designatedBy: authority, isConfirmed: true };
    expect(refuseDecision({ ...asked, designation: confirmed })).toBeUndefined();
  });
});

test('a naming outside of the group says which boxes are in it', () => {
  expect(refuseNaming({ ...sound, box: 6 })?.details).toEqual({ boxes: '9, 8, 7' });
});

test('successors are counted by how soon they are ready', () => {
  const steps = ['now', 'later', 'one-to-two-years', 'now', 'unknown', 'later', 'later'] as const;
  expect(countReadiness(steps.map((readiness) => ({ readiness })))).toEqual({
    now: 2,
    'one-to-two-years': 1,
    later: 3,
    unknown: 1,
  });
  const one = { now: 0, 'one-to-two-years': 1, later: 0, unknown: 0 };
  expect(coverageOf(one, { proposed: 0, isUnconfirmed: false })).toBe('not-ready');
});
