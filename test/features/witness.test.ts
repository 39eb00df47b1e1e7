import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText, openCheckpoint } from '#ledger/checkpoint.ts';
import { sha256 } from '#ledger/crypto.ts';
import { parseVerifierKey, signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveConsistency, rootOf } from '#ledger/tree.ts';
import { writeAddCheckpoint } from '#ledger/witness.ts';
import { findFreePort } from '#platform/ports.ts';
import { readerOf } from '#test/ledger/trees.ts';
import { realProgram } from '#test/support/start-process.ts';
import { until } from '#test/support/until.ts';

/** The program itself, asked over HTTP (C2SP tlog-witness). */

const seed = sha256(toUtf8('log'));
const name = 'inspektorat.test/saksi';

const leavesOf = (count: number, salt = ''): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => sha256(toUtf8(`${salt}${index}`)));
const honest = leavesOf(20);
const forked = [...leavesOf(3), ...leavesOf(17, 'other ')];

const noteOf = (leaves: readonly Uint8Array[], key: Uint8Array = seed, of = origin) =>
  signNote(checkpointText(of, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves))), of, key);

/** The request that takes a tree from one size to another. */
function requestOf(leaves: readonly Uint8Array[], from: number, to: number): string {
  return writeAddCheckpoint(
    from,
    proveConsistency(readerOf(leaves.slice(0, to)), from, to),
    noteOf(leaves.slice(0, to)),
  );
}

let folder: string;
let port: number;
let witness: ChildProcess;
let said: string;
let number = 0;
/** Each test has a log of its own. */
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-witness-'));
  port = await findFreePort();
  await start();
});
beforeEach(async () => {
  number += 1;
  origin = `bukti.test/log-${number}`;
  await appendFile(join(folder, 'logs.txt'), `${verifierKeyOf(origin, seed, 'log').vkey}\n`);
});
afterAll(async () => {
  await stop('SIGTERM');
  await rm(folder, { recursive: true });
});

async function start(): Promise<void> {
  said = '';
  const settings = { PORT: String(port), BUKTI_DATA_DIR: folder, BUKTI_WITNESS_DIR: folder, BUKTI_WITNESS_NAME: name };
  const env = { PATH: process.env['PATH'], ...settings };
  witness = spawn(process.execPath, [realProgram, 'witness'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  witness.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));
  const isUp = () => {
    if (witness.exitCode !== null) throw new Error('the witness has ended');
    return said.includes('listens on');
  };
  await until(isUp, { timeoutMs: 20_000, what: 'the witness' });
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  witness.kill(signal);
  await until(() => witness.exitCode !== null || witness.signalCode !== null, { what: 'the end of the witness' });
}

async function post(body: string | Uint8Array): Promise<{ status: number; text: string; media: string | null }> {
  const sent = typeof body === 'string' ? body : Buffer.from(body);
  const response = await fetch(`http://127.0.0.1:${port}/add-checkpoint`, { method: 'POST', body: sent });
  return { status: response.status, text: await response.text(), media: response.headers.get('Content-Type') };
}

const read = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

async function witnessKey() {
  const key = parseVerifierKey((await read('/vkey')).trim());
  if (!key.ok) throw new Error(key.code);
  return key.value;
}

async function heldSize(): Promise<number> {
  const { text } = await post(requestOf(honest, 19, 20).replace('old 19', 'old 18'));
  return Number(text);
}

/** What was kept of this test's log. */
async function listEvidence(): Promise<string[]> {
  const files = await readdir(join(folder, 'evidence'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, 'evidence', file), 'utf8')));
  return texts.filter((text) => text.includes(`\n${origin}\n`));
}

test('a second process with the same folder is refused, since two could sign two trees of one size', async () => {
  const settings = { PORT: '0', BUKTI_DATA_DIR: folder, BUKTI_WITNESS_DIR: folder, BUKTI_WITNESS_NAME: name };
  const second = spawn(process.execPath, [realProgram, 'witness'], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  second.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()));
  const [code] = (await once(second, 'close')) as [number];
  expect(code).toBe(1);
  expect(complaint).toContain('another process witnesses with this folder');
});

describe('a checkpoint that holds all that was signed before', () => {
  test('is cosigned under the key that the witness prints, publishes and keeps to itself', async () => {
    const { status, text } = await post(requestOf(honest, 0, 5));
    expect(status).toBe(200);
    const key = await witnessKey();
    expect(said).toContain(key.vkey);
    const opened = openCheckpoint(
      toUtf8(noteOf(honest.slice(0, 5)) + text),
      [verifierKeyOf(origin, seed, 'log'), key],
      origin,
    );
    expect(opened.ok && opened.value.signatures.map((one) => one.key.name)).toEqual([origin, name]);
    expect(await read(`/checkpoint?origin=${encodeURIComponent(origin)}`)).toBe(noteOf(honest.slice(0, 5)) + text);
  });

  test('is followed by the next one, and the same one may be asked again', async () => {
    expect((await post(requestOf(honest, 0, 5))).status).toBe(200);
    expect((await post(requestOf(honest, 5, 12))).status).toBe(200);
    expect((await post(requestOf(honest, 12, 12))).status).toBe(200);
    expect(await listEvidence()).toEqual([]);
  });

  test('has its key made once: a second start signs under the same one', async () => {
    const before = await witnessKey();
    await stop('SIGTERM');
    await start();
    expect(await witnessKey()).toEqual(before);
  });
});

