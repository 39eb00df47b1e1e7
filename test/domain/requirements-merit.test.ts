import { describe, expect, test } from 'vitest';
import { closed, evidenceOf, opened, pack, requirementOf, stateOf, stepped, type Told, tell } from './told-entries.ts';

const nominating: readonly Told[] = [opened('nomination', 'nominating')];
const filed = (candidate: string): Told => ['nomination.filed', { candidate }];
const checking: readonly Told[] = [...nominating, filed('a'), stepped('nomination', 'data-check')];

describe('the pool', () => {
  test.each([
    ['is open while people are nominated', [filed('a')], 'not-yet'],
    ['is closed by the word that it is complete', [filed('a'), ['pool.completed']], 'met'],
    ['is awaited when nobody is in it, whatever was said', [['pool.completed']], 'not-yet'],
    ['is missing when its time is over and nobody is in it', [stepped('nomination', 'data-check')], 'missing'],
    ['is not closed by another step', [filed('a'), stepped('nomination', 'nominating')], 'not-yet'],
  ] as const satisfies readonly (readonly [string, readonly Told[], string])[])('%s', (_title, told, state) => {
    expect(stateOf(tell(...nominating, ...told), 'pool.closed')).toBe(state);
  });

  test('has everybody who was nominated and its end as evidence', () => {
    const told = tell(...nominating, filed('a'), filed('b'), ['pool.completed'], stepped('nomination', 'data-check'));
    expect(evidenceOf(told, 'pool.closed')).toEqual(['nomination.filed', 'nomination.filed#2', 'pool.completed']);
  });
});

describe('the data of the candidates', () => {
  const frozen = (candidate: string, answered: string, version = ''): Told => [
    `snapshot.frozen${version}`,
    { candidate, answered },
  ];

  test('are awaited while they are checked, and missing where the stage ends without them', () => {
    expect(stateOf(tell(...checking), 'data.answered')).toBe('not-yet');
    expect(stateOf(tell(...checking, closed('nomination')), 'data.answered')).toBe('missing');
  });

  test('are excepted where one candidate of several was silent', () => {
    const told = tell(...checking, frozen('a', 'confirmed'), frozen('b', 'unanswered'));
    expect(requirementOf(told, 'data.answered')).toMatchObject({
      state: 'excepted',
      evidence: ['snapshot.frozen', 'snapshot.frozen#2'],
    });
  });

  test('count in each form in which they were ever recorded', () => {
    const newer = tell(...checking).concat({ id: 's', type: 'snapshot.frozen/2', at: '', open: {} });
    expect(requirementOf(newer, 'data.answered')).toMatchObject({ state: 'met', evidence: ['s'] });
  });
});

describe('corrections', () => {
  const asked = (correction: string): Told => ['correction.requested', { correction }];
  const answered = (correction: string): Told => ['correction.answered', { correction }];

  test('are answered each by its own answer', () => {
    const one = [...checking, asked('k'), asked('l'), answered('k')];
    expect(stateOf(tell(...one, closed('nomination')), 'corrections.answered')).toBe('missing');
    expect(stateOf(tell(...one, answered('k')), 'corrections.answered')).toBe('not-yet');
    expect(requirementOf(tell(...one, answered('l')), 'corrections.answered')).toMatchObject({
      state: 'met',
      evidence: ['correction.requested', 'correction.requested#2', 'correction.answered', 'correction.answered#2'],
    });
  });
});

describe('gates', () => {
  const judged = (candidate: string, outcome: string): Told => ['gates.evaluated', { candidate, outcome }];

  test('that nobody has judged are awaited without evidence, and missing at the end', () => {
    expect(requirementOf(tell(...checking), 'gates.decided')).toMatchObject({ state: 'not-yet', evidence: [] });
    expect(stateOf(tell(...checking, closed('nomination')), 'gates.decided')).toBe('missing');
  });

  test('are decided for whoever is admitted or left out, and cite how the policy treats missing data', () => {
    const told = tell(...checking, judged('a', 'admitted'), judged('b', 'excluded'));
    expect(requirementOf(told, 'gates.decided')).toEqual({
      code: 'gates.decided',
      state: 'met',
      evidence: ['gates.evaluated', 'gates.evaluated#2'],
      citation: pack.missingData.citation,
    });
  });

  test('that hold somebody are missing, with those alone as evidence', () => {
    const told = [...checking, judged('a', 'admitted'), judged('b', 'held')];
    expect(requirementOf(tell(...told), 'gates.decided')).toMatchObject({
      state: 'missing',
      evidence: ['gates.evaluated#2'],
    });
    const back = tell(...told, ['candidacy.withdrawn', { candidate: 'b' }], ['candidacy.restored', { candidate: 'b' }]);
    expect(stateOf(back, 'gates.decided')).toBe('missing');
  });
});

