import { describe, expect, test } from 'vitest';
import type { Choice } from '#domain/choices.ts';
import type { Concurrence } from '#domain/concurrence.ts';
import { judgeActs, type Moment, type OpenActName } from '#domain/open-acts.ts';
import type { Asker, Role } from '#domain/roles.ts';
import type { StageStep } from '#domain/stages.ts';
import { due, now, opened, stageIn } from './committee-builders.ts';

const offices: readonly Role[] = ['secretary', 'chair', 'member', 'hr', 'assessor', 'authority'];

/** One person in the roles given, who holds the chair's seat and assesses; each account has its own person. */
const asker = (roles: readonly Role[], name = 'all'): Asker => ({
  accountId: name,
  personId: `person-${name}`,
  grants: roles.map((role) => ({ role, agency: 'kota', selectionId: null, from: opened, until: null })),
});
const everyOffice = asker(offices);
const context = {
  agency: 'kota',
  selectionId: 'selection',
  seatAccounts: ['all'],
  chairAccount: 'all',
  assessorAccounts: ['all'],
  candidatePersonIds: ['person-candidate'],
};
const other = { accountId: 'other', personId: 'person-other' };
const drafted = { digest: 'd', draftedBy: other, sealedBy: null, countersignedBy: null };
const sealed = { ...drafted, sealedBy: other };
const made: Choice = { candidateRef: 'a', deviation: 'none', exception: null, madeBy: other, state: 'standing' };
const round: Concurrence = { round: 1, state: 'requested', requestedAt: opened, lapsesAt: now };
const draft: Moment = {
  state: 'draft',
  stage: undefined,
  now,
  hasRun: false,
  nominated: 0,
  criteria: undefined,
  choice: undefined,
  concurrence: undefined,
  concurrenceRule: { lapse: true },
};
const inStep = (step: StageStep, changes: Partial<Moment> = {}): Moment => ({
  ...draft,
  state: step === 'choosing' ? 'decided' : 'running',
  stage: stageIn(step),
  hasRun: true,
  nominated: 1,
  criteria: { ...sealed, countersignedBy: other },
  ...changes,
});

const openTo = (moment: Moment, who: Asker = everyOffice): readonly OpenActName[] =>
  judgeActs({ asker: who, context, moment }).flatMap(({ act, refusal }) => (refusal === undefined ? [act] : []));
const codeOf = (act: OpenActName, moment: Moment, who: Asker = everyOffice) =>
  judgeActs({ asker: who, context, moment }).find((judged) => judged.act === act)?.refusal?.code;

/** Commands that any open stage with a due instant takes. */
const commands: readonly OpenActName[] = ['stage.extend', 'stage.recalculate-deadlines', 'stage.pause'];

