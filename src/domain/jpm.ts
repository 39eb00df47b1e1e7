import { isAbsent } from './absent.ts';
import { addMonths } from './dates.ts';
import { compareExact, type Exact, exact, ratio, zero } from './exact.ts';
import { type RefusedValue, refused, type Unknown, unknown } from './known.ts';
import type { JpmCategory, JpmMethod, JpmRule } from './policy-pack.ts';

/** Levels against the standards of a named post: a job person match is never a number by itself. */
export interface JpmInput {
  readonly levels: readonly (number | null)[];
  readonly standards: readonly (number | null)[];
  readonly referencePost: string | null;
  readonly assessedOn: string | null;
}

export interface KnownJpm {
  readonly status: 'KNOWN';
  /** All three, so that people see what the policy's choice does; the policy's `method` names the one that counts. */
  readonly values: Readonly<Record<JpmMethod, Exact>>;
}

export type JpmResult = KnownJpm | Unknown | RefusedValue;

/** Capped: mean of min(level, standard)/standard. Uncapped: mean of level/standard. Sum ratio: sum of levels / sum of standards. */
export function jobPersonMatch(input: JpmInput, rule: JpmRule): JpmResult {
  const { levels, standards } = input;
  if (levels.length !== standards.length || levels.length === 0) return refused('competency.count');
  if (!levels.every((level) => isOnScale(level, rule))) return refused('competency.level-range');
  if (!standards.every((standard) => isOnScale(standard, rule))) return refused('competency.standard-range');
  const missing = missingOf(input, rule);
  if (missing.length > 0) return unknown(missing);
  return { status: 'KNOWN', values: matchOf(levels, standards) };
}

/** As `jobPersonMatch`, of an assessment on record: a competency of the policy that it does not cover is missing, not left out of the mean. */
export function recordedMatch(assessment: JpmInput, rule: JpmRule): JpmResult {
  const match = jobPersonMatch(assessment, rule);
  const uncovered = rule.competencies.slice(assessment.levels.length);
  return match.status === 'KNOWN' && uncovered.length > 0 ? unknown(uncovered) : match;
}

function isOnScale(value: number | null, { levels }: JpmRule): boolean {
  return value === null || (Number.isInteger(value) && value >= levels.from && value <= levels.to);
}

function missingOf(input: JpmInput, rule: JpmRule): string[] {
  const holes = input.levels.flatMap((level, index) =>
    level === null || input.standards[index] === null ? [rule.competencies[index] ?? `competency-${index + 1}`] : [],
  );
  return [
    ...(isAbsent(input.referencePost) ? ['referencePost'] : []),
    ...(isAbsent(input.assessedOn) ? ['assessedOn'] : []),
    ...holes,
  ];
}

/** Whole numbers over one common denominator until the last division: exact, and cheap enough for a whole agency. */
function matchOf(levels: readonly (number | null)[], standards: readonly (number | null)[]): Record<JpmMethod, Exact> {
  const common = standards.reduce<number>((product, standard) => leastCommonMultiple(product, standard ?? 1), 1);
  const highest = Math.max(...levels.map((level) => level ?? 0));
  if (!Number.isSafeInteger(common * levels.length * highest * 100)) return matchOfWide(levels, standards);
  let [capped, uncapped, levelSum, standardSum] = [0, 0, 0, 0];
  for (const [index, stated] of levels.entries()) {
    const [level, standard] = [stated ?? 0, standards[index] ?? 1];
    capped += (Math.min(level, standard) * common) / standard;
    uncapped += (level * common) / standard;
    levelSum += level;
    standardSum += standard;
  }
  const whole = common * levels.length;
  return {
    capped: ratio(capped * 100, whole),
    uncapped: ratio(uncapped * 100, whole),
    'sum-ratio': ratio(levelSum * 100, standardSum),
  };
}

/** The same on a scale whose common denominator is no whole number that a double holds. */
function matchOfWide(
  levels: readonly (number | null)[],
  standards: readonly (number | null)[],
): Record<JpmMethod, Exact> {
  const pairs = levels.map((level, index) => [level ?? 0, standards[index] ?? 1] as const);
  const sum = (terms: readonly Exact[]) => terms.reduce((total, term) => total.add(term), zero);
  const mean = (terms: readonly Exact[]) => sum(terms).mul(ratio(100, terms.length));
  const sums = sum(pairs.map(([level]) => ratio(level, 1))).div(sum(pairs.map(([, standard]) => ratio(standard, 1))));
  return {
    capped: mean(pairs.map(([level, standard]) => ratio(Math.min(level, standard), standard))),
    uncapped: mean(pairs.map(([level, standard]) => ratio(level, standard))),
    'sum-ratio': sums.mul(ratio(100, 1)),
  };
}

function leastCommonMultiple(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  return (left / a) * right;
}

/** MS, MMS or KMS by the policy's inclusive lower bounds, unrounded. */
export function jpmCategory(jpm: Exact, rule: JpmRule): JpmCategory {
  const category = rule.categories.find(({ from }) => compareExact(jpm, exact(from)) >= 0);
  if (category === undefined) throw new Error('the lowest category starts at 0');
  return category.code;
}

/** Whether a category reaches the least the policy asks. */
export function reachesCategory(category: JpmCategory, least: JpmCategory, rule: JpmRule): boolean {
  const order = rule.categories.map(({ code }) => code);
  return order.indexOf(category) <= order.indexOf(least);
}

export type Validity = 'VALID' | 'EXPIRED' | 'NOT-YET';

/** Valid while `decidedOn < assessedOn + months`; a claimed expiry or status of the source is not asked. */
export function validityOf(assessedOn: string, decidedOn: string, months: number): Validity {
  if (decidedOn < assessedOn) return 'NOT-YET';
  return decidedOn < addMonths(assessedOn, months) ? 'VALID' : 'EXPIRED';
}
