import { foldText } from './absent.ts';
import { compareExact, exact, writeExact, zero } from './exact.ts';
import { isRatingMeasure, ratingOf } from './measures-rating.ts';
import type { PackFinding } from './pack-findings.ts';
import { demandOf, serving } from './pack-measures.ts';
import type { PackPath } from './policy-faults.ts';
import type {
  AspectTable,
  BandTable,
  EnumTable,
  IndicatorRule,
  Measure,
  PolicyPack,
  ScoredValue,
} from './policy-pack.ts';

interface PlacedRule {
  readonly rule: IndicatorRule;
  readonly path: PackPath;
  /** The indicator whose part this is; null for an indicator itself. */
  readonly whole: string | null;
}

/** Indicators and their tables: codes, measures, windows, and what the tables score. */
export function lintTables(pack: PolicyPack): PackFinding[] {
  const placed = placeRules(pack.indicators, ['indicators'], null);
  return [...lintCodes(placed), ...placed.flatMap(lintRule), ...lintWeights(pack)];
}

/** What weighs nothing is asked of everybody all the same, and leaves unknown whoever lacks it. */
function lintWeights({ axes, rankings }: PolicyPack): PackFinding[] {
  const ofAxes = (['performance', 'potential'] as const).flatMap((axis) =>
    axes[axis].weights.map(({ indicator: code, weight }, index) => {
      return { code, weight, path: ['axes', axis, 'weights', index, 'weight'] };
    }),
  );
  const ofRankings = Object.entries(rankings).flatMap(([level, { components }]) =>
    components.map(({ code, weight }, index) => {
      return { code, weight, path: ['rankings', level, 'components', index, 'weight'] };
    }),
  );
  return [...ofAxes, ...ofRankings]
    .filter(({ weight }) => compareExact(exact(weight), zero) === 0)
    .map(({ code, path }) => ({ code: 'pack.weight-zero', path, details: { code } }));
}

/** An indicator may be a mean of means in the type; none is nested deeper than the form allows. */
function placeRules(rules: readonly IndicatorRule[], path: PackPath, whole: string | null): PlacedRule[] {
  return rules.flatMap((rule, index) => {
    const at = [...path, index];
    const parts = rule.table.kind === 'mean' ? placeRules(rule.table.parts, [...at, 'table', 'parts'], rule.code) : [];
    return [{ rule, path: at, whole }, ...parts];
  });
}

function lintCodes(placed: readonly PlacedRule[]): PackFinding[] {
  return placed.flatMap(({ rule: { code, measure }, path, whole }, index): PackFinding[] => {
    const earlier = placed.slice(0, index).map(({ rule }) => rule);
    const first = earlier.find(
      (other) => measure !== null && other.measure !== null && isSameFact(other.measure, measure),
    );
    const isTwice = earlier.some((other) => other.code === code);
    const isForeign = whole !== null && !code.startsWith(`${whole}.`);
    return [
      ...(isTwice ? [{ code: 'pack.indicator-duplicate', path: [...path, 'code'], details: { code } } as const] : []),
      ...(isForeign
        ? [{ code: 'pack.part-code', path: [...path, 'code'], details: { code, indicator: whole } } as const]
        : []),
      ...(first === undefined || measure === null
        ? []
        : [
            {
              code: 'pack.measure-twice',
              path: [...path, 'measure'],
              details: { measure, first: first.code, code },
            } as const,
          ]),
    ];
  });
}

/** Another reading of the same facts, the latest or the highest of one rating, would count them twice as well. */
function isSameFact(one: Measure, other: Measure): boolean {
  const factOf = (measure: Measure) => (isRatingMeasure(measure) ? `:${ratingOf(measure)}` : measure.split('/')[0]);
  return factOf(one) === factOf(other);
}

function lintRule({ rule, path }: PlacedRule): PackFinding[] {
  const at = [...path, 'table'];
  return [...lintMeasure(rule, path), ...lintScores(rule, at), ...lintTable(rule, at)];
}

