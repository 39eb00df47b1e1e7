import { describe, expect, test } from 'vitest';
import { fromBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { commit } from '#ledger/commitment.ts';
import { randomSalt } from '#ledger/crypto.ts';
import { assembleEntry, encodeAround, leafHash, parseEntry, type UnplacedEnvelope } from '#ledger/entry.ts';

const log = 'bukti.kotacontoh.example/2026';
const id = '7b0c9a52-0d5e-4c8e-9a51-3f1d2c4b5a60';
const type = 'ballot.cast/1';
const salt = Uint8Array.from({ length: 32 }, (_, index) => index);

/** Section 3.4 of the ledger's design. */
const example: UnplacedEnvelope = {
  actor: { ref: null, role: 'member', session: null },
  agency: 'kota-contoh',
  at: '2026-03-25T08:03:00.123456Z',
  build: '1.0.0',
  committed: { choice: commit({ log, entry: id, type, field: 'choice' }, salt, toUtf8('"yes"')) },
  id,
  log,
  open: { seat: 2 },
  policy: null,
  seen: null,
  stream: 'case/0b9d0f2e',
  type,
  v: 1,
};
const prev = toHex(leafHash(toUtf8('{"example":1}')));

function assembled(envelope: UnplacedEnvelope, before: string | null, streamSeq: number): Uint8Array {
  const parts = encodeAround(envelope);
  if (!parts.ok) throw new Error(parts.code);
  return assembleEntry(parts.value, before, streamSeq);
}

describe('an entry', () => {
  test('of the worked example has its 485 bytes and its leaf hash', () => {
    const bytes = assembled(example, prev, 2);
    expect(bytes.length).toBe(485);
    expect(toHex(leafHash(bytes))).toBe('a3df3cb117d9339e19095b01821933894d8bfab7864fa025a84217e7c46b0529');
    expect(example.committed['choice']).toBe('f8899202c0996c90cc930e01920b3f8d8ce6444864321672d6c300913a575dfe');
  });

  test('assembled around its place is the entry that a reader finds', () => {
    const parsed = parseEntry(assembled(example, null, 1), log);
    expect(parsed.ok && JSON.parse(JSON.stringify(parsed.value))).toEqual({ ...example, prev: null, streamSeq: 1 });
  });

  test.each([
    ['entry.size', { open: { text: 'x'.repeat(65_535) } }],
    ['entry.size', { open: { text: 'x'.repeat(65_080) } }],
    ['entry.ascii', { open: { text: 'é' } }],
    ['entry.canon', { open: { share: 0.5 } }],
    ['entry.canon', { seen: { root: prev, size: 0.5 } }],
    ['entry.envelope', { seen: { root: prev, size: 0 } }],
    ['entry.envelope', { at: '2026-02-30T00:00:00.000000Z' }],
  ])('that no reader would accept is refused as %s before it is written', (code, change) => {
    expect(encodeAround({ ...example, ...change })).toEqual({ ok: false, code });
  });
});

test('a salt is 32 bytes and never the same', () => {
  expect(randomSalt()).toHaveLength(32);
  expect(toHex(randomSalt())).not.toBe(toHex(randomSalt()));
});

test('the checkpoint of the first five entries is spelled as the design says', () => {
  const root = 'nZCYq0uAjaNzFvthnj7iDbn9Ck+e/yvGnnltC0JwWhg=';
  expect(parseCheckpoint(`${log}\n5\n${root}\n`)).toEqual({
    ok: true,
    value: { origin: log, size: 5, root: toHex(fromBase64(root) ?? new Uint8Array(0)) },
  });
});
