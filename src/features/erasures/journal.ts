import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, syncFolder } from '#platform/durable-files.ts';
import { type JournalLine, journalLineSchema, type PlannedErasure } from '#schemas/erasure-journal.ts';

/**
 * What was erased, kept outside the database: a backup that is restored brings destroyed openings and keys back, and forgets that they
 * were destroyed. Holds ids alone. One JSON object a line; a line is on disk before the transaction that it announces is committed.
 */
export interface JournalledErasure extends PlannedErasure {
  /** `open`: announced, and not known to have been committed. */
  readonly outcome: 'open' | 'done' | 'void';
}

export interface ErasureJournal {
  /** Each is on disk when it returns. */
  plan(erasure: Omit<PlannedErasure, 'state'>): Promise<void>;
  settle(erasure: string, outcome: 'done' | 'void'): Promise<void>;
  read(): Promise<JournalledErasure[]>;
}

const fileName = 'erasures.ndjson';

/** `earlier`: a folder in which a journal was kept before; it is read as well, and never written. */
export function openErasureJournal(folder: string, earlier?: string): ErasureJournal {
  const folders = earlier === undefined ? [folder] : [earlier, folder];
  return {
    plan: (erasure) => appendDurably(folder, { state: 'planned', ...erasure }),
    settle: (erasure, state) => appendDurably(folder, { state, erasure }),
    read: async () => fold((await Promise.all(folders.map(readLines))).flat()),
  };
}

function fold(lines: readonly JournalLine[]): JournalledErasure[] {
  const known = new Map<string, JournalledErasure>();
  for (const line of lines) {
    const before = known.get(line.erasure);
    if (line.state === 'planned') known.set(line.erasure, { ...line, outcome: 'open' });
    else if (before !== undefined) known.set(line.erasure, { ...before, outcome: line.state });
  }
  return [...known.values()];
}

/** A line that was cut off by a crash announces a transaction that was never committed. */
async function readLines(folder: string): Promise<JournalLine[]> {
  const text = (await readIfThere(join(folder, fileName))) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [journalLineSchema.parse(JSON.parse(line))]));
}

async function appendDurably(folder: string, line: JournalLine): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const file = await open(join(folder, fileName), 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const last = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
    // What a crash has cut off is ended, so that this line stands alone.
    if (last !== '\n') await file.truncate(await lastWholeLine(join(folder, fileName)));
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

async function lastWholeLine(path: string): Promise<number> {
  return (await readFile(path)).lastIndexOf('\n') + 1;
}
