import { describe, expect, test } from 'vitest';
import {
  type Plan,
  type PlanAct,
  type PlanAction,
  partFor,
  partsIn,
  planDuties,
  refuseAction,
  refuseAgreement,
  refuseAnswer,
  refuseClosing,
  refuseConfirmation,
  refuseDrop,
  refuseEnd,
  refuseGoal,
  refuseMentor,
  refuseOpening,
  refuseReport,
  reminderKey,
  remindersDue,
} from '#domain/plans.ts';
import type { Asker, Role } from '#domain/roles.ts';
import { today } from '../support/merit.ts';
import { pack } from './vectors/reader.ts';

const now = '2026-06-15T02:00:00.000000Z';

function asker(name: string, roles: readonly Role[] = []): Asker {
  const common = { agency: 'kota', selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  return {
    accountId: `account-${name}`,
    personId: `person-${name}`,
    grants: roles.map((role) => ({ role, ...common })),
  };
}

const office = asker('office', ['hr']);
const person = asker('person');
const mentor = asker('mentor', ['chair']);

const action: PlanAction = {
  id: 'a',
  goalId: 'g',
  kind: 'course',
  dueOn: '2026-09-01',
  state: 'agreed',
  proposedAs: 'hr',
  reportedBy: null,
  reportEntry: null,
};

const plan: Plan = {
  agency: 'kota',
  personId: 'person-person',
  mentor,
  isClosed: false,
  until: '2028-06-15',
  reviewOn: '2027-06-15',
  goals: [{ id: 'g', state: 'agreed', proposedAs: 'hr' }],
  actions: [action],
};

const as = (act: PlanAct, who: Asker, changes: Partial<Plan> = {}) => {
  const part = partFor(act, { ...plan, ...changes }, { asker: who, now });
  return typeof part === 'string' ? part : part.code;
};

describe('who acts in a plan', () => {
  test('is the office, the person and the mentor, each in their own acts', () => {
    expect([office, person, mentor, asker('other', ['secretary'])].map((who) => partsIn(plan, who, now))).toEqual([
      ['hr'],
      ['person'],
      ['mentor'],
      [],
    ]);
    expect([
      as('action.confirm', office),
      as('action.confirm', person),
      as('action.complete', person),
      as('action.complete', mentor),
      as('action.complete', office),
      as('plan.review', mentor),
      as('plan.review', person),
      as('plan.close', mentor),
      as('plan.close', asker('other')),
    ]).toEqual([
      'hr',
      'plan.other-part',
      'person',
      'mentor',
      'plan.other-part',
      'mentor',
      'plan.other-part',
      'plan.other-part',
      'thing.missing',
    ]);
  });

  test('is never the office in a plan of their own, nor a mentor of themself', () => {
    const own = asker('person', ['hr']);
    expect([partsIn(plan, own, now), partsIn({ ...plan, mentor: own }, own, now)]).toEqual([['person'], ['person']]);
    expect(refuseMentor(plan, own)?.code).toBe('plan.mentor-self');
    expect(refuseMentor(plan, mentor)).toBe(undefined);
  });

  test('is no mentor any more once no grant in the agency is in force', () => {
    const [grant] = mentor.grants;
    if (grant === undefined) throw new Error('the mentor has a grant');
    const withGrant = (changes: object) => partsIn(plan, { ...mentor, grants: [{ ...grant, ...changes }] }, now);
    expect([
      withGrant({ selectionId: 'selection' }),
      withGrant({ until: now }),
      withGrant({ agency: 'kabupaten' }),
      partsIn(plan, { ...mentor, grants: [] }, now),
    ]).toEqual([['mentor'], [], [], []]);
  });

  test('is nobody once the plan is closed', () => {
    expect([as('plan.review', office, { isClosed: true }), as('action.complete', person, { isClosed: true })]).toEqual([
      'plan.closed',
      'plan.closed',
    ]);
  });

  test('opens it as the office, once, for another', () => {
    const place = { agency: 'kota', now };
    const asked = { place, personId: 'person-person', hasOpen: false };
    expect([
      refuseOpening(office, asked)?.code,
      refuseOpening(mentor, asked)?.code,
      refuseOpening(asker('person', ['hr']), asked)?.code,
      refuseOpening(office, { ...asked, hasOpen: true })?.code,
    ]).toEqual([undefined, 'thing.missing', 'plan.own-plan', 'plan.open-already']);
  });
});

describe('what is agreed', () => {
  test('ends after today and within five years', () => {
    expect(['2026-06-15', '2026-06-16', '2031-06-15', '2031-06-16'].map((day) => refuseEnd(day, today)?.code)).toEqual([
      'plan.day-past',
      undefined,
      undefined,
      'plan.too-long',
    ]);
  });

  test('names an indicator of the policy, a part of one, or none', () => {
    expect(['T', 'D.cert', null, 'X'].map((code) => refuseGoal(code, pack)?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'plan.indicator-unknown',
    ]);
  });

  test('is an action of an agreed goal, due within the plan', () => {
    const refused = (changes: object, goals = plan.goals) =>
      refuseAction({ ...plan, goals }, { goalId: 'g', kind: 'award', dueOn: '2026-12-01', today, pack, ...changes })
        ?.code;
    expect([
      refused({}),
      refused({ goalId: 'other' }),
      refused({}, [{ id: 'g', state: 'proposed', proposedAs: 'hr' }]),
      refused({ dueOn: today }),
      refused({ dueOn: '2028-06-16' }),
      refused({ pack: { indicators: [] } }),
      refused({ pack: { indicators: [] }, kind: 'coaching' }),
    ]).toEqual([
      undefined,
      'thing.missing',
      'plan.goal-not-agreed',
      'plan.day-past',
      'plan.after-end',
      'plan.kind-wordless',
      undefined,
    ]);
  });

  test('is agreed by the side that did not propose it, and once', () => {
    const proposed = { ...action, state: 'proposed' } as const;
    expect([
      refuseAgreement(proposed, 'person'),
      refuseAgreement(proposed, 'hr')?.code,
      refuseAgreement(action, 'person')?.code,
      refuseAgreement(undefined, 'person')?.code,
    ]).toEqual([undefined, 'plan.same-side', 'plan.item-settled', 'thing.missing']);
  });
});

describe('a completion', () => {
  const reported = { ...action, state: 'reported', reportedBy: person, reportEntry: 'entry' } as const;

  test('is reported of an agreed action', () => {
    expect([refuseReport(action), refuseReport(reported)?.code, refuseReport(undefined)?.code]).toEqual([
      undefined,
      'plan.action-not-agreed',
      'thing.missing',
    ]);
  });

  test('is confirmed by another person than who reported it, through whichever account', () => {
    const other = { accountId: 'account-second', personId: 'person-person' };
    expect([
      refuseConfirmation(reported, office),
      refuseConfirmation(reported, other)?.code,
      refuseConfirmation(action, office)?.code,
    ]).toEqual([undefined, 'access.same-person', 'plan.not-reported']);
  });

  test('is answered as it was read, and no other one in its place', () => {
    const answered = (report: string, asker = office) => refuseAnswer(reported, { asker, report })?.code;
    expect([answered('entry'), answered('other'), answered('entry', person)]).toEqual([
      undefined,
      'input.stale',
      'access.same-person',
    ]);
  });

  test('that is confirmed cannot be dropped, and one that waits keeps the plan open', () => {
    expect([
      refuseDrop(action),
      refuseDrop({ ...action, state: 'confirmed' })?.code,
      refuseClosing(plan),
      refuseClosing({ ...plan, actions: [reported] })?.code,
    ]).toEqual([undefined, 'plan.action-over', undefined, 'plan.reports-open']);
  });
});

describe('reminders', () => {
  const due = (day: string, sent: readonly string[] = [], changes: Partial<Plan> = {}) => {
    const { now: said, nextOn } = remindersDue({ ...plan, ...changes }, day, new Set(sent));
    return [said.map(reminderKey), nextOn];
  };

  test('come two weeks before an action is due, the day after, at the review and at the end', () => {
    expect([
      due('2026-06-15'),
      due('2026-08-18'),
      due('2026-08-18', ['due-soon/a/2026-08-18']),
      due('2026-09-02', ['due-soon/a/2026-08-18']),
      due('2027-06-15', ['overdue/a/2026-09-02']),
    ]).toEqual([
      [[], '2026-08-18'],
      [['due-soon/a/2026-08-18'], '2026-09-02'],
      [[], '2026-09-02'],
      [['overdue/a/2026-09-02'], '2027-06-15'],
      [['review/plan/2027-06-15'], '2028-06-15'],
    ]);
  });

  test('say of what is overdue by then only that it is', () => {
    expect(due('2026-10-01')).toEqual([['overdue/a/2026-09-02'], '2027-06-15']);
  });

  test('are silent about what is reported, and in a closed plan', () => {
    const reported = [{ ...action, state: 'reported', reportedBy: person }] as const;
    expect([due('2026-10-01', [], { actions: reported }), due('2026-10-01', [], { isClosed: true })]).toEqual([
      [[], '2027-06-15'],
      [[], null],
    ]);
  });
});

describe('what a plan asks of somebody', () => {
  const asked = (who: Asker, day: string, changes: Partial<Plan> = {}) => {
    const open = { ...plan, ...changes };
    return planDuties(open, { parts: partsIn(open, who, now), hand: who, today: day }).map(
      ({ act, isOverdue }) => `${act}${isOverdue ? ' overdue' : ''}`,
    );
  };

  test('is to agree, to complete, to confirm, to review, to close, each of whoever does it', () => {
    const proposed = { actions: [{ ...action, state: 'proposed' }] } as const;
    const reported = { actions: [{ ...action, state: 'reported', reportedBy: person }] } as const;
    expect({
      proposal: [asked(person, today, proposed), asked(office, today, proposed), asked(mentor, today, proposed)],
      near: [asked(person, '2026-08-20'), asked(mentor, '2026-09-02'), asked(office, '2026-09-02')],
      report: [asked(office, today, reported), asked(person, today, reported)],
      end: [asked(mentor, '2027-06-16', { actions: [] }), asked(office, '2028-06-15', { actions: [] })],
      closed: asked(office, '2028-06-15', { isClosed: true }),
    }).toEqual({
      proposal: [['item.agree'], [], []],
      near: [['action.complete'], ['action.complete overdue'], []],
      report: [['action.confirm'], []],
      end: [['plan.review overdue'], ['plan.review overdue', 'plan.close']],
      closed: [],
    });
  });
});
