import { describe, expect, test } from 'vitest';
import { evaluateGate } from '#domain/gates.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { Award, CompetencyAssessment, HeldPost, PersonRecord, Sanction, TeamDuty } from '#domain/person-record.ts';
import type { GateName } from '#domain/policy-pack.ts';
import {
  absent,
  checkGate,
  performanceYear,
  record,
  register,
  servedSanction,
  stated,
  target,
  today,
} from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

type Changes = Partial<PersonRecord>;

/** All that a gate of JPT Pratama says, without its rule and citation. */
function check(gate: GateName, changes: Changes = {}, targeted: Parameters<typeof target>[0] = {}) {
  const { result, value, source, missing, reason } = checkGate(pack, {
    gate,
    record: record(changes),
    target: target(targeted),
  });
  return { result, value, source, missing, reason };
}

const pass = (value: string, source: string) => ({ result: 'PASS', value, source, missing: [], reason: null });
const fail = (value: string, source: string) => ({ ...pass(value, source), result: 'FAIL' });
const unknown = (missing: string, source: string, reason: string | null = null) => ({
  result: 'UNKNOWN',
  value: null,
  source,
  missing: [missing],
  reason,
});

const [post, earlier] = record().posts.items ?? [];
const [assessed] = record().assessments.items ?? [];
if (post === undefined || earlier === undefined || assessed === undefined) throw new Error('the record has them');
const posts = (...items: readonly HeldPost[]): Changes => ({ posts: register(items), currentPost: absent() });
const heldAs = (level: HeldPost['level'], change: Partial<HeldPost> = {}): HeldPost => ({ ...post, level, ...change });
const assessment = (change: Partial<CompetencyAssessment>): Changes => ({
  assessments: register([{ ...assessed, ...change }]),
});

describe('a gate on one stated fact', () => {
  test('passes with the fact and its source', () => {
    expect(check('employee-kind')).toEqual(pass('PNS', 'profile.csv:2'));
    expect(check('wealth-report')).toEqual(pass('2026-03-15', 'profile.csv:2'));
  });

  test.each([
    ['employee-kind', { kind: absent() }, 'jenisPegawai', null],
    ['employee-kind', { kind: absent('kind.conflict') }, 'jenisPegawai', 'kind.conflict'],
    ['status-aktif', { status: absent() }, 'kedudukanHukum', null],
    ['education', { education: absent() }, 'tingkatPendidikan', null],
    ['education', { education: stated('99') }, 'tingkatPendidikan', null],
    ['rank', { rank: absent() }, 'golongan', null],
    ['rank', { rank: stated('99') }, 'golongan', null],
    ['wealth-report', { wealthReport: absent() }, 'lhkpn', null],
    ['retirement', { bornOn: absent('birth.conflict') }, 'bornOn', 'birth.conflict'],
    ['tenure-in-post', { currentPost: absent() }, 'tmtJabatan', null],
    ['age', { bornOn: absent('birth.conflict') }, 'bornOn', 'birth.conflict'],
  ] as const)('%s with %j stays open and names %s: %s', (gate, changes, missing, reason) => {
    expect(check(gate, changes)).toEqual(unknown(missing, 'profile.csv:2', reason));
  });

  test('asks the least rank where the echelon is not stated', () => {
    expect(check('rank', {}, { eselon: null })).toEqual(pass('IV/b (min IV/b)', 'profile.csv:2'));
  });
});

describe('a gate on the planned day', () => {
  test.each(['prior-post', 'experience', 'retirement', 'tenure-in-post'] as const)(
    '%s stays open while no day is planned',
    (gate) => {
      expect(check(gate, {}, { plannedOn: null })).toEqual(unknown('plannedOn', 'selection'));
    },
  );

  test('of retirement asks the birth first, for without it no day would help', () => {
    expect(check('retirement', { bornOn: absent() }, { plannedOn: null })).toEqual(unknown('bornOn', 'profile.csv:2'));
  });

  test.each([
    ['retirement', { bornOn: stated('1967-09-01') }, '2026-09-01', pass('12 months of service left', 'profile.csv:2')],
    ['retirement', { bornOn: stated('1967-08-31') }, '2026-09-01', fail('11 months of service left', 'profile.csv:2')],
    ['tenure-in-post', {}, '2023-01-04', pass('24 months since 2021-01-04', 'profile.csv:2')],
    ['tenure-in-post', {}, '2023-01-03', fail('23 months since 2021-01-04', 'profile.csv:2')],
  ] as const)('%s with %j counts full months up to %s', (gate, changes, plannedOn, expected) => {
    expect(check(gate, changes, { plannedOn })).toEqual(expected);
  });

  test('of tenure stays open where the present post has no start', () => {
    const currentPost = stated({ ...post, startedOn: null });
    expect(check('tenure-in-post', { currentPost })).toEqual(unknown('tmtJabatan', 'profile.csv:2'));
  });
});

