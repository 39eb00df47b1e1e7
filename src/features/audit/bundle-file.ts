import { readFileSync } from 'node:fs';
import { sourceOf } from '#ledger/byte-source.ts';
import type { Replayed, SelectionLines } from '#ledger/checks/selection-lines.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { type Verification, verifyBundle, verifySource, verifySourceElsewhere } from '#ledger/verify.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { WorkerPool } from '#platform/worker-pool.ts';
import { FileSource } from './file-source.ts';

/** A bundle as large as it likes, since what it holds stored is read where it lies; one that comes through a pipe is read whole. */
export function verifyFile(path: string, options: VerifyOptions): Verification {
  const file = openFile(path);
  if (file === undefined) return verifyBundle(readPipe(path), options);
  try {
    const verification = verifySource(file, options);
    refuseChanged(file, path);
    return verification;
  } finally {
    file.close();
  }
}

/** What a thread has before it when it is sent more: enough that it never waits, and little in memory. */
const mostAhead = 3;
const threadProgram = new URL('../../../bin/replay.js', import.meta.url);

interface Threads {
  readonly count: number;
  /** Another program than this one's, for tests. */
  readonly program?: URL;
}

/** The same by the rules of this program, with selections replayed in so many threads beside this one. */
export async function verifyFileInThreads(
  path: string,
  options: Omit<VerifyOptions, 'merit'>,
  { count, program = threadProgram }: Threads,
): Promise<Verification> {
  const file = openFile(path);
  let pool: WorkerPool<SelectionLines, Replayed> | undefined;
  try {
    const source = file ?? sourceOf(readPipe(path));
    const verification = await verifySourceElsewhere(source, { ...options, merit: checkMerit }, (rules) => {
      const threads = new WorkerPool<SelectionLines, Replayed>({ program, count, data: rules });
      pool = threads;
      return {
        share: (offices) => threads.tell(offices),
        replay: (lines) => threads.run(lines, [lines.bytes.buffer]),
        most: count * mostAhead,
      };
    });
    if (file !== undefined) refuseChanged(file, path);
    return verification;
  } finally {
    await pool?.close();
    file?.close();
  }
}

function openFile(path: string): FileSource | undefined {
  return readable(path, () => FileSource.open(path));
}

function readPipe(path: string): Uint8Array {
  return readable(path, () => readFileSync(path));
}

function refuseChanged(file: FileSource, path: string): void {
  if (file.hasChanged()) throw new CommandFailed(`${path} changed while it was checked`, 2);
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
