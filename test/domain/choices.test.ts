import { describe, expect, test } from 'vitest';
import {
  type ApprovalAsked,
  answerChoice,
  type ChoiceAsked,
  makeChoice,
  nextAlternate,
  refuseApproval,
  refuseChoice,
} from '#domain/choices.ts';
import { due, now, stageIn } from './committee-builders.ts';

const authority = { accountId: 'authority', personId: 'mayor' };
const asked: ChoiceAsked = {
  stage: stageIn('choosing'),
  now,
  rule: { rankBinding: false, exceptions: [{ code: 'secondment' }], reasonMinLength: 10 },
  shortlist: ['a', 'b', 'c'],
  candidates: ['a', 'b', 'c', 'd'],
  unavailable: [],
  candidateRef: 'a',
  reason: null,
  exception: null,
  earlier: [],
};
const reason = 'knows the coast and its people';
const outside = { candidateRef: 'd', reason, exception: 'secondment' };

test('the first of the list may be chosen without a reason, also long after the due instant', () => {
  expect(refuseChoice({ ...asked, now: '2027-01-01T00:00:00.000000Z' })).toBeUndefined();
  expect(makeChoice(asked, authority)).toMatchObject({ deviation: 'none', state: 'standing' });
});

describe('a choice is refused', () => {
  test.each([
    ['third of three without a reason', { candidateRef: 'c' }, 'choice.reason-missing'],
    ['with a reason that says nothing', { candidateRef: 'c', reason: '     -     ' }, 'choice.reason-missing'],
    ['outside the list without an exception', { ...outside, exception: null }, 'choice.outside-list'],
    [
      'outside the list by an exception the policy does not know',
      { ...outside, exception: 'x' },
      'choice.exception-unknown',
    ],
    ['outside the list without a reason', { ...outside, reason: null }, 'choice.reason-missing'],
    ['of somebody who is no candidate', { candidateRef: 'x' }, 'choice.candidate-missing'],
    ['of somebody who withdrew', { unavailable: ['a'] }, 'choice.candidate-withdrawn'],
    ['when one stands', { earlier: [makeChoice(asked, authority)] }, 'choice.exists'],
    ['when one awaits its approval', { earlier: [makeChoice({ ...asked, ...outside }, authority)] }, 'choice.exists'],
    ['before its step', { stage: stageIn('choosing', { state: 'planned' }) }, 'stage.not-open'],
    [
      'against the order where it binds',
      { candidateRef: 'b', reason, rule: { ...asked.rule, rankBinding: true } },
      'choice.rank-binding',
    ],
  ] as const satisfies readonly (readonly [string, Partial<ChoiceAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseChoice({ ...asked, ...changes })?.code).toBe(code);
  });
});

test('the third of three with a reason is accepted and marked as a deviation', () => {
  const third = { ...asked, candidateRef: 'c', reason };
  expect(refuseChoice(third)).toBeUndefined();
  expect(makeChoice(third, authority)).toMatchObject({ deviation: 'not-first', state: 'standing' });
});

test('the second is first in line once the first has withdrawn', () => {
  const second = { ...asked, candidateRef: 'b', unavailable: ['a'] };
  expect(refuseChoice(second)).toBeUndefined();
  expect(makeChoice(second, authority).deviation).toBe('none');
});

test('a name outside the three waits for another person, exception and reason given', () => {
  expect(refuseChoice({ ...asked, ...outside })).toBeUndefined();
  expect(makeChoice({ ...asked, ...outside }, authority)).toMatchObject({
    deviation: 'outside-list',
    exception: 'secondment',
    state: 'awaiting-approval',
  });
});

test('where the order binds, an exception lets another be proposed for approval', () => {
  const rule = { ...asked.rule, rankBinding: true };
  const second = { ...asked, rule, candidateRef: 'b', reason, exception: 'secondment' };
  expect(refuseChoice(second)).toBeUndefined();
  expect(makeChoice(second, authority).state).toBe('awaiting-approval');
});

test('after a declined or undone choice there may be another', () => {
  const declined = answerChoice(makeChoice({ ...asked, ...outside }, authority), false);
  expect(refuseChoice({ ...asked, earlier: [declined, { ...declined, state: 'undone' }] })).toBeUndefined();
});

describe('the second approver', () => {
  const choice = makeChoice({ ...asked, ...outside }, authority);
  const approver = { accountId: 'chair', personId: 'regional-secretary' };
  const approval: ApprovalAsked = { stage: stageIn('choosing'), now: due, choice, approver, approves: true, reason };

  test('makes the choice stand', () => {
    expect(refuseApproval(approval)).toBeUndefined();
    expect(answerChoice(choice, true).state).toBe('standing');
  });

  test.each([
    ['is never the one who chose', { approver: authority }, 'choice.approval-self'],
    [
      'is never the same person under another account',
      { approver: { ...authority, accountId: 'other' } },
      'choice.approval-self',
    ],
    ['gives a reason', { reason: '' }, 'choice.approval-reason-missing'],
    ['has nothing to do without a choice', { choice: undefined }, 'choice.approval-none'],
    ['has nothing to do for a choice from the list', { choice: makeChoice(asked, authority) }, 'choice.approval-none'],
    ['acts while the stage is open', { stage: stageIn('choosing', { state: 'paused' }) }, 'stage.paused'],
  ] as const satisfies readonly (readonly [string, Partial<ApprovalAsked>, string])[])(
    '%s',
    (_title, changes, code) => {
      expect(refuseApproval({ ...approval, ...changes })?.code).toBe(code);
    },
  );
});

test('alternates are called in the order of the list until it is exhausted', () => {
  expect(nextAlternate(['a', 'b', 'c'], ['a'])).toBe('b');
  expect(nextAlternate(['a', 'b'], ['b', 'a'])).toBeUndefined();
});
