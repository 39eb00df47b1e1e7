import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyFile } from '#features/audit/bundle-file.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { chunkBytes, sourceOf } from '#ledger/byte-source.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { leafHash } from '#ledger/entry.ts';
import type { MeritCheck } from '#ledger/examination.ts';
import { type Verification, verifyBundle, verifySource } from '#ledger/verify.ts';
import { bundleInput, type Draft, idOf, pinned, sealDrafts, selection, signedCheckpoint } from '../ledger/bundles.ts';

/** A dump is checked where it lies: only what is needed of it is ever in memory. */

const folder = mkdtempSync(join(tmpdir(), 'bukti-verify-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const other = selection.replace(/.$/, '2');
/** Two selections in turns, and what belongs to neither. */
const drafts: readonly Draft[] = Array.from({ length: 1_500 }, (_, number) =>
  number % 100 === 0
    ? { stream: 'system', type: 'schema.attested/1', open: { digest: sha256Hex(toUtf8('schema')) } }
    : {
        stream: number % 2 === 0 ? selection : other,
        type: 'ballot.cast/1',
        open: { motion: sha256Hex(toUtf8('motion')), seat: 1, selection: idOf(80) },
        committed: { choice: 'yes', reason: `reason ${number}` },
      },
);
const { entries, openings } = sealDrafts(drafts);
const input = {
  ...bundleInput([]),
  kind: 'dump' as const,
  streams: [],
  checkpoint: signedCheckpoint(entries.map(({ bytes }) => leafHash(bytes))),
  entries,
  openings,
  proofs: [],
};

const merit: MeritCheck = ({ entries: asked }) =>
  asked.map(({ position, envelope, openings: opened }) => ({
    code: 'merit.stage',
    place: `position ${position}`,
    found: `${envelope.stream} ${JSON.stringify(opened.get('reason'))}`,
  }));

function inFile(zip: Uint8Array): Verification {
  const path = join(folder, 'dump.zip');
  writeFileSync(path, zip);
  return verifyFile(path, { ...pinned, merit });
}

const wrong = openings.map((opening, index) =>
  index % 500 === 7 ? { ...opening, value: toUtf8('"another"') } : opening,
);

test.each([
  ['as it is', input],
  ['without an entry', { ...input, entries: entries.toSpliced(700, 1) }],
  ['with two entries in each other’s place', { ...input, entries: entries.toSpliced(3, 1, ...entries.slice(5, 6)) }],
  ['with openings that open nothing, in no order', { ...input, openings: wrong.toReversed() }],
  [
    'with openings given twice, and of nobody',
    {
      ...input,
      openings: [
        ...openings,
        ...openings.slice(9, 10).map((one) => ({ ...one, entry: idOf(9_999) })),
        ...openings.slice(0, 1),
      ],
    },
  ],
])('a dump %s is judged in a file as it is in memory', (_title, given) => {
  const zip = writeBundle(given);
  expect(inFile(zip)).toEqual(verifyBundle(zip, { ...pinned, merit }));
});

test('no more than a chunk of a large file of lines is read at a time', () => {
  const zip = writeBundle(input);
  const source = sourceOf(zip);
  let longest = 0;
  const read = (start: number, end: number) => {
    longest = Math.max(longest, end - start);
    return source.read(start, end);
  };
  expect(verifySource({ length: zip.length, read }, pinned).exitCode).toBe(0);
  expect([zip.length > 3 * chunkBytes, longest]).toEqual([true, chunkBytes]);
});

test('each selection is replayed alone, with all its entries in order', () => {
  const asked: (readonly [string, boolean])[][] = [];
  verifyBundle(writeBundle(input), {
    ...pinned,
    merit: ({ entries: held }) => {
      const rises = (index: number) => (held[index]?.position ?? 0) > (held[index - 1]?.position ?? -1);
      asked.push(held.map(({ envelope }, index) => [envelope.stream, rises(index)]));
      return [];
    },
  });
  const ballots = (stream: string) => drafts.filter((draft) => draft.stream === stream).map(() => [stream, true]);
  expect(asked).toEqual([ballots(other), ballots(selection)]);
});

test('openings are told of in the order of the bundle, whatever order entries are asked in', () => {
  const { findings } = inFile(writeBundle({ ...input, openings: wrong.toReversed() }));
  const told = findings.filter(({ check }) => check === 10).map(({ place }) => place);
  const changed = wrong.filter((opening, index) => opening !== openings[index]).toReversed();
  expect(told).toEqual(changed.map(({ entry, field }) => `entry ${entry} field ${field}`));
});

test('a bundle that cannot be read is said to be so', () => {
  expect(() => verifyFile(join(folder, 'nowhere.zip'), pinned)).toThrow('nowhere.zip cannot be read');
  expect(() => verifyFile(folder, pinned)).toThrow('cannot be read');
});
