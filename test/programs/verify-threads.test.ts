import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyFile, verifyFileInThreads } from '#features/audit/bundle-file.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { checkMerit } from '#ledger/merit.ts';
import { bundleInput, type Draft, idOf, pinned, sealDrafts, selection, signedCheckpoint } from '../ledger/bundles.ts';

/** `bukti verify` of a large bundle: the rules are asked in several threads, and the answer is that of one. */

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'bukti-verify-threads-'));
const bundles = 'test/fixtures/bundles';
const placed = `${bundles}/selection-placed.zip`;
const dump = join(folder, 'dump.zip');
const trust = { policy: readFileSync(`${bundles}/policy.txt`), epochs: readFileSync(`${bundles}/epochs.txt`) };
const { policy = trust.policy, epochs = trust.epochs } = pinned;

/** Many selections in turns, with all kinds of things that the rules object to. */
beforeAll(() => {
  const drafts = Array.from(
    { length: 400 },
    (_, number): Draft => ({
      stream: selection.replace(/..$/, String(10 + (number % 40))),
      type: 'ballot.cast/1',
      open: { motion: 'ab'.repeat(32), seat: 1, selection: idOf(80) },
      committed: { choice: 'yes', reason: `reason ${number}` },
    }),
  );
  const { entries, openings } = sealDrafts(drafts);
  const checkpoint = signedCheckpoint(entries.map(({ bytes }) => leafHash(bytes)));
  const sealed = { ...bundleInput([]), kind: 'dump' as const, streams: [], checkpoint, entries, proofs: [] };
  const shown = openings.filter((_, index) => index % 7 !== 3);
  const wrong = shown.map((opening, index) =>
    index % 11 === 5 ? { ...opening, value: toUtf8('"another"') } : opening,
  );
  writeFileSync(dump, writeBundle({ ...sealed, openings: wrong.toReversed() }));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([1, 3])('%i threads find of many selections what one finds, in its order', async (count) => {
  const options = { policy, epochs };
  const here = verifyFile(dump, { ...options, merit: checkMerit });
  const codes = here.findings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['merit.policy-digest', 'merit.stage', 'opening.mismatch']));
  expect(await verifyFileInThreads(dump, options, { count })).toEqual(here);
});

test('a selection that was made by the rules passes in a thread as well', async () => {
  const found = await verifyFileInThreads(placed, trust, { count: 1 });
  expect(found).toEqual(verifyFile(placed, { ...trust, merit: checkMerit }));
  expect(found.exitCode).toBe(0);
});

test.each([
  ['ends', 'process.exit(7);', 'a worker failed: it ended with code 7'],
  ['cannot begin', 'throw new Error("no room");', 'a worker failed: no room'],
  ['dies of its work', inThread('() => { throw new Error("out of memory"); }'), 'a worker failed: out of memory'],
  [
    'cannot do it',
    inThread('([number]) => parentPort.postMessage([number, undefined, "no such line"])'),
    'no such line',
  ],
])('a thread that %s is no verdict', async (_title, code, said) => {
  const program = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  await expect(verifyFileInThreads(dump, { policy, epochs }, { count: 2, program })).rejects.toThrow(said);
});

function inThread(answer: string): string {
  return `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ${answer});`;
}
