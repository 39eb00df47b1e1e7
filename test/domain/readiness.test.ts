import { describe, expect, test } from 'vitest';
import { readiness } from '#domain/readiness.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { aRule, committeeOf, due, now, opened, stageIn } from './committee-builders.ts';

const never = '2036-01-01T00:00:00.000000Z';
const before = (facts: StepFacts) => readiness(stageIn(facts.step), facts, now);
const after = (facts: StepFacts) => readiness(stageIn(facts.step), facts, due);
const committee = { rule: aRule(), seats: committeeOf(5), recused: [], endsEarly: true };
const cast = (...seats: number[]) => seats.map((seat) => ({ seat, abstains: false }));

describe('nominating', () => {
  const facts = { step: 'nominating', endsEarly: true, isPoolComplete: true, nominatorsAwaited: [] } as const;

  test('ends early when the pool is complete and all nominators have answered', () => {
    expect(before(facts)).toEqual({ ready: true, overdue: false, awaiting: [] });
  });

  test("does not end early on one officer's word while nominators are awaited", () => {
    expect(before({ ...facts, nominatorsAwaited: ['head-1'] })).toMatchObject({
      ready: false,
      awaiting: [{ who: 'nominator', count: 1, refs: ['head-1'] }],
    });
  });

  test('does not end early where the policy wants the whole window', () => {
    expect(before({ ...facts, endsEarly: false }).ready).toBe(false);
  });

  test('closes with what is there when its time is over', () => {
    expect(after({ ...facts, isPoolComplete: false, nominatorsAwaited: ['head-1'] }).ready).toBe(true);
  });
});

describe('the data check', () => {
  const facts = {
    step: 'data-check',
    endsEarly: true,
    candidatesAwaited: [],
    correctionsOpen: [],
    gatesUnknown: [],
  } as const;

  test('ends early when every candidate has answered and every gate is known', () => {
    expect(before(facts).ready).toBe(true);
    expect(before({ ...facts, gatesUnknown: ['a'] }).awaiting).toEqual([{ who: 'hr', count: 1, refs: ['a'] }]);
  });

  test('closes over unanswered candidates when its time is over', () => {
    expect(after({ ...facts, candidatesAwaited: ['a', 'b'] }).ready).toBe(true);
  });

  test('never closes over a correction that the office has not answered', () => {
    expect(after({ ...facts, correctionsOpen: ['a'] })).toMatchObject({
      ready: false,
      overdue: true,
      blocked: { code: 'correction.unanswered', cure: [{ code: 'correction.answer', refs: ['a'] }] },
    });
    expect(before({ ...facts, correctionsOpen: ['a'] }).blocked).toBeUndefined();
  });
});

describe('independent scoring', () => {
  const sheet = { candidateRef: 'a', assigned: 3, awaited: [] as readonly string[] };
  const facts = { step: 'independent', endsEarly: true, assessorsNeeded: 3, sheets: [sheet] } as const;

  test('ends when every sheet is filed', () => {
    expect(before(facts).ready).toBe(true);
  });

  test('never ends on missing sheets: it is blocked, and extending or another assessor would cure it', () => {
    const sheets = [{ ...sheet, awaited: ['x'] }];
    expect(before({ ...facts, sheets })).toMatchObject({ ready: false, awaiting: [{ who: 'assessor', refs: ['x'] }] });
    expect(readiness(stageIn('independent'), { ...facts, sheets }, never)).toMatchObject({
      ready: false,
      overdue: true,
      blocked: {
        code: 'assessment.sheets-missing',
        cure: [{ code: 'stage.extend' }, { code: 'assessor.assign', refs: ['a'] }],
      },
    });
  });

  test.each([0, 1, 3])(
    'an empty list of assessors neither waits for ever nor passes (%i needed)',
    (assessorsNeeded) => {
      const sheets = [{ ...sheet, assigned: 0 }];
      expect(before({ ...facts, assessorsNeeded, sheets })).toMatchObject({
        ready: false,
        blocked: { code: 'assessment.assessors-missing', cure: [{ code: 'assessor.assign', refs: ['a'] }] },
      });
    },
  );
});

describe('final scoring', () => {
  const facts = { step: 'final', endsEarly: true, assessorsAwaited: ['x'] } as const;
  test('waits for those who have not finalised, then lets the independent sheets stand', () => {
    expect(before(facts)).toMatchObject({ ready: false, awaiting: [{ who: 'assessor', count: 1 }] });
    expect(before({ ...facts, assessorsAwaited: [] }).ready).toBe(true);
    expect(after(facts).ready).toBe(true);
  });
});

describe('declaring', () => {
  const facts = { ...committee, step: 'declaring', declared: [1, 2, 3, 4, 5] } as const;

  test('ends when all have declared', () => {
    expect(before(facts).ready).toBe(true);
    expect(before({ ...facts, declared: [1, 2, 3] })).toMatchObject({ ready: false, awaiting: [{ refs: ['4', '5'] }] });
  });

  test('goes on at its due instant with those who declared, if they are a quorum', () => {
    expect(after({ ...facts, declared: [1, 2, 3] }).ready).toBe(true);
    expect(after({ ...facts, declared: [1, 2] })).toMatchObject({
      ready: false,
      blocked: {
        code: 'committee.no-quorum',
        cure: [{ code: 'quorum.attend', count: 1, refs: ['3', '4', '5'] }, { code: 'stage.extend' }],
      },
    });
  });

  test('is blocked as soon as recusals put the quorum out of reach, without waiting', () => {
    expect(before({ ...facts, declared: [1], recused: [2, 3, 4] }).blocked).toEqual({
      code: 'committee.no-quorum',
      cure: [{ code: 'quorum.replace', count: 1, refs: ['2', '3', '4'] }],
    });
  });

  test('is blocked while the committee may not sit', () => {
    const seats = committeeOf(5).map((seat) => (seat.seat === 1 ? { ...seat, removedAt: opened } : seat));
    expect(before({ ...facts, seats }).blocked).toEqual({
      code: 'committee.even',
      cure: [{ code: 'seat.appoint', count: 1, refs: [] }],
    });
  });
});

