import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** docs/attacks.md names for each attack the tests that make it: they are there. */

interface Row {
  readonly number: number;
  readonly tests: readonly { readonly file: string; readonly sentence: string }[];
}

const rows: Row[] = readFileSync('docs/attacks.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => {
    const cells = line.slice(2, -2).split(' | ');
    const named = (cells.at(-1) ?? '').split('<br>').map((one) => /^`(.+)`: (.+)$/.exec(one));
    return {
      number: Number(cells[0]),
      tests: named.map((found) => ({ file: found?.[1] ?? '', sentence: found?.[2] ?? '' })),
    };
  });

test('the 40 attacks stand there once each, in their order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('each names tests whose files have the sentence', () => {
  const all = rows.flatMap(({ number, tests }) => tests.map((one) => ({ number, ...one })));
  const missing = all.filter(({ file, sentence }) => {
    return !existsSync(file) || !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(sentence);
  });
  expect(missing).toEqual([]);
  expect(all.length).toBeGreaterThan(80);
});
