import { compareExact, type Exact, exact, parseExact, ratio, writeExact, zero } from './exact.ts';
import type { ExplainedPart, ExplanationAsked } from './indicator-explanation.ts';
import { type Raised, raisedMatches } from './jpm-reach.ts';
import { assessmentOn } from './measures.ts';
import type { AspectTable, BandTable, IndicatorRule, MeanTable, NumberTable } from './policy-pack.ts';

/** What would be otherwise in the record: a row of a table, a number, aspects, or levels of competencies. */
export type Step = { readonly part: string } & (
  | { readonly kind: 'row'; readonly value: string }
  | {
      readonly kind: 'band';
      readonly from: number;
      /** Exclusive; null is open. */
      readonly to: number | null;
      readonly unit: BandTable['unit'];
    }
  | { readonly kind: 'number'; readonly value: string }
  /** Sums of all aspects. */
  | { readonly kind: 'aspects'; readonly from: number; readonly to: number; readonly most: number }
  | { readonly kind: 'competencies'; readonly raised: readonly Raised[] }
);

export interface Reached {
  readonly score: Exact;
  readonly steps: readonly Step[];
}

/** An indicator, or a part of one, as it stands. */
export interface Standing {
  readonly rule: IndicatorRule;
  readonly score: Exact;
  readonly parts: readonly ExplainedPart[];
}

/** The least score of at least `needed` that some record has in which no part of the indicator is worse than here. */
export function leastReachable(own: Standing, needed: Exact, asked: ExplanationAsked): Reached | undefined {
  if (compareExact(needed, own.score) <= 0) return { score: own.score, steps: [] };
  const { table } = own.rule;
  return table.kind === 'mean' ? leastMean(table, own, { needed, asked }) : leastRung(own, needed, rungsOf(own, asked));
}

/** Of a number any, of all else one of those that it can rise to. */
function leastRung({ rule, score }: Standing, needed: Exact, rungs: readonly Reached[]): Reached | undefined {
  if (compareExact(needed, score) <= 0) return { score, steps: [] };
  if (rule.table.kind === 'number' && rule.measure !== 'jpm') return leastNumber(rule.table, rule.code, needed);
  return leastOf(rungs, needed);
}

/** Of the least score the way with the fewest steps. */
function leastOf(rungs: readonly Reached[], needed: Exact): Reached | undefined {
  const enough = rungs.filter(({ score }) => compareExact(score, needed) >= 0);
  return enough.toSorted(
    (one, other) => compareExact(one.score, other.score) || one.steps.length - other.steps.length,
  )[0];
}

/** Scores are shown to the hundredth, so what is named is one: a finer number would be named short of what it takes. */
function leastNumber({ to }: NumberTable, part: string, needed: Exact): Reached | undefined {
  const score = needed.ceil(2);
  if (compareExact(score, exact(to)) > 0) return undefined;
  return { score, steps: [{ part, kind: 'number', value: score.toString() }] };
}

/** All that the indicator can rise to, of a table that has few; as it stands comes first. */
function rungsOf(own: Standing, asked: ExplanationAsked): Reached[] {
  const stay: Reached = { score: own.score, steps: [] };
  return [stay, ...higherOf(own, asked).filter(({ score }) => compareExact(score, own.score) > 0)];
}

function higherOf(own: Standing, asked: ExplanationAsked): Reached[] {
  const { table, code: part } = own.rule;
  switch (table.kind) {
    case 'enum':
      return table.values.map(({ value, score }) => ({
        score: exact(score),
        steps: [{ part, kind: 'row', value }],
      }));
    case 'ranges':
      return table.ranges.map(({ from, score }) => ({
        score: exact(score),
        steps: [{ part, kind: 'number', value: from }],
      }));
    case 'bands':
      return table.bands.map(({ from, to, score }) => ({
        score: exact(score),
        steps: [{ part, kind: 'band', from, to, unit: table.unit }],
      }));
    case 'aspects':
      return higherAspects(table, own);
    case 'number':
      return own.rule.measure === 'jpm' ? higherMatches(own, asked) : highestNumber(table, part);
    case 'mean':
      return [];
  }
}

function higherAspects({ aspects, to: best, factor }: AspectTable, { rule, score }: Standing): Reached[] {
  const from = score.mul(aspects.length).div(exact(factor)).valueOf();
  const most = aspects.length * best;
  return Array.from({ length: Math.max(0, most - from) }, (_, more) => from + more + 1).map((to) => ({
    score: ratio(to, aspects.length).mul(exact(factor)),
    steps: [{ part: rule.code, kind: 'aspects', from, to, most }],
  }));
}

function higherMatches({ rule }: Standing, asked: ExplanationAsked): Reached[] {
  const { assessment } = assessmentOn(asked);
  if (assessment === null) return [];
  return raisedMatches(assessment, asked.pack.jpm).map(({ score, raised }) => ({
    score,
    steps: [{ part: rule.code, kind: 'competencies', raised }],
  }));
}

/** Beside another part that closes what is left a number is asked for whole, or not at all. */
function highestNumber({ to }: NumberTable, part: string): Reached[] {
  return [{ score: exact(to), steps: [{ part, kind: 'number', value: to }] }];
}

interface Needed {
  readonly needed: Exact;
  readonly asked: ExplanationAsked;
}

/** One part after the other closes the gap, beside whatever the other parts can be. */
function leastMean(table: MeanTable, { parts }: Standing, { needed, asked }: Needed): Reached | undefined {
  const standings = table.parts.flatMap((rule): Standing[] => {
    const text = parts.find(({ code }) => code === rule.code)?.score ?? null;
    const score = text === null ? undefined : parseExact(text);
    return score === undefined ? [] : [{ rule, score, parts: [] }];
  });
  if (standings.length < table.parts.length) return undefined;
  const total = needed.mul(standings.length);
  const rungs = standings.map((one) => rungsOf(one, asked));
  const sums = standings.flatMap((closing, index) =>
    sumsOf(rungs.filter((_, other) => other !== index)).flatMap((others) => {
      const last = leastRung(closing, total.sub(others.score), rungs[index] ?? []);
      return last === undefined ? [] : [together(others, last)];
    }),
  );
  const means = sums.map(({ score, steps }) => ({ score: score.div(standings.length), steps }));
  return leastOf(means, needed);
}

/** All that parts can sum up to, each by the fewest steps: as many as there are sums, not as there are ways to them. */
function sumsOf(parts: readonly (readonly Reached[])[]): readonly Reached[] {
  return parts.reduce<readonly Reached[]>(
    (sums, rungs) => {
      const next = new Map<string, Reached>();
      for (const one of sums.flatMap((sum) => rungs.map((rung) => together(sum, rung)))) {
        const key = writeExact(one.score);
        const known = next.get(key);
        if (known === undefined || one.steps.length < known.steps.length) next.set(key, one);
      }
      return [...next.values()];
    },
    [{ score: zero, steps: [] }],
  );
}

function together(one: Reached, other: Reached): Reached {
  return { score: one.score.add(other.score), steps: [...one.steps, ...other.steps] };
}
