import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { readBundle } from '#ledger/bundle-read.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { leafHash } from '#ledger/entry.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { parseReceipt } from '#ledger/receipt.ts';
import { jsonReport, textReport } from '#ledger/report.ts';
import { emptyFrontier, extendFrontier, rootOf } from '#ledger/tree.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';
import { archives, readable } from './archives.ts';
import { attacks, dump, good } from './attacks.ts';
import { bundleInput, drafts, pinned, policyTwoOfThree, signedCheckpoint } from './bundles.ts';
import { changedFiles, manifests, packedBundle } from './containers.ts';
import { compareVerifiers } from './differential.ts';
import { disclosedCases } from './disclosed.ts';
import { sound, trust, zip } from './merit-bundle.ts';
import { otherRanking, otherRecord } from './merit-derived.ts';
import { mutatedMerit } from './merit-mutation.ts';
import { drawer } from './mutation.ts';
import { officeBundles } from './office-bundle.ts';
import { soundOffices } from './offices.ts';
import { twoPeople } from './publications.ts';
import {
  askPython,
  bundleCase,
  comparable,
  hasPython,
  replayBoth,
  runPython,
  verifyByProduct,
} from './python-verifier.ts';
import { receiptFiles, receiptOf } from './receipts.ts';
import { listStamped } from './stamped.ts';
import { leavesOf } from './trees.ts';
import {
  signedByOne,
  unplaced,
  withoutSeen,
  good as witnessed,
  options as witnessedBy,
  witnessedCases,
  writtenAt,
} from './witnessed.ts';

const folder = 'test/vectors/ledger';
const released = 'test/fixtures/released/0.1.0';
const twoEpochs = {
  policy: readFileSync(`${released}/policy.txt`),
  epochs: readFileSync(`${released}/epochs.txt`),
};
/** How many changed cases both verifiers are asked about, and from which seed on. */
const cases = Number(process.env['BUKTI_DIFFERENTIAL'] ?? 2_000);
const seed = Number(process.env['BUKTI_SEED'] ?? 1);
const derivations = Math.ceil(cases / 40);

interface Vector {
  readonly id: string;
  readonly op: string;
  readonly [name: string]: unknown;
}

interface Answer {
  readonly file: string;
  readonly id: string;
  readonly op: string;
  readonly found: Readonly<Record<string, unknown>>;
}

const title = hasPython ? 'the verifier in Python' : 'NOT TESTED, FOR THERE IS NO python3: the verifier in Python';

