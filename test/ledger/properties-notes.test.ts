import fc from 'fast-check';
import { describe, test } from 'vitest';
import { fromUtf8, toBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import { cosignatureLine, parseVerifierKey, verifierKeyOf } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { parseTilePath, tileBytes, tilePath } from '#ledger/tiles.ts';
import { openTlogProof, writeTlogProof } from '#ledger/tlog-proof.ts';
import { emptyFrontier, extendFrontier, proveInclusion, rootOf } from '#ledger/tree.ts';
import { log, logSeed, policyTwoOfThree, signedCheckpoint, strangerSeed } from './bundles.ts';
import { mangled, manglers, refusesAll } from './mutations.ts';
import { leavesOf, naiveTree, readerOf } from './trees.ts';

const size = 100;
const leaves = leavesOf(size);
const read = readerOf(leaves);
const note = signedCheckpoint(leaves, 2);
const noteBytes = toUtf8(note);
const parsedPolicy = parsePolicyFile(toUtf8(policyTwoOfThree));
if (!parsedPolicy.ok) throw new Error(parsedPolicy.code);
const policy = parsedPolicy.value;
const trusted = [...policy.logs, ...policy.witnesses];
const root = toHex(naiveTree(leaves).root(size));

/** Whether another statement than the signed one is accepted, or the same one with fewer or other cosignatures of trusted witnesses. */
function opensOtherwise(bytes: Uint8Array): boolean {
  const opened = openCheckpoint(bytes, trusted, log);
  if (!opened.ok) return false;
  const { text, root: found } = opened.value;
  return text !== note.slice(0, text.length) || found !== root || opened.value.size !== size;
}

describe('no other statement is read from a note that is', () => {
  test.each(manglers)('%s', (_name, mangle) => {
    refusesAll(mangle(noteBytes), opensOtherwise);
  });

  test('given another text under the same signatures', () => {
    const [, signatures = ''] = note.split('\n\n');
    const texts = fc
      .record({ size: fc.nat(), root: fc.uint8Array({ minLength: 32, maxLength: 32 }) })
      .map((other) => toUtf8(`${log}\n${String(other.size)}\n${toBase64(other.root)}\n\n${signatures}`));
    refusesAll(texts, opensOtherwise);
  });

  test('cosigned by strangers, at any time', () => {
    const text = `${note.split('\n\n')[0] ?? ''}\n`;
    const own = signedCheckpoint(leaves, 0);
    const lines = fc.tuple(fc.nat(), fc.nat(2)).map(([time, witness]) => {
      const name = policy.witnesses[witness]?.name ?? '';
      return toUtf8(own + cosignatureLine(text, { name, seed: strangerSeed }, time));
    });
    refusesAll(lines, (bytes) => {
      const opened = openCheckpoint(bytes, trusted, log);
      return opened.ok && opened.value.signatures.length > 1;
    });
  });
});

describe('no proof file is accepted that is', () => {
  const position = 37;
  const file = writeTlogProof(position, proveInclusion(read, position, size), note);
  const leaf = toHex(leaves[position] ?? new Uint8Array(0));
  const proves = (bytes: Uint8Array, of = leaf): boolean => {
    const opened = openTlogProof(bytes, of, policy);
    return opened.ok && (opened.value.position !== position || of !== leaf || opened.value.checkpoint.root !== root);
  };

  test.each(manglers)('%s', (_name, mangle) => {
    refusesAll(mangle(file), (bytes) => proves(bytes));
  });

  test('shown for another leaf', () => {
    const others = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
    refusesAll(others, (other) => proves(file, other));
  });
});

describe('no verifier key is read that is', () => {
  const { vkey } = verifierKeyOf(log, logSeed, 'log');
  test.each(manglers)('%s', (_name, mangle) => {
    refusesAll(mangle(toUtf8(vkey)), (bytes) => parseVerifierKey(fromUtf8(bytes) ?? '').ok);
  });
});

describe('no second spelling of a tile is read', () => {
  const places = fc.record({
    level: fc.oneof(fc.constant('entries' as const), fc.nat(63)),
    index: fc.nat(5_000_000),
    width: fc.integer({ min: 1, max: 256 }),
  });

  test('as a path that is mangled', () => {
    const paths = places.chain((place) => mangled(toUtf8(tilePath(place))));
    refusesAll(paths, (bytes) => {
      const text = fromUtf8(bytes) ?? '';
      const place = parseTilePath(text);
      return place.ok && tilePath(place.value) !== text;
    });
  });

  test('and a tile with a mangled hash leads to another root', () => {
    const tile = tileBytes(read, 0, { index: 0, width: size });
    refusesAll(mangled(tile), (bytes) => {
      const hashes = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, at) =>
        bytes.subarray(at * 32, at * 32 + 32),
      );
      return toHex(rootOf(extendFrontier(emptyFrontier, hashes))) === root;
    });
  });
});
