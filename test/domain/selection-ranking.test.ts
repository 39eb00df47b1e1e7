import { describe, expect, test } from 'vitest';
import type { MeritFinding } from '#domain/eligibility.ts';
import { type RankedCriterion, rankSelection, type SelectionRankingAsked } from '#domain/selection-ranking.ts';

const merit: MeritFinding = {
  performance: '80',
  potential: '70',
  talentValue: '75',
  box: 8,
  missing: [],
  indicators: [
    { code: 'K', score: '100', observed: 'Baik', reason: null, source: 'skp' },
    { code: 'C', score: '850/9', observed: null, reason: null, source: 'assessment' },
  ],
};

function rank(sources: readonly RankedCriterion['source'][], given: Partial<SelectionRankingAsked> = {}) {
  const weight = String(100 / sources.length);
  const criteria = sources.map((source) => ({ code: source, weight, source }));
  return rankSelection({
    criteria,
    tieBreak: [],
    bands: null,
    candidates: [{ ref: 'a', merit }],
    sheets: [],
    ...given,
  });
}

const sheet = (candidateRef: string, scores: Readonly<Record<string, string>>) => ({ candidateRef, scores });

describe('a criterion', () => {
  test.each([
    ['talent-value', '75'],
    ['performance', '80'],
    ['potential', '70'],
    ['competency', '850/9'],
    ['indicator:K', '100'],
  ] as const)('of %s is read from the merit', (source, total) => {
    const { ranked, unranked } = rank([source]);
    expect(ranked.map(({ ref, total }) => [ref, total])).toEqual([['a', total]]);
    expect(unranked).toEqual([]);
  });

  test('of the panel is the exact mean of all that assessed the candidate', () => {
    const sheets = [sheet('a', { panel: '80' }), sheet('b', { panel: '10' }), sheet('a', { panel: '85.5' })];
    expect(rank(['panel'], { sheets }).ranked[0]?.total).toBe('82.75');
  });

  test('weighs its part of the whole', () => {
    const { ranked } = rank(['performance', 'panel'], { sheets: [sheet('a', { panel: '60' })] });
    expect(ranked[0]).toMatchObject({
      total: '70',
      trace: [
        { component: 'performance', value: '80', weight: '0.5', contribution: '40' },
        { component: 'panel', value: '60', weight: '0.5', contribution: '30' },
      ],
    });
  });
});

describe('a candidate stays without a rank, and what is missing is named,', () => {
  test.each([
    ['where nobody has assessed', 'panel', merit, []],
    ['where one assessor left it blank', 'panel', merit, [sheet('a', { panel: '80' }), sheet('a', {})]],
    ['where the talent value is not known', 'talent-value', { ...merit, talentValue: null }, []],
    ['where performance is not known', 'performance', { ...merit, performance: null }, []],
    ['where potential is not known', 'potential', { ...merit, potential: null }, []],
    ['where competency is not among the indicators', 'competency', { ...merit, indicators: [] }, []],
    ['where the policy has no such indicator', 'indicator:Z', merit, []],
    [
      'where competency was not assessed',
      'competency',
      { ...merit, indicators: merit.indicators.map((one) => ({ ...one, score: null })) },
      [],
    ],
  ] as const)('%s', (_title, source, given, sheets) => {
    const { ranked, unranked } = rank([source], { candidates: [{ ref: 'a', merit: given }], sheets });
    expect({ ranked, unranked }).toEqual({ ranked: [], unranked: [{ ref: 'a', missing: [source] }] });
  });
});
