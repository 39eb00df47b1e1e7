import { spawnSync } from 'node:child_process';
import type { MeritBundle, MeritEntry, VerifyOptions } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';

const pythonFile = 'verifiers/bukti_verify.py';

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

/** Mutants of the product's own verifier are not shown to the other one, which is slow. */
export const hasPython = process.env['BUKTI_PYTHON'] !== 'no' && spawnSync('python3', ['--version']).status === 0;

/** The answers of one process to many cases, in their order. */
export function askPython(cases: readonly PythonCase[]): unknown[] {
  const { status, stdout, stderr } = runPython(['--batch'], cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
  if (status !== 0) throw new Error(`the Python verifier failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

export function bundleCase(
  zip: Uint8Array,
  { policy, epochs, since, authorities, nowS, receipts = [] }: VerifyOptions = {},
): PythonCase {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    op: 'verify',
    bundleBase64: base64(zip),
    ...(policy === undefined ? {} : { policyBase64: base64(policy) }),
    ...(epochs === undefined ? {} : { epochsBase64: base64(epochs) }),
    ...(since === undefined ? {} : { sinceBase64: base64(since) }),
    ...(authorities === undefined ? {} : { authoritiesBase64: base64(authorities) }),
    ...(nowS === undefined ? {} : { nowS }),
    receipts,
  };
}

/** A verification as it is printed. */
type Printed = Pick<Verification, 'exitCode' | 'checks' | 'findings'> & Readonly<Record<string, unknown>>;

/** What the product says of a bundle, in the words of JSON. */
export function verifyByProduct(zip: Uint8Array, options: VerifyOptions = {}): unknown {
  return JSON.parse(JSON.stringify(verifyBundle(zip, { ...options, merit: checkMerit })));
}

/** What both must say alike: every word, but of the replay each finding once and by its code and place alone. */
export function comparable(verification: unknown): unknown {
  const { findings, ...rest } = verification as Printed;
  const isReplay = ({ check }: { readonly check: number }) => check === 11;
  const replayed = findings.filter(isReplay).map(({ code, place }) => `${code} ${place}`);
  return { ...rest, findings: findings.filter((one) => !isReplay(one)), replay: [...new Set(replayed)].sort() };
}

/** A bundle with the entries that its book of offices was made from. */
export interface OfficeBundle extends MeritBundle {
  readonly grants?: readonly MeritEntry[];
}

function meritCase({ entries, rules, grants }: OfficeBundle): PythonCase {
  const plain = (given: readonly MeritEntry[]) =>
    given.map(({ position, envelope, openings }) => ({ position, envelope, opened: Object.fromEntries(openings) }));
  const offices = grants === undefined ? {} : { offices: plain(grants) };
  return { op: 'merit', entries: plain(entries), rules: Object.fromEntries(rules), ...offices };
}

/** Of each bundle what the two verifiers find in the replay, each finding once. */
export function replayBoth(
  bundles: readonly OfficeBundle[],
): { readonly product: string[]; readonly python: readonly string[] }[] {
  const answers = askPython(bundles.map(meritCase)) as readonly { readonly found: readonly string[] }[];
  return bundles.map((bundle, index) => {
    const told = checkMerit(bundle).map(({ code, place }) => `${code} ${place}`);
    return { product: [...new Set(told)].sort(), python: answers[index]?.found ?? [] };
  });
}
