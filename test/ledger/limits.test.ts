import { describe, expect, test } from 'vitest';
import { concatBytes, toBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint, parseCheckpoint } from '#ledger/checkpoint.ts';
import { sha256, signEd25519 } from '#ledger/crypto.ts';
import { cosignatureLine, parseNote, parseVerifierKey, signNote, verifierKeyOf, verifyNote } from '#ledger/note.ts';
import { parseTlogProof } from '#ledger/tlog-proof.ts';
import { proveConsistency, refuseConsistency } from '#ledger/tree.ts';
import { leavesOf, naiveTree, readerOf } from './trees.ts';

const name = 'bukti.test/limits';
const seed = sha256(toUtf8('limits'));
const key = verifierKeyOf(name, seed, 'log');
const witnessSeed = sha256(toUtf8('witness of limits'));
const witness = verifierKeyOf('saksi.test/limits', witnessSeed, 'witness');
const root = toBase64(sha256(toUtf8('root')));
const text = `${name}\n7\n${root}\n`;
const codeOf = (verdict: { readonly ok: boolean; readonly code?: string }): string => verdict.code ?? 'accepted';

/** A note of exactly so many bytes, by a longer extension line. */
function noteOfBytes(bytes: number): Uint8Array {
  const frame = signNote(`${text}\n`, name, seed).length - toUtf8('x').length + 3;
  const note = toUtf8(signNote(`${text}${'x'.repeat(bytes - frame)}\n`, name, seed));
  return note.length === bytes
    ? note
    : toUtf8(signNote(`${text}${'x'.repeat(bytes - frame + bytes - note.length)}\n`, name, seed));
}

describe('a note', () => {
  test.each([
    [131_072, 'accepted'],
    [131_073, 'note.limit'],
  ])('of %i bytes: %s', (bytes, code) => {
    const note = noteOfBytes(bytes);
    expect([note.length, codeOf(parseNote(note))]).toEqual([bytes, code]);
  });

  test.each([
    [100, 'accepted'],
    [101, 'note.limit'],
  ])('with %i signature lines: %s', (count, code) => {
    const signed = signNote(text, name, seed);
    const line = signed.split('\n\n')[1] ?? '';
    expect(codeOf(parseNote(toUtf8(signed + line.repeat(count - 1))))).toBe(code);
  });

  test.each([
    ['without a blank line', `— ${name} ${toBase64(new Uint8Array(68))}\n`],
    ['without an end of its last line', signNote(text, name, seed).slice(0, -1)],
    ['with something before the dash of a signature', signNote(text, name, seed).replace('\n—', '\nx—')],
    ['without a name in its signature', signNote(text, name, seed).replace(`— ${name} `, '—  ')],
  ])('%s has another form', (_title, note) => {
    expect(codeOf(parseNote(toUtf8(note)))).toBe('note.form');
  });

  test('with nothing before its blank line is a note that no log signed', () => {
    const note = parseNote(toUtf8(signNote('\n', 'x', seed)));
    expect(note.ok && codeOf(verifyNote(note.value, [key]))).toBe('note.unsigned');
  });

  test('knows exactly the signatures that stand in it', () => {
    const note = parseNote(toUtf8(signNote(text, name, seed)));
    expect(note.ok && note.value.signatures.map((line) => [line.name, toHex(line.id)])).toEqual([
      [name, toHex(key.id)],
    ]);
  });

  test('under the id of a trusted key but another name says nothing', () => {
    const signature = concatBytes(key.id, signEd25519(seed, toUtf8(text)));
    const note = `${text}\n— other.test ${toBase64(signature)}\n`;
    expect(codeOf(openCheckpoint(toUtf8(note), [key]))).toBe('note.unsigned');
  });

  test.each([
    ['shorter', (line: Uint8Array) => line.subarray(0, -1)],
    ['longer', (line: Uint8Array) => concatBytes(line, Uint8Array.of(0))],
    ['without its time', (line: Uint8Array) => line.subarray(8)],
  ])('with a cosignature that is %s does not hold', (_title, change) => {
    const time = new Uint8Array(8);
    const signature = signEd25519(witnessSeed, toUtf8(`cosignature/v1\ntime 0\n${text}`));
    const line = toBase64(concatBytes(witness.id, change(concatBytes(time, signature))));
    const note = `${signNote(text, name, seed)}— ${witness.name} ${line}\n`;
    expect(codeOf(openCheckpoint(toUtf8(note), [key, witness]))).toBe('note.signature');
  });

  test.each([
    [2 ** 53 - 1, 'accepted'],
    [2 ** 53, 'note.signature'],
  ])('cosigned at second %d: %s', (time, code) => {
    const line = cosignatureLine(text, { name: witness.name, seed: witnessSeed }, time);
    expect(codeOf(openCheckpoint(toUtf8(signNote(text, name, seed) + line), [key, witness]))).toBe(code);
  });

  test('signed by a witness that is called like the log is of no log', () => {
    const namesake = verifierKeyOf('other.test/log', witnessSeed, 'witness');
    const foreign = `other.test/log\n7\n${root}\n`;
    const note =
      signNote(foreign, name, seed) + cosignatureLine(foreign, { name: 'other.test/log', seed: witnessSeed }, 1);
    expect(codeOf(openCheckpoint(toUtf8(note), [key, namesake]))).toBe('checkpoint.origin');
  });
});

