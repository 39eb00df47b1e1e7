import { describe, expect, test } from 'vitest';
import { type Motion, type MotionAsked, putMotion, refuseMotion } from '#domain/motions.ts';
import { due, now, stageIn } from './committee-builders.ts';

const content = {
  selectionId: 'selection',
  attempt: 1,
  candidates: ['a', 'b', 'c'],
  criteriaDigest: 'criteria',
  rankingDigest: 'ranking',
};
const existing: Motion = { motionId: 'motion', version: 1, digest: 'one', candidates: ['a'], state: 'open' };
const asked: MotionAsked = {
  stage: stageIn('deliberating'),
  now,
  content,
  digest: 'two',
  existing,
  ranked: ['a', 'b', 'c', 'd'],
  shortlistSize: 3,
};
const naming = (...candidates: string[]) => ({ content: { ...content, candidates } });

describe('a motion is refused', () => {
  test.each([
    ['late', { now: due }, 'stage.late'],
    ['when it is closed', { existing: { ...existing, state: 'closed' } }, 'motion.closed'],
    ['when nothing in it changes', { digest: 'one' }, 'motion.unchanged'],
    ['that names nobody', naming(), 'motion.empty'],
    ['that names a candidate twice', naming('a', 'a', 'b'), 'motion.candidate-twice'],
    ['that names somebody who is not ranked', naming('a', 'b', 'x'), 'motion.candidate-foreign'],
    ["that names more than the policy's shortlist", naming('a', 'b', 'c', 'd'), 'motion.too-long'],
    ['that names fewer although more qualify', naming('a'), 'motion.too-short'],
  ] as const satisfies readonly (readonly [string, Partial<MotionAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseMotion({ ...asked, ...changes })?.code).toBe(code);
  });
});

test('a motion may name fewer than the shortlist where fewer qualify', () => {
  expect(refuseMotion({ ...asked, ...naming('a', 'b'), ranked: ['a', 'b'] })).toBeUndefined();
});

test('the first motion is version one', () => {
  const first = { ...asked, existing: undefined };
  expect(refuseMotion(first)).toBeUndefined();
  expect(putMotion('motion', first)).toEqual({ ...existing, digest: 'two', candidates: ['a', 'b', 'c'] });
});

test('a changed motion keeps its id and is the next version', () => {
  expect(putMotion('other', asked)).toMatchObject({ motionId: 'motion', version: 2, digest: 'two' });
});