function lintMeasure({ code, measure, table, windowMonths }: IndicatorRule, path: PackPath): PackFinding[] {
  const demand = demandOf(measure);
  const findings: PackFinding[] = [];
  if (measure !== null && demand !== undefined && table.kind !== 'mean') {
    const fitsUnit = table.kind !== 'bands' || table.unit === demand.unit;
    if (!demand.kinds.includes(table.kind) || !fitsUnit) {
      const kind = table.kind === 'bands' ? `bands of ${table.unit}` : table.kind;
      const fitting = [...demand.kinds, ...(demand.unit === undefined ? [] : [demand.unit])].join(', ');
      findings.push({
        code: 'pack.measure-table',
        path: [...path, 'table', 'kind'],
        details: { code, measure, kind, fitting },
      });
    }
  }
  return [...findings, ...lintWindow({ code, measure, windowMonths }, [...path, 'windowMonths'])];
}

type Windowed = Pick<IndicatorRule, 'code' | 'measure' | 'windowMonths'>;

function lintWindow({ code, measure, windowMonths }: Windowed, at: PackPath): PackFinding[] {
  const demand = demandOf(measure);
  const findings: PackFinding[] = [];
  if (measure !== null && demand?.window === 'needed' && (windowMonths ?? 0) === 0)
    findings.push({ code: 'pack.window-missing', path: at, details: { code, measure } });
  if (windowMonths === 0 && demand?.window === 'optional')
    findings.push({ code: 'pack.window-empty', path: at, details: { code } });
  if (windowMonths !== null && (demand?.window ?? 'none') === 'none')
    findings.push({ code: 'pack.window-unused', path: at, details: { code, months: windowMonths } });
  return findings;
}

function scoresOf({ table }: IndicatorRule): readonly (readonly [PackPath, string])[] {
  switch (table.kind) {
    case 'enum':
      return table.values.map(({ score }, index) => [['values', index, 'score'], score]);
    case 'number':
      return table.labels.map(({ score }, index) => [['labels', index, 'score'], score]);
    case 'ranges':
      return table.ranges.map(({ score }, index) => [['ranges', index, 'score'], score]);
    case 'bands':
      return table.bands.map(({ score }, index) => [['bands', index, 'score'], score]);
    case 'aspects':
    case 'mean':
      return [];
  }
}

function lintScores(rule: IndicatorRule, path: PackPath): PackFinding[] {
  return scoresOf(rule)
    .filter(([, score]) => compareExact(exact(score), exact('100')) > 0 || compareExact(exact(score), zero) < 0)
    .map(([at, score]) => ({ code: 'pack.score-range', path: [...path, ...at], details: { score, code: rule.code } }));
}

function lintTable(rule: IndicatorRule, path: PackPath): PackFinding[] {
  const { code, table } = rule;
  switch (table.kind) {
    case 'enum':
      return [
        ...lintRepeats(table, code, path),
        ...lintWords(table, rule, path),
        ...lintOrder(table.values, rule, [...path, 'values']),
        ...lintServing(table, rule, path),
      ];
    case 'number': {
      const { from, to, labels } = table;
      const isWhole = compareExact(exact(from), zero) === 0 && compareExact(exact(to), exact('100')) === 0;
      const range: PackFinding[] = isWhole ? [] : [{ code: 'pack.number-range', path, details: { code, from, to } }];
      return [
        ...range,
        ...lintRepeats({ kind: 'enum', values: labels, unscored: [] }, code, path),
        ...lintOrder(labels, rule, [...path, 'labels']),
      ];
    }
    case 'aspects':
      return lintAspects(table, code, path);
    // Whether more of what an agency rates is better is the agency's to say.
    case 'ranges':
      return [];
    case 'bands':
      return lintRise(table, code, path);
    case 'mean':
      return [];
  }
}

function lintAspects({ from, to, factor, aspects }: AspectTable, code: string, path: PackPath): PackFinding[] {
  const best = exact(factor).mul(to);
  const repeated = aspects.filter((name, index) => aspects.indexOf(name) !== index);
  const isScale = from < to && compareExact(best, exact('100')) === 0;
  const details = { code, best: writeExact(best), from, to, factor };
  return [
    ...(isScale ? [] : [{ code: 'pack.aspects-scale', path, details } as const]),
    ...repeated.map(
      (name) => ({ code: 'pack.competency-duplicate', path: [...path, 'aspects'], details: { name } }) as const,
    ),
  ];
}

