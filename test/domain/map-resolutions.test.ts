import { describe, expect, test } from 'vitest';
import type { CommitteeRule, Seat } from '#domain/committee.ts';
import {
  isAboutReader,
  isUnread,
  isVoteAwaited,
  type MapState,
  type MoveAsked,
  possibleMoves,
  recusedFrom,
  refuseAbandoning,
  refuseBeginning,
  refuseMove,
  refuseMoveReason,
  refusePublication,
  refuseUnread,
  refuseVote,
  resolve,
  stepsBetween,
} from '#domain/map-resolutions.ts';
import type { CountedBallot } from '#domain/tally.ts';
import { pack } from './vectors/reader.ts';

const { boxes, committee } = pack;
const seats: readonly Seat[] = [1, 2, 3, 4, 5].map((seat) => ({
  seat,
  role: seat === 1 ? 'chair' : 'member',
  accountId: `account-${seat}`,
  personId: `person-${seat}`,
  removedAt: null,
}));
const chair = { accountId: 'account-1', personId: 'person-1' };

describe('a step', () => {
  test.each([
    [5, 8, 1],
    [5, 7, 1],
    [5, 9, 2],
    [4, 9, 2],
    [1, 9, 4],
    [6, 6, 0],
  ])('from box %i to box %i is %i', (from, to, steps) => {
    expect(stepsBetween(boxes, { from, to })).toBe(steps);
  });
});

describe('the reason of a move', () => {
  test.each([
    ['x'.repeat(40), undefined],
    [` ${'x'.repeat(39)} `, 'map.reason-short'],
    ['ok', 'map.reason-short'],
  ])('%j', (reason, code) => {
    expect(refuseMoveReason(reason, 40)?.code).toBe(code);
  });
});

describe('a move', () => {
  const move: MoveAsked = {
    state: 'drawn',
    rule: boxes,
    from: 5,
    derived: 5,
    to: 8,
    asker: chair,
    personId: 'somebody',
    reason: 'Memimpin dua proyek lintas dinas.',
    evidence: 'SK 12/2026',
    hasOpenMove: false,
    isPublishing: false,
  };

  test('by one step, with reason and evidence, may be proposed', () => {
    expect(refuseMove(move)).toBeUndefined();
  });

  test.each<[string, Partial<MoveAsked>]>([
    ['back to the derived box', { from: 8, to: 5 }],
    ['where the derived box is not known', { from: 8, derived: null, to: 9 }],
  ])('%s may be proposed', (_, change) => {
    expect(refuseMove({ ...move, ...change })).toBeUndefined();
  });

  test.each<[string, Partial<MoveAsked>, string]>([
    ['while the map is drawn', { state: 'drawing' }, 'map.not-drawn'],
    ['once the map was abandoned', { state: 'abandoned' }, 'map.abandoned'],
    ['once the map is published', { state: 'published' }, 'map.published'],
    [
      'where the policy has none',
      { rule: { ...boxes, move: { ...boxes.move, allowed: false } } },
      'map.moves-forbidden',
    ],
    ['of oneself', { personId: 'person-1' }, 'map.own-box'],
    ['out of the holding area', { from: null }, 'map.person-held'],
    ['to where the person is', { to: 5 }, 'map.same-box'],
    ['by two steps', { to: 9 }, 'map.too-far'],
    ['by a step further from the derived box', { from: 8, to: 9 }, 'map.too-far'],
    ['without a reason', { reason: '  ' }, 'map.reason-missing'],
    ['without evidence', { evidence: null }, 'map.reason-missing'],
    ['while another waits', { hasOpenMove: true }, 'map.resolution-open'],
    ['while the map is about to be published', { isPublishing: true }, 'map.resolution-open'],
  ])('%s is refused', (_, change, code) => {
    expect(refuseMove({ ...move, ...change })?.code).toBe(code);
  });
});

describe('a map', () => {
  test('is not begun while another is drawn', () => {
    expect([true, false].map((isDrawing) => refuseBeginning({ isDrawing })?.code)).toEqual(['map.drawing', undefined]);
  });

  test.each<[MapState, string | null, string | undefined]>([
    ['drawing', 'Catatan satu orang tidak dapat dihitung.', undefined],
    ['drawing', null, 'map.abandoning-unexplained'],
    ['drawing', '  ', 'map.abandoning-unexplained'],
    ['drawn', 'Kotaknya tidak disukai.', 'map.already-drawn'],
    ['published', 'Kotaknya tidak disukai.', 'map.already-drawn'],
    ['abandoned', 'Sekali lagi.', 'map.abandoned'],
  ])('that is %s, and for which is said %j, is abandoned: %s', (state, reason, code) => {
    expect(refuseAbandoning(state, reason)?.code).toBe(code);
  });

  test('is read only where everybody is on it, or was mapped by one entry for all', () => {
    const states = ['drawing', 'abandoned', 'drawn', 'published', null] as const;
    expect(states.map((state) => (isUnread(state) ? refuseUnread(state).code : 'read'))).toEqual([
      'map.not-drawn',
      'map.abandoned',
      'read',
      'read',
      'read',
    ]);
  });
});

