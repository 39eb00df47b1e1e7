import type { Citation } from './citation.ts';
import type { Exact } from './exact.ts';
import { writeExact } from './exact.ts';
import type { Score } from './known.ts';
import { measureRecord } from './measures.ts';
import type { MeritContext, Observation } from './observation.ts';
import type { PersonRecord } from './person-record.ts';
import type { IndicatorRule, PolicyPack } from './policy-pack.ts';
import { meanOfScores, scoreParts, scoreValue } from './score-table.ts';

/** One indicator with everything that explains it: the fact observed, the score, the rule and where the fact was read. */
export interface IndicatorResult {
  readonly code: string;
  readonly score: Exact | null;
  /** What is not known: the code of the indicator or of its part. */
  readonly missing: readonly string[];
  /** Why it is not known: a code, or the name of a conflict; null where it is simply absent. */
  readonly reason: string | null;
  /** The fact in the words or numbers of the table. */
  readonly observed: string | null;
  readonly source: string;
  /** What was counted or compared: see `Observation`. */
  readonly rows: Observation['rows'];
  readonly parts: readonly IndicatorResult[];
}

/** All indicators of a pack for one person, in formula order. */
export function evaluateIndicators(
  record: PersonRecord,
  pack: PolicyPack,
  context: MeritContext,
): readonly IndicatorResult[] {
  return pack.indicators.map((rule) => evaluateIndicator(rule, { record, pack, context }));
}

interface Asked {
  readonly record: PersonRecord;
  readonly pack: PolicyPack;
  readonly context: MeritContext;
}

function evaluateIndicator(rule: IndicatorRule, asked: Asked): IndicatorResult {
  if (rule.table.kind === 'mean') {
    const parts = rule.table.parts.map((part) => evaluateIndicator(part, asked));
    const mean = meanOfScores(parts.map(scoreOf));
    return { ...resultOf(rule, mean, noObservation), source: joinSources(parts), parts };
  }
  const seen = measureRecord(rule, asked);
  return resultOf(rule, scoreSeen(rule, seen), seen);
}

const noObservation: Observation = { observed: null, source: '', reason: null, rows: [] };

function scoreSeen(rule: IndicatorRule, seen: Observation): Score {
  if (seen.observed === null) return { status: 'UNKNOWN', missing: [rule.code], reason: seen.reason };
  return typeof seen.observed === 'string' ? scoreValue(rule, seen.observed) : scoreParts(rule, seen.observed);
}

/** A fact that the table refuses leaves the indicator UNKNOWN with the code as reason: it never becomes a score. */
function resultOf(rule: IndicatorRule, score: Score, seen: Observation): IndicatorResult {
  const { observed } = seen;
  return {
    code: rule.code,
    score: score.status === 'KNOWN' ? score.score : null,
    missing: score.status === 'KNOWN' ? [] : score.status === 'UNKNOWN' ? score.missing : [rule.code],
    reason: score.status === 'KNOWN' ? null : score.reason,
    observed: observed === null || typeof observed === 'string' ? observed : observed.join(' '),
    source: seen.source,
    rows: seen.rows,
    parts: [],
  };
}

function scoreOf(part: IndicatorResult): Score {
  return part.score === null
    ? { status: 'UNKNOWN', missing: part.missing, reason: part.reason }
    : { status: 'KNOWN', score: part.score };
}

function joinSources(parts: readonly IndicatorResult[]): string {
  return [...new Set(parts.map(({ source }) => source))].join(', ');
}

/** The form that is sealed, stored and shown: exact texts, the rule's words and its citation. */
export interface IndicatorTrace {
  readonly code: string;
  readonly score: string | null;
  readonly missing: readonly string[];
  readonly reason: string | null;
  readonly observed: string | null;
  readonly source: string;
  readonly citation: Citation;
  readonly parts: readonly IndicatorTrace[];
}

/** Writes results beside the rules that made them. */
export function traceIndicators(
  results: readonly IndicatorResult[],
  rules: readonly IndicatorRule[],
): readonly IndicatorTrace[] {
  return results.flatMap((result) => {
    const rule = rules.find(({ code }) => code === result.code);
    if (rule === undefined) return [];
    const parts = rule.table.kind === 'mean' ? traceIndicators(result.parts, rule.table.parts) : [];
    const score = result.score === null ? null : writeExact(result.score);
    const { code, missing, reason, observed, source } = result;
    return [{ code, score, missing, reason, observed, source, citation: rule.citation, parts }];
  });
}
