import { describe, expect, test } from 'vitest';
import { type ReadContext, refuseAct, refuseRead, type SelectionContext } from '#domain/access.ts';
import { type ActName, actRules } from '#domain/access-acts.ts';
import { type Phase, type Reading, readRules } from '#domain/access-reads.ts';
import { type Asker, type Grant, type Role } from '#domain/roles.ts';
import { now, opened } from './committee-builders.ts';

const roles: readonly Role[] = [
  'secretary',
  'chair',
  'member',
  'hr',
  'assessor',
  'unit-head',
  'authority',
  'auditor',
  'candidate',
  'administrator',
];
const grantOf = (role: Role, changes: Partial<Grant> = {}): Grant => ({
  role,
  agency: 'kota-contoh',
  selectionId: null,
  from: opened,
  until: null,
  ...changes,
});
/** An asker with one role, whose account and person are named after it. */
const asker = (role: Role, changes: Partial<Grant> = {}): Asker => ({
  accountId: role,
  personId: `person-${role}`,
  grants: [grantOf(role, changes)],
});
const context: SelectionContext = {
  now,
  agency: 'kota-contoh',
  selectionId: 'selection',
  seatAccounts: ['chair', 'member'],
  chairAccount: 'chair',
  assessorAccounts: ['assessor'],
  candidatePersonIds: ['person-candidate'],
  subjectPersonId: 'person-candidate',
  earlierHands: [],
};
const phases: readonly Phase[] = ['sealed', 'sheets-revealed', 'ranked', 'ballots-revealed', 'decided'];
const reader: ReadContext = {
  ...context,
  clearedAccounts: ['chair', 'member'],
  nominatorAccount: 'unit-head',
  reached: phases,
};

describe('who may do an act', () => {
  const table: Readonly<Record<ActName, readonly Role[]>> = {
    'selection.draft': ['secretary', 'hr'],
    'criteria.draft': ['secretary', 'hr'],
    'criteria.seal': ['secretary', 'hr'],
    'criteria.countersign': ['secretary', 'hr', 'authority'],
    'selection.open': ['secretary', 'hr'],
    'nomination.file': ['hr', 'unit-head', 'candidate'],
    'pool.complete': ['hr'],
    'data.confirm': ['candidate'],
    'correction.request': ['candidate'],
    'correction.answer': ['hr'],
    'gate.verify': ['hr'],
    'assessor.assign': ['hr'],
    'sheet.submit': ['assessor'],
    'sheet.finalise': ['assessor'],
    'seat.appoint': ['secretary', 'hr'],
    'seat.replace': ['secretary', 'hr'],
    'interest.declare': ['chair', 'member'],
    'interest.step-back': ['chair', 'member'],
    'interest.uphold': ['secretary'],
    'presence.record': ['chair', 'member'],
    'presence.record-other': ['secretary'],
    'motion.put': ['chair'],
    'ballot.cast': ['chair', 'member'],
    'choice.make': ['authority'],
    'choice.approve': ['chair', 'authority'],
    'concurrence.request': ['hr'],
    'concurrence.reply': ['hr'],
    'concurrence.certify-lapse': ['hr'],
    'decree.issue': ['hr', 'authority'],
    'placement.inaugurate': ['hr'],
    'reminder.send': ['secretary', 'hr'],
    'candidate.withdraw': ['hr', 'candidate'],
    'stage.extend': ['secretary', 'hr'],
    'stage.pause': ['secretary', 'hr', 'authority'],
    'stage.resume': ['secretary', 'hr', 'authority'],
    'stage.recalculate-deadlines': ['secretary', 'hr'],
    'stage.reopen': ['secretary', 'authority'],
    'committee.adjourn': ['secretary', 'chair'],
    'selection.move-policy': ['authority'],
    'selection.cancel': ['hr', 'authority'],
    'placement.revoke': ['hr', 'authority'],
  };

  test.each(Object.entries(table))('%s: %j and nobody else', (act, allowed) => {
    const may = roles.filter((role) => refuseAct(act as ActName, asker(role), context) === undefined);
    expect(may).toEqual(allowed);
  });

  test('an administrator and an auditor do nothing in a selection', () => {
    const acts = Object.keys(actRules) as readonly ActName[];
    const refusals = acts.flatMap((act) =>
      [asker('administrator'), asker('auditor')].map((one) => refuseAct(act, one, context)),
    );
    expect(refusals.every((refusal) => refusal?.code === 'access.forbidden')).toBe(true);
  });
});

