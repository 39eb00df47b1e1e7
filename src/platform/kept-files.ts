import { readFile, rename, writeFile } from 'node:fs/promises';

/** Replaces a file whole: a reader sees the old or the new text, never half of one. */
export async function writeAtomically(path: string, text: string, mode = 0o600): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text, { mode });
  await rename(draft, path);
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
