import { describe, expect, test } from 'vitest';
import { type DutyAsked, listDuties, nextStepOf, type Part } from '#domain/duties.ts';
import { readiness } from '#domain/readiness.ts';
import type { Role } from '#domain/roles.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { ownProgressOf, progressOf, quorumAskedOf } from '#domain/step-progress.ts';
import { aRule, aSeat, committeeOf, due, now, opened, stageIn } from './committee-builders.ts';

const nobody: Part = {
  isSeated: false,
  isChair: false,
  isRecused: false,
  hasDeclared: false,
  isAssessor: false,
  candidacy: null,
};
const member: Part = { ...nobody, isSeated: true, hasDeclared: true };
const standing = { ref: 'a', isWithdrawn: false };
const committee = { rule: aRule(), seats: committeeOf(5), recused: [], endsEarly: true };

interface Told extends Partial<Omit<DutyAsked, 'part' | 'asker'>> {
  readonly part?: Partial<Part>;
  readonly account?: string;
}

/** What somebody with a role owes in an open stage with these facts. */
function asked(role: Role, facts: StepFacts | undefined, told: Told = {}): DutyAsked {
  const { part = {}, account = 'account-2', ...rest } = told;
  const grant = { role, agency: 'kota', selectionId: null, from: opened, until: null };
  const stage = facts && stageIn(facts.step);
  const at = rest.now ?? now;
  return {
    asker: { accountId: account, personId: `person of ${account}`, grants: [grant] },
    part: { ...nobody, ...part },
    now: at,
    agency: 'kota',
    selectionId: 'selection',
    stage,
    criteria: facts === undefined ? 'missing' : 'in-force',
    hands: [],
    facts,
    judged: facts && stage && readiness(stage, facts, at),
    blocked: null,
    concurrence: { rule: { lapse: false }, lapsesAt: null },
    ...rest,
  };
}

/** Acts owed; an optional one with a question mark. */
function owed(...told: Parameters<typeof asked>): readonly string[] {
  return listDuties(asked(...told)).map(({ act, optional }) => (optional ? `${act}?` : act));
}

describe('before the first stage', () => {
  test('the office drafts the criteria, then seals them', () => {
    expect(owed('hr', undefined)).toEqual(['criteria.draft']);
    expect(owed('secretary', undefined, { criteria: 'drafted' })).toEqual(['criteria.seal']);
    expect(owed('authority', undefined, { criteria: 'drafted' })).toEqual([]);
  });

  test('the countersignature is owed by another person than those who drafted and sealed', () => {
    const hands = [{ accountId: 'account-2', personId: null }];
    expect(owed('authority', undefined, { criteria: 'sealed' })).toEqual(['criteria.countersign']);
    expect(owed('secretary', undefined, { criteria: 'sealed', hands })).toEqual([]);
  });
});

describe('a nomination', () => {
  const nominating = { step: 'nominating', endsEarly: true, isPoolComplete: false, nominatorsAwaited: [] } as const;

  test('may be filed by whoever may put somebody forward; HR owes the word that the pool is complete', () => {
    expect(owed('hr', nominating)).toEqual(['pool.complete', 'nomination.file?']);
    expect(owed('unit-head', nominating)).toEqual(['nomination.file?']);
    expect(owed('candidate', nominating)).toEqual(['nomination.file?']);
  });

  test('is not asked of a candidate again, nor once the pool is complete or its time is over', () => {
    expect(owed('candidate', nominating, { part: { candidacy: standing } })).toEqual([]);
    expect(owed('hr', { ...nominating, isPoolComplete: true })).toEqual([]);
    expect(owed('hr', nominating, { now: due })).toEqual([]);
  });

  test('without anybody nominated waits for an extension by the office', () => {
    const told = { now: due, blocked: 'nomination.pool-empty' };
    expect(owed('hr', nominating, told)).toEqual(['stage.extend']);
    expect(owed('candidate', nominating, told)).toEqual([]);
  });
});

describe('the data check', () => {
  const checking: StepFacts = {
    step: 'data-check',
    endsEarly: true,
    candidatesAwaited: ['a', 'b'],
    correctionsOpen: [],
    gatesUnknown: [],
  };

  test('asks each candidate to confirm the own data', () => {
    expect(owed('candidate', checking, { part: { candidacy: standing } })).toEqual(['data.confirm']);
    expect(owed('candidate', checking, { part: { candidacy: { ...standing, ref: 'c' } } })).toEqual([]);
    expect(owed('candidate', checking)).toEqual([]);
  });

  test('asks nothing of a candidate whose correction waits for its answer, which HR owes', () => {
    const disputed = { ...checking, correctionsOpen: ['a'] };
    expect(owed('candidate', disputed, { part: { candidacy: standing } })).toEqual([]);
    expect(owed('hr', disputed)).toEqual(['correction.answer']);
  });

  test('asks HR to verify what the data leave unknown', () => {
    expect(owed('hr', { ...checking, gatesUnknown: ['b'] })).toEqual(['gate.verify']);
  });

  test('asks nothing of who has withdrawn, whatever their office', () => {
    const part = { candidacy: { ref: 'a', isWithdrawn: true } };
    expect(owed('candidate', checking, { part })).toEqual([]);
    expect(owed('hr', { ...checking, gatesUnknown: ['b'] }, { part })).toEqual([]);
  });
});