describe('a role is not enough', () => {
  test.each([
    [
      'a member without a seat here casts no ballot',
      'ballot.cast',
      'member',
      { seatAccounts: ['chair'] },
      'access.not-seated',
    ],
    [
      'a chair of another committee puts no motion',
      'motion.put',
      'chair',
      { chairAccount: 'member' },
      'access.not-chair',
    ],
    [
      'an assessor who is not assigned files no sheet',
      'sheet.submit',
      'assessor',
      { assessorAccounts: [] },
      'access.not-assigned',
    ],
    [
      'another candidate does not exist',
      'data.confirm',
      'candidate',
      { subjectPersonId: 'person-other' },
      'thing.missing',
    ],
    [
      'an officer who is a candidate does not answer corrections',
      'correction.answer',
      'hr',
      { candidatePersonIds: ['person-hr'] },
      'access.own-selection',
    ],
    [
      'whoever sealed does not countersign',
      'criteria.countersign',
      'secretary',
      { earlierHands: [{ accountId: 'secretary', personId: null }] },
      'access.same-person',
    ],
    [
      'whoever chose does not approve under another account',
      'choice.approve',
      'authority',
      { earlierHands: [{ accountId: 'other', personId: 'person-authority' }] },
      'access.same-person',
    ],
  ] as const)('%s', (...[_title, act, role, changes, code]) => {
    expect(refuseAct(act, asker(role), { ...context, ...changes })?.code).toBe(code);
  });

  test('an officer who is a candidate may still act for the own candidacy', () => {
    const both = { ...asker('hr'), personId: 'person-candidate', grants: [grantOf('hr'), grantOf('candidate')] };
    expect(refuseAct('candidate.withdraw', both, context)).toBeUndefined();
  });
});

describe('a grant counts only', () => {
  test.each([
    ['in its agency', { agency: 'kota-lain' }],
    ['in its selection', { selectionId: 'other' }],
    ['from its first instant', { from: '2026-03-25T08:03:00.123457Z' }],
    ['before its last instant', { until: now }],
  ] as const)('%s: outside it the selection does not exist', (_title, changes) => {
    expect(refuseAct('seat.appoint', asker('secretary', changes), context)?.code).toBe('thing.missing');
  });

  test('within its span and scope', () => {
    const grant = { selectionId: 'selection', from: now, until: '2026-03-25T08:03:00.123457Z' };
    expect(refuseAct('seat.appoint', asker('secretary', grant), context)).toBeUndefined();
  });
});