describe('the discipline gate', () => {
  test.each([
    ['nothing', {}, pass('none served', 'history.json')],
    ['a register that nobody looked up', { sanctions: register<Sanction>(null) }, unknown('hukdis', 'history.json')],
    [
      'a heavy sanction',
      { sanctions: register([servedSanction]) },
      fail('serving or under examination', 'history.json:1'),
    ],
    [
      'a row in conflict',
      { sanctions: register([{ ...servedSanction, conflict: 'sanction.level-conflict' }]) },
      unknown('hukdis', 'history.json:1', 'sanction.level-conflict'),
    ],
  ])('finds %s', (_title, changes, expected) => {
    expect(check('discipline', changes)).toEqual(expected);
  });
});

describe('the gates on posts', () => {
  const unlooked = unknown('riwayatJabatan', 'history.json');
  const undated = unknown('tmtJabatan', 'history.json');

  test('name what was held and for how long', () => {
    expect(check('prior-post')).toEqual(pass('administrator 67 months', 'history.json'));
    expect(check('experience')).toEqual(pass('138 months', 'history.json'));
  });

  test('stay open where nobody looked the history up', () => {
    expect(check('prior-post', { posts: register(null) })).toEqual(unlooked);
    expect(check('experience', { posts: register(null) })).toEqual(unlooked);
  });

  test('pass from the last month on', () => {
    const five = posts(heldAs('pengawas', { startedOn: '2021-09-01' }));
    expect(check('experience', five)).toEqual(pass('60 months', 'history.json'));
    expect(check('experience', five, { plannedOn: '2026-08-31' })).toEqual(fail('59 months', 'history.json'));
    const two = posts(heldAs('administrator', { startedOn: '2024-09-01' }));
    expect(check('prior-post', two)).toEqual(pass('administrator 24 months', 'history.json'));
  });

  test('pass by one alternative, whatever another leaves open', () => {
    const items = posts(heldAs('administrator', { startedOn: null }), heldAs('jf-ahli-madya'));
    expect(check('prior-post', items)).toEqual(pass('jf-ahli-madya 67 months', 'history.json'));
  });

  test.each([
    ['the level of a post is missing', heldAs(null)],
    ['a post has no start', heldAs('pelaksana', { startedOn: null })],
    ['a post is in conflict', heldAs('pelaksana', { conflict: 'post.conflict' })],
  ])('fail nobody while %s, for it might be the one', (_title, unclear) => {
    expect(check('prior-post', posts(heldAs('pelaksana'), unclear))).toEqual(undated);
    expect(check('experience', posts(heldAs('pelaksana'), unclear))).toEqual(undated);
  });

  test('stay open where a post that counts has no start', () => {
    const one = posts(heldAs('administrator', { startedOn: null }));
    expect([check('prior-post', one), check('experience', one)]).toEqual([undated, undated]);
  });

  test('fail who held none of them, where every post is clear', () => {
    const none = 'administrator 0 months, jf-ahli-madya 0 months, jpt-pratama 0 months';
    expect(check('prior-post', posts(heldAs('pelaksana')))).toEqual(fail(none, 'history.json'));
    expect(check('experience', posts())).toEqual(fail('0 months', 'history.json'));
  });
});