describe('an assessment', () => {
  const sheet = { candidateRef: 'a', assigned: 3, awaited: ['account-2'] };
  const scoring = { step: 'independent', endsEarly: true, assessorsNeeded: 3, sheets: [sheet] } as const;
  const part = { isAssessor: true };

  test('asks an assessor for the sheets that are missing', () => {
    expect(owed('assessor', scoring, { part })).toEqual(['sheet.submit']);
    expect(owed('assessor', scoring, { part, account: 'account-3' })).toEqual([]);
  });

  test('asks HR for another assessor where a candidate has too few', () => {
    const short = { ...scoring, sheets: [{ ...sheet, assigned: 1 }] };
    expect(owed('hr', short, { blocked: 'assessment.assessors-missing' })).toEqual(['assessor.assign']);
  });

  test('that lacks sheets when its time is over asks its office for one cure, and nothing of the late', () => {
    const told = { now: due, blocked: 'assessment.sheets-missing' };
    expect(owed('hr', scoring, told)).toEqual(['stage.extend']);
    expect(owed('assessor', scoring, { ...told, part })).toEqual([]);
  });

  test('takes a final sheet, and does without', () => {
    const final = { step: 'final', endsEarly: true, assessorsAwaited: ['account-2'] } as const;
    expect(owed('assessor', final, { part })).toEqual(['sheet.finalise?']);
  });

  test('counts an assessor the own sheets, and everybody all of them', () => {
    const sheets = [sheet, { ...sheet, candidateRef: 'b', awaited: ['account-3'] }];
    expect(ownProgressOf({ ...scoring, sheets }, 'account-2')).toEqual({ done: 1, total: 2 });
    expect(progressOf({ ...scoring, sheets }, { candidates: 2, assessors: 3 })).toEqual({ done: 4, total: 6 });
  });
});

describe('a committee', () => {
  const declaring = { step: 'declaring', ...committee, declared: [] } as const;
  const deliberating = { step: 'deliberating', ...committee, present: [1, 2, 3], hasMotion: false } as const;
  const voting = { step: 'voting', ...committee, ballots: [{ seat: 3, abstains: false }] } as const;

  test('asks a member to declare before anything else', () => {
    const part = { ...member, hasDeclared: false };
    expect([declaring, deliberating, voting].map((facts) => owed('member', facts, { part }))).toEqual([
      ['interest.declare'],
      ['interest.declare'],
      ['interest.declare'],
    ]);
    expect(owed('member', declaring, { part: member })).toEqual([]);
  });

  test('asks for presence until there is a quorum, and leaves it open afterwards', () => {
    const fourth = { part: member, account: 'account-4' };
    expect(owed('member', { ...deliberating, present: [1] }, fourth)).toEqual(['presence.record']);
    expect(owed('member', deliberating, fourth)).toEqual(['presence.record?']);
    expect(owed('member', deliberating, { part: member })).toEqual([]);
  });

  test('asks the chair alone for the motion', () => {
    const chair = { part: { ...member, isChair: true }, account: 'account-1' };
    expect(owed('chair', deliberating, chair)).toEqual(['motion.put']);
    expect(owed('chair', { ...deliberating, hasMotion: true }, chair)).toEqual([]);
  });

  test('asks each seat for one ballot', () => {
    expect(owed('member', voting, { part: member })).toEqual(['ballot.cast']);
    expect(owed('member', voting, { part: member, account: 'account-3' })).toEqual([]);
  });

  test('asks nothing of who is recused, left the seat or comes too late', () => {
    const left = {
      ...voting,
      seats: [...committeeOf(5).filter(({ seat }) => seat !== 2), aSeat(2, { removedAt: now })],
    };
    expect(owed('member', voting, { part: { ...member, isRecused: true } })).toEqual([]);
    expect(owed('member', left, { part: member })).toEqual([]);
    expect(owed('member', voting, { part: member, now: due })).toEqual([]);
  });

  test('that cannot come to its quorum asks the secretary for the first cure', () => {
    const few = { ...voting, recused: [3, 4, 5], ballots: [] };
    expect(owed('secretary', few, { blocked: 'committee.no-quorum' })).toEqual(['seat.replace']);
  });

  test('that may not sit asks for another member', () => {
    const even = { ...declaring, seats: committeeOf(4) };
    expect(owed('secretary', even, { blocked: 'committee.even' })).toEqual(['seat.appoint']);
  });

  test('counts declarations, presence and ballots of the seats that may take part', () => {
    const people = { candidates: 0, assessors: 0 };
    const recused = [5];
    expect(progressOf({ ...declaring, declared: [1, 2] }, people)).toEqual({ done: 2, total: 5 });
    expect(progressOf({ ...deliberating, recused }, people)).toEqual({ done: 3, total: 4 });
    expect(progressOf({ ...voting, recused }, people)).toEqual({ done: 1, total: 4 });
  });

  test('tells the quorum by the seats, whatever the ballots are, and no other step has one', () => {
    const silent = [{ seat: 1, abstains: true }];
    for (const facts of [declaring, deliberating, voting, { ...voting, ballots: silent }])
      expect(quorumAskedOf(facts)).toEqual({ required: 3, seats: 5 });
    expect(quorumAskedOf({ step: 'choosing', choice: undefined })).toBeNull();
  });
});

