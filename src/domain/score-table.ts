import { foldText, isAbsent } from './absent.ts';
import { compareExact, exact, mean, parseExact, ratio } from './exact.ts';
import { known, readScore, refused, type Score, unknown } from './known.ts';
import type {
  AspectTable,
  BandTable,
  EnumTable,
  IndicatorRule,
  MeanTable,
  RangeTable,
  ScoredValue,
} from './policy-pack.ts';

/** The score a table gives to one value as it arrives: a word, a count, completed months, or a number. */
export function scoreValue(rule: IndicatorRule, value: string | null | undefined): Score {
  const { table, code } = rule;
  if (isAbsent(value)) return unknown(code);
  switch (table.kind) {
    case 'enum':
      return scoreWord(table, { word: value, code });
    case 'bands':
      return scoreCount(table, value);
    case 'ranges':
      return scoreRange(table, value);
    case 'number':
      return scoreOfLabel(table.labels, value) ?? readScore(value, code);
    case 'aspects':
    case 'mean':
      throw new Error(`${code} is scored from parts`);
  }
}

/** The score of an indicator made of parts: the mean of part scores, or of aspects on their scale. */
export function scoreParts(rule: IndicatorRule, parts: readonly (string | null)[]): Score {
  if (rule.table.kind === 'aspects') return scoreAspects(rule.table, { aspects: parts, code: rule.code });
  if (rule.table.kind === 'mean') return scoreMean(rule.table, parts);
  throw new Error(`${rule.code} has no parts`);
}

/** The mean of scores; what is not known in one part leaves the whole unknown and is named. */
export function meanOfScores(scores: readonly Score[]): Score {
  const refusal = scores.find((score) => score.status === 'REFUSED');
  if (refusal !== undefined) return refusal;
  const unknowns = scores.filter((score) => score.status === 'UNKNOWN');
  if (unknowns.length > 0)
    return unknown(
      unknowns.flatMap(({ missing }) => missing),
      unknowns.find(({ reason }) => reason !== null)?.reason ?? null,
    );
  return known(mean(scores.flatMap((score) => (score.status === 'KNOWN' ? [score.score] : []))));
}

function scoreWord(table: EnumTable, asked: { word: string; code: string }): Score {
  const score = scoreOfLabel(table.values, asked.word);
  if (score !== undefined) return score;
  const folded = foldText(asked.word);
  if (table.unscored.some((word) => foldText(word) === folded)) return unknown(asked.code, 'table.value-missing');
  return refused('table.value-unknown');
}

/** Tables are asked once per person of a whole agency, so each is folded once. */
const foldedTables = new WeakMap<readonly ScoredValue[], ReadonlyMap<string, Score>>();

function scoreOfLabel(values: readonly ScoredValue[], word: string): Score | undefined {
  let folded = foldedTables.get(values);
  if (folded === undefined) {
    folded = new Map(values.map(({ value, score }) => [foldText(value), known(exact(score))]));
    foldedTables.set(values, folded);
  }
  return folded.get(word) ?? folded.get(foldText(word));
}

function scoreCount(table: BandTable, text: string): Score {
  const count = parseExact(text);
  if (count === undefined || count.d !== 1n) return refused('count.format');
  if (count.s < 0n) return refused('count.range');
  const whole = Number(count.n);
  const band = table.bands.find(({ from, to }) => from <= whole && (to === null || whole < to));
  return band === undefined ? refused('count.range') : known(exact(band.score));
}

function scoreRange({ from, to, ranges }: RangeTable, text: string): Score {
  const value = parseExact(text);
  if (value === undefined) return refused('score.format');
  if (compareExact(value, exact(from)) < 0 || compareExact(value, exact(to)) > 0) return refused('score.out-of-range');
  const range = ranges.findLast((one) => compareExact(value, exact(one.from)) >= 0);
  return range === undefined ? refused('score.out-of-range') : known(exact(range.score));
}

function scoreMean(table: MeanTable, parts: readonly (string | null)[]): Score {
  return meanOfScores(table.parts.map((part, index) => readScore(parts[index], part.code)));
}

function scoreAspects(table: AspectTable, asked: { aspects: readonly (string | null)[]; code: string }): Score {
  const { aspects, code } = asked;
  if (aspects.length !== table.aspects.length) return refused('aspect.count');
  if (aspects.some((aspect) => !isAbsent(aspect) && !isOnScale(table, aspect))) return refused('aspect.range');
  if (aspects.some(isAbsent)) return unknown(code);
  const sum = aspects.reduce((total, aspect) => total + Number(aspect), 0);
  return known(ratio(sum, aspects.length).mul(exact(table.factor)));
}

function isOnScale(table: AspectTable, aspect: string): boolean {
  const value = Number(aspect);
  return /^[0-9]+$/.test(aspect) && value >= table.from && value <= table.to;
}
