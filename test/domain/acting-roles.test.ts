import { describe, expect, test } from 'vitest';
import {
  actingRole,
  publicBlock,
  publicRefusal,
  readsBlind,
  refuseAct,
  type SelectionContext,
} from '#domain/access.ts';
import type { ActName } from '#domain/access-acts.ts';
import { refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import { now, opened } from './committee-builders.ts';

/** Somebody with these roles in the agency. */
const asker = (...roles: readonly Role[]): Asker => ({
  accountId: 'account',
  personId: 'person',
  grants: roles.map((role) => ({ role, agency: 'kota', selectionId: null, from: opened, until: null })),
});
const context: SelectionContext = {
  now,
  agency: 'kota',
  selectionId: 'selection',
  seatAccounts: ['account'],
  chairAccount: 'account',
  assessorAccounts: ['account'],
  candidatePersonIds: [],
  subjectPersonId: 'person',
  earlierHands: [],
};

describe('somebody with several roles acts by the first that the act takes', () => {
  test.each([
    ['criteria.seal', ['hr', 'secretary'], {}, 'secretary'],
    ['criteria.seal', ['hr', 'member'], {}, 'hr'],
    ['nomination.file', ['hr', 'unit-head', 'candidate'], {}, 'candidate'],
    ['nomination.file', ['hr', 'unit-head', 'candidate'], { subjectPersonId: 'other' }, 'unit-head'],
    ['nomination.file', ['hr', 'candidate'], { candidatePersonIds: ['person'] }, 'candidate'],
    ['committee.adjourn', ['chair', 'secretary'], {}, 'secretary'],
    ['committee.adjourn', ['chair'], {}, 'chair'],
    ['committee.adjourn', ['chair'], { chairAccount: 'other' }, undefined],
    ['ballot.cast', ['member'], { seatAccounts: [] }, undefined],
    ['ballot.cast', ['hr'], {}, undefined],
    ['ballot.cast', ['member'], { agency: 'other' }, undefined],
  ] as const satisfies readonly (readonly [ActName, readonly Role[], Partial<SelectionContext>, Role | undefined])[])(
    '%s by %j',
    (...[act, roles, changes, role]) => {
      const where = { ...context, ...changes };
      expect(actingRole(act, asker(...roles), where)).toBe(role);
      expect(refuseAct(act, asker(...roles), where) === undefined).toBe(role !== undefined);
    },
  );

  test('where every way is closed, the refusal is that of the first', () => {
    const where = { ...context, chairAccount: null, candidatePersonIds: ['person'] };
    expect(refuseAct('candidate.withdraw', asker('candidate', 'hr'), { ...where, subjectPersonId: 'x' })?.code).toBe(
      'thing.missing',
    );
    expect(refuseAct('committee.adjourn', asker('chair'), { ...where, candidatePersonIds: [] })?.code).toBe(
      'access.not-chair',
    );
    expect(refuseAct('ballot.cast', asker('hr'), context)?.code).toBe('access.forbidden');
  });

  test('nobody without a person is a candidate, or acts for one', () => {
    const nobody = { ...asker('candidate'), personId: null };
    expect(refuseAct('data.confirm', nobody, { ...context, subjectPersonId: null })?.code).toBe('thing.missing');
  });
});

test.each([
  [[], true, false],
  [[], false, true],
  [['account'], true, true],
  [['other'], true, false],
] as const)('with assessors %j, and seeing the person: %s, one reads blind: %s', (assessors, seesPerson, isBlind) => {
  expect(readsBlind(asker(), assessors, seesPerson)).toBe(isBlind);
});

describe('what tells of others', () => {
  test.each([
    ['committee.no-quorum', 'member', 'committee.no-quorum'],
    ['committee.no-quorum', 'assessor', null],
    ['interest.not-possible', 'hr', null],
    ['motion.missing', 'assessor', 'motion.missing'],
    [null, 'hr', null],
  ] as const)('as a block: %s to %s is %s', (code, role, told) => {
    expect(publicBlock(code, asker(role))).toBe(told);
  });

  test.each([
    ['choice.outside-list', 'authority', 'choice.outside-list'],
    ['choice.outside-list', 'hr', 'choice.outside-list'],
    ['choice.outside-list', 'candidate', 'access.forbidden'],
    ['concurrence.closed', 'authority', 'concurrence.closed'],
    ['concurrence.closed', 'member', 'access.forbidden'],
    ['nomination.exists', 'unit-head', 'access.forbidden'],
    ['nomination.exists', 'auditor', 'nomination.exists'],
    ['seat.candidate', 'chair', 'access.forbidden'],
    ['ballot.motion-stale', 'member', 'ballot.motion-stale'],
    ['ballot.motion-stale', 'authority', 'access.forbidden'],
  ] as const)('as a refusal: %s to %s is %s', (code, role, told) => {
    const whole = refuse(code, { seat: 3 });
    const shown = publicRefusal(whole, asker(role));
    expect(shown.code).toBe(told);
    expect(shown.details).toEqual(told === code ? { seat: 3 } : undefined);
  });
});
