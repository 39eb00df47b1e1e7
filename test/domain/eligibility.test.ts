import { describe, expect, test } from 'vitest';
import { correctRecord, judgeEligibility, type Verification } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { absent, record, register, stated, target, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

function judge(changes: Partial<PersonRecord> = {}, verifications: readonly Verification[] = []) {
  return judgeEligibility({ record: record(changes), target: target(), pack, on: today, verifications });
}

const outcome = (...asked: Parameters<typeof judge>) => judge(...asked).outcome;
const gateOf = (gate: string, ...asked: Parameters<typeof judge>) =>
  judge(...asked).gates.find((one) => one.gate === gate);

describe('a candidate', () => {
  test('who passes every gate is admitted, each gate by the data alone', () => {
    const { outcome, gates } = judge();
    expect(outcome).toBe('admitted');
    expect(new Set(gates.map(({ result, verified }) => `${result} ${String(verified)}`))).toEqual(
      new Set(['PASS false']),
    );
  });

  test('who fails one gate is excluded, whatever is open besides', () => {
    expect(outcome({ kind: stated('PPPK') })).toBe('excluded');
    expect(outcome({ kind: stated('PPPK'), rank: absent() })).toBe('excluded');
  });

  test('of whom one gate does not know enough is held', () => {
    expect(outcome({ rank: absent() })).toBe('held');
  });
});

describe('the answer of a person', () => {
  const open = { rank: absent('rank.conflict') };

  test('decides the gate that was open, and leaves what the data said of it', () => {
    expect(outcome(open, [{ gate: 'rank', result: 'pass' }])).toBe('admitted');
    expect(gateOf('rank', open, [{ gate: 'rank', result: 'pass' }])).toMatchObject({
      result: 'PASS',
      verified: true,
      source: 'profile.csv:2',
      missing: ['golongan'],
      reason: 'rank.conflict',
    });
    expect(gateOf('age', open, [{ gate: 'rank', result: 'pass' }])).toMatchObject({ result: 'PASS', verified: false });
  });

  test('may be that the gate fails', () => {
    expect(outcome(open, [{ gate: 'rank', result: 'fail' }])).toBe('excluded');
    expect(gateOf('rank', open, [{ gate: 'rank', result: 'fail' }])).toMatchObject({ result: 'FAIL', verified: true });
  });

  test('about another gate decides nothing', () => {
    expect(outcome(open, [{ gate: 'age', result: 'pass' }])).toBe('held');
  });

  test('never overrules the data', () => {
    const failing = { rank: stated('41') };
    expect(outcome(failing, [{ gate: 'rank', result: 'pass' }])).toBe('excluded');
    expect(gateOf('rank', failing, [{ gate: 'rank', result: 'pass' }])).toMatchObject({ verified: false });
    expect(gateOf('rank', {}, [{ gate: 'rank', result: 'fail' }])).toMatchObject({ result: 'PASS', verified: false });
  });
});

describe('the merit of a candidate', () => {
  test('is kept as exact texts, each indicator with what was observed', () => {
    const { merit } = judge();
    const { indicators, ...place } = merit;
    expect(place).toEqual({ performance: '83', potential: '6187/72', talentValue: '12163/144', box: 9, missing: [] });
    expect(indicators.find(({ code }) => code === 'E')).toEqual({
      code: 'E',
      score: '260/3',
      observed: null,
      reason: null,
      source: 'profile.csv:2, history.json, history.json:1',
    });
    expect(indicators.find(({ code }) => code === 'H')).toMatchObject({ score: '25', observed: 'instansi' });
  });

  test('has no axis and no box where an indicator of it is missing, and names it', () => {
    const { merit } = judge({ awards: register(null) });
    expect(merit).toMatchObject({ performance: null, talentValue: null, box: null, missing: ['H'] });
    expect(merit.indicators.find(({ code }) => code === 'H')).toMatchObject({ score: null });
    expect(merit.potential).not.toBeNull();
    expect(judge({ education: absent() }).merit).toMatchObject({ performance: '83', potential: null, missing: ['Q'] });
  });
});

describe('an accepted correction', () => {
  const correction = { correction: 'c-1', field: 'rank', value: '43' };

  test('takes the place of what was stated, and is its source', () => {
    expect(correctRecord(record({ rank: absent('rank.conflict') }), [correction])).toEqual(
      record({ rank: { value: '43', source: 'correction:c-1', conflict: null } }),
    );
  });

  test('comes after those before it', () => {
    const later = { correction: 'c-2', field: 'rank', value: '42' };
    expect(correctRecord(record(), [correction, later]).rank).toMatchObject({ value: '42', source: 'correction:c-2' });
  });

  test('of what may not be disputed changes nothing', () => {
    expect(correctRecord(record(), [{ ...correction, field: 'posts' }])).toEqual(record());
  });
});
