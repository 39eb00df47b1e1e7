import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the tree. */
export const inTree = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export type Change = (content: Record<string, unknown>) => void | Promise<void>;

export function set(change: object): Change {
  return (content) => void Object.assign(content, change);
}

/** A JSON file with something changed in it, in another folder; its paths lead where they led. */
export async function changedFile(folder: string, file: string, change: Change): Promise<string> {
  const text = (await readFile(file, 'utf8')).replaceAll('"../../', `"${inTree('')}`);
  const content = JSON.parse(text) as Record<string, unknown>;
  await change(content);
  return writtenFile(folder, JSON.stringify(content));
}

let written = 0;

export async function writtenFile(folder: string, text: string): Promise<string> {
  written += 1;
  const path = join(folder, `written-${written}.json`);
  await writeFile(path, text);
  return path;
}