/** More of what counts scores no less: no measure of counts or months counts against somebody. */
function lintRise({ bands }: BandTable, code: string, path: PackPath): PackFinding[] {
  return bands.flatMap(({ from, score }, index): PackFinding[] => {
    const lower = bands[index - 1];
    if (lower === undefined || compareExact(exact(score), exact(lower.score)) >= 0) return [];
    const details = { code, from, score, lower: lower.from, lowerScore: lower.score };
    return [{ code: 'pack.bands-order', path: [...path, 'bands', index, 'score'], details }];
  });
}

/** A sanction that is being served costs something; where it does not, the indicator tells nobody apart by it. */
function lintServing({ values }: EnumTable, { code, measure }: IndicatorRule, path: PackPath): PackFinding[] {
  if (measure !== 'discipline' && measure !== 'discipline-active-only') return [];
  const never = values.find(({ value }) => foldText(value) === 'tidak pernah');
  const index = values.findIndex(({ value }) => foldText(value) === serving);
  const score = values[index]?.score;
  if (never === undefined || score === undefined || compareExact(exact(score), exact(never.score)) < 0) return [];
  return [{ code: 'pack.serving-score', path: [...path, 'values', index, 'score'], details: { code, score } }];
}

function lintRepeats({ values, unscored }: EnumTable, code: string, path: PackPath): PackFinding[] {
  const words = [...values.map(({ value }) => value), ...unscored];
  const folded = words.map(foldText);
  return words
    .filter((_word, index) => folded.indexOf(folded[index] ?? '') !== index)
    .map((value) => ({ code: 'pack.value-duplicate', path, details: { code, value } }));
}

/** A table of words against what its measure can say. */
function lintWords({ values, unscored }: EnumTable, { code, measure }: IndicatorRule, path: PackPath): PackFinding[] {
  const demand = demandOf(measure);
  if (demand?.says === undefined) return [];
  const { says, maySay } = demand;
  const known = new Set([...values.map(({ value }) => value), ...unscored].map(foldText));
  const sayable = maySay === undefined ? undefined : new Set([...says, ...maySay].map(foldText));
  return [
    ...says
      .filter((word) => !known.has(foldText(word)))
      .map((value) => ({ code: 'pack.value-missing', path, details: { code, value } }) as const),
    ...values.flatMap(({ value }, index): PackFinding[] => {
      if (sayable === undefined || sayable.has(foldText(value))) return [];
      return [{ code: 'pack.value-unreachable', path: [...path, 'values', index], details: { code, value } }];
    }),
  ];
}

/** Of words whose order is known, a worse one scores no more than a better one. */
function lintOrder(values: readonly ScoredValue[], { code, measure }: IndicatorRule, path: PackPath): PackFinding[] {
  const chains = demandOf(measure)?.bestFirst ?? [];
  const found = chains.flatMap((chain) => lintChain(values, { chain, code, path }));
  const placeOf = (finding: PackFinding | undefined) => finding?.path.join();
  return found.filter((one, index) => found.findIndex((other) => placeOf(other) === placeOf(one)) === index);
}

interface Chained {
  readonly chain: readonly string[];
  readonly code: string;
  readonly path: PackPath;
}

function lintChain(values: readonly ScoredValue[], { chain, code, path }: Chained): PackFinding[] {
  const order = chain.map(foldText);
  const ranked = values
    .map(({ value, score }, index) => ({ value, score, index, rank: order.indexOf(foldText(value)) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((left, right) => left.rank - right.rank);
  return ranked.flatMap(({ value, score, index }, place): PackFinding[] => {
    const better = ranked[place - 1];
    if (better === undefined || compareExact(exact(score), exact(better.score)) <= 0) return [];
    const details = { code, value, score, better: better.value, betterScore: better.score };
    return [{ code: 'pack.value-order', path: [...path, index, 'score'], details }];
  });
}
