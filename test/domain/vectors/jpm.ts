import { expect } from 'vitest';
import { exact, showExact } from '#domain/exact.ts';
import { type JpmInput, jobPersonMatch, jpmCategory, validityOf } from '#domain/jpm.ts';
import type { JpmMethod, JpmRule } from '#domain/policy-pack.ts';
import { expectExact } from './axes.ts';
import { pack, type Subject } from './reader.ts';

interface ExpectedJpm {
  readonly exact: string | null;
  readonly fraction: string;
  readonly shown: string;
  readonly category: string;
}

interface JpmCase {
  readonly input: JpmInput;
  readonly expected: {
    readonly status: string;
    readonly capped: ExpectedJpm;
    readonly uncapped: ExpectedJpm;
    readonly sumRatio: ExpectedJpm;
  };
}

const methods: readonly (readonly [keyof JpmCase['expected'] & ('capped' | 'uncapped' | 'sumRatio'), JpmMethod])[] = [
  ['capped', 'capped'],
  ['uncapped', 'uncapped'],
  ['sumRatio', 'sum-ratio'],
];

export const jpmSubject: Subject = {
  cases: ({ input, expected }: JpmCase, file: { competencies?: JpmRule['competencies'] }) => {
    const rule = { ...pack.jpm, competencies: file.competencies ?? pack.jpm.competencies };
    const result = jobPersonMatch(input, rule);
    if (result.status !== 'KNOWN') {
      expect(result).toMatchObject(expected);
      return;
    }
    expect(expected.status).toBe('KNOWN');
    for (const [key, method] of methods) {
      const value = result.values[method];
      expectExact(value, expected[key]);
      expect(showExact(value, 2)).toBe(expected[key].shown);
      expect(jpmCategory(value, rule)).toBe(expected[key].category);
    }
  },
  categories: ({ input, expected }: { input: { jpm: string }; expected: { category: string } }) => {
    expect(jpmCategory(exact(input.jpm), pack.jpm)).toBe(expected.category);
  },
  validity: ({
    input,
    expected,
  }: {
    input: { assessedOn: string; decidedOn: string; validityMonths: number };
    expected: { status: string };
  }) => {
    expect(validityOf(input.assessedOn, input.decidedOn, input.validityMonths)).toBe(expected.status);
  },
};
