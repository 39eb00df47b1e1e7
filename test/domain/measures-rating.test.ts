import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeExact } from '#domain/exact.ts';
import { explainIndicators } from '#domain/indicator-explanation.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { PersonRecord, Rating, TeamDuty } from '#domain/person-record.ts';
import type { IndicatorRule, Measure, PolicyPack, ScoreTable } from '#domain/policy-pack.ts';
import { record, register, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const context = { asOf: today, targetLevel: null, fieldsOfStudy: null } as const;

/** Attendance in percent, as a local regulation scores it (domain.md 3.2, local extras). */
const attendance: ScoreTable = {
  kind: 'ranges',
  from: '0',
  to: '100',
  ranges: [
    { from: '0', score: '20' },
    { from: '60', score: '40' },
    { from: '90', score: '100' },
  ],
};
const innovation: ScoreTable = {
  kind: 'enum',
  values: [
    { value: 'nasional', score: '100' },
    { value: 'instansi', score: '40' },
    { value: 'tidak ada', score: '0' },
  ],
  unscored: ['dicabut'],
};

/** The pack with another measure and table in the place of awards. */
function packOf(measure: Measure, table: ScoreTable, windowMonths: number | null): PolicyPack {
  const changed = (rule: IndicatorRule) => (rule.code === 'H' ? { ...rule, measure, table, windowMonths } : rule);
  return { ...pack, indicators: pack.indicators.map(changed) };
}

function rating(code: string, value: string | null, ratedOn: string | null): Rating {
  return { source: `riwayat-penilaian.json:${ratedOn ?? 'x'}`, conflict: null, code, value, ratedOn };
}

function rated(rule: PolicyPack, changes: Partial<PersonRecord>) {
  const found = evaluateMerit(record(changes), rule, context).indicators.find(({ code }) => code === 'H');
  const score = found?.score == null ? null : writeExact(found.score);
  return { score, reason: found?.reason, observed: found?.observed, source: found?.source };
}

describe('the latest of an agency’s own ratings', () => {
  const rule = packOf('latest-rating:kehadiran', attendance, 24);
  const of = (...items: readonly Rating[]) => rated(rule, { ratings: register(items) });

  test.each([
    ['scores by the range that it lies in, the lower bound included', ['90'], '100'],
    ['is compared unrounded', ['89.999'], '40'],
    ['includes the end of the table in the last range', ['100'], '100'],
    ['is unknown beyond the table', ['100.01'], null],
    ['is unknown where it is no number', ['sembilan puluh'], null],
    ['is unknown where it says nothing', [null], null],
  ] as const)('%s', (_title, [value], score) => {
    expect(of(rating('kehadiran', value, '2026-01-31')).score).toBe(score);
  });

  test('counts by its day, whatever the order of the rows', () => {
    const rows = [rating('kehadiran', '50', '2025-06-30'), rating('kehadiran', '95', '2026-01-31')];
    expect([of(...rows), of(...rows.toReversed())].map(({ score, source }) => [score, source])).toEqual([
      ['100', 'riwayat-penilaian.json:2026-01-31'],
      ['100', 'riwayat-penilaian.json:2026-01-31'],
    ]);
  });

  test('is of its own code, not of the future, and inside the window', () => {
    expect(of(rating('inovasi', '95', '2026-01-31')).score).toBeNull();
    expect(of(rating('kehadiran', '95', '2026-06-16')).score).toBeNull();
    expect(of(rating('kehadiran', '95', '2024-06-15')).score).toBeNull();
    expect(of(rating('kehadiran', '95', '2024-06-16')).score).toBe('100');
  });

  test('is unknown where two of one day say different things', () => {
    const twice = [rating('kehadiran', '95', '2026-01-31'), rating('kehadiran', '50', '2026-01-31')];
    expect(of(...twice)).toMatchObject({ score: null, reason: 'rating.conflict' });
    expect(of(twice[0] as Rating, twice[0] as Rating).score).toBe('100');
  });

  test('is unknown where a row may count and does not say when', () => {
    expect(of(rating('kehadiran', '95', '2026-01-31'), rating('kehadiran', '50', null)).score).toBeNull();
    expect(of({ ...rating('kehadiran', '95', '2020-01-31'), conflict: 'date.invalid' })).toMatchObject({
      score: null,
      reason: 'date.invalid',
    });
  });

  test('is unknown, and not nothing, where nobody rated or nobody looked', () => {
    expect(of().score).toBeNull();
    expect(rated(rule, { ratings: register<Rating>(null) }).score).toBeNull();
    expect(rated(rule, {}).score).toBeNull();
  });

  test('is explained by its range', () => {
    const asked = {
      record: record({ ratings: register([rating('kehadiran', '75', '2026-01-31')]) }),
      pack: rule,
      context,
    };
    expect(explainIndicators(asked).find(({ code }) => code === 'H')).toMatchObject({
      value: '75',
      date: '2026-01-31',
      row: { kind: 'ranges', from: '60', to: '90', isLast: false, score: '40' },
    });
  });

  test('scores no more for less in a table that rises', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (one, other) => {
        const [less = 0, more = 0] = [one, other].toSorted((left, right) => left - right);
        const scoreOf = (value: number) => Number(of(rating('kehadiran', String(value / 100), '2026-01-31')).score);
        expect(scoreOf(less)).toBeLessThanOrEqual(scoreOf(more));
      }),
    );
  });
});

describe('the highest of an agency’s own ratings', () => {
  const rule = packOf('highest-rating:inovasi', innovation, 60);
  const of = (...items: readonly Rating[]) => rated(rule, { ratings: register(items) });

  test('is the best-scored inside the window', () => {
    const rows = [rating('inovasi', 'instansi', '2026-01-31'), rating('inovasi', 'nasional', '2024-01-31')];
    expect(of(...rows)).toMatchObject({ score: '100', observed: 'nasional' });
    expect(of(rating('inovasi', 'nasional', '2021-06-15'), rating('inovasi', 'instansi', '2026-01-31')).score).toBe(
      '40',
    );
  });

  test('is none where a row says so, and unknown without a row', () => {
    expect(of(rating('inovasi', 'tidak ada', '2026-01-31')).score).toBe('0');
    expect(of().score).toBeNull();
  });

  test('is unknown where one is known to the table without a score', () => {
    expect(
      of(rating('inovasi', 'instansi', '2026-01-31'), rating('inovasi', 'dicabut', '2026-02-01')).score,
    ).toBeNull();
  });
});

describe('an assignment to a team without an end', () => {
  const running: TeamDuty = {
    source: 'riwayat-tim.json:1',
    conflict: null,
    role: 'ketua internal',
    startedOn: '2020-01-10',
    endedOn: null,
  };
  const table = pack.indicators.find(({ code }) => code === 'T')?.table ?? innovation;

  test('is running, and counts as long as it runs', () => {
    const teams = register([running]);
    expect(rated(packOf('highest-team-role/2', table, 24), { teams }).score).toBe('75');
    expect(
      rated(packOf('highest-team-role/2', table, 24), { teams: register([{ ...running, endedOn: '2020-06-30' }]) })
        .score,
    ).toBe('0');
  });

  test('counts from its start under the packs of before', () => {
    expect(rated(packOf('highest-team-role', table, 24), { teams: register([running]) }).score).toBe('0');
  });

  test('has not begun before its first day', () => {
    const teams = register([{ ...running, startedOn: '2026-06-16' }]);
    expect(rated(packOf('highest-team-role/2', table, 24), { teams }).score).toBe('0');
  });
});
