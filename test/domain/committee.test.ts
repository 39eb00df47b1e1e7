import { describe, expect, test } from 'vitest';
import { type CommitteeRule, findSeat, refuseComposition, refuseReplacement, refuseSeat } from '#domain/committee.ts';
import { refuseCommitteeRule } from '#domain/committee-rule.ts';
import { aRule, aSeat, committeeOf, opened } from './committee-builders.ts';

const rule = aRule();

describe('a committee may not sit', () => {
  test.each([
    ['with nobody on it', [], 'committee.too-small'],
    ['with fewer seats than the policy wants', committeeOf(2), 'committee.too-small'],
    [
      'when a member left and nobody took the seat',
      [...committeeOf(2), aSeat(3, { removedAt: opened })],
      'committee.too-small',
    ],
    ['with more seats than the policy wants', committeeOf(11), 'committee.too-large'],
    ['with an even number where the policy wants an odd one', committeeOf(4), 'committee.even'],
    [
      'without a chair',
      committeeOf(3).map((seat) => ({ ...seat, role: 'member' as const })),
      'committee.chair-missing',
    ],
    ['with two chairs', committeeOf(3).map((seat) => ({ ...seat, role: 'chair' as const })), 'committee.chair-twice'],
    [
      'with one person under two accounts',
      [...committeeOf(2), aSeat(3, { personId: 'person-1' })],
      'committee.person-twice',
    ],
    ['with a candidate on it', [...committeeOf(2), aSeat(3, { personId: 'candidate' })], 'committee.candidate-seated'],
  ] as const)('%s', (_title, seats, code) => {
    expect(refuseComposition(rule, seats, ['candidate'])?.code).toBe(code);
  });
});

test('a committee of the size and shape that the policy wants may sit', () => {
  expect(refuseComposition(rule, committeeOf(5), ['candidate'])).toBeUndefined();
});

describe('a seat is not given', () => {
  const asked = { rule, seats: committeeOf(3), candidatePersonIds: ['candidate'] };
  test.each([
    ['to somebody who has one', { accountId: 'other', personId: 'person-2', role: 'member' }, 'seat.person-seated'],
    ['to a second chair', { accountId: 'new', personId: 'new', role: 'chair' }, 'seat.chair-taken'],
    ['to a candidate', { accountId: 'new', personId: 'candidate', role: 'member' }, 'seat.candidate'],
  ] as const)('%s', (_title, appointee, code) => {
    expect(refuseSeat({ ...asked, appointee })?.code).toBe(code);
  });

  test('on a full committee', () => {
    const appointee = { accountId: 'new', personId: null, role: 'member' } as const;
    expect(refuseSeat({ ...asked, seats: committeeOf(9), appointee })?.code).toBe('seat.committee-full');
  });
});

test('a seat is given to a further member', () => {
  const appointee = { accountId: 'new', personId: null, role: 'member' } as const;
  expect(refuseSeat({ rule, seats: committeeOf(3), candidatePersonIds: [], appointee })).toBeUndefined();
});

describe('a member is not replaced', () => {
  const appointee = { accountId: 'new', personId: 'new', role: 'member' } as const;
  const asked = {
    rule,
    seats: committeeOf(9),
    candidatePersonIds: ['candidate'],
    seat: 3,
    reason: 'retired',
    appointee,
  };
  test.each([
    ['in a seat that nobody holds', { seat: 12 }, 'seat.missing'],
    ['without a reason', { reason: '  ' }, 'seat.reason-missing'],
    ['by themselves', { appointee: { ...appointee, personId: 'person-3' } }, 'seat.person-seated'],
    ['by another member', { appointee: { ...appointee, accountId: 'account-2' } }, 'seat.person-seated'],
    ['by a second chair', { appointee: { ...appointee, role: 'chair' } }, 'seat.chair-taken'],
    ['by a candidate', { appointee: { ...appointee, personId: 'candidate' } }, 'seat.candidate'],
  ] as const)('%s', (_title, changes, code) => {
    expect(refuseReplacement({ ...asked, ...changes })?.code).toBe(code);
  });

  test('yet may be on a full committee, for a reason, by somebody new', () => {
    expect(refuseReplacement(asked)).toBeUndefined();
  });

  test('and the chair may be replaced by a chair', () => {
    expect(refuseReplacement({ ...asked, seat: 1, appointee: { ...appointee, role: 'chair' } })).toBeUndefined();
  });
});

test('an account that gave up its seat holds none', () => {
  expect(findSeat([aSeat(1, { removedAt: opened })], 'account-1')).toBeUndefined();
  expect(findSeat(committeeOf(3), 'account-2')?.seat).toBe(2);
});

describe('a policy may not hold a committee rule', () => {
  const quorum = rule.quorum;
  test.each([
    ['of which one act could close a collective step', { minSeats: 1, quorum: { ...quorum, minimum: 1 } }],
    ['with a quorum of one', { quorum: { ...quorum, minimum: 1 } }],
    ['with more quorum than seats', { quorum: { ...quorum, minimum: 4 } }],
    ['with a maximum under its minimum', { maxSeats: 1 }],
    ['with an odd committee that can only be even', { minSeats: 4, maxSeats: 4 }],
    ['with half a seat', { minSeats: 3.5 }],
    ['with a number where no number is asked for', { quorum: { ...quorum, number: 3 } }],
    ['without the number that is asked for', { quorum: { ...quorum, rule: 'number' } }],
    ['with a number over its fewest seats', { quorum: { ...quorum, rule: 'number', number: 5 } }],
    ['with ties for a chair that need not exist', { chairRequired: false }],
  ] as const satisfies readonly (readonly [string, Partial<CommitteeRule>])[])('%s', (_title, changes) => {
    expect(refuseCommitteeRule(aRule(changes))?.code).toBe('committee.rule-invalid');
  });

  test('but may hold a sound one', () => {
    expect(refuseCommitteeRule(rule)).toBeUndefined();
  });
});
