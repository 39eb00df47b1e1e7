import { readFile, writeFile } from 'node:fs/promises';

/**
 * Keeps a generated document and its source the same: with `--write` the document is written, without it a difference fails.
 * Everything generated is committed, so that a change of it is read in review.
 */
export async function keep(path: string, generated: string): Promise<void> {
  const stored = await readFile(path, 'utf8').catch(() => '');
  if (stored === generated) return;
  if (process.argv.includes('--write')) {
    await writeFile(path, generated);
    console.log(`${path} written`);
    return;
  }
  console.log(`${path} is not what its source says (run: npm run fix)\n${firstDifference(stored, generated)}`);
  process.exitCode = 1;
}

/** The text of a document with what stands between its two markers replaced. */
export function between(text: string, name: string, inside: string): string {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the markers ${start} and ${end} are missing`);
  return `${text.slice(0, from + start.length)}\n${inside}\n${text.slice(to)}`;
}

function firstDifference(stored: string, generated: string): string {
  const [was, is] = [stored.split('\n'), generated.split('\n')];
  const line = is.findIndex((text, index) => text !== was[index]);
  const at = line < 0 ? is.length : line;
  return `line ${at + 1}:\n  stored    ${was[at] ?? '(nothing)'}\n  generated ${is[at] ?? '(nothing)'}`;
}
