import { describe, expect, test } from 'vitest';
import { refuseCorrection, refuseCorrectionAnswer } from '#domain/corrections.ts';
import {
  dataCheckAtClose,
  effectOfWithdrawal,
  type NominationAsked,
  refuseConfirmation,
  refuseNomination,
  refusePoolCompletion,
  refuseWithdrawal,
} from '#domain/nominations.ts';
import { due, now, opened, stageIn } from './committee-builders.ts';

const asked: NominationAsked = {
  stage: stageIn('nominating'),
  now,
  route: 'unit',
  isSealed: true,
  isPoolComplete: false,
  candidate: { personId: 'p', unitId: 'unit-1' },
  existing: undefined,
  nominator: { personId: 'head', unitIds: ['unit-1'] },
};

describe('a nomination', () => {
  test.each([
    ['of the own unit by its head', {}],
    ['of oneself', { route: 'self', nominator: { personId: 'p', unitIds: [] } }],
    ['of anybody by the office', { route: 'hr', nominator: { personId: 'hr', unitIds: [] } }],
    [
      'of oneself after a withdrawal',
      { route: 'self', existing: 'withdrawn', nominator: { personId: 'p', unitIds: [] } },
    ],
  ] as const satisfies readonly (readonly [string, Partial<NominationAsked>])[])(
    '%s is accepted',
    (_title, changes) => {
      expect(refuseNomination({ ...asked, ...changes })).toBeUndefined();
    },
  );

  test.each([
    ['at the due instant', { now: due }, 'stage.late'],
    ['before the criteria are sealed', { isSealed: false }, 'nomination.unsealed'],
    ['after the pool is complete', { isPoolComplete: true }, 'nomination.pool-complete'],
    ['of another as oneself', { route: 'self' }, 'nomination.not-self'],
    ["of another unit's people", { candidate: { personId: 'p', unitId: 'unit-2' } }, 'nomination.not-own-unit'],
    ['of a candidate', { existing: 'standing' }, 'nomination.exists'],
    ['of somebody who withdrew', { existing: 'withdrawn' }, 'nomination.withdrawn'],
  ] as const satisfies readonly (readonly [string, Partial<NominationAsked>, string])[])(
    '%s is refused',
    (_title, changes, code) => {
      expect(refuseNomination({ ...asked, ...changes })?.code).toBe(code);
    },
  );
});

describe('a pool', () => {
  const pool = { stage: stageIn('nominating'), now, isPoolComplete: false, candidates: 4 };
  test('is completed once, with somebody in it', () => {
    expect(refusePoolCompletion(pool)).toBeUndefined();
    expect(refusePoolCompletion({ ...pool, isPoolComplete: true })?.code).toBe('nomination.pool-complete');
    expect(refusePoolCompletion({ ...pool, candidates: 0 })?.code).toBe('nomination.pool-empty');
    expect(refusePoolCompletion({ ...pool, stage: stageIn('data-check') })?.code).toBe('stage.wrong-step');
  });
});

describe("a candidate's data", () => {
  const check = {
    stage: stageIn('data-check'),
    now,
    candidacy: 'standing',
    confirmedAt: null,
    openCorrections: 0,
  } as const;

  test('are confirmed by the candidate', () => {
    expect(refuseConfirmation(check)).toBeUndefined();
  });

  test.each([
    ['after the window', { now: due }, 'stage.late'],
    ['after a withdrawal', { candidacy: 'withdrawn' }, 'nomination.missing'],
    ['twice', { confirmedAt: opened }, 'nomination.confirmed'],
    ['while a correction is open', { openCorrections: 2 }, 'nomination.correction-open'],
  ] as const)('are not confirmed %s', (_title, changes, code) => {
    expect(refuseConfirmation({ ...check, ...changes })?.code).toBe(code);
  });

  test('that nobody answered for are recorded as unanswered, never as consent', () => {
    expect(dataCheckAtClose({ confirmedAt: null, corrections: 0 })).toBe('unanswered');
    expect(dataCheckAtClose({ confirmedAt: null, corrections: 1 })).toBe('disputed');
    expect(dataCheckAtClose({ confirmedAt: opened, corrections: 1 })).toBe('confirmed');
  });
});

describe('a correction', () => {
  const request = {
    stage: stageIn('data-check'),
    now,
    field: 'awards',
    fields: ['awards'],
    existing: [],
    reason: 'one is missing',
  };
  const open = { candidateRef: 'a', field: 'awards', state: 'open' } as const;
  const answer = { stage: stageIn('data-check'), now: due, correction: open, accepts: false, reason: 'not on file' };

  test('may be asked for, and answered even after the window', () => {
    expect(refuseCorrection(request)).toBeUndefined();
    expect(refuseCorrection({ ...request, existing: [{ ...open, state: 'declined' }] })).toBeUndefined();
    expect(refuseCorrectionAnswer(answer)).toBeUndefined();
    expect(refuseCorrectionAnswer({ ...answer, accepts: true, reason: null })).toBeUndefined();
  });

  test.each([
    ['after the freeze', { stage: stageIn('data-check', { state: 'closed' }) }, 'stage.closed'],
    ['of a field that is not used', { field: 'shoe-size' }, 'correction.field-unknown'],
    ['of a field under correction', { existing: [open] }, 'correction.open'],
    ['without a reason', { reason: '' }, 'correction.reason-missing'],
  ] as const)('is not asked for %s', (_title, changes, code) => {
    expect(refuseCorrection({ ...request, ...changes })?.code).toBe(code);
  });

  test.each([
    ['when there is none', { correction: undefined }, 'correction.missing'],
    ['twice', { correction: { ...open, state: 'accepted' } }, 'correction.answered'],
    ['by a bare no', { reason: null }, 'correction.reason-missing'],
    ['in another step', { stage: stageIn('nominating') }, 'stage.wrong-step'],
  ] as const)('is not answered %s', (_title, changes, code) => {
    expect(refuseCorrectionAnswer({ ...answer, ...changes })?.code).toBe(code);
  });
});

describe('a withdrawal', () => {
  const withdrawal = { candidacy: 'standing', isInaugurated: false, by: 'candidate', reason: null } as const;

  test('is always open to a candidate before the inauguration, without a reason', () => {
    expect(refuseWithdrawal(withdrawal)).toBeUndefined();
  });

  test.each([
    ['of nobody', { candidacy: undefined }, 'nomination.missing'],
    ['twice', { candidacy: 'withdrawn' }, 'nomination.withdrawn'],
    ['after the inauguration', { isInaugurated: true }, 'nomination.inaugurated'],
    ['by the office without saying why', { by: 'hr' }, 'nomination.reason-missing'],
  ] as const)('is refused %s', (_title, changes, code) => {
    expect(refuseWithdrawal({ ...withdrawal, ...changes })?.code).toBe(code);
  });

  test.each([
    ['assessment', { inMotion: false, isChosen: false }, 'sheets-not-awaited'],
    ['committee-review', { inMotion: true, isChosen: false }, 'motion-void'],
    ['committee-review', { inMotion: false, isChosen: false }, 'none'],
    ['placement', { inMotion: true, isChosen: true }, 'choice-undone'],
    ['placement', { inMotion: true, isChosen: false }, 'none'],
    ['nomination', { inMotion: false, isChosen: false }, 'none'],
  ] as const)('in %s (%o) leads to %s', (stage, withdrawn, effect) => {
    expect(effectOfWithdrawal(stage, withdrawn)).toBe(effect);
  });
});
