import Fraction from 'fraction.js';

/** An exact rational number. Scores, weights and thresholds are never floats: 36/45 of 100 must be 80, not 79.99…. */
export type Exact = Fraction;

const decimalForm = /^-?[0-9]+(?:\.[0-9]+)?$/;
const fractionForm = /^-?[0-9]+\/[0-9]*[1-9][0-9]*$/;
/** Longer texts are no scores but an attempt to keep the machine busy. */
const longest = 120;

/** The number a text states as plain decimal (`62.5`) or fraction (`850/9`); undefined for every other form, signs and spaces included. */
export function parseExact(text: string): Exact | undefined {
  if (text.length > longest) return undefined;
  return decimalForm.test(text) || fractionForm.test(text) ? new Fraction(text) : undefined;
}

/** Weights, scores and thresholds of packs: few, and asked millions of times in a mapping. Exact numbers are never changed. */
const remembered = new Map<string, Exact>();

/** A number that a pack states; anything else is a bug, so it throws. For numbers from outside: `parseExact`. */
export function exact(text: string): Exact {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const parsed = parseExact(text);
  if (parsed === undefined) throw new Error(`not an exact number: ${text}`);
  remembered.set(text, parsed);
  return parsed;
}

/** numerator / denominator, both whole numbers. */
export function ratio(numerator: number, denominator: number): Exact {
  return new Fraction(numerator, denominator);
}

/** The shortest exact decimal where one exists, else `n/d` in lowest terms. This is the stored form. */
export function writeExact(value: Exact): string {
  const sign = value.s < 0n ? '-' : '';
  const places = decimalPlaces(value.d);
  if (places === undefined) return `${sign}${value.n}/${value.d}`;
  if (places === 0) return `${sign}${value.n}`;
  const digits = String((value.n * 10n ** BigInt(places)) / value.d).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Rounded half up to a fixed number of places, for people's eyes only: never compare it with a threshold. */
export function showExact(value: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  const doubled = value.s * value.n * scale * 2n + value.d;
  const units = floorDivide(doubled, value.d * 2n);
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Negative, zero or positive, for sorting. */
export function compareExact(left: Exact, right: Exact): number {
  return left.compare(right);
}

export interface Weighted {
  readonly value: Exact;
  readonly weight: Exact;
}

/** The sum of value × weight; each weight is applied once and nothing is divided by the sum of weights. */
export function weightedSum(terms: readonly Weighted[]): Exact {
  return terms.reduce((sum, { value, weight }) => sum.add(value.mul(weight)), zero);
}

/** The arithmetic mean of at least one value. */
export function mean(values: readonly Exact[]): Exact {
  return values.reduce((sum, value) => sum.add(value), zero).div(values.length);
}

export const zero: Exact = new Fraction(0);

/** How many decimal places end the fraction 1/denominator, or undefined where it never ends. */
function decimalPlaces(denominator: bigint): number | undefined {
  let [rest, twos, fives] = [denominator, 0, 0];
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}