const admitted = (candidate: string): Told => ['gates.evaluated', { candidate, outcome: 'admitted' }];
const sheet = (assessor: string, candidate: string): Told => ['sheet.submitted', { assessor, candidate }];
const assigned = (assessor: string): Told => ['assessor.assigned', { assessor }];
const scoring = opened('assessment', 'independent');
const withdrawn: Told = ['candidacy.withdrawn', { candidate: 'b' }];

describe('the panel', () => {
  test('is awaited while scoring runs, missing afterwards, and shown by every assignment', () => {
    expect(stateOf(tell(scoring), 'assessors.assigned')).toBe('not-yet');
    expect(stateOf(tell(scoring, stepped('assessment', 'final')), 'assessors.assigned')).toBe('missing');
    const replaced = tell(assigned('x'), scoring, ['assessor.replaced', { assessor: 'x', successor: 'y' }]);
    expect(evidenceOf(replaced, 'assessors.assigned')).toEqual(['assessor.assigned', 'assessor.replaced']);
  });

  test('counts each assessor once, and nobody who was replaced', () => {
    const two = { ...pack, assessment: { ...pack.assessment, assessors: 2 } };
    const replaced: Told = ['assessor.replaced', { assessor: 'x', successor: 'y' }];
    const stateUnder = (...told: readonly Told[]) => requirementOf(tell(...told), 'assessors.assigned', two)?.state;
    expect(stateUnder(assigned('x'), assigned('y'))).toBe('met');
    expect(stateUnder(assigned('x'), assigned('x'))).toBe('not-yet');
    expect(stateUnder(assigned('x'), replaced)).toBe('not-yet');
  });
});

describe('sheets', () => {
  const two = [admitted('a'), admitted('b'), assigned('x'), assigned('y'), scoring];
  const three = [sheet('x', 'a'), sheet('x', 'b'), sheet('y', 'a')];

  test.each([
    ['of every assessor for every candidate are complete', [...two, ...three, sheet('y', 'b')], 'met'],
    ['of which one is blank are not', [...two, ...three], 'not-yet'],
    ['of one assessor do not stand for those of another', [...two, ...three, sheet('x', 'b')], 'not-yet'],
    ['without an assessor are awaited', [admitted('a'), scoring], 'not-yet'],
    ['without a candidate are awaited', [assigned('x'), scoring], 'not-yet'],
    [
      'are not asked for whom the gates left out',
      [
        admitted('a'),
        ['gates.evaluated', { candidate: 'b', outcome: 'excluded' }],
        assigned('x'),
        scoring,
        sheet('x', 'a'),
      ],
      'met',
    ],
    ['are asked for who withdrew only after the reveal', [...two, ...three, ['scores.revealed'], withdrawn], 'not-yet'],
    ['are not asked for who withdraws while nothing is revealed', [...two, ...three, withdrawn], 'met'],
    [
      'are asked for who withdrew and came back',
      [...two, ...three, withdrawn, ['candidacy.restored', { candidate: 'b' }]],
      'not-yet',
    ],
  ] as const satisfies readonly (readonly [string, readonly Told[], string])[])('%s', (_title, told, state) => {
    expect(stateOf(tell(...told), 'sheets.complete')).toBe(state);
  });

  test('that are final are met by a word of every assessor, awaited before, excepted without', () => {
    const final = [admitted('a'), assigned('x'), scoring, sheet('x', 'a'), stepped('assessment', 'final')];
    const finalised: Told = ['sheet.finalised', { assessor: 'x', candidate: 'a' }];
    expect(requirementOf(tell(...final, finalised), 'sheets.final')).toMatchObject({
      state: 'met',
      evidence: ['sheet.finalised'],
    });
    expect(stateOf(tell(...final), 'sheets.final')).toBe('not-yet');
    expect(stateOf(tell(...final, closed('assessment')), 'sheets.final')).toBe('excepted');
  });
});

describe('the reveal and the ranking', () => {
  test.each([
    ['scores.revealed', [], stepped('assessment', 'final')],
    ['ranking.derived', [stepped('assessment', 'final')], closed('assessment')],
  ] as const)('%s is awaited in its step, missing after it, and is its own evidence', (code, before, after) => {
    const told = [scoring, ...before];
    expect(stateOf(tell(...told), code)).toBe('not-yet');
    expect(stateOf(tell(...told, after), code)).toBe('missing');
    expect(requirementOf(tell(...told, [code], after), code)).toMatchObject({ state: 'met', evidence: [code] });
  });
});