// Another process does the work, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(!hasPython)(title, () => {
  test('answers every vector of the format as stated', () => {
    const { status, stdout } = runPython(['--vectors', folder]);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    const stated = new Map(listVectors().map(({ file, vector }) => [`${file} ${vector.id}`, vector]));
    const wrong = answers.filter(({ file, id, found }) => !agrees(found, stated.get(`${file} ${id}`)));
    expect({ status, wrong, count: answers.length }).toEqual({ status: 0, wrong: [], count: stated.size });
  });

  test('says the same of every bundle of the tests, good or bad', () => {
    expect(expectSame(listBundles())).toBeGreaterThan(110);
  });

  test('says the same of time stamps of openssl, good, foreign, changed or cut', async () => {
    expect(expectSame(await listStamped())).toBeGreaterThan(200);
  });

  test(
    'says the same of bundles, entries, notes, proofs, files of trust, signatures and values changed by chance',
    () => {
      const found: unknown[] = [];
      for (let done = 0; done < cases; done += 1_000)
        found.push(...compareVerifiers(seed + done, Math.min(1_000, cases - done)));
      expect(found.slice(0, 3)).toEqual([]);
    },
    60_000 + cases * 100,
  );

  test(
    'finds the same of a decision changed by chance',
    () => {
      const found: unknown[] = [];
      for (let done = 0; done < cases / 20; done += 25) {
        const bundles = Array.from({ length: 25 }, (_, index) => mutatedMerit(drawer(seed + done + index), sound));
        for (const [index, { product, python }] of replayBoth(bundles).entries())
          if (!isDeepStrictEqual(product, python)) found.push({ seed: seed + done + index, product, python });
      }
      expect(found.slice(0, 5)).toEqual([]);
    },
    60_000 + cases * 100,
  );

  test.each([
    ['gates and placement', 'merit.gates', otherRecord],
    ['the ranking', 'merit.ranking', otherRanking],
  ] as const)(
    'derives the same from facts changed by chance: %s',
    (_name, code, changed) => {
      const places = sound.entries
        .filter(({ envelope }) => ['gates.evaluated/1', 'ranking.derived/1'].includes(envelope.type))
        .map((entry) => `${code} position ${String(entry.position)}`);
      const said = replayBoth(Array.from({ length: derivations }, (_, index) => changed(drawer(seed + index))));
      const isOther = ({ product, python }: (typeof said)[number]) =>
        !isDeepStrictEqual(product, python) ||
        (code === 'merit.ranking' && python.some((one) => one === places.at(-1)));
      expect(said.filter(isOther).slice(0, 3)).toEqual([]);
    },
    180_000,
  );

  test('passes the replay of a selection and of a dump, as the product does', () => {
    const asked: readonly Asked[] = [
      ['a selection', zip, trust],
      ['a dump', wholeDump(), {}],
    ];
    const answers = askPython(asked.map(([, bytes, options]) => bundleCase(bytes, options)));
    const said = asked.map(([, bytes, options]) => verifyByProduct(bytes, options));
    expect(answers.map(comparable)).toEqual(said.map(comparable));
    expect([...answers, ...said].map(replayOf)).toEqual(Array.from({ length: 4 }, () => 'PASS'));
  });

  test('prints the same report, for people in two languages and for programs, and ends with the same code', () => {
    const bundle = 'test/fixtures/bundles/selection-placed.zip';
    const verification = verifyBundle(zip, { merit: checkMerit });
    for (const [args, expected] of [
      [['--lang', 'en'], textReport(verification, 'en')],
      [['--lang', 'id'], textReport(verification, 'id')],
      [['--json'], jsonReport(verification)],
    ] as const)
      expect(runPython([bundle, ...args])).toEqual({ status: verification.exitCode, stdout: expected, stderr: '' });
  });

  test('under own keys replays the whole decision, and ends with 0 where all follows', () => {
    const own = ['policy', 'epochs'].flatMap((name) => [`--${name}`, `test/fixtures/bundles/${name}.txt`]);
    const { status, stdout } = runPython(['test/fixtures/bundles/selection-placed.zip', ...own]);
    expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'Everything that is required was checked and is right.',
    ]);
  });

  test('takes and refuses the same files as receipts', () => {
    const answers = askPython(
      receiptFiles.map(([, bytes]) => ({ op: 'receipt', bytesBase64: Buffer.from(bytes).toString('base64') })),
    );
    const said = receiptFiles.map(([, bytes]) => {
      const receipt = parseReceipt(bytes);
      return { receipt: receipt === undefined ? null : [receipt.entry, receipt.leaf] };
    });
    expect(answers).toEqual(said);
  });

  test('asks for the entry of a receipt that it is given', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'bukti-receipt-')), 'receipt.json');
    writeFileSync(file, JSON.stringify(receiptOf('0'.repeat(64))));
    const { stdout } = runPython(['test/fixtures/bundles/selection-placed.zip', '--receipt', file, '--json']);
    expect(stdout).toContain(`receipt ${receiptOf('').entry}`);
  });

  test.each([
    ['no bundle is named', []],
    ['the file is no receipt', ['test/fixtures/bundles/selection-placed.zip', '--receipt', 'README.md']],
    ['the bundle cannot be read', ['none.zip']],
    ['an option is unknown', ['x.zip', '--trust-me']],
    ['the instant is none', ['x.zip', '--now', 'today']],
  ])('ends with 2 where %s', (_title, args) => {
    expect(runPython(args).status).toBe(2);
  });
});

function listVectors(): { file: string; vector: Vector }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((file) => {
      const content = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { cases: readonly Vector[] };
      return content.cases.map((vector) => ({ file, vector }));
    });
}

/** Whether what was found is what the vector states, member by member; a refusal by its code. */
function agrees(found: Answer['found'], vector: Vector | undefined): boolean {
  if (vector === undefined) return false;
  const stated = Object.keys(found).filter((name) => name in vector);
  const isSame = stated.every((name) => JSON.stringify(found[name]) === JSON.stringify(vector[name]));
  const isRefused = vector['verdict'] === 'refuse';
  return isSame && stated.length > 0 && (!isRefused || found['code'] === vector['code']);
}

