import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { placesOfActs } from '#screens/act-places.ts';
import { translatorOf } from '#web/translate.ts';
import type { WordTable } from '#web/words/table.ts';
import { type WordKey, words } from '#web/words.ts';

/** Every text of the pages stands in the catalogue, in both languages, and nothing stands there for nobody. */

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
}

async function sourcesOf(folder: string): Promise<Source[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

let pages: Source[];
let catalogues: Source[];
beforeAll(async () => {
  const [screens, web, platform] = await Promise.all(['src/screens', 'src/web', 'src/platform'].map(sourcesOf));
  catalogues = (web ?? []).filter(({ path }) => path.startsWith('src/web/words/'));
  pages = [...(screens ?? []), ...(web ?? []), ...(platform ?? [])].filter((source) => !catalogues.includes(source));
});

const table: WordTable = words;

/** Keys as they are built: the fixed parts of a template literal with anything between. */
function patternsIn(text: string): RegExp[] {
  const literals = [...text.matchAll(/`([a-z][a-z-]*\.[^`\s]*\$\{[^`]*)`/g)].map(([, literal = '']) => literal);
  return literals.map((literal) => {
    const fixed = literal.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${fixed.join('.+')}$`);
  });
}

describe('the catalogue', () => {
  test('has every key in one area only', () => {
    const keys = catalogues.flatMap(({ text }) => [...text.matchAll(/^ {2}'([^']+)':/gm)].map(([, key = '']) => key));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test('has words in both languages for every key, one and many alike', () => {
    const empty = Object.keys(table).filter((key) =>
      (['id', 'en'] as const).some((locale) =>
        [1, 2].some((count) => translatorOf(locale)(key as WordKey, { count }).trim() === ''),
      ),
    );
    expect(empty).toEqual([]);
  });

  test('fills the same places in both languages', () => {
    const placesOf = (text: string) =>
      [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].toSorted();
    const uneven = Object.entries(table).filter(([, { id, en }]) => {
      const other = typeof en === 'string' ? en : en.other;
      return placesOf(id).join() !== placesOf(other).join();
    });
    expect(uneven.map(([key]) => key)).toEqual([]);
  });

  test('has no key that no page uses', () => {
    const all = pages.map(({ text }) => text).join('\n');
    const patterns = pages.flatMap(({ text }) => patternsIn(text));
    const unused = Object.keys(table).filter(
      (key) => !all.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

/** What stands between the tags of a template, without what is put in. */
function proseOf(template: string): string {
  let depth = 0;
  let prose = '';
  for (let index = 0; index < template.length; index += 1) {
    if (template.startsWith('${', index)) depth += 1;
    if (depth === 0) prose += template[index] ?? '';
    if (depth > 0 && template[index] === '{' && !template.startsWith('${', index - 1)) depth += 1;
    if (depth > 0 && template[index] === '}') depth -= 1;
  }
  // What is typed at a terminal is no prose; a tag that a nested template cuts off is none either.
  return prose
    .replace(/<pre[^>]*>.*?<\/pre>|npx bukti .*$/g, ' ')
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/&\w+;/g, ' ');
}

test('no template holds a word of its own', () => {
  const drawn = pages.filter(({ path }) => path !== 'src/web/html.ts');
  const found = drawn.flatMap(({ path, text }) =>
    [...text.matchAll(/html`([^`]*)`/g)]
      .map(([, template = '']) => proseOf(template))
      .filter((prose) => /(?<![\w.=-])\p{L}{3,}(?![\w=-])/u.test(prose.replace(/[\w-]+=("[^"]*"|\S+)/g, ' ')))
      .map((prose) => `${path}: ${prose.trim().slice(0, 80)}`),
  );
  expect(found).toEqual([]);
});

test.each(Object.keys(placesOfActs))('%s, which somebody can owe, has a name in words', (act) => {
  expect(Object.keys(words)).toContain(`act.${act}`);
});