describe('the moves that are possible', () => {
  const asked = {
    state: 'drawn' as const,
    rule: boxes,
    from: 5,
    derived: null,
    asker: chair,
    personId: 'somebody',
    hasOpenMove: false,
    isPublishing: false,
  };

  test('of whom the committee has moved lead back, or sideways from the derived box', () => {
    expect(possibleMoves({ ...asked, from: 8, derived: 5 })).toEqual([5]);
  });

  test('are the boxes beside the present one', () => {
    expect([5, 9].map((from) => possibleMoves({ ...asked, from }))).toEqual([
      [2, 3, 7, 8],
      [7, 8],
    ]);
  });

  test.each([
    ['of oneself', { personId: 'person-1' }, 'map.own-box'],
    ['from the holding area', { from: null }, 'map.person-held'],
    ['while one waits', { hasOpenMove: true }, 'map.resolution-open'],
  ])('%s are none', (_, change, code) => {
    expect(possibleMoves({ ...asked, ...change })).toMatchObject({ code });
  });
});

describe('publication', () => {
  const quiet = { isSuperseded: false, openMoves: 0, isPublishing: false };

  test('waits for every move to be decided', () => {
    const refusals = [0, 2].map((openMoves) => refusePublication('drawn', { ...quiet, openMoves })?.code);
    expect(refusals).toEqual([undefined, 'map.moves-open']);
  });

  test('is refused once a later map is published', () => {
    expect(refusePublication('drawn', { ...quiet, isSuperseded: true })?.code).toBe('map.superseded');
  });

  test('is proposed once at a time', () => {
    expect(refusePublication('drawn', { ...quiet, isPublishing: true })?.code).toBe('map.resolution-open');
  });
});

describe('a vote', () => {
  const vote = {
    state: 'drawn',
    isSuperseded: false,
    isOpen: true,
    seats,
    voter: chair,
    personId: 'somebody',
    hasVoted: false,
    choice: 'approve',
    reason: null,
  } as const;

  test('of a seat on an open resolution is taken', () => {
    expect(refuseVote(vote)).toBeUndefined();
  });

  test.each([
    ['of somebody without a seat', { voter: { accountId: 'x', personId: null } }, 'ballot.not-seated'],
    ['on a box of one’s own', { personId: 'person-1' }, 'map.own-box'],
    ['after the decision', { isOpen: false }, 'map.resolution-closed'],
    ['after the publication', { state: 'published' as const }, 'map.published'],
    ['after the publication of a later map', { isSuperseded: true }, 'map.superseded'],
    ['a second time', { hasVoted: true }, 'map.voted-already'],
    ['that rejects without a reason', { choice: 'reject' as const }, 'ballot.reason-missing'],
  ])('%s is refused', (_, change, code) => {
    expect(refuseVote({ ...vote, ...change })?.code).toBe(code);
  });
});

describe('a vote that is awaited', () => {
  const asked = {
    state: 'drawn',
    isSuperseded: false,
    isOpen: true,
    seats,
    voter: chair,
    personId: 'somebody',
    hasVoted: false,
  } as const;

  test.each([
    ['of who has a seat and has not voted', {}, true],
    ['once it is cast', { hasVoted: true }, false],
    ['of whoever it is about', { personId: 'person-1' }, false],
    ['of nobody without a seat', { voter: { accountId: 'x', personId: null } }, false],
    ['of nobody after the decision', { isOpen: false }, false],
    ['of nobody once a later map is published', { isSuperseded: true }, false],
  ])('%s: %o is %s', (_, change, isAwaited) => {
    expect(isVoteAwaited({ ...asked, ...change })).toBe(isAwaited);
  });
});

describe('a resolution', () => {
  const rule: CommitteeRule = committee;
  const resolved = (votes: string, recused: readonly number[] = []) => {
    const ballots = [...votes].flatMap((letter, index): CountedBallot[] =>
      letter === '.'
        ? []
        : [{ seat: index + 1, choice: ({ y: 'approve', n: 'reject', a: 'abstain' } as const)[letter as 'y'] }],
    );
    return resolve({ algorithm: 'majority/1', rule, seats, recused, ballots })?.outcome;
  };

  test.each([
    ['nobody has voted', '.....', undefined],
    ['one has approved', 'y....', undefined],
    ['two have', 'yy...', undefined],
    ['a majority of all seats has', 'yyy..', 'adopted'],
    ['a majority of all seats rejects', 'nnn..', 'not-adopted'],
    ['all have voted and more approve', 'yynya', 'adopted'],
    ['the chair breaks a tie', 'ynyna', 'adopted'],
    ['all abstain', 'aaaaa', 'not-adopted'],
    ['silence remains', 'yy.n.', undefined],
  ])('where %s (%s) is %s', (_, votes, outcome) => {
    expect(resolved(votes)).toBe(outcome);
  });

  test('is decided without whoever it is about', () => {
    expect(recusedFrom(seats, 'person-5')).toEqual([5]);
    expect(resolved('aya..', [5])).toBeUndefined();
    expect(resolved('ayay.', [5])).toBe('adopted');
  });

  test('of too few who may vote is never adopted', () => {
    expect(resolved('yy...', [3, 4, 5])).toBe('not-adopted');
  });

  test.each([
    ['whoever it is about', 'person-1', true],
    ['another', 'person-2', false],
    ['anybody, where it publishes,', null, false],
  ])('is kept from its reader for %s: %s, %s', (_, personId, isAbout) => {
    expect(isAboutReader(personId, chair)).toBe(isAbout);
    expect(isAboutReader(personId, { accountId: 'x', personId: null })).toBe(false);
  });
});
