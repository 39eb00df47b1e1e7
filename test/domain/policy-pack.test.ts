import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tryExample } from '#domain/pack-examples.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { refusePolicy } from '#domain/policy-use.ts';
import { examplesFileSchema } from '#schemas/policy-examples.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { readJson } from './vectors/reader.ts';
import { ruleFrom, ruleOf, type TableJson } from './vectors/rules.ts';

const json = readJson('policies/asn/pack.json') as PolicyPack;
const pack = policyPackSchema.parse(json);

const { examples } = examplesFileSchema.parse(readJson('policies/asn/examples.json'));
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

  test.each(examples.map((example) => [example.id, example] as const))(
    'keeps its worked example %s',
    (_id, example) => {
      const { found, expected } = tryExample(example, pack);
      expect(found).toEqual(expected);
    },
  );

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
    ['pengawas', '2026-06-15', undefined],
    ['pelaksana', '2026-06-15', 'policy.level-without-gates'],
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
  const cases: readonly [string, unknown, RegExp][] = [
    ['when a key is unknown', { ...json, extra: 1 }, /Unrecognized key/],
    ['when a number is a float', { ...json, indicators: [table('K')] }, /expected int/],
    [
      'when the weights of an axis do not make 1',
      { ...json, axes: { ...json.axes, performance: { ...performance, weights: performance.weights.slice(1) } } },
      /^pack\.weights-sum at \$\.axes\.performance\.weights: /,
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
      /^pack\.thresholds-order at \$\.axes\.performance\.thresholds: /,
    ],
    [
      'when two boxes have one number',
      { ...json, boxes: { ...json.boxes, layout: json.boxes.layout.map((row) => ({ ...row, low: 4 })) } },
      /^pack\.boxes-layout at \$\.boxes\.layout: /,
    ],
    ['when gates have no ranking', { ...json, rankings: {} }, /^pack\.gates-unranked at \$\.gates\.administrator: /],
    [
      'when the committee could be one person',
      { ...json, committee: { ...json.committee, minSeats: 1 } },
      /minSeats is at least 2/,
    ],
  ];
  test.each(cases)('%s', (_title, content, message) => {
    expect(faults(content).some((fault) => message.test(fault))).toBe(true);
  });

  test('when training bands overlap or leave a gap', () => {
    const text = JSON.stringify(json).replace('"from":4,"to":6', '"from":5,"to":6');
    expect(faults(JSON.parse(text)).join()).toContain(
      'pack.bands-gap at $.indicators[5].table.parts[0].table.bands[2]',
    );
  });
});
