import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answer, VectorCase } from '#test/ledger/vector-ops.ts';
import { importSwapped } from './swapped.ts';

const folder = new URL('../vectors/ledger/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: VectorCase[] }).cases);

const { ledgerOps } = await importSwapped<{ ledgerOps: Readonly<Record<string, (vector: VectorCase) => Answer>> }>(
  'test/ledger/vector-ops.ts',
);

test('the ledger on the crypto of a browser answers every vector as on that of Node', () => {
  expect(cases.length).toBeGreaterThan(100);
  const wrong = cases.filter((vector) => {
    const { expected, found } = ledgerOps[vector.op]?.(vector) ?? { expected: 'an answer', found: undefined };
    return JSON.stringify(sorted(found)) !== JSON.stringify(sorted(expected));
  });
  expect(wrong.map(({ id, op }) => `${op} ${id}`)).toEqual([]);
});

/** Objects with their members in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