describe('a placement', () => {
  test('waits for the authority, and for another hand where the choice needs an approval', () => {
    const chooser = [{ accountId: 'account-2', personId: null }];
    const awaiting = { step: 'choosing', choice: 'awaiting-approval' } as const;
    expect(owed('authority', { step: 'choosing', choice: undefined })).toEqual(['choice.make']);
    expect(owed('authority', awaiting, { hands: chooser })).toEqual([]);
    expect(owed('chair', awaiting)).toEqual(['choice.approve']);
  });

  test('asks HR for concurrence again when it was returned, and may take a reply while it is out', () => {
    expect(owed('hr', { step: 'concurrence', state: 'returned' })).toEqual(['concurrence.request']);
    expect(owed('hr', { step: 'concurrence', state: 'requested' })).toEqual(['concurrence.reply?']);
  });

  test('asks for the certificate of a lapse only where the policy knows one and its time is over', () => {
    const concurrence = { rule: { lapse: true }, lapsesAt: now };
    const facts = { step: 'concurrence', state: 'requested' } as const;
    expect(owed('hr', facts, { concurrence })).toEqual(['concurrence.certify-lapse', 'concurrence.reply?']);
    expect(owed('hr', facts, { concurrence: { ...concurrence, lapsesAt: due } })).toEqual(['concurrence.reply?']);
  });

  test('asks the authority for the decree, which HR may issue, and HR for the inauguration', () => {
    const decree = { step: 'decree', isIssued: false } as const;
    expect(owed('authority', decree)).toEqual(['decree.issue']);
    expect(owed('hr', decree)).toEqual(['decree.issue?']);
    expect(owed('hr', { step: 'inauguration', isInaugurated: false })).toEqual(['placement.inaugurate']);
  });

  test('asks nobody to wait for its day', () => {
    expect(owed('hr', { step: 'effective', effectiveAt: due })).toEqual([]);
  });
});

describe('a cure', () => {
  const sheet = { candidateRef: 'a', assigned: 1, awaited: ['account-2'] };
  const short = { step: 'independent', endsEarly: true, assessorsNeeded: 3, sheets: [sheet] } as const;
  const blocked = 'assessment.assessors-missing';

  test('of a pool without anybody is an extension, owed in a stage that is open', () => {
    const nominating = { step: 'nominating', endsEarly: true, isPoolComplete: true, nominatorsAwaited: [] } as const;
    const owedIn = (state: 'open' | 'paused') =>
      owed('hr', nominating, { blocked: 'nomination.pool-empty', stage: stageIn('nominating', { state }) });
    expect([owedIn('open'), owedIn('paused')]).toEqual([['stage.extend'], []]);
  });

  test.each([
    ['is owed where the record says that the step is blocked', { blocked }, ['assessor.assign']],
    ['is not owed before it does', { blocked: null }, []],
    ['is not owed while the stage is paused', { blocked, stage: stageIn('independent', { state: 'paused' }) }, []],
    ['is not owed where no stage runs', { blocked, stage: undefined }, []],
  ])('%s', (_title, told, acts) => {
    expect(owed('hr', short, told)).toEqual(acts);
  });
});

test('nothing is owed in a stage that is paused, nor by who has no role here', () => {
  const voting = { step: 'voting', ...committee, ballots: [] } as const;
  expect(
    owed('member', voting, { part: member, stage: stageIn('voting', { state: 'paused', pausedAt: now }) }),
  ).toEqual([]);
  expect(owed('member', voting, { part: member, agency: 'provinsi' })).toEqual([]);
});

test('what comes next is the first later step that will ask for an act', () => {
  const scoring = { step: 'independent', endsEarly: true, assessorsNeeded: 3, sheets: [] } as const;
  expect(nextStepOf(asked('member', scoring, { part: member }))).toBe('declaring');
  expect(nextStepOf(asked('authority', scoring))).toBe('choosing');
  expect(nextStepOf(asked('hr', scoring))).toBe('concurrence');
  expect(nextStepOf(asked('candidate', scoring))).toBeUndefined();
  expect(nextStepOf(asked('hr', undefined))).toBeUndefined();
  const nominating = { step: 'nominating', endsEarly: true, isPoolComplete: false, nominatorsAwaited: [] } as const;
  expect(nextStepOf(asked('candidate', nominating, { part: { candidacy: standing } }))).toBe('data-check');
  expect(nextStepOf(asked('candidate', nominating))).toBeUndefined();
  expect(nextStepOf(asked('member', scoring, { part: { ...member, isRecused: true } }))).toBeUndefined();
});