describe('a verifier key', () => {
  const [, idText = '', keyText = ''] = key.vkey.split('+');
  const named = (other: string): string => verifierKeyOf(other, seed, 'log').vkey;
  test.each([
    ['without a name', named('')],
    ['with a space in its name', named('a b')],
    ['with a non-breaking space in its name', named('a\u00a0b')],
    ['with a plus in its name', named('a+b')],
    ['with a word before it', `x+${key.vkey}`],
    ['with a line after it', `${key.vkey}\n`],
    ['with an id in capitals', `${name}+${idText.toUpperCase()}0+${keyText}`],
    ['that is empty', ''],
  ])('%s has no form', (_title, vkey) => {
    expect(codeOf(parseVerifierKey(vkey))).toBe('key.form');
  });
});

describe('a checkpoint', () => {
  test.each([
    ['of two lines', `${name}\n7\n`],
    ['of three lines without end', `${name}\n7\n${root}`],
    ['with an extension line without end', `${name}\n7\n${root}\nx`],
    ['with an empty line', `${name}\n7\n${root}\n\nx\n`],
    ['without origin', `\n7\n${root}\n`],
    ['with a signed size', `${name}\n+7\n${root}\n`],
    ['with a size beyond 2^53-1', `${name}\n9007199254740992\n${root}\n`],
    ['with a root of 31 bytes', `${name}\n7\n${toBase64(new Uint8Array(31))}\n`],
    ['that is empty', ''],
  ])('%s has another form', (_title, other) => {
    expect(codeOf(parseCheckpoint(other))).toBe('checkpoint.form');
  });

  test('may have extension lines', () => {
    expect(parseCheckpoint(`${text}x\n`)).toMatchObject({ ok: true, value: { origin: name, size: 7 } });
  });
});

describe('a proof file', () => {
  const header = 'c2sp.org/tlog-proof@v1\n';
  const hash = `${root}\n`;
  test.each([
    ['of 63 hashes', 'accepted', `${header}index 0\n${hash.repeat(63)}\nx`],
    ['of 64 hashes', 'tlogproof.limit', `${header}index 0\n${hash.repeat(64)}\nx`],
    ['with an extra line', 'accepted', `${header}extra YQ==\nindex 0\n${hash}\nx`],
    ['with an extra line that is no base64', 'tlogproof.form', `${header}extra YQ=\nindex 0\n${hash}\nx`],
    ['without index', 'tlogproof.form', `${header}\nx`],
    ['without a line after its header', 'tlogproof.form', `${header.slice(0, -1)}\n\nx`],
    ['with a word before its index', 'tlogproof.form', `${header}the index 0\n\nx`],
    ['with an index beyond 2^53-1', 'tlogproof.form', `${header}index 9007199254740992\n\nx`],
    ['without a blank line', 'tlogproof.form', `${header}index 0\n${hash}`],
    ['that begins with a blank line', 'tlogproof.form', `\n\n${header}index 0\n\nx`],
    ['that is empty', 'tlogproof.form', ''],
    ['with a hash of 31 bytes', 'tlogproof.form', `${header}index 0\n${toBase64(new Uint8Array(31))}\n\nx`],
  ])('%s: %s', (_title, code, file) => {
    expect(codeOf(parseTlogProof(toUtf8(file)))).toBe(code);
  });

  test('that is no UTF-8 has another form', () => {
    expect(codeOf(parseTlogProof(Uint8Array.of(0xff, 10, 10)))).toBe('tlogproof.form');
  });

  test.each([
    [140_000, 'accepted'],
    [140_001, 'tlogproof.limit'],
  ])('of %i bytes: %s', (bytes, code) => {
    const start = `${header}index 0\n\n`;
    expect(codeOf(parseTlogProof(toUtf8(start + 'x'.repeat(bytes - start.length))))).toBe(code);
  });
});

describe('a tree', () => {
  const read = readerOf(leavesOf(8));
  const rootAt = (size: number): string => toHex(naiveTree(leavesOf(8)).root(size));

  test.each([
    [0, 8],
    [8, 8],
    [5, 5],
  ])('needs no hashes to be consistent from %i to %i', (oldSize, size) => {
    expect(proveConsistency(read, oldSize, size)).toEqual([]);
    const claim = { oldSize, size, oldRoot: rootAt(oldSize), root: rootAt(size), proof: [] };
    expect(refuseConsistency(claim)).toBeUndefined();
    expect(refuseConsistency({ ...claim, proof: [rootAt(1)] })).toBe('proof.length');
  });

  test.each([
    ['from nothing, the old root', { oldSize: 0, size: 8, oldRoot: rootAt(1), root: rootAt(8) }],
    ['of nothing, the root', { oldSize: 0, size: 0, oldRoot: rootAt(0), root: rootAt(1) }],
    ['of the same size, the root', { oldSize: 5, size: 5, oldRoot: rootAt(5), root: rootAt(4) }],
  ])('%s must be its own', (_title, claim) => {
    expect(refuseConsistency({ ...claim, proof: [] })).toBe('proof.root');
  });
});
