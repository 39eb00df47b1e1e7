import { foldText } from './absent.ts';
import { type AssessedFigure, assessedFigures } from './assessed-figures.ts';
import type { Citation, Words } from './citation.ts';
import { compareExact, exact, parseExact, writeExact } from './exact.ts';
import { evaluateIndicators, type IndicatorResult } from './indicators.ts';
import { assessmentOn } from './measures.ts';
import type { MeritContext } from './observation.ts';
import type { PersonRecord, PostLevel } from './person-record.ts';
import type { BandTable, IndicatorRule, JpmMethod, PolicyPack, RangeTable, ScoreTable } from './policy-pack.ts';
import { dateOfSource, type TracedRow, traceRow } from './record-rows.ts';

/** The row of the policy's table that gave the score. */
export type TableRow =
  | { readonly kind: 'enum'; readonly value: string; readonly score: string }
  | ({ readonly kind: 'bands'; readonly unit: BandTable['unit'] } & BandTable['bands'][number])
  | {
      readonly kind: 'ranges';
      readonly from: string;
      readonly to: string;
      readonly isLast: boolean;
      readonly score: string;
    }
  | { readonly kind: 'number'; readonly from: string; readonly to: string }
  | { readonly kind: 'aspects'; readonly aspects: readonly string[]; readonly count: number; readonly factor: string }
  | { readonly kind: 'mean'; readonly count: number };

/** What was rated, against which post and when: with the method the value can be reckoned again by hand. */
export interface ExplainedAssessment {
  readonly referencePost: string | null;
  readonly referenceLevel: PostLevel | null;
  readonly assessedOn: string | null;
  /** How levels and standards make one number; null for aspects of potential, whose row of the table says it. */
  readonly method: JpmMethod | null;
  readonly figures: readonly AssessedFigure[];
}

export interface ExplainedPart {
  readonly code: string;
  readonly label: Words;
  /** The fact in the words or numbers of the table; null where it is not known, or made of parts. */
  readonly value: string | null;
  readonly score: string | null;
  readonly reason: string | null;
  readonly source: string;
  readonly date: string | null;
  /** What made the value where it was counted or compared; empty where the source names the row already. */
  readonly rows: readonly TracedRow[];
  /** Of an indicator that rests on an assessment; null for others, and where none counts on the day. */
  readonly assessment: ExplainedAssessment | null;
  readonly row: TableRow | null;
  readonly citation: Citation;
}

export interface ExplainedIndicator extends ExplainedPart {
  readonly axis: 'performance' | 'potential';
  readonly weight: string;
  /** Score times weight, exact; null where the score is not known. */
  readonly contribution: string | null;
  readonly parts: readonly ExplainedPart[];
}

export interface ExplanationAsked {
  readonly record: PersonRecord;
  readonly pack: PolicyPack;
  readonly context: MeritContext;
}

/** How each indicator came about: fact, source, day, row of the table, weight and what it brought to its axis, in formula order. */
export function explainIndicators(asked: ExplanationAsked): readonly ExplainedIndicator[] {
  const { record, pack, context } = asked;
  const results = evaluateIndicators(record, pack, context);
  return (['performance', 'potential'] as const).flatMap((axis) =>
    pack.axes[axis].weights.flatMap(({ indicator, weight }) => {
      const result = results.find(({ code }) => code === indicator);
      const rule = pack.indicators.find(({ code }) => code === indicator);
      if (result === undefined || rule === undefined) return [];
      const contribution = result.score === null ? null : writeExact(result.score.mul(exact(weight)));
      const parts = partsOf(rule).flatMap((part) => {
        const own = result.parts.find(({ code }) => code === part.code);
        return own === undefined ? [] : [explain(part, own, asked)];
      });
      return [{ ...explain(rule, result, asked), axis, weight, contribution, parts }];
    }),
  );
}

function partsOf({ table }: IndicatorRule): readonly IndicatorRule[] {
  return table.kind === 'mean' ? table.parts : [];
}

function explain(rule: IndicatorRule, result: IndicatorResult, asked: ExplanationAsked): ExplainedPart {
  const { code, observed: value, reason, source } = result;
  const score = result.score === null ? null : writeExact(result.score);
  const row = score === null ? null : rowOf(rule.table, value ?? '');
  const rows = result.rows.map(traceRow);
  // Rows and parts have their own days: one of them would not be the day of all.
  const isMany = rows.length > 0 || rule.table.kind === 'mean';
  const date = isMany ? null : dateOfSource(asked.record, source, rule.measure);
  const assessment = assessmentOf(rule, asked);
  const { label, citation } = rule;
  return { code, label, value, score, reason, source, date, rows, assessment, row, citation };
}

function assessmentOf({ measure }: IndicatorRule, asked: ExplanationAsked): ExplainedAssessment | null {
  if (measure !== 'jpm' && measure !== 'potential-aspects') return null;
  const { assessment } = assessmentOn(asked);
  if (assessment === null) return null;
  const { referencePost, referenceLevel, assessedOn } = assessment;
  const isJpm = measure === 'jpm';
  const figures = assessedFigures(assessment, asked.pack).filter(({ kind }) => (kind === 'competency') === isJpm);
  return { referencePost, referenceLevel, assessedOn, method: isJpm ? asked.pack.jpm.method : null, figures };
}

function rowOf(table: ScoreTable, value: string): TableRow | null {
  switch (table.kind) {
    case 'enum':
      return labelled(table.values, value);
    case 'number':
      return labelled(table.labels, value) ?? { kind: 'number', from: table.from, to: table.to };
    case 'ranges':
      return rangeOf(table, value);
    case 'bands': {
      const band = table.bands.find(({ from, to }) => from <= Number(value) && (to === null || Number(value) < to));
      return band === undefined ? null : { kind: 'bands', unit: table.unit, ...band };
    }
    case 'aspects':
      return { kind: 'aspects', aspects: table.aspects, count: table.aspects.length, factor: table.factor };
    case 'mean':
      return { kind: 'mean', count: table.parts.length };
  }
}

function rangeOf({ to, ranges }: RangeTable, value: string): TableRow | null {
  const number = parseExact(value);
  const index = number === undefined ? -1 : ranges.findLastIndex(({ from }) => compareExact(number, exact(from)) >= 0);
  const range = ranges[index];
  if (range === undefined) return null;
  const next = ranges[index + 1];
  return { kind: 'ranges', ...range, to: next?.from ?? to, isLast: next === undefined };
}

function labelled(rows: readonly { readonly value: string; readonly score: string }[], value: string): TableRow | null {
  const row = rows.find((known) => foldText(known.value) === foldText(value));
  return row === undefined ? null : { kind: 'enum', value: row.value, score: row.score };
}
