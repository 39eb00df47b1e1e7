import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '#programs/commands.ts';

const program = fileURLToPath(new URL('../../bin/bukti.js', import.meta.url));

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bukti(args: readonly string[], env: Record<string, string> = {}): Promise<Answer> {
  const options = { env: { PATH: process.env['PATH'] ?? '', BUKTI_DATA_DIR: '/nonexistent', ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('the command line', () => {
  test('--help lists every subcommand with what it does', async () => {
    const { code, stdout } = await bukti(['--help'], { COLUMNS: '200' });
    expect(code).toBe(0);
    for (const { name, summary } of commands) {
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b.*${summary.slice(0, 12)}`, 'm'));
    }
  });

  test.each(commands.map(({ name }) => name))('%s --help shows examples and exit codes', async (name) => {
    const { code, stdout } = await bukti([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples:\n {2}\$ .*\bbukti /m);
    expect(stdout).toMatch(/^Exit codes:\n {2}0 {2}done\n {2}1 {2}/m);
  });

  test('an unknown subcommand is wrong use', async () => {
    expect((await bukti(['strat'])).code).toBe(2);
  });

  test('a wrong setting ends the program before it does anything', async () => {
    const { code, stderr } = await bukti(['migrate'], { BUKTI_POOLSIZE: '5' });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'BUKTI_POOLSIZE is not a setting of Bukti (see docs/settings.md)\n',
    });
  });

  test('a fault of foreign make is said by kind, code and place, never in its words: they may quote a row', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bukti-command-line-'));
    await writeFile(join(folder, 'instance.json'), 'LEMBAYUNG 198001012005011001');
    const { code, stdout, stderr } = await bukti(['migrate'], { BUKTI_DATA_DIR: folder });
    await rm(folder, { recursive: true });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^SyntaxError\n {4}at /);
    expect(stderr).not.toMatch(/LEMBAYUNG|\d{18}/);
  });

  test('what is wrong with a folder of the operator is said in words, without a stack', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bukti-command-line-'));
    await writeFile(join(folder, 'key'), 'no key');
    const settings = { BUKTI_WITNESS_DIR: folder, BUKTI_WITNESS_NAME: 'inspektorat.example/saksi' };
    const { code, stderr } = await bukti(['witness'], settings);
    await rm(folder, { recursive: true });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${join(folder, 'key')} does not hold 32 bytes in hex\n` });
  });

  test('what cannot be done is said without a stack', async () => {
    const { code, stderr } = await bukti(['migrate']);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  });
});