describe('deliberating', () => {
  const facts = { ...committee, step: 'deliberating', present: [1, 2, 3], hasMotion: true } as const;

  test('leads to the vote when a quorum is present and a motion is put', () => {
    expect(before(facts)).toEqual({ ready: true, overdue: false, awaiting: [] });
  });

  test('waits for the chair and for a quorum', () => {
    expect(before({ ...facts, hasMotion: false, present: [1, 2] })).toMatchObject({
      ready: false,
      awaiting: [{ who: 'chair' }, { who: 'member', refs: ['3', '4', '5'] }],
    });
  });

  test('is blocked when its time is over without a quorum or a motion', () => {
    expect(after({ ...facts, present: [1] }).blocked?.code).toBe('committee.no-quorum');
    expect(after({ ...facts, hasMotion: false }).blocked).toMatchObject({
      code: 'motion.missing',
      cure: [{ code: 'motion.put' }, { code: 'stage.extend' }],
    });
    expect(before({ ...facts, hasMotion: false }).blocked).toBeUndefined();
  });
});

describe('voting', () => {
  const facts = { ...committee, step: 'voting', ballots: cast(1, 2, 3, 4, 5) } as const;

  test('ends early when every eligible seat has voted', () => {
    expect(before(facts).ready).toBe(true);
    expect(before({ ...facts, recused: [5], ballots: cast(1, 2, 3, 4) }).ready).toBe(true);
  });

  test('waits for the others although a quorum has voted', () => {
    expect(before({ ...facts, ballots: cast(1, 2, 3) })).toMatchObject({
      ready: false,
      awaiting: [{ count: 2, refs: ['4', '5'] }],
    });
  });

  test('is counted at its due instant with the ballots cast, if they are a quorum', () => {
    expect(after({ ...facts, ballots: cast(1, 2, 3) }).ready).toBe(true);
  });

  test('five seats, quorum three, two recused, one absent: blocked for want of a quorum, with its cure, and never decided', () => {
    const absent = { ...facts, recused: [4, 5], ballots: cast(1, 2) };
    expect(before(absent)).toMatchObject({ ready: false, overdue: false });
    expect(after(absent)).toMatchObject({
      ready: false,
      overdue: true,
      blocked: {
        code: 'committee.no-quorum',
        cure: [{ code: 'quorum.attend', count: 1, refs: ['3'] }, { code: 'stage.extend' }],
      },
    });
    expect(readiness(stageIn('voting'), absent, never).ready).toBe(false);
  });

  test('is blocked at once when all have voted and the abstentions leave no quorum', () => {
    const rule = aRule({ abstention: 'counts-not' });
    const ballots = committeeOf(5).map(({ seat }) => ({ seat, abstains: seat > 2 }));
    expect(before({ ...facts, rule, ballots }).blocked?.code).toBe('committee.no-quorum');
  });
});

describe('a placement waits for its acts', () => {
  test.each([
    [{ step: 'choosing', choice: undefined }, 'authority'],
    [{ step: 'choosing', choice: 'declined' }, 'authority'],
    [{ step: 'choosing', choice: 'awaiting-approval' }, 'approver'],
    [{ step: 'concurrence', state: undefined }, 'hr'],
    [{ step: 'concurrence', state: 'requested' }, 'outside'],
    [{ step: 'concurrence', state: 'returned' }, 'hr'],
    [{ step: 'decree', isIssued: false }, 'authority'],
    [{ step: 'inauguration', isInaugurated: false }, 'hr'],
  ] as const)('%j awaits %s, ten years if need be', (facts, who) => {
    expect(readiness(stageIn(facts.step), facts, never)).toEqual({
      ready: false,
      overdue: true,
      awaiting: [{ who, count: 1, refs: [] }],
    });
  });

  test.each([
    { step: 'choosing', choice: 'standing' },
    { step: 'concurrence', state: 'issued' },
    { step: 'concurrence', state: 'lapsed' },
    { step: 'decree', isIssued: true },
    { step: 'inauguration', isInaugurated: true },
    { step: 'effective', effectiveAt: now },
  ] as const)('%j goes on', (facts) => {
    expect(before(facts).ready).toBe(true);
  });

  test('a refused concurrence is blocked until another is chosen', () => {
    expect(before({ step: 'concurrence', state: 'refused' }).blocked).toMatchObject({
      code: 'concurrence.refused',
      cure: [{ code: 'choice.make' }],
    });
  });

  test('a placement is not in force before its day', () => {
    expect(before({ step: 'effective', effectiveAt: due }).ready).toBe(false);
  });
});

test('a paused stage is never ready', () => {
  const facts = { step: 'decree', isIssued: true } as const;
  expect(readiness(stageIn('decree', { state: 'paused' }), facts, now).ready).toBe(false);
});

test('facts of another step are a mistake of the caller', () => {
  expect(() => readiness(stageIn('decree'), { step: 'choosing', choice: 'standing' }, now)).toThrow(RangeError);
});