describe('what can be read when everything is decided', () => {
  const table: Readonly<Record<Reading, readonly Role[]>> = {
    selection: ['secretary', 'chair', 'member', 'hr', 'assessor', 'unit-head', 'authority', 'auditor', 'candidate'],
    progress: ['secretary', 'chair', 'member', 'hr', 'assessor', 'authority', 'auditor'],
    'awaited-names': ['secretary', 'hr'],
    criteria: ['secretary', 'chair', 'member', 'hr', 'assessor', 'unit-head', 'authority', 'auditor', 'candidate'],
    'candidate-codes': ['secretary', 'chair', 'member', 'hr', 'assessor', 'authority', 'auditor'],
    'candidate-names': ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor'],
    candidates: ['secretary', 'chair', 'member', 'hr', 'assessor', 'authority', 'auditor'],
    gates: ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor'],
    'own-candidacy': ['candidate'],
    'own-result': ['candidate'],
    'own-nomination': ['unit-head'],
    'gate-preview': ['hr'],
    corrections: ['hr', 'auditor'],
    verifications: ['secretary', 'hr', 'auditor'],
    panel: ['secretary', 'hr', 'authority', 'auditor'],
    'own-sheet': ['assessor'],
    sheets: ['secretary', 'chair', 'member', 'assessor', 'auditor'],
    ranking: ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor'],
    committee: ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor'],
    'own-declaration': ['chair', 'member'],
    declarations: ['secretary', 'auditor'],
    motion: ['secretary', 'chair', 'member', 'authority', 'auditor'],
    'own-ballot': ['chair', 'member'],
    ballots: ['secretary', 'chair', 'member', 'authority', 'auditor'],
    outcome: ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor', 'candidate'],
    placement: ['secretary', 'chair', 'member', 'hr', 'authority', 'auditor'],
    'own-placement': ['candidate'],
    ledger: ['secretary', 'auditor'],
    bundle: ['secretary', 'hr', 'authority', 'auditor'],
  };

  test.each(Object.entries(table))('%s: %j and nobody else', (reading, allowed) => {
    expect(roles.filter((role) => refuseRead(reading as Reading, asker(role), reader) === undefined)).toEqual(allowed);
  });
});

describe('what is hidden answers as missing', () => {
  const readings = Object.keys(readRules) as readonly Reading[];
  const readable = (role: Role, changes: Partial<ReadContext> = {}) =>
    readings.filter((reading) => refuseRead(reading, asker(role), { ...reader, ...changes }) === undefined);
  const untilRevealed = phases.filter(
    (phase) => phase === 'sealed' || phase === 'sheets-revealed' || phase === 'ranked',
  );

  test('nobody reads a candidate list of an unsealed vacancy', () => {
    const open = roles.flatMap((role) => readable(role, { reached: [] }));
    expect(open).not.toContain('candidates');
    expect(open).not.toContain('candidate-names');
  });

  test('nobody, in any role, reads ballots before they are revealed', () => {
    expect(roles.flatMap((role) => readable(role, { reached: untilRevealed }))).not.toContain('ballots');
  });

  test("nobody reads others' sheets before they are revealed", () => {
    expect(roles.flatMap((role) => readable(role, { reached: ['sealed'] }))).not.toContain('sheets');
  });

  test('a member who has not declared, or is recused, sees nothing confidential', () => {
    expect(readable('member', { clearedAccounts: [] })).toEqual([
      'selection',
      'criteria',
      'candidate-codes',
      'candidate-names',
      'committee',
      'own-declaration',
      'own-ballot',
      'outcome',
    ]);
  });

  test('an officer who is a candidate reads nothing of the own selection as an officer', () => {
    expect(readable('secretary', { candidatePersonIds: ['person-secretary'] })).toEqual([]);
  });

  test('the appointing authority sees no candidate before the committee has decided', () => {
    expect(readable('authority', { reached: untilRevealed })).toEqual([
      'selection',
      'criteria',
      'panel',
      'committee',
      'bundle',
    ]);
  });

  test('an assessor knows candidates by their codes, never by name, and scores without knowing gates or merit', () => {
    expect(readable('assessor')).toEqual([
      'selection',
      'progress',
      'criteria',
      'candidate-codes',
      'candidates',
      'own-sheet',
      'sheets',
    ]);
  });

  test('who put nobody forward has no nomination to read', () => {
    expect(readable('unit-head', { nominatorAccount: 'other' })).toEqual(['selection', 'criteria']);
  });

  test('a refusal to read never says more than that there is nothing', () => {
    const refusals = readings.flatMap((reading) =>
      roles.map((role) => refuseRead(reading, asker(role), { ...reader, reached: [], clearedAccounts: [] })),
    );
    expect(new Set(refusals.map((refusal) => refusal?.code))).toEqual(new Set(['thing.missing', undefined]));
  });
});
