import { describe, expect, test } from 'vitest';
import { toBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { sha256 } from '#ledger/crypto.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveConsistency, rootOf } from '#ledger/tree.ts';
import { judgeCheckpoint, largestRequestBytes, nothingHeld, writeAddCheckpoint } from '#ledger/witness.ts';
import { log, logSeed, strangerSeed } from './bundles.ts';
import { readerOf } from './trees.ts';

// How a witness judges what it is asked to sign (C2SP tlog-witness), without any server.

const leaves = Array.from({ length: 8 }, (_, index) => sha256(Uint8Array.of(index)));
const forked = leaves.map((leaf, index) => (index < 2 ? leaf : sha256(leaf)));
const rootAt = (size: number, of = leaves) => rootOf(extendFrontier(emptyFrontier, of.slice(0, size)));
const textAt = (size: number, of = leaves) => checkpointText(log, size, rootAt(size, of));
const noteAt = (size: number, of = leaves) => signNote(textAt(size, of), log, logSeed);
const proofOf = (from: number, to: number, of = leaves) => proveConsistency(readerOf(of), from, to);
const heldAt = (size: number) => (size === 0 ? nothingHeld : { size, root: toHex(rootAt(size)) });
const keys = [verifierKeyOf(log, logSeed, 'log')];

function judged(request: string | Uint8Array, held = 3) {
  const bytes = typeof request === 'string' ? toUtf8(request) : request;
  return judgeCheckpoint(bytes, (origin) => (origin === log ? { keys, held: heldAt(held) } : undefined));
}

const grown = writeAddCheckpoint(3, proofOf(3, 7), noteAt(7));
const hash = `${toBase64(rootAt(1))}\n`;
const stranger = signNote(textAt(7), log, strangerSeed);
const strangerLine = stranger.slice(textAt(7).length + 1);

test('a request is written as it is asked for', () => {
  expect(writeAddCheckpoint(3, [rootAt(1)], 'note\n')).toBe(`old 3\n${hash}\nnote\n`);
  expect(writeAddCheckpoint(0, [], 'note\n')).toBe('old 0\n\nnote\n');
});

describe('a checkpoint', () => {
  test.each<[title: string, request: string, held: number]>([
    ['that grows from what is held', grown, 3],
    ['that is the first', writeAddCheckpoint(0, [], noteAt(5)), 0],
    ['that is held already', writeAddCheckpoint(5, [], noteAt(5)), 5],
    ['of an empty log', writeAddCheckpoint(0, [], noteAt(0)), 0],
  ])('%s is signed', (_title, request, held) => {
    const { status, ...said } = judged(request, held);
    expect(status).toBe(200);
    expect(said).toMatchObject({ signed: request.slice(request.indexOf('\n\n') + 2) });
  });

  test.each<[title: string, status: number, request: string | Uint8Array, held?: number]>([
    ['that does not grow from what is held', 422, writeAddCheckpoint(3, proofOf(3, 7), noteAt(7, forked))],
    ['whose proof is that of another size', 422, writeAddCheckpoint(3, proofOf(2, 7), noteAt(7))],
    ['of the same size and another root', 422, writeAddCheckpoint(3, [], noteAt(3, forked))],
    ['from a smaller size than is held', 409, grown, 5],
    ['from a larger size than is held', 409, grown, 2],
    ['that is smaller than it says to have been', 400, writeAddCheckpoint(5, [], noteAt(3)), 5],
  ])('%s: %i, with what is held and what was signed', (_title, status, request, held = 3) => {
    const text = String(request);
    expect(judged(request, held)).toMatchObject({
      status,
      held: heldAt(held),
      oldSize: Number(/\d+/.exec(text)?.[0]),
      checkpoint: { origin: log },
      signed: text.slice(text.indexOf('\n\n') + 2),
    });
  });

  test.each<[title: string, status: number, request: string | Uint8Array]>([
    ['of an unknown log', 404, writeAddCheckpoint(3, [], signNote(checkpointText('x', 7, rootAt(7)), 'x', logSeed))],
    ['that a stranger signed under the name of the log', 403, writeAddCheckpoint(3, proofOf(3, 7), stranger)],
    ['whose signature is none', 403, grown.replace(textAt(7), textAt(6))],
    [
      'of nothing that has a root',
      400,
      writeAddCheckpoint(0, [], signNote(checkpointText(log, 0, rootAt(1)), log, logSeed)),
    ],
    ['that is no note', 400, 'old 3\n\nx'],
    ['whose text is no checkpoint', 400, writeAddCheckpoint(3, [], signNote('x\n', log, logSeed))],
    ['without a blank line', 400, 'old 3'],
    ['of no bytes', 400, ''],
    ['of no UTF-8', 400, Uint8Array.of(0xff, 0x0a, 0x0a)],
    ['whose size has a zero before it', 400, grown.replace('old 3', 'old 03')],
    ['whose size has a sign', 400, grown.replace('old 3', 'old -3')],
    ['whose size is followed by more', 400, grown.replace('old 3', 'old 3 ')],
    ['whose size follows something', 400, `x${grown}`],
    ['whose size is beyond 2^53-1', 400, grown.replace('old 3', 'old 9007199254740992')],
    ['with a hash of 31 bytes', 400, grown.replace('old 3\n', `old 3\n${toBase64(new Uint8Array(31))}\n`)],
    ['with a hash that is no base64', 400, grown.replace('old 3\n', 'old 3\nx\n')],
    ['with 64 hashes', 400, `old 3\n${hash.repeat(64)}\n${noteAt(7)}`],
    ['that is larger than any can be', 400, grown + strangerLine.repeat(1_300)],
  ])('%s: %i, and nothing else', (_title, status, request) => {
    expect(judged(request)).toEqual({ status });
  });

  test('with 63 hashes is read, though they prove nothing', () => {
    expect(judged(`old 3\n${hash.repeat(63)}\n${noteAt(7)}`).status).toBe(422);
  });

  test('is kept without the lines of strangers', () => {
    expect(grown.length).toBeLessThan(largestRequestBytes);
    expect(judged(grown + strangerLine)).toMatchObject({ status: 200, signed: noteAt(7) });
  });
});
