import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** `src/…`, `test/…` and the like in code spelling; a place holder such as `policies/<name>` is no path. */
const pathForm =
  /`((?:src|workflows|activities|migrations|policies|calendars|demo|test|bench|tools|docs|bin)\/[\w./-]+)`/g;

test.each(documents)('every link in %s leads to a file', (document) => {
  // What stands in a block of code is no link.
  const text = readFileSync(document, 'utf8').replaceAll(/^```[^]*?^```/gm, '');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
  expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([]);
});

test.each(documents)('every path that %s names exists', (document) => {
  const paths = [...readFileSync(document, 'utf8').matchAll(pathForm)].map(([, path]) => path ?? '');
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('the decision records are numbered without a gap', () => {
  const numbers = readdirSync('docs/adr').map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test.each(readdirSync('docs/adr'))('%s has the four parts of a decision record', (name) => {
  const parts = [...readFileSync(join('docs/adr', name), 'utf8').matchAll(/^## (.+)$/gm)].map(([, part]) => part);
  expect(parts).toEqual(['Context', 'Decision', 'Consequences', 'Enforced by']);
});