describe('acts that are open to somebody in every office', () => {
  test('before the first stage are those on the criteria, and the naming of seats and assessors', () => {
    const always = ['assessor.assign', 'seat.appoint', 'seat.replace', 'selection.move-policy', 'selection.cancel'];
    expect(openTo(draft)).toEqual(['criteria.draft', ...always]);
    expect(openTo({ ...draft, criteria: drafted })).toEqual(['criteria.draft', 'criteria.seal', ...always]);
    expect(openTo({ ...draft, criteria: sealed })).toEqual(['criteria.countersign', ...always]);
  });

  const sitting = ['interest.declare', 'interest.step-back', 'interest.uphold'] as const;
  const meeting = [...sitting, 'presence.record', 'presence.record-other', 'motion.put'] as const;
  const seating = ['seat.appoint', 'seat.replace'] as const;
  const ongoing = ['candidate.withdraw', ...commands, 'stage.reopen', 'reminder.send'] as const;

  test.each([
    [
      'nominating',
      [
        'nomination.file',
        'pool.complete',
        'gate.verify',
        'assessor.assign',
        ...seating,
        ...ongoing,
        'selection.cancel',
      ],
    ],
    ['data-check', ['correction.answer', 'gate.verify', 'assessor.assign', ...seating, ...ongoing, 'selection.cancel']],
    ['independent', ['assessor.assign', 'sheet.submit', ...seating, ...ongoing, 'selection.cancel']],
    ['final', ['sheet.finalise', ...seating, ...ongoing, 'selection.cancel']],
    ['declaring', [...seating, ...sitting, ...ongoing, 'selection.cancel']],
    ['deliberating', [...seating, ...meeting, ...ongoing, 'selection.cancel']],
    ['voting', ['seat.replace', ...meeting, 'ballot.cast', ...ongoing, 'committee.adjourn', 'selection.cancel']],
    ['choosing', ['choice.make', ...ongoing, 'selection.cancel']],
  ] as const satisfies readonly (readonly [StageStep, readonly OpenActName[]])[])('while it is %s', (step, acts) => {
    expect(openTo(inStep(step))).toEqual(acts);
  });

  test.each([
    ['concurrence', { concurrence: undefined }, ['concurrence.request']],
    ['concurrence', { concurrence: round }, ['concurrence.reply', 'concurrence.certify-lapse']],
    ['concurrence', { concurrence: round, concurrenceRule: { lapse: false } }, ['concurrence.reply']],
    ['decree', {}, ['decree.issue']],
    ['inauguration', {}, ['placement.inaugurate']],
  ] as const satisfies readonly (readonly [StageStep, Partial<Moment>, readonly OpenActName[]])[])(
    'while the placement is in %s',
    (step, changes, acts) => {
      const moment = inStep(step, { state: 'decided', choice: made, ...changes });
      expect(openTo(moment)).toEqual([...acts, ...ongoing, 'selection.cancel']);
    },
  );

  test('after the placement are its revocation alone, and after a failure reopening and cancelling', () => {
    const closed = stageIn('effective', { state: 'closed' });
    expect(openTo(inStep('effective', { state: 'placed', stage: closed }))).toEqual(['placement.revoke']);
    expect(openTo(inStep('effective', { state: 'failed', stage: closed }))).toEqual([
      'stage.reopen',
      'selection.cancel',
    ]);
    expect(openTo(inStep('effective', { state: 'cancelled', stage: closed }))).toEqual([]);
  });
});

