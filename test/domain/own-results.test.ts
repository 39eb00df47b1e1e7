import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exact, writeExact, zero } from '#domain/exact.ts';
import { explainIndicators } from '#domain/indicator-explanation.ts';
import { evaluateMerit } from '#domain/merit.ts';
import { isDecided, type OwnResultAsked, ownResult } from '#domain/own-results.ts';
import type { Course, PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { describeRecord } from '#domain/record-rows.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { absent, record, register, stated, target, today } from '#test/support/merit.ts';

const pack: PolicyPack = policyPackSchema.parse(JSON.parse(readFileSync('policies/asn/pack.json', 'utf8')));
const { level, fieldsOfStudy } = target();
const context = { asOf: today, targetLevel: level, fieldsOfStudy };

const course = (line: number, change: Partial<Course> = {}): Course => ({
  source: `riwayat-kursus.json#${line}`,
  conflict: null,
  title: 'Pelatihan Contoh',
  type: 'T',
  number: `S-${line}`,
  endedOn: '2025-05-07',
  hours: 24,
  validUntil: null,
  ...change,
});

describe('what came of one’s own candidacy', () => {
  const decided = { isChosen: false, isShortlisted: false, isRanked: true };
  const asked = (changes: Partial<OwnResultAsked>) =>
    ownResult({ state: 'admitted', gates: [], decided, pack, ...changes });

  test('is nothing before the decision, and nothing after a withdrawal', () => {
    expect(asked({ decided: null })).toBeNull();
    expect(asked({ state: 'nominated' })).toBeNull();
    expect(asked({ state: 'withdrawn', decided: { ...decided, isShortlisted: true } })).toBeNull();
  });

  test.each([
    ['chosen', { isChosen: true, isShortlisted: true, isRanked: true }, pack.deviation.citation],
    ['chosen', { isChosen: true, isShortlisted: false, isRanked: true }, pack.deviation.citation],
    ['shortlisted', { isChosen: false, isShortlisted: true, isRanked: true }, pack.shortlist.citation],
    ['not-shortlisted', { isChosen: false, isShortlisted: false, isRanked: true }, pack.shortlist.citation],
    ['not-ranked', { isChosen: false, isShortlisted: false, isRanked: false }, pack.missingData.citation],
  ] as const)('is %s of %j, with where the rule stands', (outcome, found, citation) => {
    expect(asked({ decided: found })).toMatchObject({ outcome, citation });
  });

  test('of whoever a gate left out names the gate that failed before one that is not known, before any decision', () => {
    const gate = (result: string, en: string) => ({ result, rule: { id: en, en }, citation: pack.boxes.citation });
    const gates = [gate('PASS', 'first'), gate('UNKNOWN', 'second'), gate('FAIL', 'third')];
    expect(asked({ state: 'excluded', gates, decided: null })).toMatchObject({
      outcome: 'not-admitted',
      rule: { en: 'third' },
    });
    expect(asked({ state: 'held', gates: gates.slice(0, 2), decided: null })).toMatchObject({ rule: { en: 'second' } });
  });

  test('is open again once the committee is', () => {
    expect(isDecided('running', 'committee-review')).toBe(false);
    expect(isDecided('failed', 'committee-review')).toBe(false);
    expect(isDecided('failed', 'placement')).toBe(true);
    for (const state of ['decided', 'placed', 'revoked'] as const) expect(isDecided(state, 'placement')).toBe(true);
  });
});

describe('the explanation of a merit', () => {
  test('adds up to the axes, to the last digit', () => {
    const explained = explainIndicators({ record: record(), pack, context });
    const merit = evaluateMerit(record(), pack, context);
    for (const axis of ['performance', 'potential'] as const) {
      const sum = explained
        .filter((indicator) => indicator.axis === axis)
        .reduce((total, { contribution }) => total.add(exact(contribution ?? '0')), zero);
      expect(merit[axis]).toMatchObject({ status: 'KNOWN' });
      expect(writeExact(sum)).toBe(merit[axis].status === 'KNOWN' ? writeExact(merit[axis].value) : '');
    }
  });

  test('names fact, row of the table, source and day of each indicator', () => {
    const explained = explainIndicators({ record: record(), pack, context });
    const of = (code: string) => explained.find((indicator) => indicator.code === code);
    expect(of('K')).toMatchObject({
      value: 'Sangat Baik',
      row: { kind: 'enum', value: 'Sangat Baik', score: '100' },
      source: 'riwayat-kinerja.json:2025',
      date: '2025-12-31',
      weight: '0.6',
      contribution: '60',
    });
    expect(of('F')).toMatchObject({ value: '80', row: { kind: 'number', from: '0', to: '100' }, date: null });
    expect(of('D')?.parts.map(({ row }) => row?.kind)).toEqual(expect.arrayContaining(['bands']));
    expect(of('P')?.row).toMatchObject({ kind: 'aspects', count: 8 });
  });

  const explainedPart = (code: string, changes: Partial<PersonRecord>) =>
    explainIndicators({ record: record(changes), pack, context })
      .flatMap(({ parts }) => parts)
      .find((part) => part.code === code);

  test('names the certificates that were counted, each number once, and none that was not', () => {
    const courses = [
      course(1),
      course(2, { number: ' s-1 ' }),
      course(3, { number: '-' }),
      course(4, { endedOn: '2019-01-01' }),
      course(5, { type: 'P', validUntil: '2027-01-01' }),
    ];
    const changes = { courses: register(courses), trainings: register<never>([]) };
    const certificates = explainedPart('D.cert', changes);
    expect(certificates).toMatchObject({ value: '2', source: 'history.json', date: null });
    expect(certificates?.rows).toEqual([
      { source: 'riwayat-kursus.json#1', date: '2025-05-07', value: 'Pelatihan Contoh · S-1 · 24 JP' },
      { source: 'riwayat-kursus.json#3', date: '2025-05-07', value: 'Pelatihan Contoh · 24 JP' },
    ]);
    expect(explainedPart('D.prof', changes)?.rows).toEqual([
      {
        source: 'riwayat-kursus.json#5',
        date: '2025-05-07',
        value: 'Pelatihan Contoh · S-5 · 24 JP · 2025-05-07 – 2027-01-01',
      },
    ]);
  });

  test('names every post that was compared for the breadth, the present one among them', () => {
    const [, before] = record().posts.items ?? [];
    if (before === undefined) throw new Error('the record has one post alone');
    const breadth = explainedPart('E.breadth', { posts: register([{ ...before, source: 'riwayat-jabatan.json#1' }]) });
    expect(breadth).toMatchObject({ value: 'lintas unit', date: null });
    expect(breadth?.rows).toEqual([
      {
        source: 'riwayat-jabatan.json#1',
        date: '2015-03-01',
        value: 'Kepala Bidang Kinerja · Dinas Contoh Kesehatan · Kota Contoh',
      },
      {
        source: 'profile.csv:2',
        date: '2021-01-04',
        value: 'Kepala Bidang Kinerja · Badan Contoh Kepegawaian · Kota Contoh',
      },
    ]);
  });

  test('names no rows where the source is the row itself, or nothing was counted', () => {
    const explained = explainIndicators({ record: record(), pack, context });
    expect(explained.filter(({ rows }) => rows.length > 0)).toEqual([]);
    expect(explainedPart('E.level', {})?.rows).toEqual([]);
    expect(explainedPart('D.cert', { courses: register([course(1, { endedOn: null })]) })?.rows).toEqual([]);
  });

  test('dates the time in a level by the post that began it, also where no row of the history but the profile states it', () => {
    expect(explainedPart('E.level', {})).toMatchObject({ source: 'profile.csv:2', date: '2021-01-04' });
    const explained = explainIndicators({ record: record({ posts: register<never>([]) }), pack, context });
    const dates = explained.filter(({ source }) => source === 'profile.csv:2').map(({ code, date }) => [code, date]);
    expect(dates).toEqual([
      ['F', null],
      ['Q', null],
      ['S', null],
    ]);
  });

  test('leaves what is not known without a score, a row and a contribution', () => {
    const explained = explainIndicators({ record: record({ feedback360: absent() }), pack, context });
    expect(explained.find(({ code }) => code === 'F')).toMatchObject({
      value: null,
      score: null,
      row: null,
      contribution: null,
    });
  });
});

describe('a record line by line', () => {
  const lines = describeRecord(record(), { blind: false, pack });

  test('tells apart what is there, what was looked up and is not, what nobody looked up, and what is in conflict', () => {
    const used = record({ awards: register(null), rank: absent('rank.conflict'), kind: stated('PPPK') });
    const state = (field: string) =>
      describeRecord(used, { blind: false, pack }).find((line) => line.field === field)?.state;
    expect(['kind', 'sanctions', 'awards', 'rank'].map(state)).toEqual(['known', 'none', 'unknown', 'conflict']);
  });

  test('writes codes of the source as words', () => {
    const value = (field: string) => lines.find((line) => line.field === field)?.value;
    expect(['status', 'rank', 'education'].map(value)).toEqual(['aktif', 'IV/b', 'S-2']);
  });

  test('names each competency with level and standard, and each aspect of potential, as the policy does', () => {
    const line = lines.find(({ field }) => field === 'assessments');
    expect(line).toMatchObject({ value: 'Kepala Badan Contoh Kepegawaian', date: '2026-02-10' });
    expect(line?.figures).toHaveLength(9 + 8);
    expect(line?.figures.slice(0, 2)).toEqual([
      { kind: 'competency', name: 'integritas', level: 4, standard: 4 },
      { kind: 'competency', name: 'kerjasama', level: 3, standard: 4 },
    ]);
    expect(line?.figures.at(-1)).toEqual({ kind: 'aspect', name: 'motivasi-dan-komitmen', level: 3, standard: null });
    expect(lines.filter(({ field, figures }) => field !== 'assessments' && figures.length > 0)).toEqual([]);
  });

  test('numbers what the policy has no name for, and leaves out aspects that were not assessed', () => {
    const [assessed] = record().assessments.items ?? [];
    if (assessed === undefined) throw new Error('the record has no assessment');
    const odd = { ...assessed, levels: [...assessed.levels, null], potential: null };
    const used = describeRecord(record({ assessments: register([odd]) }), { blind: false, pack });
    const figures = used.find(({ field }) => field === 'assessments')?.figures;
    expect(figures?.at(-1)).toEqual({ kind: 'competency', name: '10', level: null, standard: null });
  });

  test('has the present post among the posts held, once, also where the history ends before it', () => {
    const held = (changes: Partial<PersonRecord>) =>
      describeRecord(record(changes), { blind: false, pack })
        .filter(({ field }) => field === 'posts')
        .map(({ source, date }) => [source, date]);
    expect(held({})).toEqual([
      ['history.json:1', '2021-01-04'],
      ['history.json:1', '2015-03-01'],
    ]);
    const [, before] = record().posts.items ?? [];
    if (before === undefined) throw new Error('the record has one post alone');
    expect(held({ posts: register([before]) })).toEqual([
      ['history.json:1', '2015-03-01'],
      ['profile.csv:2', '2021-01-04'],
    ]);
    expect(held({ currentPost: absent('title.acting') })).toHaveLength(2);
  });

  test('says why a fact is not used', () => {
    const used = describeRecord(record({ currentPost: absent('title.acting') }), { blind: false, pack });
    expect(used.find(({ field }) => field === 'currentPost')).toMatchObject({
      state: 'conflict',
      reason: 'title.acting',
      value: null,
    });
  });

  test('for blind eyes is without age, names of posts and units, certificate numbers and places in files', () => {
    const blind = describeRecord(record(), { blind: true, pack });
    const text = JSON.stringify(blind);
    for (const telling of ['1976-02-28', 'Kepala Bidang', 'Badan Contoh', 'Dinas Contoh', 'PIM/1', ':1"', ':2025"'])
      expect(text).not.toContain(telling);
    const [numbered] = describeRecord(record({ courses: register([course(7)]) }), { blind: true, pack }).filter(
      ({ field }) => field === 'courses',
    );
    expect(numbered).toMatchObject({ source: 'riwayat-kursus.json', value: 'Pelatihan Contoh · 24 JP' });
    expect(blind.find(({ field }) => field === 'posts')?.value).toContain('administrator');
    expect(blind.some(({ field }) => field === 'bornOn' || field === 'currentPost')).toBe(false);
  });
});
