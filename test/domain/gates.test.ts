import { describe, expect, test } from 'vitest';
import type { GateTarget } from '#domain/gate-check.ts';
import { evaluateGates } from '#domain/gates.ts';
import type { PersonRecord, Sanction } from '#domain/person-record.ts';
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

interface Changes {
  readonly record?: Partial<PersonRecord>;
  readonly target?: Partial<GateTarget>;
}

function gate(name: GateName, changes: Changes = {}) {
  return checkGate(pack, { gate: name, record: record(changes.record), target: target(changes.target) });
}

const sanction: Sanction = { ...servedSanction, source: 'riwayat-hukdis.json HUK-001' };

describe('the gates for JPT Pratama', () => {
  test('pass a sound candidate, each with value, rule, citation and source', () => {
    const { overall, results } = evaluateGates({ record: record(), target: target(), pack, on: today }, [
      'nomination',
      'placement',
    ]);
    expect(overall).toBe('PASS');
    expect(results.find((one) => one.gate === 'rank')).toEqual({
      gate: 'rank',
      result: 'PASS',
      value: 'IV/b (min IV/b)',
      source: 'profile.csv:2',
      missing: [],
      reason: null,
      rule: pack.gates['jpt-pratama']?.find((rule) => rule.gate === 'rank')?.rule,
      citation: { instrument: 'PP 100/2000 jo PP 13/2002', article: 'lampiran', confidence: 'S' },
    });
  });

  test('leave the gates of the case to the placement', () => {
    const { results } = evaluateGates({ record: record(), target: target(), pack, on: today });
    expect(results.map((one) => one.gate)).not.toContain('conflict-of-interest');
  });

  test('list a failing candidate with every reason', () => {
    const changes = { rank: stated('41'), sanctions: register([sanction]) };
    const { overall, results } = evaluateGates({ record: record(changes), target: target(), pack, on: today });
    expect(overall).toBe('FAIL');
    expect(results.filter(({ result }) => result === 'FAIL').map(({ gate }) => gate)).toEqual(['discipline', 'rank']);
  });

  test('evaluate nothing for a level without gates, and nothing is no pass', () => {
    const asked = { record: record(), target: target({ level: 'pelaksana' }), pack, on: today };
    expect(evaluateGates(asked)).toMatchObject({ results: [], overall: 'UNKNOWN' });
  });

  const verdicts: readonly [GateName, Changes, 'PASS' | 'FAIL' | 'UNKNOWN', string | null][] = [
    ['employee-kind', { record: { kind: stated('PPPK') } }, 'FAIL', 'PPPK'],
    ['status-aktif', { record: { status: stated('02') } }, 'FAIL', '02'],
    ['status-aktif', { record: { status: absent('status.conflict') } }, 'UNKNOWN', null],
    ['education', { record: { education: stated('30') } }, 'FAIL', '30'],
    ['rank', { record: { rank: stated('41') } }, 'FAIL', 'IV/a (min IV/b)'],
    ['rank', { target: { eselon: '21' } }, 'FAIL', 'IV/b (min IV/c)'],
    ['rank', { record: { rank: stated('9') } }, 'UNKNOWN', null],
    [
      'prior-post',
      { target: { plannedOn: '2022-12-01' } },
      'FAIL',
      'administrator 22 months, jf-ahli-madya 0 months, jpt-pratama 0 months',
    ],
    ['prior-post', { record: { posts: register(null) } }, 'UNKNOWN', null],
    ['experience', { target: { plannedOn: '2020-02-29' } }, 'FAIL', '59 months'],
    ['age', { record: { bornOn: stated('1969-09-01') } }, 'FAIL', '57 years 0 days'],
    ['age', { record: { bornOn: stated('1970-08-31') } }, 'PASS', '56 years 1 days'],
    ['age', { target: { plannedOn: null } }, 'UNKNOWN', null],
    ['retirement', { record: { bornOn: stated('1967-08-31') } }, 'FAIL', '11 months of service left'],
    ['tenure-in-post', { target: { plannedOn: '2023-01-03' } }, 'FAIL', '23 months since 2021-01-04'],
    [
      'performance-two-years',
      { record: { performance: register(performanceYear(2025, 'Kurang')) } },
      'FAIL',
      '2025 Kurang, 2024 ?',
    ],
    [
      'wealth-report',
      { record: { wealthReport: stated({ checkedOn: '2026-04-01', filedOn: null }) } },
      'FAIL',
      'none on 2026-04-01',
    ],
    ['box', { record: { awards: register(null) } }, 'UNKNOWN', null],
    ['vacancy', { target: { vacantFrom: '2026-10-01' } }, 'FAIL', 'vacant from 2026-10-01'],
    ['vacancy', { target: { frozen: true } }, 'FAIL', 'blocked'],
    ['vacancy', { target: { frozen: null } }, 'UNKNOWN', null],
    [
      'conflict-of-interest',
      { target: { declarations: { required: 5, made: 4, unresolved: 1 } } },
      'FAIL',
      '4 of 5 declared, 1 unresolved',
    ],
    ['election-blackout', { target: { election: null } }, 'UNKNOWN', null],
  ];
  test.each(verdicts)('%s with %j is %s', (...[name, changes, result, value]) => {
    expect(gate(name, changes)).toMatchObject({ result, value });
  });

  test('take the age on the planned day, never today', () => {
    const bornOn = stated('1970-03-01');
    expect(gate('age', { record: { bornOn }, target: { plannedOn: '2027-02-28' } }).result).toBe('PASS');
    expect(gate('age', { record: { bornOn }, target: { plannedOn: '2027-03-01' } }).result).toBe('FAIL');
  });

  test('hold an official under examination for a heavy sanction', () => {
    const process = { ...sanction, endedOn: null, inProcess: true };
    expect(gate('discipline', { record: { sanctions: register([process]) } })).toMatchObject({
      result: 'FAIL',
      source: 'riwayat-hukdis.json HUK-001',
    });
  });

  test('tell an expired assessment from one that was never made', () => {
    const items = record().assessments.items?.map((one) => ({ ...one, assessedOn: '2023-06-15' })) ?? [];
    expect(gate('assessment', { record: { assessments: register(items) } })).toMatchObject({
      result: 'FAIL',
      reason: 'assessment.expired',
    });
    expect(gate('assessment', { record: { assessments: register([]) } })).toMatchObject({
      result: 'UNKNOWN',
      missing: ['assessedOn'],
    });
  });

  test('do not fail a history that has an undated post', () => {
    const items = record().posts.items?.map((one) => ({ ...one, startedOn: null })) ?? [];
    expect(gate('prior-post', { record: { posts: register(items), currentPost: absent() } }).result).toBe('UNKNOWN');
  });

  test('close in the election window unless consent is in writing', () => {
    const election = { determinedOn: '2026-12-01', termEndsOn: '2027-02-20', consentOn: null };
    expect(gate('election-blackout', { target: { election } })).toMatchObject({
      result: 'FAIL',
      value: 'window 2026-06-01 to 2027-02-20, no consent',
    });
    expect(gate('election-blackout', { target: { election: { ...election, consentOn: '2026-08-01' } } }).result).toBe(
      'PASS',
    );
    expect(gate('election-blackout', { target: { election, plannedOn: '2026-05-31' } }).result).toBe('PASS');
  });
});

describe('the gates for Administrator', () => {
  test('ask three years as Pengawas and know no age limit', () => {
    const { results } = evaluateGates({
      record: record(),
      target: target({ level: 'administrator', eselon: '32' }),
      pack,
      on: today,
    });
    expect(results.map((one) => one.gate)).not.toContain('age');
    expect(results.find((one) => one.gate === 'prior-post')).toMatchObject({
      result: 'PASS',
      value: 'pengawas 70 months',
    });
  });
});
