import { describe, expect, test } from 'vitest';
import {
  countReadiness,
  coverageOf,
  type DecisionAsked,
  type NamingAsked,
  refuseDecision,
  refuseDesignation,
  refuseNaming,
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
  expect(coverageOf(counts, 0)).toBe(coverage);
  // Who is proposed beside them changes nothing, unless they are all there are.
  expect(coverageOf(counts, 1)).toBe(coverage === 'none' ? 'proposed' : coverage);
});

describe('a decision on the plan', () => {
  const office = { accountId: 'hr', personId: null };
  const authority = { accountId: 'ppk', personId: 'mayor' };
  const one = { id: 'a', personId: 'ani', namedBy: office, isDecided: true };
  const two = { id: 'b', personId: 'budi', namedBy: office, isDecided: false };
  const asked: DecisionAsked = { isCritical: true, standing: [one, two], shown: ['b'], asker: authority };

  test('takes all who are proposed, and they alone', () => {
    expect(refuseDecision(asked)).toBeUndefined();
  });

  test.each<[string, Partial<DecisionAsked>, string]>([
    ['of a post that is not critical', { isCritical: false }, 'succession.not-critical'],
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
  ])('%s is refused', (_, change, code) => {
    expect(refuseDecision({ ...asked, ...change })?.code).toBe(code);
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
  expect(coverageOf({ now: 0, 'one-to-two-years': 1, later: 0, unknown: 0 }, 0)).toBe('not-ready');
});
