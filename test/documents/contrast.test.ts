import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

/** Words and edges can be told from their ground in the theme of the product, as WCAG 2.2 computes it. */

const stylesheet = fileURLToPath(new URL('../../src/web/assets/bukti.css', import.meta.url));

let tokens: ReadonlyMap<string, string>;
beforeAll(async () => {
  const css = await readFile(stylesheet, 'utf8');
  const [, root = ''] = /^:root \{(.*?)^\}/ms.exec(css) ?? [];
  tokens = new Map(
    [...root.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
});

function luminanceOf(token: string): number {
  const colour = tokens.get(token);
  if (colour === undefined) throw new Error(`the theme has no colour ${token}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['surface', 'canvas', 'sunken'];
const states = ['ok', 'wait', 'stop', 'except', 'quiet'];

const words: readonly (readonly [word: string, ground: string])[] = [
  ...['text', 'text-soft', 'text-faint'].flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ...['surface', 'canvas', 'action-soft'].map((ground) => ['action', ground] as const),
  ['on-dark', 'action'],
  ['on-dark', 'action-strong'],
  ...['heat-0', 'heat-1', 'heat-2', 'heat-3'].map((ground) => ['text', ground] as const),
  ['on-dark', 'heat-4'],
  ...['surface', 'canvas', 'proof-soft'].map((ground) => ['proof', ground] as const),
  ...states.flatMap((state) => ['surface', `${state}-soft`].map((ground) => [state, ground] as const)),
];

const edges: readonly (readonly [edge: string, ground: string])[] = [
  ...['line-strong', 'focus'].flatMap((edge) => grounds.map((ground) => [edge, ground] as const)),
  ['focus', 'focus-gap'],
  ['focus-gap', 'action'],
];

describe('contrast', () => {
  test.each(words)('words in %s on %s have at least 4.5 to 1', (word, ground) => {
    expect(contrastOf(word, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)('an edge in %s on %s has at least 3 to 1', (edge, ground) => {
    expect(contrastOf(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
