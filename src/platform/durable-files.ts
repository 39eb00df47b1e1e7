import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOnce } from './kept-files.ts';

export interface DurableFile {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
}

/** Whole and on disk when this returns, or as before: the folder's own entry is flushed as well. */
export async function writeDurably(folder: string, file: DurableFile): Promise<void> {
  const path = join(folder, file.name);
  await writeDraft(`${path}.new`, file);
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}

/** As `writeDurably`, where no file has the name yet; whether this call was the first, among all processes, to do so. */
export async function createDurably(folder: string, file: DurableFile): Promise<boolean> {
  const path = join(folder, file.name);
  const draft = `${path}.${randomUUID()}.new`;
  await writeDraft(draft, file);
  const isFirst = await nameOnce(draft, path);
  await syncFolder(folder);
  return isFirst;
}

async function writeDraft(path: string, { text, mode }: DurableFile): Promise<void> {
  const draft = await open(path, 'w', mode);
  try {
    await draft.writeFile(text);
    await draft.sync();
  } finally {
    await draft.close();
  }
}

/** What was renamed or removed in a folder is so on disk as well. */
export function syncFolder(folder: string): Promise<void> {
  return sync(folder);
}

/** What a file holds is on disk, and its name as well. */
export async function syncFile(folder: string, name: string): Promise<void> {
  await sync(join(folder, name));
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The text of a file; undefined where there is none, or where reading it ends with one of these codes. */
export async function readIfThere(path: string, gone: readonly unknown[] = ['ENOENT']): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && gone.includes(error.code)) return undefined;
    throw error;
  }
}
