import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { hasPython } from '../ledger/python-verifier.ts';

const program = fileURLToPath(new URL('../../bin/bukti.js', import.meta.url));
const bundle = 'test/fixtures/bundles/selection-placed.zip';
const env = { PATH: process.env['PATH'] ?? '', BUKTI_DATA_DIR: '/nonexistent' };

vi.setConfig({ testTimeout: 60_000 });

function bukti(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The same for a reader that has gone before the first word. */
function unheard(...args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [program, ...args], { env });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

type Writer = readonly [title: string, command: string, args: readonly string[], code: number];

const python: Writer = ['of the verifier in Python is no verdict', 'python3', ['verifiers/bukti_verify.py', bundle], 4];
const writers: readonly Writer[] = [
  ['of the verifier is no verdict', process.execPath, [program, 'verify', bundle], 4],
  ['of the verifier in JSON is no verdict', process.execPath, [program, 'verify', bundle, '--json'], 4],
  ['of another command has failed', process.execPath, [program, 'policy', 'lint', 'policies/asn/pack.json'], 1],
  ...(hasPython ? [python] : []),
];

describe.skipIf(!existsSync('/dev/full'))('an answer that cannot be written', () => {
  test.each(writers)('%s', (_title, command, args, code) => {
    const { status, stderr } = spawnSync(command, args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    expect(status).toBe(code);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test.each([
  [['verify', bundle], 4],
  [['policy', 'lint', 'policies/asn/pack.json'], 1],
] as const)('%s ends without a word where nobody reads on', async (args, code) => {
  expect(await unheard(...args)).toEqual({ code, stderr: '' });
});

describe('what was asked wrongly is refused with 2 and in one line', () => {
  const folder = mkdtempSync(`${tmpdir()}/bukti-folder-`);
  test.each([
    ['a folder as a bundle', ['verify', folder], folder],
    ['a folder as a policy of trust', ['verify', bundle, '--policy', folder], folder],
    ['another language', ['verify', bundle, '--language', 'fr'], 'en or id'],
    ['another language of packs', ['policy', 'lint', 'policies/asn/pack.json', '--lang', 'fr'], 'en or id'],
    ['a folder as a pack', ['policy', 'lint', folder], folder],
    ['a folder as the emergency key', ['keys', 'revoke', '--emergency', folder], folder],
    ['a file that holds no key as the emergency key', ['keys', 'revoke', '--emergency', 'README.md'], 'README.md'],

    ['a folder as rules of retention', ['publish-retention', folder], folder],
  ] as const)('%s', (_title, args, word) => {
    const { status, stderr } = bukti(...args);
    expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, lines: 1 });
    expect(stderr).toContain(word);
  });
});
