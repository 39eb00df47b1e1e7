import { spawnSync } from 'node:child_process';
import type { VerifyOptions } from '#ledger/examination.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';

export const pythonFile = 'verifiers/bukti_verify.py';

/** A case for the Python verifier: a case of the vectors, or a whole bundle. */
export type PythonCase = Readonly<Record<string, unknown>> & { readonly op: string };

export interface PythonRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runPython(args: readonly string[], input = ''): PythonRun {
  const command = [pythonFile, ...args];
  const { status, stdout, stderr } = spawnSync('python3', command, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  return { status, stdout, stderr };
}

export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** The answers of one process to many cases, in their order. */
export function askPython(cases: readonly PythonCase[]): unknown[] {
  const { status, stdout, stderr } = runPython(['--batch'], cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
  if (status !== 0) throw new Error(`the Python verifier failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

export function bundleCase(zip: Uint8Array, { policy, epochs, since }: VerifyOptions = {}): PythonCase {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    op: 'verify',
    bundleBase64: base64(zip),
    ...(policy === undefined ? {} : { policyBase64: base64(policy) }),
    ...(epochs === undefined ? {} : { epochsBase64: base64(epochs) }),
    ...(since === undefined ? {} : { sinceBase64: base64(since) }),
  };
}

type Said = Pick<Verification, 'exitCode' | 'bundle' | 'checkpoint' | 'checks' | 'findings' | 'uncounted'>;

/** What both must say alike of a bundle, in the words of JSON. */
export function verifyWithoutMerit(zip: Uint8Array, options: VerifyOptions = {}): unknown {
  const { merit: _merit, ...asked } = options;
  return JSON.parse(JSON.stringify(verifyBundle(zip, asked))) as Said;
}
