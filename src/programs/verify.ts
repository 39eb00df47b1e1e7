import { readFile } from 'node:fs/promises';
import { unreadable, verifyFile } from '#features/audit/bundle-file.ts';
import type { HeldReceipt } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { parseReceipt } from '#ledger/receipt.ts';
import { jsonReport, textReport } from '#ledger/report.ts';
import { CommandFailed } from '#platform/command-failed.ts';

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
}

/** Checks a bundle offline; the exit code is the verdict. */
export async function runVerify(command: VerifyCommand): Promise<number> {
  const { policy, epochs, since, receipt, now, authorities } = command;
  const verification = verifyFile(command.bundle, {
    merit: checkMerit,
    ...(policy === undefined ? {} : { policy: await read(policy) }),
    ...(epochs === undefined ? {} : { epochs: await read(epochs) }),
    ...(since === undefined ? {} : { since: await read(since) }),
    ...(receipt === undefined ? {} : { receipts: [readReceipt(await read(receipt), receipt)] }),
    ...(now === undefined ? {} : { nowS: secondsOf(now) }),
    ...(authorities === undefined ? {} : { authorities: await read(authorities) }),
  });
  process.stdout.write(command.json ? jsonReport(verification) : textReport(verification, command.language));
  return verification.exitCode;
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

const instantForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

function secondsOf(instant: string): number {
  const ms = instantForm.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new CommandFailed(`${instant} is no instant such as 2026-11-30T08:00:00Z`, 2);
  return Math.floor(ms / 1000);
}
