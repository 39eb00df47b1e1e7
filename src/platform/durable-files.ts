import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Whole and on disk when this returns, or as before: the folder's own entry is flushed as well. */
export async function writeDurably(folder: string, file: { name: string; text: string; mode: number }): Promise<void> {
  const path = join(folder, file.name);
  const draft = await open(`${path}.new`, 'w', file.mode);
  try {
    await draft.writeFile(file.text);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}

/** What was renamed or removed in a folder is so on disk as well. */
export async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
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