describe('an act that its moment forbids says why', () => {
  const paused = stageIn('voting', { state: 'paused', pausedAt: now });

  test.each([
    ['criteria.draft', inStep('nominating'), 'criteria.sealed'],
    ['criteria.draft', { ...draft, criteria: sealed }, 'criteria.sealed'],
    ['criteria.seal', draft, 'criteria.missing'],
    ['criteria.seal', { ...draft, criteria: sealed }, 'criteria.sealed'],
    ['criteria.countersign', draft, 'criteria.missing'],
    ['criteria.countersign', { ...draft, criteria: drafted }, 'criteria.unsealed'],
    ['criteria.countersign', inStep('nominating'), 'criteria.countersigned'],
    ['ballot.cast', draft, 'stage.missing'],
    ['ballot.cast', inStep('voting', { now: due }), 'stage.late'],
    ['ballot.cast', inStep('voting', { stage: paused }), 'stage.paused'],
    ['choice.make', inStep('choosing', { choice: made }), 'choice.exists'],
    ['choice.make', inStep('decree', { choice: made }), 'stage.wrong-step'],
    ['choice.approve', inStep('choosing', { choice: made }), 'choice.approval-none'],
    ['concurrence.request', inStep('concurrence', { concurrence: round }), 'concurrence.requested'],
    [
      'concurrence.request',
      inStep('concurrence', { concurrence: { ...round, state: 'issued' } }),
      'concurrence.closed',
    ],
    ['concurrence.reply', inStep('concurrence'), 'concurrence.missing'],
    [
      'concurrence.certify-lapse',
      inStep('concurrence', { concurrence: { ...round, lapsesAt: due } }),
      'concurrence.lapse-early',
    ],
    ['candidate.withdraw', draft, 'stage.closed'],
    ['candidate.withdraw', inStep('effective', { state: 'decided' }), 'nomination.inaugurated'],
    ['stage.extend', draft, 'stage.missing'],
    ['stage.extend', inStep('choosing', { stage: stageIn('choosing', { dueAt: null }) }), 'command.due-missing'],
    ['stage.extend', inStep('voting', { stage: paused }), 'stage.move-illegal'],
    ['stage.pause', inStep('voting', { stage: paused }), 'stage.move-illegal'],
    ['stage.resume', inStep('voting'), 'stage.move-illegal'],
    ['stage.resume', inStep('voting', { stage: paused }), undefined],
    ['stage.reopen', draft, 'selection.move-illegal'],
    ['stage.reopen', inStep('nominating', { hasRun: false }), 'command.never-opened'],
    ['stage.reopen', inStep('effective', { state: 'revoked' }), undefined],
    ['reminder.send', draft, 'stage.missing'],
    ['committee.adjourn', inStep('deliberating'), 'stage.step-illegal'],
    ['selection.move-policy', inStep('nominating'), 'command.policy-late'],
    ['selection.move-policy', inStep('nominating', { nominated: 0 }), undefined],
    ['selection.cancel', inStep('effective', { state: 'placed' }), 'selection.move-illegal'],
    ['placement.revoke', inStep('voting'), 'selection.move-illegal'],
  ] as const satisfies readonly (readonly [OpenActName, Moment, string | undefined])[])(
    '%s',
    (...[act, moment, code]) => {
      expect(codeOf(act, moment)).toBe(code);
    },
  );
});

describe('who comes before when', () => {
  const candidate = asker(['candidate'], 'candidate');

  test('a candidate acts for themselves alone', () => {
    expect(openTo(inStep('data-check'), candidate)).toEqual([
      'data.confirm',
      'correction.request',
      'candidate.withdraw',
    ]);
    expect(openTo(inStep('data-check'), asker(['candidate'], 'stranger'))).toEqual([]);
  });

  test('whoever may be a candidate may come forward before they are one', () => {
    expect(openTo(inStep('nominating'), asker(['candidate'], 'stranger'))).toEqual(['nomination.file']);
    expect(openTo(inStep('nominating'), asker(['unit-head'], 'head'))).toEqual(['nomination.file']);
  });

  test('an office in the own selection does nothing', () => {
    const judge = asker([...offices, 'candidate'], 'candidate');
    expect(codeOf('pool.complete', inStep('nominating'), judge)).toBe('access.own-selection');
  });

  test('whoever has no role here meets nothing at all', () => {
    const codes = judgeActs({ asker: asker([]), context, moment: inStep('voting') }).map(
      ({ refusal }) => refusal?.code,
    );
    expect(new Set(codes)).toEqual(new Set(['thing.missing']));
  });

  test('who drafted or sealed the criteria does not countersign them', () => {
    const own = { accountId: 'all', personId: null };
    for (const criteria of [
      { ...sealed, draftedBy: own },
      { ...sealed, sealedBy: own },
    ])
      expect(codeOf('criteria.countersign', { ...draft, criteria })).toBe('access.same-person');
  });

  test('who chose does not approve the choice, and their hand forbids nothing else', () => {
    const choice = { ...made, state: 'awaiting-approval', madeBy: { accountId: 'all', personId: null } } as const;
    expect(codeOf('choice.approve', inStep('choosing', { choice }))).toBe('access.same-person');
    expect(codeOf('choice.approve', inStep('choosing', { choice: { ...choice, madeBy: other } }))).toBeUndefined();
    expect(codeOf('criteria.countersign', { ...draft, criteria: sealed, choice })).toBeUndefined();
  });
});
