import { describe, expect, test } from 'vitest';
import { closed, evidenceOf, opened, pack, requirementOf, stateOf, stepped, type Told, tell } from './told-entries.ts';

const stage = 'committee-review';
const seatsOf = (count: number, chairs = 1): Told[] =>
  Array.from({ length: count }, (_, index) => [
    'seat.appointed',
    { seat: index + 1, role: index < chairs ? 'chair' : 'member' },
  ]);
const declare = (...seats: readonly number[]): Told[] => seats.map((seat) => ['interest.declared', { seat }]);
const all = [1, 2, 3, 4, 5];
const outcome = { cast: 5, eligible: 5, supporting: 3, against: 1, abstaining: 1, required: 3, motion: 'm' };
/** Five seats that vote on the motion `m`. */
const voting: readonly Told[] = [
  ...seatsOf(5),
  opened(stage, 'declaring'),
  ...declare(...all),
  stepped(stage, 'deliberating'),
  ['motion.put', { digest: 'm' }],
  stepped(stage, 'voting'),
];
const derived = (changes: Readonly<Record<string, unknown>>): Told => [
  'outcome.derived',
  { ...outcome, outcome: 'approved', ...changes },
];
const ended = (changes: Readonly<Record<string, unknown>>) => tell(...voting, derived(changes), closed(stage));

describe('a committee that sits is composed', () => {
  const rule = { minSeats: 5, maxSeats: 9, oddSeats: true, chairRequired: true };

  test.each([
    ['with the fewest seats', 5, 1, {}, 'met'],
    ['with the most seats', 9, 1, {}, 'met'],
    ['not with too few', 3, 1, {}, 'missing'],
    ['not with too many', 11, 1, {}, 'missing'],
    ['not with an even number', 6, 1, {}, 'missing'],
    ['with an even number where the policy lets it', 6, 1, { oddSeats: false }, 'met'],
    ['not without a chair', 5, 0, {}, 'missing'],
    ['not with two chairs', 5, 2, {}, 'missing'],
    ['without a chair where the policy needs none', 5, 0, { chairRequired: false }, 'met'],
  ] as const)('%s', (...[_title, seats, chairs, changes, state]) => {
    const told = tell(...seatsOf(seats, chairs), opened(stage, 'declaring'), stepped(stage, 'deliberating'));
    const committee = { ...pack.committee, ...rule, ...changes };
    expect(requirementOf(told, 'committee.composed', { ...pack, committee })?.state).toBe(state);
  });

  test('by those who hold the seats now, and who succeeds the chair chairs', () => {
    const told = tell(...voting, ['seat.replaced', { seat: 1 }]);
    expect(requirementOf(told, 'committee.composed')).toMatchObject({
      state: 'met',
      evidence: ['seat.replaced', ...[2, 3, 4, 5].map((seat) => `seat.appointed#${seat}`)],
    });
  });

  test('also where the seat of who left was never appointed on the record', () => {
    const told = tell(...seatsOf(4), ['seat.replaced', { seat: 5 }], opened(stage, 'declaring'));
    expect(stateOf(told, 'committee.composed')).toBe('met');
  });
});

describe('declarations of interest', () => {
  test('are awaited while members declare, and missing where one stayed away', () => {
    const few = [...seatsOf(5), opened(stage, 'declaring'), ...declare(1, 2, 3, 4)];
    expect(stateOf(tell(...few), 'interests.declared')).toBe('not-yet');
    expect(stateOf(tell(...few, stepped(stage, 'deliberating')), 'interests.declared')).toBe('missing');
    expect(stateOf(tell(...few, ...declare(4), stepped(stage, 'deliberating')), 'interests.declared')).toBe('missing');
  });

  test('are missing where nobody holds a seat', () => {
    const nobody = tell(opened(stage, 'declaring'), stepped(stage, 'deliberating'));
    expect(stateOf(nobody, 'interests.declared')).toBe('missing');
  });

  test('of each present holder are the evidence, the newest of each', () => {
    const told = tell(...voting, ...declare(2), ['seat.replaced', { seat: 3 }], ...declare(3));
    expect(requirementOf(told, 'interests.declared')).toMatchObject({
      state: 'met',
      evidence: [1, 6, 7, 4, 5].map((at) => (at === 1 ? 'interest.declared' : `interest.declared#${at}`)),
    });
  });
});

