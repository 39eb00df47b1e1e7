import { describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { epochsText, listOutsideEpochs, openEpochJudge, parseEpochs } from '#ledger/epochs.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import type { CheckNumber } from '#ledger/findings.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
import { writeTlogProof } from '#ledger/tlog-proof.ts';
import { emptyFrontier, extendFrontier, proveInclusion, rootOf } from '#ledger/tree.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';
import { attacks, dump, good } from './attacks.ts';
import {
  bundleInput,
  type Draft,
  drafts,
  log,
  logKey,
  logSeed,
  pinned,
  signedCheckpoint,
  strangerSeed,
} from './bundles.ts';
import { withListed } from './containers.ts';
import { readerOf } from './trees.ts';
import { witnessedCases } from './witnessed.ts';

const leaves = good.entries.map(({ bytes }) => leafHash(bytes));
const rootAt = (size: number): string => toHex(rootOf(extendFrontier(emptyFrontier, leaves.slice(0, size))));
const verify = (input: typeof good, options: VerifyOptions = pinned): Verification =>
  verifyBundle(writeBundle(input), options);
const reasonOf = ({ checks }: Verification, number: CheckNumber): string | undefined =>
  checks.find(({ check }) => check === number)?.reason;
const told = ({ findings }: Verification): string[] =>
  findings.map(({ check, code, place, expected, found }) =>
    [`[${String(check)}] ${code}`, place, expected ?? '-', found ?? '-'].join(' | '),
  );

test('what is said of every attack is said with place, expected and found', async () => {
  const lines = [...attacks, ...witnessedCases].flatMap(([title, , input, options]) => [
    `# ${title}`,
    ...told(verify(input, options)),
    '',
  ]);
  await expect(lines.join('\n')).toMatchFileSnapshot('./findings.txt');
});

/** A dump whose last entry has seen this size and root. */
function dumpSeeing(size: number, root: string): typeof good {
  const [first] = drafts;
  if (first === undefined) throw new Error('there are drafts');
  const seeing: Draft = { ...first, seen: { root, size } };
  return { ...bundleInput([...drafts, seeing]), kind: 'dump', streams: [], proofs: [] };
}

describe('a checkpoint that an entry has seen', () => {
  test.each([
    ['of the entries before it', 5, rootAt(5), []],
    ['of some of them', 2, rootAt(2), []],
    ['of a size with another root', 2, rootAt(3), [`[9] bracket.seen | position 5 | ${rootAt(2)} | 2 ${rootAt(3)}`]],
  ])('in a dump, %s', (_title, size, root, findings) => {
    expect(told(verify(dumpSeeing(size, root)))).toEqual(findings);
  });

  test('that covers the entry itself is refused', () => {
    const [finding] = told(verify(dumpSeeing(6, rootAt(5))));
    expect(finding).toMatch(/^\[9\] bracket\.seen \| position 5 \| [0-9a-f]{64} \| 6 /);
  });

  test('is not known to a selection but for the newest', () => {
    const { proofs: _proofs, ...input } = dumpSeeing(2, rootAt(3));
    const selection = { ...bundleInput([...drafts]), entries: input.entries };
    expect(told(verify(selection)).filter((line) => line.includes('bracket'))).toEqual([]);
  });
});

describe('an earlier checkpoint', () => {
  const since = (size: number): VerifyOptions => ({
    ...pinned,
    since: toUtf8(signedCheckpoint(leaves.slice(0, size))),
  });

  test('that is no note is named by its own place', () => {
    expect(told(verify(good, { ...pinned, since: toUtf8('x\n') }))).toEqual([
      '[4] note.form | earlier checkpoint | - | -',
    ]);
  });

  test.each([
    ['a policy', { policy: toUtf8('quorum x\n') }, good],
    ['a checkpoint', {}, { ...good, checkpoint: 'x\n' }],
  ])('is not compared without %s', (_title, change, input) => {
    expect(reasonOf(verify(input, { ...since(3), ...change }), 4)).toBe('no-checkpoint');
  });

  test.each([
    ['an empty log', 0, good],
    ['an empty log, by a dump', 0, dump],
    ['as many entries, by a dump', 5, dump],
    ['one entry less, by a dump', 4, dump],
  ])('of %s is consistent', (_title, size, input) => {
    const verification = verify(input, since(size));
    expect([reasonOf(verification, 4), told(verification)]).toEqual([undefined, []]);
  });

  test.each([
    ['a selection', good],
    ['a dump with a hole before it', { ...dump, entries: good.entries.filter(({ position }) => position !== 1) }],
    ['a dump with a hole behind it', { ...dump, entries: good.entries.filter(({ position }) => position !== 3) }],
    ['a dump that has not so many entries', { ...dump, entries: good.entries.slice(0, 2) }],
  ])('cannot be compared by %s', (_title, input) => {
    expect(reasonOf(verify(input, since(3)), 4)).toBe('no-consistency-proof');
  });
});

describe('a proof in a bundle', () => {
  const read = readerOf(leaves);
  const file = (position: number, size: number, index = position): Uint8Array =>
    writeTlogProof(index, proveInclusion(read, position, size), signedCheckpoint(leaves.slice(0, size)));
  const tellOf = (bytes: Uint8Array): string[] => told(verifyBundle(withListed('proofs/1.tlog-proof', bytes), pinned));

  test.each([
    ['as it was', file(1, 5), []],
    ['under an earlier checkpoint', file(1, 3), [`[6] proof.root | position 1 | ${rootAt(5)} | ${rootAt(3)}`]],
    ['of another entry', file(2, 5), ['[6] proof.range | position 1 | 1 | 2', '[6] proof.root | position 1 | - | -']],
    ['that says another position of itself', file(1, 5, 2), ['[6] proof.range | position 1 | 1 | 2']],
    ['of another entry under an earlier checkpoint', file(2, 3), ['[6] proof.root | position 1 | - | -']],
    ['that is none', toUtf8('x'), ['[6] tlogproof.form | position 1 | - | -']],
  ])('%s', (_title, bytes, findings) => {
    expect(tellOf(bytes)).toEqual(findings);
  });
});

test('entries out of order are named, and each still found by its position', () => {
  const [one, two, ...rest] = good.entries;
  const lines = [two, one, ...rest].map(
    (entry) =>
      `{"bytes":"${Buffer.from(entry?.bytes ?? []).toString('base64')}","position":${String(entry?.position)}}\n`,
  );
  expect(told(verifyBundle(withListed('entries.ndjson', toUtf8(lines.join(''))), pinned))).toEqual([
    '[0] bundle.file | entries.ndjson | - | position 0 out of order',
  ]);
});

describe('epochs', () => {
  const stranger = verifierKeyOf(log, strangerSeed, 'log').vkey;
  const witness = verifierKeyOf('saksi.test/w', strangerSeed, 'witness').vkey;
  test.each([
    ['one size only', `epoch ${logKey} 3 3\n`, 'accepted'],
    ['a last size below the first', `epoch ${logKey} 3 2\n`, 'policy.form'],
    ['a first size beyond 2^53-1', `epoch ${logKey} 9007199254740992 -\n`, 'policy.form'],
    ['a last size beyond 2^53-1', `epoch ${logKey} 0 9007199254740992\n`, 'policy.form'],
    ['a key of a witness', `epoch ${witness} 0 -\n`, 'key.form'],
    ['a last line without end', `epoch ${logKey} 0 -`, 'policy.form'],
    ['an empty line', '\n', 'policy.form'],
    ['something before an epoch', `x epoch ${logKey} 3 3\n`, 'policy.form'],
    ['something after an epoch', `epoch ${logKey} 3 3 x\n`, 'policy.form'],
    ['no text of a key', 'epoch x 3 3\n', 'key.form'],
    ['nothing', '', 'policy.form'],
  ])('of %s: %s', (_title, text, code) => {
    const epochs = parseEpochs(toUtf8(text));
    expect(epochs.ok ? 'accepted' : epochs.code).toBe(code);
  });

  test('are read as they are written, the last without end', () => {
    const text = `epoch ${logKey} 0 3\nepoch ${stranger} 4 -\n`;
    const epochs = [
      { vkey: logKey, firstSize: 0, lastSize: 3 },
      { vkey: stranger, firstSize: 4, lastSize: null },
    ];
    expect(parseEpochs(toUtf8(text))).toEqual({ ok: true, value: epochs });
    expect(epochsText(epochs)).toBe(text);
  });

  test('say nothing of witnesses', () => {
    const signatures = [{ key: verifierKeyOf('saksi.test/w', strangerSeed, 'witness') }];
    expect(listOutsideEpochs([], signatures, 3)).toEqual([]);
  });

  test('that are no UTF-8 have another form', () => {
    expect(parseEpochs(Uint8Array.of(0xff, 10))).toEqual({ ok: false, code: 'policy.form' });
  });

  test.each([
    [2, [logKey]],
    [3, []],
    [7, []],
    [8, [logKey]],
    [20, []],
  ])('say by size whether the key may sign %i', (size, outside) => {
    const text = epochsText([
      { vkey: logKey, firstSize: 3, lastSize: 7 },
      { vkey: stranger, firstSize: 8, lastSize: 9 },
      { vkey: logKey, firstSize: 20, lastSize: null },
    ]);
    const epochs = parseEpochs(toUtf8(text));
    const key = verifierKeyOf(log, strangerSeed, 'log');
    const signatures = [{ key: { ...key, vkey: logKey } }];
    expect(epochs.ok && listOutsideEpochs(epochs.value, signatures, size)).toEqual(outside);
  });

  describe('tell without verifying whether a note is signed in turn', () => {
    const isInTurn = openEpochJudge([
      { vkey: logKey, firstSize: 0, lastSize: 3 },
      { vkey: stranger, firstSize: 4, lastSize: null },
    ]);
    const [byFirst, bySecond] = [logSeed, strangerSeed].map((seed) => signNote('text\n', log, seed));
    const otherLog = signNote('text\n', 'bukti.test/2027', logSeed);
    const otherKey = signNote('text\n', log, new Uint8Array(32));
    /** The note of one with the signature line of another below it. */
    const both = `${String(byFirst)}${String(bySecond).slice('text\n\n'.length)}`;

    test.each([
      ['the first key at its last size', byFirst, 3, true],
      ['the first key after its last size', byFirst, 4, false],
      ['the second key before its first size', bySecond, 3, false],
      ['the second key from its first size on', bySecond, 4, true],
      ['both keys, one of them out of turn', both, 4, false],
      ['the key of another log', otherLog, 3, false],
      ['an unknown key of the log', otherKey, 3, false],
      ['the first key beside an unknown one', `${String(byFirst)}${otherKey.slice('text\n\n'.length)}`, 3, true],
      ['nobody', 'x\n', 3, false],
    ])('by %s', (_title, note, size, expected) => {
      expect(isInTurn(toUtf8(String(note)), size)).toBe(expected);
    });

    test('by nobody, where an epoch has no key', () => {
      const judge = openEpochJudge([{ vkey: 'x', firstSize: 0, lastSize: null }]);
      expect(judge(toUtf8(String(byFirst)), 3)).toBe(false);
    });
  });
});
