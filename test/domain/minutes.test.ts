import { describe, expect, test } from 'vitest';
import { gatherMinutes, isDissent } from '#domain/minutes.ts';
import type { RecordedEntry } from '#domain/trail.ts';

function tell(...told: readonly (readonly [type: string, open: Readonly<Record<string, unknown>>])[]): RecordedEntry[] {
  return told.map(([type, open], index) => ({
    id: `e${index}`,
    type: `${type}/1`,
    at: `2026-06-15T03:0${index}:00.000000Z`,
    open,
  }));
}
const opened = (attempt: number) => ['stage.opened', { stage: 'committee-review', attempt }] as const;
const presence = (seat: number, session: number, presence: 'present' | 'absent' = 'present') =>
  ['presence.recorded', { seat, session, presence }] as const;
const put = ['motion.put', { digest: 'm' }] as const;
const cast = (seat: number) => ['ballot.cast', { seat, motion: 'm' }] as const;
const outcome = ['outcome.derived', { motion: 'm', outcome: 'approved' }] as const;
const gather = (entries: RecordedEntry[], attempt = 1) => gatherMinutes({ entries, attempt, motion: 'm' });

describe('a session', () => {
  test('begins with its first presence and ends with the outcome', () => {
    const { sessions } = gather(tell(opened(1), presence(2, 1), presence(1, 1), put, outcome));
    expect(sessions).toEqual([
      {
        session: 1,
        begunAt: '2026-06-15T03:01:00.000000Z',
        endedAt: '2026-06-15T03:04:00.000000Z',
        adjourned: null,
        present: [1, 2],
        entries: ['e1', 'e2', 'e4'],
      },
    ]);
  });

  test('that was broken off says why, and the next one has presences of its own', () => {
    const adjourned = ['session.adjourned', { session: 1, cause: 'no-quorum' }] as const;
    const { sessions } = gather(tell(opened(1), presence(1, 1), adjourned, presence(2, 2), put, outcome));
    expect(sessions.map(({ present, adjourned: cause }) => [present, cause])).toEqual([
      [[1], 'no-quorum'],
      [[2], null],
    ]);
  });

  test('to which nobody came has no beginning', () => {
    const [first] = gather(
      tell(opened(1), ['session.adjourned', { session: 1, cause: 'no-quorum' }], outcome),
    ).sessions;
    expect([first?.begunAt, first?.present]).toEqual([null, []]);
  });

  test('counts a seat as it was recorded last', () => {
    const [first] = gather(tell(opened(1), presence(1, 1), presence(1, 1, 'absent'), outcome)).sessions;
    expect(first?.present).toEqual([]);
  });
});

describe('the sources', () => {
  test('of a seat are its appointment, its declaration, its recusal and its presences', () => {
    const appointed = ['seat.appointed', { seat: 1 }] as const;
    const { seats } = gather(
      tell(appointed, opened(1), ['interest.declared', { seat: 1 }], ['seat.recused', { seat: 1 }], presence(1, 1)),
    );
    expect(seats.get(1)).toEqual(['e0', 'e2', 'e3', 'e4']);
  });

  test('of an attempt are not those of another', () => {
    const entries = tell(opened(1), ['interest.declared', { seat: 1 }], opened(2), ['interest.declared', { seat: 1 }]);
    expect(gather(entries, 2).seats.get(1)).toEqual(['e3']);
  });

  test('of a ballot are the one that stood: neither voided, nor cast before the motion was put anew', () => {
    const voided = ['ballot.voided', { seat: 2, motion: 'm' }] as const;
    const foreign = ['ballot.cast', { seat: 3, motion: 'other' }] as const;
    const entries = tell(opened(1), put, cast(1), put, cast(1), cast(2), voided, foreign, outcome);
    expect([...gather(entries).ballots]).toEqual([[1, 'e4']]);
  });

  test('end with the outcome: what came later belongs to other minutes', () => {
    const entries = tell(opened(1), put, outcome, presence(1, 9));
    const { sessions, motion, outcome: derived } = gather(entries);
    expect([sessions, motion, derived?.id]).toEqual([[], ['e1'], 'e2']);
  });
});

test('dissent is a ballot against what was decided, and an abstention is none', () => {
  expect([
    isDissent('reject', 'approved'),
    isDissent('approve', 'rejected'),
    isDissent('approve', 'approved'),
    isDissent('abstain', 'approved'),
    isDissent('approve', 'tied'),
  ]).toEqual([true, true, false, false, false]);
});
