import { describe, expect, test } from 'vitest';
import { evaluateIndicators } from '#domain/indicators.ts';
import {
  type ActionKind,
  type Completion,
  indicatorCodes,
  indicatorsFedBy,
  lacksWords,
  planOfSource,
  planSource,
  refuseCompletion,
  toEvidence,
  withEvidence,
  wordsFor,
} from '#domain/plan-evidence.ts';
import { record, register, today } from '../support/merit.ts';
import { pack } from './vectors/reader.ts';

/** What a completed action of a development plan says, and what it leaves in the record. */

describe('a completion', () => {
  const completion: Completion = {
    doneOn: '2026-06-01',
    startedOn: null,
    number: 'SRT-1/2026',
    hours: 40,
    validUntil: null,
    word: null,
    evidence: 'Sertifikat SRT-1/2026',
  };
  const refused = (kind: ActionKind, changes: Partial<Completion>) =>
    refuseCompletion(kind, { ...completion, ...changes }, { pack, openedOn: '2026-05-15', today })?.code;

  test('says what its kind needs, in the words of the policy, of days in the plan that have come', () => {
    expect([
      refused('course', {}),
      refused('course', { number: '-' }),
      refused('course', { doneOn: '2026-06-16' }),
      refused('course', { doneOn: '1950-01-01' }),
      refused('course', { doneOn: '2026-05-14' }),
      refused('course', { doneOn: '2026-05-15' }),
      refused('team', { word: 'ketua internal', startedOn: '2026-01-01' }),
      refused('team', { word: 'ketua internal', startedOn: null }),
      refused('team', { word: 'ketua internal', startedOn: '2026-06-02' }),
      refused('team', { word: 'panglima', startedOn: '2026-01-01' }),
      refused('award', { word: 'tidak ada' }),
      refused('coaching', { number: null }),
    ]).toEqual([
      undefined,
      'plan.evidence-missing',
      'plan.done-ahead',
      'plan.done-before',
      'plan.done-before',
      undefined,
      undefined,
      'plan.evidence-missing',
      'plan.evidence-order',
      'plan.evidence-word',
      'plan.evidence-word',
      undefined,
    ]);
  });

  test('counts for the indicators that ask its register', () => {
    const fed = (kind: ActionKind) => indicatorsFedBy(pack, kind).map(({ code }) => code);
    expect([fed('course'), fed('certification'), fed('team'), fed('award'), fed('coaching'), fed('study')]).toEqual([
      ['D.cert'],
      ['D.prof'],
      ['T'],
      ['H'],
      [],
      [],
    ]);
    expect(wordsFor(pack, 'award')).toEqual(['internasional', 'nasional', 'lintas instansi', 'instansi']);
  });

  const of = { planId: '11111111-1111-4111-8111-111111111111', entryId: '22222222-2222-4222-8222-222222222222' };
  const indicator = (of: ReturnType<typeof record>, code: string) =>
    evaluateIndicators(of, pack, { asOf: today, targetLevel: null, fieldsOfStudy: null })
      .flatMap((one) => [one, ...one.parts])
      .find((one) => one.code === code);

  test.each([
    ['course', 'D.cert', {}],
    ['certification', 'D.prof', { validUntil: '2029-06-01' }],
    ['team', 'T', { word: 'ketua lintas instansi', startedOn: '2026-01-01' }],
    ['award', 'H', { word: 'internasional' }],
  ] as const)('of kind %s becomes a row that %s counts, and names', (kind, code, changes) => {
    const evidence = toEvidence({ kind, completion: { ...completion, ...changes }, ...of });
    const bare = record({ courses: register([]), trainings: register([]), teams: register([]), awards: register([]) });
    const added = withEvidence(bare, evidence === null ? [] : [evidence]);
    const [before, after] = [indicator(bare, code), indicator(added, code)];
    expect(Number(after?.score?.valueOf())).toBeGreaterThan(Number(before?.score?.valueOf()));
    expect(planOfSource(after?.source ?? '')).toEqual(of);
    expect(evidence?.row.source).toBe(planSource(of.planId, of.entryId));
  });

  test('stands in the record once, and leaves a register that nobody looked up unknown', () => {
    const evidence = toEvidence({ kind: 'award', completion: { ...completion, word: 'nasional' }, ...of });
    if (evidence === null) throw new Error('an award leaves a row');
    const once = withEvidence(record({ awards: register([]) }), [evidence]);
    expect(withEvidence(once, [evidence])).toBe(once);
    const unknown = record({ awards: register(null) });
    expect(withEvidence(unknown, [evidence])).toBe(unknown);
    expect(indicator(unknown, 'H')?.score).toBe(null);
  });

  test('of a kind without a register leaves nothing', () => {
    expect(toEvidence({ kind: 'study', completion, ...of })).toBe(null);
  });

  test('may end on this very day, and begin on the day it ends', () => {
    expect(refused('course', { doneOn: today })).toBeUndefined();
    expect(refused('team', { word: 'ketua internal', startedOn: '2026-06-01' })).toBeUndefined();
    expect(refused('course', { startedOn: '2026-06-02' })).toBe('plan.evidence-order');
  });

  test('names what is missing of it, and the word that no table knows', () => {
    const details = (kind: ActionKind, changes: Partial<Completion>) =>
      refuseCompletion(kind, { ...completion, ...changes }, { pack, openedOn: '2026-05-15', today })?.details;
    expect(details('course', { number: null })).toEqual({ field: 'number' });
    expect(details('team', { startedOn: null })).toEqual({ field: 'word' });
    expect(details('team', { word: 'ketua internal' })).toEqual({ field: 'startedOn' });
    expect(details('award', { word: 'panglima' })).toEqual({ word: 'panglima' });
  });

  test('of a kind that takes no word may say one', () => {
    expect(refused('course', { word: 'panglima' })).toBeUndefined();
    expect(refused('coaching', { word: 'panglima' })).toBeUndefined();
  });

  test('could never be, where the table of its kind has no words', () => {
    const bare = { indicators: pack.indicators.filter(({ code }) => code !== 'H') };
    expect([lacksWords(pack, 'award'), lacksWords(bare, 'award'), lacksWords(bare, 'course')]).toEqual([
      false,
      true,
      false,
    ]);
    const counted = { indicators: pack.indicators.filter(({ code }) => code === 'D') };
    expect([wordsFor(counted, 'award'), wordsFor(pack, 'course'), wordsFor(pack, 'coaching')]).toEqual([[], [], []]);
    const table = { kind: 'number', from: '0', to: '100', labels: [] } as const;
    const numbered = { indicators: pack.indicators.map((rule) => (rule.code === 'H' ? { ...rule, table } : rule)) };
    expect(wordsFor(numbered, 'award')).toEqual([]);
  });

  test('names the indicators of the policy and their parts', () => {
    expect(indicatorCodes({ indicators: pack.indicators.filter(({ code }) => code === 'D' || code === 'E') })).toEqual([
      'D',
      'D.cert',
      'D.prof',
      'E',
      'E.level',
      'E.breadth',
      'E.acting',
    ]);
  });

  const source = `plan:${of.planId} entry:${of.entryId}`;
  const titled = (what: string) => ({
    title: `${what} menurut rencana pengembangan, entri ${of.entryId}`,
    number: 'SRT-1/2026',
    endedOn: '2026-06-01',
    hours: 40,
  });
  test.each([
    ['training', 'trainings', {}, titled('Pelatihan')],
    ['course', 'courses', { validUntil: null }, { ...titled('Kursus'), type: 'T', validUntil: null }],
    [
      'certification',
      'courses',
      { validUntil: '2029-06-01' },
      { ...titled('Sertifikasi'), type: 'P', validUntil: '2029-06-01' },
    ],
    [
      'team',
      'teams',
      { word: 'ketua internal', startedOn: '2026-01-01' },
      { role: 'ketua internal', startedOn: '2026-01-01', endedOn: '2026-06-01' },
    ],
    ['acting', 'acting', { word: 'Plt', startedOn: '2026-01-01' }, { duty: 'Plt', startedOn: '2026-01-01' }],
    ['award', 'awards', { word: 'nasional' }, { level: 'nasional', givenOn: '2026-06-01' }],
  ] as const)('of kind %s leaves this row in %s', (kind, register, changes, row) => {
    expect(toEvidence({ kind, completion: { ...completion, ...changes }, ...of })).toEqual({
      register,
      row: { ...row, source, conflict: null },
    });
  });

  test('is found by its source, alone or among others, and nowhere else', () => {
    expect(planOfSource(source)).toEqual(of);
    expect(planOfSource(`history.json, ${source}`)).toEqual(of);
    expect([planOfSource(`x${source}`), planOfSource('history.json'), planOfSource(`plan:${of.planId}`)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is added beside the rows of another source', () => {
    const evidence = toEvidence({ kind: 'award', completion: { ...completion, word: 'nasional' }, ...of });
    const { awards } = withEvidence(record(), evidence === null ? [] : [evidence]);
    expect(awards.items?.map((row) => row.source)).toEqual(['history.json:1', source]);
    expect(awards.source).toBe(`history.json, ${source}`);
  });
});
