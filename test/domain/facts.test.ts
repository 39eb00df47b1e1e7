import { describe, expect, test } from 'vitest';
import { type FactAsked, factSteps, isOverdue, refuseFact } from '#domain/facts.ts';
import { due, now, stageIn } from './committee-builders.ts';

const asked: FactAsked = { stage: stageIn('voting'), fact: 'ballot.cast', now };

test('a fact before the due instant of its open step is admitted', () => {
  expect(refuseFact({ ...asked, now: '2026-03-25T08:59:59.999999Z' })).toBeUndefined();
});

test('a step without a due instant is never over', () => {
  expect(
    refuseFact({ ...asked, stage: stageIn('voting', { dueAt: null }), now: '2030-01-01T00:00:00.000000Z' }),
  ).toBeUndefined();
});

describe('a fact is refused', () => {
  test.each([
    ['without a stage', { stage: undefined }, 'stage.missing'],
    ['before the stage opens', { stage: stageIn('voting', { state: 'planned' }) }, 'stage.not-open'],
    ['while it is paused', { stage: stageIn('voting', { state: 'paused' }) }, 'stage.paused'],
    ['while it is being closed', { stage: stageIn('voting', { state: 'closing' }) }, 'stage.closed'],
    ['after it closed', { stage: stageIn('voting', { state: 'closed' }) }, 'stage.closed'],
    ['after it was cancelled', { stage: stageIn('voting', { state: 'cancelled' }) }, 'stage.closed'],
    ['in another step', { stage: stageIn('declaring') }, 'stage.wrong-step'],
    ['at the due instant', { now: due }, 'stage.late'],
    ['a millisecond after it', { now: '2026-03-25T09:00:00.001000Z' }, 'stage.late'],
  ] as const satisfies readonly (readonly [string, Partial<FactAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseFact({ ...asked, ...changes })?.code).toBe(code);
  });
});

test('a duty of an office is overdue but never made impossible by its due instant', () => {
  expect(refuseFact({ stage: stageIn('data-check'), fact: 'correction.answer', now: due })).toBeUndefined();
  expect(isOverdue(stageIn('data-check'), due)).toBe(true);
});

test('only offices can act after a due instant: candidates, assessors and members are bound by it', () => {
  const bound = Object.entries(factSteps).filter(([, { due: effect }]) => effect === 'binds');
  expect(bound.map(([fact]) => fact)).toEqual([
    'nomination.file',
    'pool.complete',
    'data.confirm',
    'correction.request',
    'sheet.submit',
    'sheet.finalise',
    'interest.declare',
    'interest.step-back',
    'presence.record',
    'motion.put',
    'ballot.cast',
  ]);
});
