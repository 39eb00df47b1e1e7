import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitteeRule } from '#domain/committee.ts';
import { algorithms, tally, type Vote } from '#domain/tally.ts';
import { anyRule, anyVote, aRule, ballotsOf, committeeOf } from './committee-builders.ts';
import { evaluate } from './reference-evaluator.ts';

function outcomeOf(letters: string, rule: Partial<CommitteeRule> = {}, recused: readonly number[] = []): string {
  const vote = { seats: committeeOf(letters.length), recused, ballots: ballotsOf(letters) };
  return tally('majority/1', aRule({ oddSeats: false, ...rule }), vote).outcome;
}

const present = { majority: { base: 'present', rule: 'simple' } } as const;
const eligible = { majority: { base: 'eligible', rule: 'simple' } } as const;
const seats = { majority: { base: 'seats', rule: 'simple' } } as const;
const twoThirds = { majority: { base: 'cast', rule: 'two-thirds' } } as const;

describe('majority/1', () => {
  test.each([
    ['more approvals than rejections approve', 'aaarr', {}, [], 'approved'],
    ['fewer approvals reject', 'aarrr', {}, [], 'rejected'],
    ['an abstention makes its seat present but is not an approval', 'aa-..', {}, [], 'approved'],
    [
      'an abstention that the policy does not count leaves no quorum',
      'aa-..',
      { abstention: 'counts-not' },
      [],
      'no-quorum',
    ],
    ['all abstaining approves nothing', '-----', {}, [], 'rejected'],
    ['silence approves nothing', '.....', {}, [], 'no-quorum'],
    ['of those present an abstention weighs against', 'aa-r.', present, [], 'rejected'],
    ['of those not recused an absence weighs against', 'aaarr.', eligible, [], 'rejected'],
    ['a recused seat is out of an eligible base', 'aaa..r', eligible, [6], 'approved'],
    ['a recused seat stays in a base of all seats', 'aaa..r', seats, [6], 'rejected'],
    ['the ballot of a recused seat does not count', 'aarr.a', {}, [3, 4], 'approved'],
    ['two thirds reached exactly approve', 'aar', twoThirds, [], 'approved'],
    ['just under two thirds reject', 'aaarr', twoThirds, [], 'rejected'],
    ['half of the ballots is no tie where two thirds are needed', 'aarr', twoThirds, [], 'rejected'],
    ['the chair breaks a tie by an approval', 'aarr', {}, [], 'approved'],
    ['the chair breaks a tie by a rejection', 'raar', {}, [], 'rejected'],
    ['a tie stays a tie when the chair abstains', '-aarr', {}, [], 'tied'],
    ['a tie stays a tie when the chair is recused', 'aaarr', {}, [1], 'tied'],
    ['a tie rejects where the policy says so', 'aarr', { tie: 'rejected' }, [], 'rejected'],
    ['a tie is voted on again where the policy says so', 'aarr', { tie: 'revote' }, [], 'revote'],
    ['halves of a part of the base are no tie: the chair cannot lower a threshold', 'aarr..', eligible, [], 'rejected'],
    ['two of a committee of five with two recused decide nothing', 'aa...', {}, [4, 5], 'no-quorum'],
  ] as const)('%s', (...[_title, letters, rule, recused, outcome]) => {
    expect(outcomeOf(letters, rule, recused)).toBe(outcome);
  });

  test('a tally says what it counted, of what, and what was needed', () => {
    const vote = { seats: committeeOf(5), recused: [5], ballots: ballotsOf('aar-') };
    expect(tally('majority/1', aRule(), vote)).toMatchObject({
      algorithm: 'majority/1',
      approve: 2,
      reject: 1,
      abstain: 1,
      base: 3,
      needed: 2,
      byChair: false,
      quorum: { required: 3, present: 4, met: true },
    });
  });

  test('the chair who decides a tie is named as deciding it', () => {
    const vote = { seats: committeeOf(4), recused: [], ballots: ballotsOf('aarr') };
    expect(tally('majority/1', aRule(), vote).byChair).toBe(true);
  });

  test('a seat with two ballots has cast none', () => {
    const ballots = [...ballotsOf('aaa'), { seat: 3, choice: 'reject' as const }];
    expect(tally('majority/1', aRule(), { seats: committeeOf(5), recused: [], ballots })).toMatchObject({
      approve: 2,
      outcome: 'no-quorum',
    });
  });

  test('the ballot of somebody without a seat does not count', () => {
    const ballots = [
      ...ballotsOf('aar'),
      { seat: 9, choice: 'reject' as const },
      { seat: 8, choice: 'reject' as const },
    ];
    expect(tally('majority/1', aRule(), { seats: committeeOf(3), recused: [], ballots }).reject).toBe(1);
  });

  test('the names of released algorithms stay', () => {
    expect(Object.keys(algorithms)).toEqual(['majority/1']);
  });
});

describe('for any committee', () => {
  const runs = { numRuns: 1000 };

  test('the outcome agrees with the naive reference evaluator', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, vote) => {
        expect(tally('majority/1', rule, vote).outcome).toBe(evaluate(rule, vote).outcome);
      }),
      { numRuns: 5000 },
    );
  });

  test('the order of the ballots and of the seats does not matter', () => {
    const shuffled = anyVote.chain((vote) =>
      fc
        .tuple(
          fc.shuffledSubarray([...vote.ballots], { minLength: vote.ballots.length }),
          fc.shuffledSubarray([...vote.seats], { minLength: vote.seats.length }),
        )
        .map(([ballots, seated]): readonly [Vote, Vote] => [vote, { ...vote, ballots, seats: seated }]),
    );
    fc.assert(
      fc.property(anyRule, shuffled, (rule, [vote, other]) => {
        expect(tally('majority/1', rule, other)).toEqual(tally('majority/1', rule, vote));
      }),
      runs,
    );
  });

  test('one more approval never turns approved into anything else', () => {
    fc.assert(
      fc.property(anyRule, anyVote, fc.nat(), (rule, vote, pick) => {
        fc.pre(tally('majority/1', rule, vote).outcome === 'approved');
        const seat = (pick % 11) + 1;
        const others = vote.ballots.filter((ballot) => ballot.seat !== seat);
        const more = { ...vote, ballots: [...others, { seat, choice: 'approve' as const }] };
        expect(tally('majority/1', rule, more).outcome).toBe('approved');
      }),
      runs,
    );
  });

  test('silence never approves: without an approval nothing is approved', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, vote) => {
        const ballots = vote.ballots.filter(({ choice }) => choice !== 'approve');
        expect(tally('majority/1', rule, { ...vote, ballots }).outcome).not.toBe('approved');
      }),
      runs,
    );
  });

  test('nobody decides alone: a single ballot has no quorum', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, vote) => {
        expect(tally('majority/1', rule, { ...vote, ballots: vote.ballots.slice(0, 1) }).outcome).toBe('no-quorum');
      }),
      runs,
    );
  });

  test('one more recusal never makes a threshold lower than its minimum, nor approves by itself without a quorum', () => {
    fc.assert(
      fc.property(anyRule, anyVote, fc.integer({ min: 1, max: 11 }), (rule, vote, seat) => {
        const counted = tally('majority/1', rule, { ...vote, recused: [...vote.recused, seat] });
        const enough = counted.quorum.present >= rule.quorum.minimum && counted.approve > 0;
        expect(counted.outcome !== 'approved' || enough).toBe(true);
      }),
      runs,
    );
  });
});
