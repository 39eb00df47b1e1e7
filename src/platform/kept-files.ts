import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** Replaces a file whole: a reader sees the old or the new text, never half of one. */
export async function writeAtomically(path: string, text: string, mode = 0o600): Promise<void> {
  const draft = draftOf(path);
  await writeFile(draft, text, { mode });
  await rename(draft, path);
}

/** Writes a file that is not there yet; whether this call was the first, among all processes, to do so. */
export async function createWhole(path: string, text: string, mode = 0o600): Promise<boolean> {
  const draft = draftOf(path);
  await writeFile(draft, text, { mode });
  return nameOnce(draft, path);
}

/** Gives a draft its name, unless there is a file of that name; whether it was given. The draft is gone afterwards. */
export async function nameOnce(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function draftOf(path: string): string {
  return `${path}.${randomUUID()}.new`;
}

/** What a file of ours holds; nothing when there is none. Half a file cannot be, since each is replaced whole. */
export async function readJson<Value>(path: string): Promise<Value | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Value;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
