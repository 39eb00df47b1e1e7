import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainAxis } from '#domain/axes.ts';
import { writeExact } from '#domain/exact.ts';
import { traceIndicators } from '#domain/indicators.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { absent, performanceYear, record, register, servedSanction, stated, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const context = { asOf: today, targetLevel: 'jpt-pratama', fieldsOfStudy: ['Administrasi Publik'] } as const;

function merit(changes: Partial<PersonRecord> = {}, changed: Partial<typeof context> | object = {}) {
  return evaluateMerit(record(changes), pack, { ...context, ...changed });
}

function indicator(code: string, changes: Partial<PersonRecord> = {}, changed: object = {}) {
  const { indicators } = merit(changes, changed);
  const all = indicators.flatMap((one) => [one, ...one.parts]);
  const found = all.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return { ...found, score: found.score === null ? null : writeExact(found.score) };
}

const row = { source: 'history.json:9', conflict: null };

describe('a person under the pack', () => {
  test('has every indicator, both axes, a box and a talent value', () => {
    const { indicators, box, missing } = merit();
    const scores = indicators.map(({ code, score }) => [code, score && writeExact(score)]);
    expect(Object.fromEntries(scores)).toEqual({
      ...{ K: '100', H: '25', T: '75', F: '80' },
      ...{ C: '850/9', D: '50', E: '260/3', P: '77.5', Q: '90', S: '100', I: '100' },
    });
    expect({ box, missing }).toEqual({ box: 9, missing: [] });
  });

  test('can be explained: each score cites its rule and the record it was read from', () => {
    const traces = traceIndicators(merit().indicators, pack.indicators);
    expect(traces.find(({ code }) => code === 'K')).toMatchObject({
      score: '100',
      observed: 'Sangat Baik',
      source: 'riwayat-kinerja.json:2025',
      citation: { instrument: 'Keputusan Kepala BKN 411/2025', confidence: 'S' },
    });
    expect(traces.find(({ code }) => code === 'E')?.parts.map(({ code }) => code)).toEqual([
      'E.level',
      'E.breadth',
      'E.acting',
    ]);
  });

  test('keeps of each indicator the fact as it was observed, and of one made of parts where all were read', () => {
    expect(indicator('K')).toEqual({
      code: 'K',
      score: '100',
      missing: [],
      reason: null,
      observed: 'Sangat Baik',
      source: 'riwayat-kinerja.json:2025',
      rows: [],
      parts: [],
    });
    expect(indicator('P')).toMatchObject({ observed: '4 4 4 4 4 4 4 3', source: 'history.json:1' });
    expect(indicator('E')).toMatchObject({ observed: null, source: 'profile.csv:2, history.json, history.json:1' });
  });

  test('is explained without a score where there is none, and nothing is said without the rule', () => {
    const { indicators } = merit({ awards: register(null) });
    const [trace] = traceIndicators(indicators, pack.indicators).filter(({ code }) => code === 'H');
    expect(trace).toMatchObject({ score: null, missing: ['H'], reason: null, observed: null, parts: [] });
    expect(traceIndicators(indicators, [])).toEqual([]);
  });

  test('can be explained axis by axis: value, weight and contribution of each indicator', () => {
    const scores = Object.fromEntries(merit().indicators.map(({ code, score }) => [code, score]));
    expect(explainAxis(pack.axes.performance, scores)).toEqual([
      { indicator: 'K', value: '100', weight: '0.6', contribution: '60' },
      { indicator: 'H', value: '25', weight: '0.15', contribution: '3.75' },
      { indicator: 'T', value: '75', weight: '0.15', contribution: '11.25' },
      { indicator: 'F', value: '80', weight: '0.1', contribution: '8' },
    ]);
  });

  test('has no box while one register was not looked up', () => {
    const registers = [
      'posts',
      'acting',
      'performance',
      'trainings',
      'courses',
      'sanctions',
      'awards',
      'teams',
      'assessments',
    ];
    const facts = ['education', 'fieldOfStudy', 'currentPost', 'feedback360'];
    fc.assert(
      fc.property(fc.subarray([...registers, ...facts], { minLength: 1 }), (removed) => {
        const entries = removed.map((key) => [key, facts.includes(key) ? absent() : register(null)]);
        const result = merit(Object.fromEntries(entries) as Partial<PersonRecord>);
        expect(result.box).toBeNull();
        expect(result.missing.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('an indicator', () => {
  test('counts an unchecked register as unknown and a checked empty one as none', () => {
    expect(indicator('H', { awards: register(null) })).toMatchObject({ score: null, missing: ['H'] });
    expect(indicator('H', { awards: register([]) })).toMatchObject({ score: '0', observed: 'tidak ada' });
  });

  test('takes the highest award inside the window', () => {
    const awards = register([
      { ...row, level: 'instansi', givenOn: '2025-01-01' },
      { ...row, level: 'NASIONAL', givenOn: '2024-01-01' },
      { ...row, level: 'internasional', givenOn: '2021-06-15' },
    ]);
    expect(indicator('H', { awards })).toMatchObject({ score: '75', observed: 'NASIONAL' });
  });

  test('is unknown where an award inside the window has no level or an unknown one', () => {
    expect(indicator('H', { awards: register([{ ...row, level: null, givenOn: '2024-08-17' }]) }).score).toBeNull();
    expect(indicator('H', { awards: register([{ ...row, level: 'kecamatan', givenOn: '2024-08-17' }]) })).toMatchObject(
      {
        score: null,
        missing: ['H'],
        reason: 'table.value-unknown',
      },
    );
  });

  test('names the conflict that leaves it unknown', () => {
    const awards = register([
      { source: 'a:1', conflict: 'award.year-conflict', level: 'nasional', givenOn: '2025-01-01' },
    ]);
    expect(indicator('H', { awards })).toMatchObject({ score: null, reason: 'award.year-conflict', source: 'a:1' });
  });

  test('K is asked of the year before, and ratings win over a stored quadrant', () => {
    expect(indicator('K', { performance: register(performanceYear(2024, 'Baik')) }).score).toBeNull();
    const claimed = performanceYear(2025, 'Kurang').map((year) => ({ ...year, quadrant: '1' }));
    expect(indicator('K', { performance: register(claimed) }).score).toBe('40');
  });

  test('K is unknown where two rows of the year disagree', () => {
    const performance = register([...performanceYear(2025, 'Baik'), ...performanceYear(2025, 'Kurang')]);
    expect(indicator('K', { performance })).toMatchObject({ score: null, reason: 'performance.conflict' });
  });

  test('a duty that still lasts counts', () => {
    const teams = register([{ ...row, role: 'ketua internal', startedOn: '2020-01-01', endedOn: '2026-12-31' }]);
    expect(indicator('T', { teams }).score).toBe('75');
  });

  test('C is asked of an assessment for the level of the post, while it is valid', () => {
    expect(indicator('C', {}, { targetLevel: 'administrator' })).toMatchObject({
      score: null,
      reason: 'assessment.other-level',
    });
    expect(indicator('C', {}, { asOf: '2029-02-10' })).toMatchObject({ score: null, reason: 'assessment.expired' });
    expect(indicator('C', {}, { targetLevel: null }).score).toBe('850/9');
  });

  test('C without the post it was measured against is no evidence', () => {
    const assessments = register(record().assessments.items?.map((one) => ({ ...one, referencePost: null })) ?? null);
    expect(indicator('C', { assessments }).score).toBeNull();
  });

  test('P with one aspect left out is unknown, not an average over seven', () => {
    const assessments = register(
      record().assessments.items?.map((one) => ({ ...one, potential: [4, 4, 4, null, 4, 4, 4, 3] })) ?? null,
    );
    expect(indicator('P', { assessments })).toMatchObject({ score: null, missing: ['P'] });
  });

  test('D counts a certificate number once and names the part that is unknown', () => {
    const course = { ...row, title: 'X', type: 'T', hours: 8, validUntil: null, endedOn: '2025-05-07' } as const;
    const courses = register([
      { ...course, number: 'S-1' },
      { ...course, number: 's-1 ' },
      { ...course, number: '-' },
    ]);
    expect(indicator('D.cert', { courses }).observed).toBe('2');
    expect(indicator('D', { courses: register([{ ...course, number: 'S-1', endedOn: null }]) }).missing).toEqual([
      'D.cert',
    ]);
  });

  test('a professional certificate counts while it is valid', () => {
    const course = { ...row, title: 'X', type: 'P', number: 'P-1', hours: 8, endedOn: '2019-01-01' } as const;
    const trainings = register([]);
    const observed = (validUntil: string | null) =>
      indicator('D.prof', { trainings, courses: register([{ ...course, validUntil }]) }).observed;
    expect([observed('2026-06-16'), observed('2026-06-15'), observed(null)]).toEqual(['1', '0', '0']);
  });

  test('E counts the time in the level over all posts of the level', () => {
    const post = { ...row, title: 'X', level: 'administrator', eselon: '32', unit: 'U', agency: 'A' } as const;
    const posts = register([
      { ...post, startedOn: '2018-06-15', endedOn: '2021-01-04' },
      { ...post, level: 'pengawas' as const, startedOn: '2012-01-01', endedOn: '2018-06-15' },
    ]);
    expect(indicator('E.level', { posts }).observed).toBe('96');
  });

  test('Q without a score in the source is unknown, never a default', () => {
    expect(indicator('Q', { education: stated('20') })).toMatchObject({ score: null, reason: 'table.value-missing' });
    expect(indicator('Q', { education: absent() })).toMatchObject({ score: null, reason: null });
  });

  test('S needs the fields of study of the post', () => {
    expect(indicator('S', {}, { fieldsOfStudy: null }).score).toBeNull();
    expect(indicator('S', {}, { fieldsOfStudy: ['Hukum'] }).score).toBe('50');
  });

  test('I is 0 while a sanction is served, and the person may still be in box 7', () => {
    const sanctions = register([{ ...servedSanction, ...row }]);
    expect(indicator('I', { sanctions }).score).toBe('0');
    expect(merit({ sanctions }).box).toBe(7);
  });
});
