import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quorum } from '#domain/quorum.ts';
import { anyRule, anyVote, aRule, aSeat, committeeOf, opened } from './committee-builders.ts';
import { evaluate } from './reference-evaluator.ts';

const five = committeeOf(5);

test('a committee of five with two recused and one absent has no quorum, and is told what would cure it', () => {
  expect(quorum(aRule(), { seats: five, recused: [4, 5], present: [1, 2] })).toEqual({
    required: 3,
    eligible: 3,
    present: 2,
    met: false,
    reachable: true,
    cure: [{ code: 'quorum.attend', count: 1, seats: [3] }],
  });
});

test('a threshold is not lowered to fit the people found: three recused of five leave a quorum out of reach', () => {
  const found = quorum(aRule(), { seats: five, recused: [3, 4, 5], present: [1, 2] });
  expect(found).toMatchObject({ required: 3, eligible: 2, met: false, reachable: false });
  expect(found.cure).toEqual([{ code: 'quorum.replace', count: 1, seats: [3, 4, 5] }]);
});

test('a vacant seat stays in the base, so that removing members does not lower the quorum', () => {
  const seats = committeeOf(7).map((seat) => (seat.seat > 4 ? { ...seat, removedAt: opened } : seat));
  expect(quorum(aRule(), { seats, recused: [], present: [1, 2, 3] })).toMatchObject({ required: 4, met: false });
});

test('a replacement in the same seat counts once', () => {
  const seats = [...committeeOf(5), aSeat(5, { accountId: 'old', removedAt: opened })];
  expect(quorum(aRule(), { seats, recused: [], present: [1, 2, 3] })).toMatchObject({
    required: 3,
    eligible: 5,
    met: true,
  });
});

test('a recused member who is in the room is not present', () => {
  expect(quorum(aRule(), { seats: five, recused: [2], present: [1, 2, 3] })).toMatchObject({ present: 2, met: false });
});

test('an empty committee neither waits for ever nor passes: it is out of reach and needs seats', () => {
  const found = quorum(aRule(), { seats: [], recused: [], present: [] });
  expect(found).toMatchObject({
    met: false,
    reachable: false,
    cure: [{ code: 'quorum.appoint', count: 3, seats: [] }],
  });
});

test('a committee too small even with everybody back needs replacements and further seats', () => {
  const found = quorum(aRule(), { seats: committeeOf(2), recused: [2], present: [1] });
  expect(found.cure).toEqual([
    { code: 'quorum.replace', count: 1, seats: [2] },
    { code: 'quorum.appoint', count: 1, seats: [] },
  ]);
});

describe('the required number', () => {
  test.each([
    ['majority of the seats', 'seats', 'majority', null, 7, [6, 7], 4],
    ['majority of those not recused', 'eligible', 'majority', null, 9, [8, 9], 4],
    ['all seats, recused or not', 'seats', 'all', null, 5, [5], 5],
    ['all who are not recused', 'eligible', 'all', null, 5, [5], 4],
    ['a fixed number', 'eligible', 'number', 4, 5, [5], 4],
    ['never under the minimum', 'eligible', 'majority', null, 5, [2, 3, 4, 5], 3],
  ] as const)('%s', (...[_title, base, rule, number, size, recused, required]) => {
    const committee = aRule({ quorum: { base, rule, number, minimum: 3 } });
    expect(quorum(committee, { seats: committeeOf(size), recused, present: [] }).required).toBe(required);
  });
});

describe('for any committee', () => {
  test('the quorum required is never under the minimum, whatever is recused', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, { seats, recused }) => {
        expect(quorum(rule, { seats, recused, present: [] }).required).toBeGreaterThanOrEqual(rule.quorum.minimum);
      }),
    );
  });

  test('the required number and those present agree with the naive reference', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, vote) => {
        const ballots = vote.ballots.filter(
          ({ choice }) => choice !== 'abstain' || rule.abstention === 'counts-present',
        );
        const found = quorum(rule, { ...vote, present: ballots.map(({ seat }) => seat) });
        const { required, present } = evaluate(rule, vote);
        expect([found.required, found.present]).toEqual([required, present]);
      }),
    );
  });

  test('a quorum that is not met names a cure, and one that is met needs none', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, { seats, recused, ballots }) => {
        const found = quorum(rule, { seats, recused, present: ballots.map(({ seat }) => seat) });
        expect(found.cure.length > 0).toBe(!found.met);
        expect(found.cure.every(({ count }) => count > 0)).toBe(true);
        expect(found.reachable || !found.met).toBe(true);
      }),
    );
  });

  test('doing what the cure says makes the quorum reachable', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, { seats, recused }) => {
        const [cure, further] = quorum(rule, { seats, recused, present: [] }).cure;
        fc.pre(cure?.code === 'quorum.replace' && further === undefined);
        const back = cure.seats.slice(0, cure.count);
        const others = seats.filter(({ seat }) => !back.includes(seat));
        const healed = [...others, ...back.map((seat) => aSeat(seat, { accountId: `new-${seat}` }))];
        const stillRecused = recused.filter((seat) => !back.includes(seat));
        expect(quorum(rule, { seats: healed, recused: stillRecused, present: [] }).reachable).toBe(true);
      }),
    );
  });
});
