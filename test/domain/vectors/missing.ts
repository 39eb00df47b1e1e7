import { expect } from 'vitest';
import { axisBounds } from '#domain/axes.ts';
import { showExact, writeExact } from '#domain/exact.ts';
import type { GateVerdict } from '#domain/gate-check.ts';
import { overallVerdict } from '#domain/gates.ts';
import { checkGate } from '#test/support/merit.ts';
import { axisOf, axisRule, expectExact, type KnownAxisExpected, readScores } from './axes.ts';
import { gateInput } from './gate-input.ts';
import { pack, type Subject } from './reader.ts';

interface MissingCase {
  readonly axis: 'Y' | 'X';
  readonly input: Readonly<Record<string, string | null>>;
  readonly expected: {
    readonly status: string;
    readonly missing: readonly string[];
    readonly bounds: { readonly lowest: string; readonly highest: string; readonly possibleLevels: readonly string[] };
  };
}

export const missingSubject: Subject = {
  cases: ({ axis, input, expected }: MissingCase) => {
    const result = axisOf(axis, input);
    expect(result).toEqual({ status: expected.status, missing: expected.missing });
    const { lowest, highest, possibleLevels } = axisBounds(axisRule(axis), readScores(input));
    expect({ lowest: writeExact(lowest), highest: writeExact(highest), possibleLevels }).toEqual(expected.bounds);
  },
  trueZero: ({
    axis,
    input,
    expected,
  }: {
    axis: 'Y' | 'X';
    input: Record<string, string>;
    expected: KnownAxisExpected;
  }) => {
    const result = axisOf(axis, input);
    if (result.status !== 'KNOWN') throw new Error(`unknown: ${result.missing.join()}`);
    expectExact(result.value, expected);
    expect(showExact(result.value, 4)).toBe(expected.shown);
    expect(result.level).toBe(expected.level);
  },
  gates: ({
    input,
    expected,
  }: {
    input: { gate: string; value: unknown };
    expected: { gate: string; missing: string[] };
  }) => {
    const result = checkGate(pack, gateInput(input));
    expect({ gate: result.result, missing: result.missing }).toEqual(expected);
  },
  overall: ({ input, expected }: { input: GateVerdict[]; expected: GateVerdict }) => {
    expect(overallVerdict(input)).toBe(expected);
  },
};
