import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/**
 * Runs the fast checks, two at a time, the long ones first: one line per check with its seconds, and the output of those that
 * fail. `tsx tools/check.ts` runs all, `tsx tools/check.ts types lint` runs some, `--but rules` all others. The commands are the `check:*` scripts.
 */
interface Step {
  readonly name: string;
  readonly command: string;
}

interface Result extends Step {
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

const atOnce = 2;
const order = ['lint', 'schema', 'types', 'rules', 'doors', 'dead-code', 'codes', 'verifier', 'format'];

const root = new URL('..', import.meta.url).pathname;

async function steps(args: readonly string[]): Promise<Step[]> {
  const { values, positionals: named } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { but: { type: 'string', multiple: true, default: [] } },
  });
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
  const unknown = [...named, ...values.but].filter((name) => !order.includes(name));
  if (unknown.length > 0) throw new Error(`no such check: ${unknown.join(', ')}; there are ${order.join(', ')}`);
  return order
    .filter((name) => (named.length === 0 || named.includes(name)) && !values.but.includes(name))
    .map((name) => ({ name, command: scripts[`check:${name}`] ?? 'false' }));
}

function run(step: Step): Promise<Result> {
  const startedAt = process.hrtime.bigint();
  const PATH = `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`;
  const child = spawn(step.command, { cwd: root, shell: true, env: { ...process.env, PATH, FORCE_COLOR: '0' } });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      resolve({ ...step, ok: status === 0, seconds, output: Buffer.concat(output).toString('utf8') });
    });
  });
}

async function runAll(queue: Step[]): Promise<Result[]> {
  const results: Result[] = [];
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const result = await run(step);
      results.push(result);
      console.log(
        `${result.ok ? 'ok    ' : 'FAILED'} ${result.name.padEnd(10)} ${result.seconds.toFixed(1).padStart(6)} s`,
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const startedAt = process.hrtime.bigint();
const results = await runAll(await steps(process.argv.slice(2)));
const failed = results.filter((result) => !result.ok);
for (const { name, command, output } of failed) console.log(`\n--- ${name}: ${command}\n${output.trimEnd()}`);
const seconds = (Number(process.hrtime.bigint() - startedAt) / 1e9).toFixed(1);
console.log(`\n${results.length - failed.length} checks passed, ${failed.length} failed, ${seconds} s`);
process.exitCode = failed.length === 0 ? 0 : 1;