describe('the gates on merit', () => {
  test('name the assessment and its level', () => {
    expect(check('assessment')).toEqual(pass('2026-02-10 jpt-pratama VALID', 'history.json:1'));
  });

  test('leave an assessment open that was made for no known level', () => {
    expect(check('assessment', assessment({ referenceLevel: null }))).toEqual({
      ...unknown('referencePost', 'history.json:1'),
      value: '2026-02-10 without level VALID',
    });
  });

  test('leave an assessment for another level open, with its reason', () => {
    const other = assessment({ referenceLevel: 'administrator' });
    const expected = unknown('assessedOn', 'history.json:1', 'assessment.other-level');
    expect(check('assessment', other)).toEqual(expected);
    expect(check('jpm', other)).toEqual({ ...expected, missing: ['jpm'] });
  });

  test('fail an expired assessment by that reason', () => {
    expect(check('assessment', assessment({ assessedOn: '2023-06-15' }))).toEqual({
      ...fail('EXPIRED', 'history.json:1'),
      reason: 'assessment.expired',
    });
  });

  test('fail an assessment that the gate no longer takes while the pack still does', () => {
    const rule = pack.gates['jpt-pratama']?.find(({ gate }) => gate === 'assessment');
    if (rule?.gate !== 'assessment') throw new Error('the pack has it');
    const asked = { record: record(), target: target(), pack, on: today };
    const context = { asOf: today, targetLevel: 'jpt-pratama', fieldsOfStudy: null } as const;
    const merit = evaluateMerit(asked.record, pack, context);
    const found = evaluateGate({ ...rule, validityMonths: 3 }, { ...asked, merit });
    expect(found).toMatchObject(fail('2026-02-10 jpt-pratama EXPIRED', 'history.json:1'));
  });

  test('ask the job person match by its category', () => {
    expect(check('jpm')).toEqual(pass('MS', 'history.json:1'));
    const low = assessment({ levels: [1, 1, 1, 1, 1, 1, 1, 1, 1] });
    expect(check('jpm', low)).toEqual(fail('KMS', 'history.json:1'));
    const open = assessment({ levels: [null, 4, 4, 4, 4, 4, 4, 4, 4] });
    expect(check('jpm', open)).toEqual(unknown('jpm', 'history.json:1'));
    const short = assessment({ levels: [4, 4], standards: [4, 4] });
    expect(check('jpm', short)).toEqual(unknown('jpm', 'history.json:1'));
    const wrong = assessment({ levels: [6, 4, 4, 4, 4, 4, 4, 4, 4] });
    expect(check('jpm', wrong)).toEqual(unknown('jpm', 'history.json:1', 'competency.level-range'));
  });

  test('ask the predicates of two years, each with its source', () => {
    const both = 'riwayat-kinerja.json:2025, riwayat-kinerja.json:2024';
    expect(check('performance-two-years')).toEqual(pass('2025 Sangat Baik, 2024 Baik', both));
  });

  test('name the years without predicate, and why', () => {
    const [row] = performanceYear(2025, 'Baik').map((year) => ({ ...year, conflict: 'performance.year-conflict' }));
    const performance = register(row === undefined ? [] : [row]);
    expect(check('performance-two-years', { performance })).toEqual({
      result: 'UNKNOWN',
      value: '2025 ?, 2024 ?',
      source: 'riwayat-kinerja.json:2025, history.json',
      missing: ['skp.2025', 'skp.2024'],
      reason: 'performance.year-conflict',
    });
    const later = register(performanceYear(2025, 'Baik'));
    expect(check('performance-two-years', { performance: later })).toEqual({
      ...unknown('skp.2024', 'riwayat-kinerja.json:2025, history.json'),
      value: '2025 Baik, 2024 ?',
    });
  });

  test('find the reason in whichever year has one', () => {
    const [row] = performanceYear(2024, 'Baik').map((year) => ({ ...year, conflict: 'performance.year-conflict' }));
    const performance = register(row === undefined ? [] : [row]);
    expect(check('performance-two-years', { performance }).reason).toBe('performance.year-conflict');
  });

  test('name every indicator without which there is no box', () => {
    expect(check('box')).toEqual(pass('9', 'indicators'));
    const open = { awards: register<Award>(null), teams: register<TeamDuty>(null) };
    expect(check('box', open)).toEqual(unknown('H T', 'indicators'));
  });
});

describe('the gates on the case', () => {
  test.each([
    ['free and on time', {}, pass('vacant from 2026-05-01', 'selection')],
    ['free from the very day', { vacantFrom: '2026-09-01' }, pass('vacant from 2026-09-01', 'selection')],
    ['free a day late', { vacantFrom: '2026-09-02' }, fail('vacant from 2026-09-02', 'selection')],
    ['free on no known day', { vacantFrom: null }, unknown('vacantFrom', 'selection')],
    ['without a planned day', { plannedOn: null }, unknown('plannedOn', 'selection')],
    ['blocked, whatever else is open', { frozen: true, vacantFrom: null }, fail('blocked', 'selection')],
    ['not looked up for a block', { frozen: null }, unknown('frozen', 'selection')],
  ])('the post is %s', (_title, targeted, expected) => {
    expect(check('vacancy', {}, targeted)).toEqual(expected);
  });

  const declared = (made: number, unresolved: number) => ({ declarations: { required: 5, made, unresolved } });
  test.each([
    ['all have declared', declared(5, 0), pass('5 of 5 declared, 0 unresolved', 'declarations')],
    ['one has a conflict', declared(5, 1), fail('5 of 5 declared, 1 unresolved', 'declarations')],
    [
      'one has not declared',
      declared(4, 0),
      { ...unknown('declaration', 'declarations'), value: '4 of 5 declared, 0 unresolved' },
    ],
    ['no committee sits', { declarations: null }, unknown('declaration', 'declarations')],
  ])('of the committee %s', (_title, targeted, expected) => {
    expect(check('conflict-of-interest', {}, targeted)).toEqual(expected);
  });

  const election = { determinedOn: '2026-12-01', termEndsOn: '2027-02-20', consentOn: null };
  const inside = 'window 2026-06-01 to 2027-02-20';
  const outside = 'outside 2026-06-01 to 2027-02-20';
  test.each([
    ['of no elected head', { election: 'none' }, pass('no elected head', 'selection')],
    ['that nobody looked up', { election: null }, unknown('election', 'selection')],
    ['without a planned day', { election, plannedOn: null }, unknown('plannedOn', 'selection')],
    ['on its first day', { election, plannedOn: '2026-06-01' }, fail(`${inside}, no consent`, 'selection')],
    ['a day before', { election, plannedOn: '2026-05-31' }, pass(outside, 'selection')],
    ['on its last day', { election, plannedOn: '2027-02-20' }, fail(`${inside}, no consent`, 'selection')],
    ['a day after', { election, plannedOn: '2027-02-21' }, pass(outside, 'selection')],
    [
      'with consent',
      { election: { ...election, consentOn: '2026-08-01' } },
      pass(`${inside}, consent of 2026-08-01`, 'selection'),
    ],
  ] as const)('the election window %s', (_title, targeted, expected) => {
    expect(check('election-blackout', {}, targeted)).toEqual(expected);
  });
});
