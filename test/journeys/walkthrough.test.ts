import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBundle } from '#ledger/verify.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';

/** `docs/walkthrough.md` does what it says: its blocks, in their order, in one shell that stops at the first failure. */

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Walk {
  readonly status: number | null;
  /** Standard output and standard error, as a reader sees them. */
  readonly seen: string;
  readonly selectionId: string;
}

let demo: Demo;
let walk: Walk;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-walkthrough-'));
  demo = await joinDemo();
  walk = await follow(await readFile(join(root, 'docs/walkthrough.md'), 'utf8'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function blocksOf(page: string): string[] {
  return [...page.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

async function follow(page: string): Promise<Walk> {
  const script = ['set -euo pipefail', ...blocksOf(page), 'echo "walked: $selection"'].join('\n');
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: folder,
    PORT: new URL(demo.url).port,
    BUKTI_DATA_DIR: demo.dataDir,
  };
  const shell = spawn('bash', ['-c', script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let seen = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (piece: Buffer) => (seen += piece.toString()));
  const status = await new Promise<number | null>((resolve) => shell.once('close', resolve));
  return { status, seen, selectionId: /^walked: (.+)$/m.exec(seen)?.[1] ?? '' };
}

test('every block succeeds', () => {
  expect({ status: walk.status, end: walk.seen.slice(-1_500) }).toMatchObject({ status: 0 });
});

test('the selection ends with an official in the post', async () => {
  const { state } = await demo.read<{ state: string }>('auditor', `/selections/${walk.selectionId}`);
  expect(state).toBe('placed');
});

test('who steps aside casts no ballot, and who disagrees stays on the record', async () => {
  const { items } = await demo.read<{ items: { seat: number; choice: string }[] }>(
    'auditor',
    `/selections/${walk.selectionId}/ballots`,
  );
  expect(items.map(({ seat, choice }) => `${seat} ${choice}`).sort()).toEqual([
    '1 approve',
    '2 approve',
    '4 reject',
    '5 approve',
  ]);
});

test('its proof is right under keys of ones own, and the page shows each exit code that it explains', async () => {
  const { exitCode, findings } = verifyBundle(await demo.bundle(walk.selectionId), await demo.trust());
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  expect([...walk.seen.matchAll(/^exit code (\d)$/gm)].map(([, code]) => code)).toEqual(['3', '0', '1']);
});
