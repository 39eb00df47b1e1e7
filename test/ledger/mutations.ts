import fc from 'fast-check';

/**
 * How many mutated inputs each class of the properties draws. `LEDGER_MUTATIONS=10000 npx vitest run test/ledger/properties`
 * draws ten thousand of each class; absent, a few hundred.
 */
export const mutationsPerClass = Number(process.env['LEDGER_MUTATIONS'] ?? '400');

/** Mutated inputs of one class, none of which may be accepted. A change that changes nothing is drawn anew. */
export function refusesAll<T>(mutants: fc.Arbitrary<T>, isAccepted: (mutant: T) => boolean): void {
  fc.assert(
    fc.property(mutants, (mutant) => !isAccepted(mutant)),
    { numRuns: mutationsPerClass },
  );
}

/** Another text or other bytes of the same kind. */
export type Mangler<T> = (value: T) => fc.Arbitrary<T>;

const anyByte = fc.integer({ min: 1, max: 255 });

/** One bit or more of one byte flipped. */
export const flipped: Mangler<Uint8Array> = (bytes) =>
  fc.tuple(fc.nat(bytes.length - 1), anyByte).map(([at, mask]) => {
    const copy = Uint8Array.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ mask;
    return copy;
  });

/** Any number of bytes left out at the end. */
const cut: Mangler<Uint8Array> = (bytes) =>
  fc.nat(bytes.length - 1).map((length) => Uint8Array.from(bytes.subarray(0, length)));

const extended: Mangler<Uint8Array> = (bytes) =>
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map((more) => Uint8Array.from([...bytes, ...more]));

/** A part of the bytes taken out, doubled, or put elsewhere. */
const spliced: Mangler<Uint8Array> = (bytes) =>
  fc
    .record({
      from: fc.nat(bytes.length - 1),
      length: fc.integer({ min: 1, max: 40 }),
      to: fc.nat(bytes.length),
      isKept: fc.boolean(),
    })
    .map(({ from, length, to, isKept }) => {
      const piece = bytes.subarray(from, from + length);
      const rest = isKept ? [...bytes] : [...bytes.subarray(0, from), ...bytes.subarray(from + length)];
      return Uint8Array.from([...rest.slice(0, to), ...piece, ...rest.slice(to)]);
    })
    .filter((other) => !isSame(other, bytes));

export const mangled: Mangler<Uint8Array> = (bytes) =>
  fc.oneof(flipped(bytes), cut(bytes), extended(bytes), spliced(bytes));

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** The single ways, by name. */
export const manglers: readonly (readonly [name: string, mangle: Mangler<Uint8Array>])[] = [
  ['flipped', flipped],
  ['cut', cut],
  ['extended', extended],
  ['spliced', spliced],
];
