import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import { type RankingCandidate, type RankingInput, rankCandidates } from '#domain/ranking.ts';

const rule = {
  components: [
    { code: 'talent', weight: '0.7' },
    { code: 'assessment', weight: '0.3' },
  ],
  tieBreak: ['assessment', 'Y'],
  bands: { width: '2' },
} as const satisfies Omit<RankingInput, 'candidates'>;

type Score = string | null;

function candidate(ref: string, ...[talent, assessment, Y = null]: readonly [Score, Score, Score?]): RankingCandidate {
  return { ref, values: { talent, assessment, Y } };
}

function rank(...candidates: RankingCandidate[]) {
  return rankCandidates({ ...rule, candidates });
}

describe('a ranking', () => {
  test('shows what each component brought to the total', () => {
    const [first] = rank(candidate('a', '850/9', '80')).ranked;
    expect(first).toEqual({
      ref: 'a',
      rank: 1,
      total: '811/9',
      band: 1,
      tieBrokenBy: null,
      tiedWith: [],
      trace: [
        { component: 'talent', value: '850/9', weight: '0.7', contribution: '595/9' },
        { component: 'assessment', value: '80', weight: '0.3', contribution: '24' },
      ],
    });
  });

  test('names the value that broke a tie', () => {
    const { ranked } = rank(candidate('a', '80', '80'), candidate('b', '77', '87'));
    expect(ranked.map(({ ref, rank, tieBrokenBy }) => [ref, rank, tieBrokenBy])).toEqual([
      ['b', 1, 'assessment'],
      ['a', 2, 'assessment'],
    ]);
  });

  test('leaves equals on one rank and skips the next', () => {
    const { ranked } = rank(
      candidate('a', '80', '80', '70'),
      candidate('b', '80', '80', '70'),
      candidate('c', '70', '70'),
    );
    expect(ranked.map(({ ref, rank, tiedWith }) => [ref, rank, tiedWith])).toEqual([
      ['a', 1, ['b']],
      ['b', 1, ['a']],
      ['c', 3, []],
    ]);
  });

  test('breaks no tie with a value that is not known of everyone in it', () => {
    const { ranked } = rank(candidate('a', '80', '80', '90'), candidate('b', '80', '80', null));
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 1]);
  });

  test('starts a new band where the distance to the best of the band exceeds the width', () => {
    const { ranked } = rank(candidate('a', '90', '90'), candidate('b', '88', '88'), candidate('c', '87', '87'));
    expect(ranked.map(({ band }) => band)).toEqual([1, 1, 2]);
  });

  test('names what is missing of a candidate it cannot rank', () => {
    const { ranked, unranked } = rank(
      candidate('a', null, '90'),
      candidate('b', '0', 'tinggi'),
      candidate('c', '0', '0'),
    );
    expect(unranked).toEqual([
      { ref: 'a', missing: ['talent'] },
      { ref: 'b', missing: ['assessment'] },
    ]);
    expect(ranked.map(({ ref, total }) => [ref, total])).toEqual([['c', '0']]);
  });
});

const score = fc.integer({ min: 0, max: 40 }).map((n) => writeExact(exact(`${n * 5}/2`)));
const maybe = fc.option(score, { freq: 4 });
const pool = fc
  .array(fc.tuple(maybe, maybe, maybe), { minLength: 1, maxLength: 8 })
  .map((rows) => rows.map(([talent, assessment, Y], index) => candidate(`c${index}`, talent, assessment, Y)));

describe('whatever the candidates', () => {
  test('the order in which they are given does not matter', () => {
    const shuffled = pool.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(rank(...other)).toEqual(rank(...all));
      }),
    );
  });

  test('one with an unknown component never has a rank', () => {
    fc.assert(
      fc.property(pool, (all) => {
        const open = all.filter(({ values }) => values['talent'] === null || values['assessment'] === null);
        const ranked = new Set(rank(...all).ranked.map(({ ref }) => ref));
        return open.every(({ ref }) => !ranked.has(ref));
      }),
    );
  });

  test('everyone is either ranked or named with what is missing', () => {
    fc.assert(
      fc.property(pool, (all) => {
        const { ranked, unranked } = rank(...all);
        return ranked.length + unranked.filter(({ missing }) => missing.length > 0).length === all.length;
      }),
    );
  });

  test('raising a score never lowers the rank', () => {
    const raise = fc.tuple(
      pool,
      fc.nat(),
      fc.constantFrom('talent', 'assessment', 'Y'),
      fc.integer({ min: 1, max: 50 }),
    );
    fc.assert(
      fc.property(raise, ([all, pick, code, by]) => {
        const chosen = all[pick % all.length];
        const value = chosen?.values[code] ?? null;
        if (chosen === undefined || value === null) return;
        const raised = { ...chosen, values: { ...chosen.values, [code]: writeExact(exact(value).add(by)) } };
        const rankIn = (candidates: RankingCandidate[]): number | undefined =>
          rank(...candidates).ranked.find(({ ref }) => ref === chosen.ref)?.rank;
        const [before, after] = [rankIn(all), rankIn(all.map((one) => (one === chosen ? raised : one)))];
        expect(after ?? 0).toBeLessThanOrEqual(before ?? 0);
      }),
    );
  });
});