describe('what is refused', () => {
  test('404: a log that it does not know', async () => {
    const other = 'bukti.test/unknown';
    expect((await post(writeAddCheckpoint(0, [], noteOf(honest, seed, other)))).status).toBe(404);
  });

  test('a log becomes known while the witness runs', async () => {
    const other = 'bukti.test/later';
    await appendFile(join(folder, 'logs.txt'), `${verifierKeyOf(other, seed, 'log').vkey}\n`);
    expect((await post(writeAddCheckpoint(0, [], noteOf(honest, seed, other)))).status).toBe(200);
  });

  test('403: not signed by the key of the log', async () => {
    const { status } = await post(writeAddCheckpoint(0, [], noteOf(honest, sha256(toUtf8('stranger')))));
    expect(status).toBe(403);
  });

  test('403: signed by nobody whom it knows, and such a request is not kept', async () => {
    const note = noteOf(honest, seed, 'bukti.test/stranger').replace('bukti.test/stranger', origin);
    expect((await post(writeAddCheckpoint(0, [], note))).status).toBe(403);
    expect(await listEvidence()).toEqual([]);
  });

  test('400: an old size above the new one', async () => {
    expect((await post(writeAddCheckpoint(9, [], noteOf(honest.slice(0, 5))))).status).toBe(400);
  });

  test.each<[string, () => string]>([
    ['nothing', () => ''],
    ['no line of the old size', () => `\n${noteOf(honest)}`],
    ['a size with a leading zero', () => writeAddCheckpoint(0, [], noteOf(honest)).replace('old 0', 'old 00')],
    ['a hash that is none', () => writeAddCheckpoint(0, [], noteOf(honest)).replace('old 0\n', 'old 0\nAAAA\n')],
    [
      '64 hashes',
      () =>
        writeAddCheckpoint(
          0,
          Array.from({ length: 64 }, () => seed),
          noteOf(honest),
        ),
    ],
    ['a checkpoint without size', () => writeAddCheckpoint(0, [], signNote(`${origin}\n`, origin, seed))],
    [
      'an empty tree with another root',
      () => writeAddCheckpoint(0, [], signNote(checkpointText(origin, 0, seed), origin, seed)),
    ],
  ])('400: %s', async (_title, body) => {
    expect((await post(body())).status).toBe(400);
  });

  test('400: bytes that are no text', async () => {
    expect((await post(fromHex('ff00ff') ?? new Uint8Array())).status).toBe(400);
  });

  test('413: more than any request can be', async () => {
    expect((await post('x'.repeat(200_000))).status).toBe(413);
  });

  test('409: another old size than it holds; it says its own', async () => {
    await post(requestOf(honest, 0, 5));
    expect(await post(requestOf(honest, 3, 8))).toEqual({ status: 409, text: '5\n', media: 'text/x.tlog.size' });
  });

  test('422: a proof that does not lead there', async () => {
    await post(requestOf(honest, 0, 5));
    const [first = ''] = requestOf(honest, 5, 9).split('\n\n');
    expect((await post(`${first}\n\n${noteOf(forked.slice(0, 9))}`)).status).toBe(422);
  });

  test('422: a proof for the first checkpoint, which needs none', async () => {
    expect((await post(writeAddCheckpoint(0, [seed], noteOf(honest)))).status).toBe(422);
  });

  test('422: the same size with another root, two heads under one key, and the request is kept as evidence', async () => {
    await post(requestOf(honest, 0, 9));
    expect((await post(requestOf(forked, 9, 9))).status).toBe(422);
    const [kept = '', ...more] = await listEvidence();
    expect(more).toEqual([]);
    expect(kept).toContain(noteOf(forked.slice(0, 9)));
    expect(kept).toContain(noteOf(honest.slice(0, 9)));
  });

  test('422: a tree that was rewritten and grew under the stolen key of the log, and the request is kept', async () => {
    await post(requestOf(honest, 0, 9));
    expect((await post(requestOf(forked, 9, 15))).status).toBe(422);
    expect(await listEvidence()).toHaveLength(1);
  });

  test('409: a log that was set back, database and signer alike', async () => {
    await post(requestOf(honest, 0, 12));
    expect(await post(requestOf(honest, 5, 8))).toMatchObject({ status: 409, text: '12\n' });
    expect(await listEvidence()).toHaveLength(1);
  });
});

describe('what it has signed', () => {
  test('is on disk before it answers: after kill -9 it never holds less', async () => {
    let signed = 0;
    for (let size = 1; size <= 5; size += 1) {
      const asked = post(requestOf(honest, signed, size)).then(
        ({ status }) => status,
        () => 0,
      );
      if (size % 2 === 0) expect(await asked).toBe(200);
      await stop('SIGKILL');
      const status = await asked;
      await start();
      const held = await heldSize();
      expect(held).toBeGreaterThanOrEqual(status === 200 ? size : signed);
      signed = held;
    }
  });

  test('goes up one request at a time, however many come at once', async () => {
    const sizes = Array.from({ length: 12 }, (_, index) => index + 1);
    const answers = await Promise.all(sizes.map((size) => post(requestOf(honest, 0, size))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
  });

  test('forgotten, it does not start: a key without its state could sign another tree', async () => {
    await stop('SIGTERM');
    await rename(join(folder, 'state.json'), join(folder, 'state.kept'));
    await expect(start()).rejects.toThrow('has ended');
    await rename(join(folder, 'state.kept'), join(folder, 'state.json'));
  });
});
