import { readFileSync } from 'node:fs';
import type { VerifyOptions } from '#ledger/examination.ts';
import { type Verification, verifyBundle, verifySource } from '#ledger/verify.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { FileSource } from './file-source.ts';

/** A bundle as large as it likes, since what it holds stored is read where it lies; one that comes through a pipe is read whole. */
export function verifyFile(path: string, options: VerifyOptions): Verification {
  const file = readable(path, () => FileSource.open(path));
  if (file === undefined)
    return verifyBundle(
      readable(path, () => readFileSync(path)),
      options,
    );
  try {
    const verification = verifySource(file, options);
    if (file.hasChanged()) throw new CommandFailed(`${path} changed while it was checked`, 2);
    return verification;
  } finally {
    file.close();
  }
}

function readable<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): CommandFailed {
  return new CommandFailed(`${path} cannot be read: ${error instanceof Error ? error.message : 'no reason given'}`, 2);
}
