import { expect } from 'vitest';
import { completedMonths, isInWindow } from '#domain/dates.ts';
import { showExact, writeExact } from '#domain/exact.ts';
import { distinctNumbers } from '#domain/measures-history.ts';
import { scoreParts, scoreValue } from '#domain/score-table.ts';
import { expectExact } from './axes.ts';
import type { Subject } from './reader.ts';
import { ruleFrom, type TableJson } from './rules.ts';

interface TableCase {
  readonly input: {
    readonly indicator: string;
    readonly value?: string | null;
    readonly parts?: readonly (string | null)[];
    readonly from?: string;
    readonly on?: string;
  };
  readonly expected: {
    readonly status: string;
    readonly score?: string;
    readonly months?: number;
    readonly exact?: string | null;
    readonly fraction?: string;
    readonly shown?: string;
  };
}

export const tablesSubject: Subject = {
  cases: ({ input, expected }: TableCase, file: { tables?: readonly TableJson[] }) => {
    const rule = ruleFrom(input.indicator, file.tables);
    const months = input.from === undefined ? undefined : completedMonths(input.from, input.on ?? '');
    if (expected.months !== undefined) expect(months).toBe(expected.months);
    const value = months === undefined ? input.value : String(months);
    const result = input.parts === undefined ? scoreValue(rule, value) : scoreParts(rule, input.parts);
    if (result.status !== 'KNOWN') {
      expect(result).toMatchObject(expected);
      return;
    }
    expect(expected.status).toBe('KNOWN');
    if (expected.score !== undefined) expect(writeExact(result.score)).toBe(expected.score);
    if (expected.fraction === undefined) return;
    expectExact(result.score, { exact: expected.exact ?? null, fraction: expected.fraction });
    expect(showExact(result.score, 4)).toBe(expected.shown);
  },
  windows: ({
    input,
    expected,
  }: {
    input: { date: string; asOf: string; months: number };
    expected: { window: string };
  }) => {
    const inside = isInWindow(input.date, input.asOf, input.months);
    expect(inside ? 'inside' : 'outside').toBe(expected.window);
  },
  certificateDuplicates: ({
    input,
    expected,
  }: {
    input: { numbers: (string | null)[] };
    expected: { count: number };
  }) => {
    expect(distinctNumbers(input.numbers.map((number) => ({ number })))).toHaveLength(expected.count);
  },
};
