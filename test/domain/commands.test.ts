import { describe, expect, test } from 'vitest';
import {
  refuseAdjournment,
  refuseCancellation,
  refuseExtension,
  refusePause,
  refusePolicyMove,
  refuseRecalculation,
  refuseReopening,
  refuseResume,
  refuseRevocation,
} from '#domain/commands.ts';
import { due, now, stageIn } from './committee-builders.ts';

const later = '2026-03-27T09:00:00.000000Z';
const voting = stageIn('voting');

describe('an extension', () => {
  test('moves a due instant later, also one that has passed', () => {
    expect(refuseExtension(voting, { dueAt: later, reason: 'ill', now: due })).toBeUndefined();
  });

  test.each([
    ['needs a reason', voting, { dueAt: later, reason: null, now }, 'command.reason-missing'],
    ['is never earlier', voting, { dueAt: '2026-03-25T08:30:00.000000Z', reason: 'r', now }, 'command.due-earlier'],
    ['is never the same', voting, { dueAt: due, reason: 'r', now }, 'command.due-earlier'],
    ['is never over already', voting, { dueAt: later, reason: 'r', now: later }, 'command.due-past'],
    [
      'needs a due instant',
      stageIn('voting', { dueAt: null }),
      { dueAt: later, reason: 'r', now },
      'command.due-missing',
    ],
    [
      'needs an open stage',
      stageIn('voting', { state: 'closed' }),
      { dueAt: later, reason: 'r', now },
      'stage.move-illegal',
    ],
  ] as const)('%s', (...[_title, stage, asked, code]) => {
    expect(refuseExtension(stage, asked)?.code).toBe(code);
  });
});

describe('a recalculation after a new calendar', () => {
  test('may bring a due instant forward, but not into the past', () => {
    const asked = { dueAt: '2026-03-25T08:30:00.000000Z', reason: 'decree', now };
    expect(refuseRecalculation(voting, asked)).toBeUndefined();
    expect(refuseRecalculation(voting, { ...asked, now: asked.dueAt })?.code).toBe('command.due-past');
  });

  test('that changes nothing is none', () => {
    expect(refuseRecalculation(voting, { dueAt: due, reason: 'decree', now })?.code).toBe('command.due-same');
  });
});

describe('a move to another policy', () => {
  const nominating = stageIn('nominating', { kind: 'nomination' });
  const running = { state: 'running', stage: nominating, nominated: 0, moves: 0 } as const;
  const asked = { reason: 'New regulation', isSame: false };

  test.each([
    ['of a draft', { ...running, state: 'draft', stage: undefined }],
    ['of a selection whose pool is still empty', running],
    ['while that stage is paused', { ...running, stage: { ...nominating, state: 'paused' } }],
    [
      'of a draft that has been moved before',
      { ...running, state: 'draft', stage: { ...nominating, state: 'cancelled' } },
    ],
  ] as const)('is open %s', (_title, selection) => {
    expect(refusePolicyMove(selection, asked)).toBeUndefined();
  });

  test.each([
    ['needs a reason', running, { ...asked, reason: ' ' }, 'command.reason-missing'],
    ['changes the policy', running, { ...asked, isSame: true }, 'command.policy-same'],
    ['is not given again and again', { ...running, moves: 16 }, asked, 'command.policy-often'],
    ['comes too late once anybody was nominated', { ...running, nominated: 1 }, asked, 'command.policy-late'],
    [
      'waits for a stage that is about to open',
      { ...running, stage: { ...nominating, state: 'planned' } },
      asked,
      'selection.move-illegal',
    ],
    [
      'waits for criteria that are about to open the pool',
      { ...running, state: 'sealed' },
      asked,
      'selection.move-illegal',
    ],
    ['is none of what has ended', { ...running, state: 'failed' }, asked, 'selection.move-illegal'],
  ] as const)('%s', (...[_title, selection, question, code]) => {
    expect(refusePolicyMove(selection, question)?.code).toBe(code);
  });
});

describe('the other commands', () => {
  test('need a reason', () => {
    const none = 'command.reason-missing';
    expect(refusePause(voting, ' ', now)?.code).toBe(none);
    expect(refuseResume(voting, null)?.code).toBe(none);
    expect(refuseCancellation('running', '')?.code).toBe(none);
    expect(refuseAdjournment(voting, null)?.code).toBe(none);
    expect(refuseRevocation('placed', { reason: null, orderNumber: '1' })?.code).toBe(none);
    expect(
      refuseReopening({ state: 'running', stages: [voting] }, { kind: 'committee-review', reason: '' })?.code,
    ).toBe(none);
  });

  test('follow the legal moves', () => {
    expect(refusePause(voting, 'strike', now)).toBeUndefined();
    expect(refusePause(stageIn('voting', { state: 'paused' }), 'strike', now)?.code).toBe('stage.move-illegal');
    expect(refuseResume(stageIn('voting', { state: 'paused' }), 'over')).toBeUndefined();
    expect(refuseResume(voting, 'over')?.code).toBe('stage.move-illegal');
    expect(refuseCancellation('decided', 'post abolished')).toBeUndefined();
    expect(refuseCancellation('placed', 'post abolished')?.code).toBe('selection.move-illegal');
  });

  test('an adjournment takes a voting committee back to its deliberation', () => {
    expect(refuseAdjournment(voting, 'no quorum')).toBeUndefined();
    expect(refuseAdjournment(stageIn('declaring'), 'no quorum')?.code).toBe('stage.step-illegal');
  });

  test('a revocation names its order and needs an executed placement', () => {
    expect(refuseRevocation('placed', { reason: 'BKN', orderNumber: 'K-1' })).toBeUndefined();
    expect(refuseRevocation('placed', { reason: 'BKN', orderNumber: null })?.code).toBe('command.order-missing');
    expect(refuseRevocation('decided', { reason: 'BKN', orderNumber: 'K-1' })?.code).toBe('selection.move-illegal');
  });

  test('a stage is reopened where it has been open and the selection allows it', () => {
    const selection = { state: 'running', stages: [voting] } as const;
    expect(refuseReopening(selection, { kind: 'committee-review', reason: 'r' })).toBeUndefined();
    const never = { code: 'command.never-opened', details: { stage: 'assessment' } };
    expect(refuseReopening(selection, { kind: 'assessment', reason: 'r' })).toMatchObject(never);
    const planned = [voting, stageIn('independent', { state: 'planned', openedAt: null })];
    expect(refuseReopening({ ...selection, stages: planned }, { kind: 'assessment', reason: 'r' })).toMatchObject(
      never,
    );
    expect(refuseReopening({ ...selection, state: 'cancelled' }, { kind: 'assessment', reason: 'r' })?.code).toBe(
      'selection.move-illegal',
    );
  });
});
