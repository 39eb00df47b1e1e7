import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes, encodeCanonical } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { isNfc } from '#ledger/canonical-text.ts';
import { type CommitmentPlace, commit, openCommitment } from '#ledger/commitment.ts';
import { parseEntry } from '#ledger/entry.ts';
import { isNote } from '#ledger/findings.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, log, pinned, sealDrafts } from './bundles.ts';
import { flipped, isSame, mangled, manglers, mutationsPerClass, refusesAll } from './mutations.ts';

const texts = fc.string({ unit: 'binary' }).filter((text) => isNfc(text) && !/\0|\p{Cn}/u.test(text));
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((value) => value + 0),
    texts,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4 }),
  ),
}));

function encoded(value: unknown): Uint8Array {
  const bytes = encodeCanonical(value);
  if (!bytes.ok) throw new Error(bytes.code);
  return bytes.value;
}

describe('the canonical encoding', () => {
  test('gives different values different bytes', () => {
    const pairs = fc.tuple(values, values).filter(([one, other]) => describeValue(one) !== describeValue(other));
    refusesAll(pairs, ([one, other]) => isSame(encoded(one), encoded(other)));
  });

  test('is read back as it was written', () => {
    refusesAll(values, (value) => {
      const bytes = encoded(value);
      const decoded = decodeCanonical(bytes);
      return !decoded.ok || !isSame(encoded(decoded.value), bytes);
    });
  });

  test.each(manglers)('is never read in a second spelling that is %s', (_name, mangle) => {
    refusesAll(
      values.chain((value) => mangle(encoded(value))),
      (bytes) => {
        const decoded = decodeCanonical(bytes);
        if (!decoded.ok) return false;
        const again = encodeCanonical(decoded.value);
        // What these Unicode tables do not know is read, and not written.
        return again.ok && !isSame(again.value, bytes);
      },
    );
  });

  test('refuses white space, escapes and signs that JSON allows', () => {
    const spellings = fc
      .tuple(values, fc.constantFrom(' ', '\n', '\t', '\r', '\ufeff'), fc.boolean())
      .map(([value, space, isBefore]) => {
        const text = fromUtf8(encoded(value)) ?? '';
        return toUtf8(isBefore ? space + text : text + space);
      });
    refusesAll(spellings, (bytes) => decodeCanonical(bytes).ok);
  });
});

/** Told apart by the platform's own JSON, with sorted names. */
function describeValue(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

describe('no other entry is read from an entry that is', () => {
  const { entries } = sealDrafts([
    { stream: 'system', type: 'schema.attested/1', open: { digest: 'ab'.repeat(32) }, committed: { note: 'x' } },
  ]);
  const bytes = entries[0]?.bytes ?? new Uint8Array(0);
  test.each(manglers)('%s, but its own spelling', (_name, mangle) => {
    refusesAll(mangle(bytes), (mutant) => {
      const parsed = parseEntry(mutant, log);
      return parsed.ok && !isSame(canonicalBytes(parsed.value), mutant);
    });
  });
});

describe('no commitment is opened by', () => {
  const place: CommitmentPlace = {
    log,
    entry: '7b0c9a52-0d5e-4c8e-9a51-3f1d2c4b5a60',
    type: 'ballot.cast/1',
    field: 'choice',
  };
  const salts = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const openings = fc.tuple(salts, values).map(([salt, value]) => {
    const bytes = encoded(value);
    return { salt, value: bytes, commitment: commit(place, salt, bytes) };
  });
  const opens = (commitment: string, at: CommitmentPlace, salt: string, value: Uint8Array): boolean =>
    openCommitment(commitment, at, { salt, value }).ok;

  test('another value', () => {
    const pairs = fc.tuple(openings, values).filter(([{ value }, other]) => !isSame(value, encoded(other)));
    refusesAll(pairs, ([{ commitment, salt }, other]) => opens(commitment, place, toHex(salt), encoded(other)));
  });

  test('a mangled value', () => {
    const mutants = openings.chain((opening) => mangled(opening.value).map((value) => ({ ...opening, value })));
    refusesAll(mutants, ({ commitment, salt, value }) => opens(commitment, place, toHex(salt), value));
  });

  test('a flipped salt', () => {
    const mutants = openings.chain((opening) => flipped(opening.salt).map((salt) => ({ ...opening, salt })));
    refusesAll(mutants, ({ commitment, salt, value }) => opens(commitment, place, toHex(salt), value));
  });

  test('a salt of another length or spelling', () => {
    const mutants = openings.chain((opening) => {
      const hex = toHex(opening.salt);
      const spelled = fc.oneof(
        fc.nat(63).map((length) => hex.slice(0, length)),
        fc.constant(`${hex}00`),
        fc.constant(`${hex.slice(0, 63)}A`),
        fc.constant(` ${hex}`),
      );
      return spelled.map((salt) => ({ ...opening, salt }));
    });
    refusesAll(mutants, ({ commitment, salt, value }) => opens(commitment, place, salt, value));
  });

  test('bytes moved between salt and value', () => {
    refusesAll(openings, ({ commitment, salt, value }) => {
      const whole = [...salt, ...value];
      const [shorter, longer] = [Uint8Array.from(whole.slice(0, 31)), Uint8Array.from(whole.slice(31))];
      return opens(commitment, place, toHex(shorter), longer);
    });
  });

  test('an opening of another entry, field, type or log', () => {
    const elsewhere = fc.constantFrom<Partial<CommitmentPlace>>(
      { entry: '7b0c9a52-0d5e-4c8e-9a51-3f1d2c4b5a61' },
      { field: 'reason' },
      { type: 'ballot.cast/2' },
      { log: 'bukti.test/2027' },
      { field: 'choice\n' },
    );
    refusesAll(fc.tuple(openings, elsewhere), ([{ commitment, salt, value }, other]) =>
      opens(commitment, { ...place, ...other }, toHex(salt), value),
    );
  });
});

describe('no disclosure is accepted in which', () => {
  const input = bundleInput();
  const opening = input.openings[0];
  if (opening === undefined) throw new Error('the fixture has openings');
  const passes = (openings: typeof input.openings): boolean =>
    verifyBundle(writeBundle({ ...input, openings }), pinned).findings.every(isNote);
  const others = input.openings.slice(1);
  const few = Math.ceil(mutationsPerClass / 10);

  test('a value is another', () => {
    const mutants = values.filter((value) => !isSame(encoded(value), opening.value));
    fc.assert(
      fc.property(mutants, (value) => !passes([{ ...opening, value: encoded(value) }, ...others])),
      { numRuns: few },
    );
  });

  test('a salt is another', () => {
    const mutants = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
    fc.assert(
      fc.property(mutants, (salt) => !passes([{ ...opening, salt }, ...others])),
      { numRuns: few },
    );
  });

  test('an opening stands at another field or entry, or twice', () => {
    const mutants = fc.constantFrom(
      [{ ...opening, field: 'reason' }],
      [{ ...opening, field: 'seat' }],
      [{ ...opening, entry: '00000000-0000-4000-8000-000000000001' }],
      [opening, opening],
      [...others, { ...opening, field: 'reason' }],
    );
    fc.assert(
      fc.property(mutants, (openings) => !passes(openings)),
      { numRuns: 20 },
    );
  });

  test('while leaving any of them out is no fault', () => {
    fc.assert(
      fc.property(fc.subarray([...input.openings]), (openings) => passes(openings)),
      { numRuns: 20 },
    );
    expect(passes(input.openings)).toBe(true);
  });
});
