import { compareExact, type Exact, exact, ratio, writeExact, zero } from './exact.ts';
import type { CompetencyAssessment } from './person-record.ts';
import type { JpmRule } from './policy-pack.ts';

/** A competency whose level would be higher. */
export interface Raised {
  readonly competency: string;
  readonly from: number;
  readonly to: number;
}

export interface RaisedMatch {
  readonly score: Exact;
  readonly raised: readonly Raised[];
}

type Levels = Pick<CompetencyAssessment, 'levels' | 'standards'>;

const hundred = exact('100');

/**
 * Every job person match that somebody reaches by higher levels, none of them lower, each by the fewest levels that reach it.
 * What lies above 100 is no score.
 */
export function raisedMatches({ levels, standards }: Levels, rule: JpmRule): readonly RaisedMatch[] {
  const reached = levels.reduce<ReadonlyMap<string, RaisedMatch>>(
    (sums, level, index) => {
      const standard = standards[index] ?? null;
      if (level === null || standard === null) return new Map();
      const competency = rule.competencies[index] ?? String(index + 1);
      return extended(
        sums,
        [...levelsFrom(level, rule)].map((to) => ({
          score: shareOf({ level: to, standard, standards }, rule),
          raised: to === level ? [] : [{ competency, from: level, to }],
        })),
      );
    },
    new Map([['0', { score: zero, raised: [] }]]),
  );
  return [...reached.values()];
}

function levelsFrom(level: number, { levels }: JpmRule): number[] {
  return Array.from({ length: levels.to - level + 1 }, (_, step) => level + step);
}

interface Competency {
  readonly level: number;
  readonly standard: number;
  readonly standards: Levels['standards'];
}

/** What one competency brings to the match; the same formulas as `jobPersonMatch`. */
function shareOf({ level, standard, standards }: Competency, { method }: JpmRule): Exact {
  if (method === 'sum-ratio')
    return ratio(
      level * 100,
      standards.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    );
  return ratio((method === 'capped' ? Math.min(level, standard) : level) * 100, standard * standards.length);
}

function extended(
  sums: ReadonlyMap<string, RaisedMatch>,
  shares: readonly RaisedMatch[],
): ReadonlyMap<string, RaisedMatch> {
  const next = new Map<string, RaisedMatch>();
  for (const sum of sums.values()) {
    for (const share of shares) {
      const one = { score: sum.score.add(share.score), raised: [...sum.raised, ...share.raised] };
      if (compareExact(one.score, hundred) > 0) continue;
      const key = writeExact(one.score);
      const known = next.get(key);
      if (known === undefined || effortOf(one) < effortOf(known)) next.set(key, one);
    }
  }
  return next;
}

/** Levels in all; of as many, those of fewer competencies. */
function effortOf({ raised }: RaisedMatch): number {
  return raised.reduce((sum, { from, to }) => sum + (to - from), 0) + raised.length / 1000;
}