describe('the motion', () => {
  test('is awaited while the committee deliberates, and missing once it votes without one', () => {
    const sitting = [opened(stage, 'declaring'), stepped(stage, 'deliberating')];
    expect(stateOf(tell(...sitting), 'motion.put')).toBe('not-yet');
    expect(stateOf(tell(...sitting, stepped(stage, 'voting')), 'motion.put')).toBe('missing');
  });

  test('that was put last is the evidence', () => {
    const again = tell(...voting, ['motion.put', { digest: 'n' }]);
    expect(requirementOf(again, 'motion.put')).toMatchObject({ state: 'met', evidence: ['motion.put#2'] });
  });
});

describe('the quorum', () => {
  test.each([
    ['is there with exactly as many as are required', { supporting: 2, against: 1, abstaining: 0 }, 'met'],
    ['counts those who abstain', { supporting: 1, against: 1, abstaining: 1 }, 'met'],
    ['lacks one', { supporting: 1, against: 1, abstaining: 0 }, 'missing'],
  ])('%s', (_title, counts, state) => {
    expect(stateOf(ended(counts), 'quorum.present')).toBe(state);
  });

  test('leaves out those who abstain where the policy counts them as absent', () => {
    const strict = { ...pack, committee: { ...pack.committee, abstention: 'counts-not' } as const };
    const counts = { supporting: 1, against: 1, abstaining: 1 };
    expect(requirementOf(ended(counts), 'quorum.present', strict)?.state).toBe('missing');
    expect(requirementOf(ended({ ...counts, against: 2 }), 'quorum.present', strict)?.state).toBe('met');
  });

  test('is awaited while the committee votes, and missing where the stage closed without a vote', () => {
    expect(stateOf(tell(...voting), 'quorum.present')).toBe('not-yet');
    expect(stateOf(tell(...voting, closed(stage)), 'quorum.present')).toBe('missing');
  });
});

describe('the ballots', () => {
  const ballot = (motion: string): Told => ['ballot.cast', { motion }];

  test('are awaited without evidence until an outcome counts them', () => {
    const cast = [...voting, ballot('m')];
    expect(requirementOf(tell(...cast), 'ballots.cast')).toMatchObject({ state: 'not-yet', evidence: [] });
    expect(requirementOf(tell(...cast, closed(stage)), 'ballots.cast')).toMatchObject({
      state: 'missing',
      evidence: [],
    });
  });

  test('on the motion that was decided are the evidence, with the outcome', () => {
    const told = tell(...voting, ballot('old'), ballot('m'), ballot('m'), derived({}));
    expect(requirementOf(told, 'ballots.cast')).toMatchObject({
      state: 'met',
      evidence: ['ballot.cast#2', 'ballot.cast#3', 'outcome.derived'],
    });
  });
});

describe('the outcome', () => {
  test.each([
    ['approved', 'met'],
    ['rejected', 'met'],
    ['tied', 'missing'],
    ['revote', 'missing'],
  ])('of a closed stage that is %s is %s', (word, state) => {
    expect(requirementOf(ended({ outcome: word }), 'outcome.derived')).toMatchObject({
      state,
      evidence: ['outcome.derived'],
    });
  });

  test('of a session without a quorum is none: what was decided before it stands', () => {
    const told = tell(...voting, derived({}), derived({ outcome: 'no-quorum', supporting: 0, against: 0 }));
    expect(evidenceOf(told, 'outcome.derived')).toEqual(['outcome.derived']);
    expect(stateOf(told, 'quorum.present')).toBe('met');
    expect(evidenceOf(tell(...voting, derived({ outcome: 'no-quorum' })), 'outcome.derived')).toEqual([]);
  });

  test('of an earlier attempt counts no more', () => {
    const again = [...ended({}), ...tell(opened(stage, 'declaring'))];
    expect(requirementOf(again, 'outcome.derived')).toMatchObject({ state: 'not-yet', evidence: [] });
  });
});
