import { expect } from 'vitest';
import { boxFromScheme, boxOfValues } from '#domain/boxes.ts';
import type { BoxRule, PolicyPack } from '#domain/policy-pack.ts';
import { pack, type Subject } from './reader.ts';

interface Layout {
  readonly layout?: BoxRule['layout'];
}

interface BoxCase {
  readonly policy?: string;
  readonly input: { readonly Y: string | null; readonly X: string | null };
  readonly expected: Readonly<Record<string, unknown>>;
}

interface VariantCase {
  readonly input: { readonly Y: string; readonly X: string; readonly high: string; readonly middle: string };
  readonly expected: { readonly box: number };
}

interface SchemeCase {
  readonly input: { readonly scheme: string | null; readonly box: number };
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The pack with other thresholds, `high/middle`, and the file's layout. */
export function packWith(thresholds: { high: string; middle: string }, file: Layout = {}): PolicyPack {
  const { performance, potential } = pack.axes;
  const axes = {
    performance: { ...performance, thresholds: { ...performance.thresholds, ...thresholds } },
    potential: { ...potential, thresholds: { ...potential.thresholds, ...thresholds } },
  };
  return { ...pack, axes, boxes: { ...pack.boxes, layout: file.layout ?? pack.boxes.layout } };
}

export function thresholdsOf(policy: string): { high: string; middle: string } {
  const [high = '', middle = ''] = policy.split('/');
  return { high, middle };
}

export const boxesSubject: Subject = {
  cases: ({ policy = '80/60', input, expected }: BoxCase, file: Layout) => {
    const { box: expectedBox, ...rest } = expected;
    const result = boxOfValues(input, packWith(thresholdsOf(policy), file));
    expect(result).toMatchObject(rest);
    if ('box' in expected) expect('box' in result ? result.box : null).toBe(expectedBox);
  },
  thresholdVariants: ({ input, expected }: VariantCase, file: Layout) => {
    const { high, middle, ...values } = input;
    expect(boxOfValues(values, packWith({ high, middle }, file))).toMatchObject(expected);
  },
  numberingSchemes: ({ input, expected }: SchemeCase, file: Layout) => {
    expect(boxFromScheme(input, { ...pack.boxes, layout: file.layout ?? pack.boxes.layout })).toMatchObject(expected);
  },
};
