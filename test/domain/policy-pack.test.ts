import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseExact, writeExact } from '#domain/exact.ts';
import { placeScores } from '#domain/merit.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { refusePolicy } from '#domain/policy-use.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { readJson } from './vectors/reader.ts';
import { ruleFrom, ruleOf, type TableJson } from './vectors/rules.ts';

const json = readJson('policies/asn/pack.json') as PolicyPack;
const pack = policyPackSchema.parse(json);

interface Example {
  readonly id: string;
  readonly scores: Readonly<Record<string, string | null>>;
  readonly expected: {
    readonly Y: string | null;
    readonly X: string | null;
    readonly box: number | null;
    readonly missing: string[];
  };
}

const { examples } = readJson('policies/asn/examples.json') as { examples: Example[] };
const { tables } = readJson('test/vectors/indicator-tables.json') as { tables: TableJson[] };

function faults(content: unknown): string[] {
  const parsed = policyPackSchema.safeParse(content);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe('the ASN pack', () => {
  test('is sealed as it stands: what the schema reads is what the file says', () => {
    expect(pack).toEqual(json);
  });

  test('holds no floats, so that its canonical form is one', () => {
    const text = readFileSync('policies/asn/pack.json', 'utf8');
    expect(text).not.toMatch(/[:[,]\s*-?\d+\.\d/);
  });

  test.each(examples)('keeps its worked example $id', ({ scores, expected }) => {
    const exact = Object.fromEntries(
      Object.entries(scores).map(([code, text]) => [code, parseExact(text ?? '') ?? null]),
    );
    const { performance, potential, box, missing } = placeScores(exact, pack);
    const [Y, X] = [performance, potential].map((axis) => (axis.status === 'KNOWN' ? writeExact(axis.value) : null));
    expect({ Y, X, box, missing }).toEqual(expected);
  });

  test.each(tables)('scores $id as the brief does', ({ id }) => {
    expect(ruleFrom(id, tables)).toEqual(ruleOf(id));
  });

  test('cites an instrument with its confidence for every gate', () => {
    const gates = Object.values(pack.gates).flat();
    expect(gates.every(({ citation }) => citation.instrument !== '')).toBe(true);
  });
});

describe('a post may be filled under a pack', () => {
  test.each([
    ['jpt-pratama', '2026-06-15', undefined],
    ['jpt-pratama', '2025-12-31', 'policy.not-in-force'],
    ['pengawas', '2026-06-15', 'policy.level-without-gates'],
  ] as const)('%s on %s: %s', (level, on, code) => {
    expect(refusePolicy(pack, { level, on })?.code).toBe(code);
  });

  test('until the day on which the pack ends', () => {
    const ended = { ...pack, effectiveUntil: '2026-06-15' };
    expect(refusePolicy(ended, { level: 'administrator', on: '2026-06-15' })?.code).toBe('policy.not-in-force');
  });
});

describe('a policy pack is refused', () => {
  const { performance } = json.axes;
  const table = (code: string): object => ({ ...ruleOf(code), windowMonths: 12.5 });
  const cases: readonly [string, unknown, string | RegExp][] = [
    ['when a key is unknown', { ...json, extra: 1 }, /Unrecognized key/],
    ['when a number is a float', { ...json, indicators: [table('K')] }, /expected int/],
    [
      'when the weights of an axis do not make 1',
      { ...json, axes: { ...json.axes, performance: { ...performance, weights: performance.weights.slice(1) } } },
      'axis Y: the weights do not make the whole',
    ],
    [
      'when thresholds are not ascending',
      {
        ...json,
        axes: {
          ...json.axes,
          performance: { ...performance, thresholds: { ...performance.thresholds, middle: '90' } },
        },
      },
      'axis Y: thresholds are not ascending inside 0 to 100',
    ],
    [
      'when two boxes have one number',
      { ...json, boxes: { ...json.boxes, layout: json.boxes.layout.map((row) => ({ ...row, low: 4 })) } },
      'boxes: the layout does not hold each of 1 to 9 once',
    ],
    ['when gates have no ranking', { ...json, rankings: {} }, 'administrator: gates without a ranking'],
    [
      'when the committee could be one person',
      { ...json, committee: { ...json.committee, minSeats: 1 } },
      /minSeats is at least 2/,
    ],
  ];
  test.each(cases)('%s', (_title, content, message) => {
    expect(
      faults(content).some((fault) => (typeof message === 'string' ? fault === message : message.test(fault))),
    ).toBe(true);
  });

  test('when training bands overlap or leave a gap', () => {
    const text = JSON.stringify(json).replace('"from":4,"to":6', '"from":5,"to":6');
    expect(faults(JSON.parse(text))).toContain('D.cert: bands have a gap or an overlap');
  });
});
