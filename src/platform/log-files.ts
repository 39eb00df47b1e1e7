import { type FileHandle, open, rename, stat } from 'node:fs/promises';

const longestBytes = 16 * 1024 * 1024;

/** Opens the log of a child for appending. A long one of earlier starts is put aside first; there is one such file. */
export async function openLogFile(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestBytes) await rename(path, `${path}.old`);
  return open(path, 'a', 0o600);
}
