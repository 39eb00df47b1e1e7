import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { unreadable, verifyFile, verifyFileInThreads } from '#features/audit/bundle-file.ts';
import type { HeldReceipt } from '#ledger/examination.ts';
import { isInstant } from '#ledger/forms.ts';
import { checkMerit } from '#ledger/merit.ts';
import { parseReceipt } from '#ledger/receipt.ts';
import { jsonReport, textReport } from '#ledger/report.ts';
import type { Verification } from '#ledger/verify.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { describeFault } from '#platform/trace.ts';

export interface VerifyCommand {
  readonly bundle: string;
  readonly json: boolean;
  readonly language: 'en' | 'id';
  /** The auditor's own copies, as paths. */
  readonly policy?: string;
  readonly epochs?: string;
  readonly since?: string;
  /** A receipt as the server gave it, as a path. */
  readonly receipt?: string;
  /** The auditor's clock: an instant such as 2026-11-30T08:00:00Z. */
  readonly now?: string;
  readonly authorities?: string;
  /** How many threads replay selections; 0 for none but the first. */
  readonly threads?: string;
}

/** Checks a bundle offline; the exit code is the verdict. */
export async function runVerify(command: VerifyCommand): Promise<number> {
  const verification = await verify(command).catch((error: unknown) => {
    if (error instanceof CommandFailed) throw error;
    throw new CommandFailed(`the verifier failed: ${describeFault(error)}`, 4);
  });
  process.stdout.write(command.json ? jsonReport(verification) : textReport(verification, command.language));
  return verification.exitCode;
}

async function verify({ bundle, threads, ...command }: VerifyCommand): Promise<Verification> {
  const { policy, epochs, since, receipt, now, authorities } = command;
  const options = {
    ...(policy === undefined ? {} : { policy: await read(policy) }),
    ...(epochs === undefined ? {} : { epochs: await read(epochs) }),
    ...(since === undefined ? {} : { since: await read(since) }),
    ...(receipt === undefined ? {} : { receipts: [readReceipt(await read(receipt), receipt)] }),
    ...(now === undefined ? {} : { nowS: secondsOf(now) }),
    ...(authorities === undefined ? {} : { authorities: await read(authorities) }),
  };
  const count = threads === undefined ? await threadsFor(bundle) : countOf(threads);
  return count === 0
    ? verifyFile(bundle, { ...options, merit: checkMerit })
    : verifyFileInThreads(bundle, options, { count });
}

/** A thread takes about a second to begin: below this size the first one alone is as soon done. */
const worthThreads = 48 * 1024 * 1024;
/** What the first thread reads keeps about so many others busy. */
const mostThreads = 8;

async function threadsFor(bundle: string): Promise<number> {
  const cores = Math.min(availableParallelism(), mostThreads);
  const { size } = await stat(bundle).catch((error: unknown) => {
    throw unreadable(bundle, error);
  });
  return size < worthThreads || cores < 2 ? 0 : cores;
}

function countOf(threads: string): number {
  if (!/^\d{1,2}$/.test(threads)) throw new CommandFailed(`${threads} is no number of threads`, 2);
  return Number(threads);
}

async function read(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

function readReceipt(bytes: Uint8Array, path: string): HeldReceipt {
  const receipt = parseReceipt(bytes);
  if (receipt === undefined) throw new CommandFailed(`${path} is no receipt`, 2);
  return receipt;
}

const nowForm = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d))?$/;

/** Days that are none must be refused before the platform reads them: it takes 30 February for 2 March, and 24:00 for the next day. */
export function secondsOf(text: string): number {
  const [, day = '', minutes = '00:00', seconds = ':00', offset = 'Z'] = nowForm.exec(text) ?? [];
  const isReal = isInstant(`${day}T${minutes}${seconds}.000000Z`) && (offset === 'Z' || isOffset(offset));
  if (!isReal) throw new CommandFailed(`${text} is no instant such as 2026-11-30T08:00:00Z`, 2);
  return Date.parse(`${day}T${minutes}${seconds}${offset}`) / 1000;
}

function isOffset(offset: string): boolean {
  return /^[+-]([01]\d|2[0-3]):[0-5]\d$/.test(offset);
}
