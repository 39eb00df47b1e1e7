import { expect, test } from 'vitest';
import { countReadiness, coverageOf, type NamingAsked, refuseDesignation, refuseNaming } from '#domain/succession.ts';

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
  expect(coverageOf(countReadiness(steps.map((readiness) => ({ readiness }))))).toBe(coverage);
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
  expect(coverageOf({ now: 0, 'one-to-two-years': 1, later: 0, unknown: 0 })).toBe('not-ready');
});