const heldReceipts = [toHex(leafHash(good.entries[3]?.bytes ?? new Uint8Array())), '0'.repeat(64)].map((leaf) => ({
  entry: '00000000-0000-4000-8000-000000000003',
  leaf,
}));

type Asked = readonly [title: string, zip: Uint8Array, options: VerifyOptions];

function replayOf(verification: unknown): unknown {
  return (verification as Verification).checks.find(({ check }) => check === 11)?.status;
}

/** The entries of the whole selection as if they were all of their log: what a mirror hands over. */
function wholeDump(): Uint8Array {
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('the fixture is no bundle');
  const entries = content.entries.map(({ bytes }, position) => ({ bytes, position }));
  return writeBundle({
    ...dump,
    log: content.manifest.log,
    profile: 'inspectorate',
    entries,
    openings: content.openings,
    rules: [...content.rules.values()].map((rule) => canonicalBytes(rule)),
  });
}

/** Whether both say the same of each; how many they are. */
function expectSame(asked: readonly Asked[]): number {
  const answers = askPython(asked.map(([, bytes, options]) => bundleCase(bytes, options)));
  for (const [index, [title, bytes, options]] of asked.entries())
    expect([title, comparable(answers[index])]).toEqual([title, comparable(verifyByProduct(bytes, options))]);
  return answers.length;
}

/** Every bundle of the other tests of the verifier, with what its auditor holds. */
function listBundles(): Asked[] {
  const leaves = leavesOf(3);
  const seen = { root: toHex(rootOf(extendFrontier(emptyFrontier, leaves))), size: 3 };
  const cosigned = writeBundle({ ...bundleInput(drafts, 2), policy: policyTwoOfThree });
  const seeing = bundleInput([...drafts, { stream: 'system', type: 'log.opened/1', open: {}, seen }]);
  const since = { ...pinned, since: toUtf8(signedCheckpoint(leaves)) };
  return [
    ...attacks.map(([title, , input, options = pinned]): Asked => [title, writeBundle(input), options]),
    ...[...manifests, ...changedFiles, ...archives].map(([title, , bytes]): Asked => [title, bytes, pinned]),
    ['intact', writeBundle(good), pinned],
    ['intact, own trust', writeBundle(good), {}],
    ...readable.map(([title, bytes]): Asked => [title, bytes, pinned]),
    ['with a file that is packed', packedBundle, pinned],
    ['cosigned', cosigned, { ...pinned, policy: toUtf8(policyTwoOfThree) }],
    ['agrees with an earlier one', writeBundle(good), { ...pinned, since: toUtf8(good.checkpoint) }],
    ['cannot tell about an earlier one', writeBundle(good), since],
    ['dump', writeBundle(dump), pinned],
    ['dump and an earlier one', writeBundle(dump), since],
    ['dump that knows a root', writeBundle({ ...seeing, kind: 'dump', streams: [], proofs: [] }), pinned],
    ['no bytes', new Uint8Array(0), pinned],
    ['no zip', toUtf8('not a zip, but long enough to be one'), pinned],
    ...witnessedCases.map(([title, , input, options]): Asked => [title, writeBundle(input), options]),
    ['witnessed as a dump', writeBundle({ ...witnessed, kind: 'dump', streams: [], proofs: [] }), witnessedBy],
    ['witnessed and fresh', writeBundle(witnessed), { ...witnessedBy, nowS: writtenAt + 60 }],
    ['without what was seen', writeBundle(withoutSeen), witnessedBy],
    ['signed by one witness', writeBundle(signedByOne), witnessedBy],
    ['without the proof of a position', writeBundle(unplaced), witnessedBy],
    ['with receipts, one of an entry that is not here', writeBundle(good), { ...pinned, receipts: heldReceipts }],
    ...disclosedCases.map(([title, , input]): Asked => [title, writeBundle(input), pinned]),
    ...officeBundles.map(([title, , , { zip: bytes, ...own }]): Asked => [title, bytes, own]),
    ['with offices', writeBundle(soundOffices), pinned],
    ...twoPeople.map((input, index): Asked => [`a policy by two people, ${index}`, writeBundle(input), pinned]),
    ['a dump of two epochs', readFileSync(`${released}/dump-two-epochs.zip`), twoEpochs],
    ['a whole selection', zip, trust],
    ['a whole selection, own trust', zip, {}],
  ];
}
