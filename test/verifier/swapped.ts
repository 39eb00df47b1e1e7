import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForBrowsers } from '../../tools/verifier-build.ts';

/** A module with the stand-ins of the browser build in place of the ledger's two files, run here. */
export async function importSwapped<T>(entry: string): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bukti-swapped-'));
  try {
    const file = join(folder, 'module.mjs');
    await writeFile(file, await bundleForBrowsers(entry, 'esm'));
    return (await import(pathToFileURL(file).href)) as T;
  } finally {
    await rm(folder, { recursive: true });
  }
}
