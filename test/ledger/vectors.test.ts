import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerOps, type VectorCase } from './vector-ops.ts';

const folder = process.env['BUKTI_VECTORS'] ?? 'test/vectors';

interface LedgerFile {
  readonly name: string;
  readonly cases: readonly VectorCase[];
}

/** The files of a `ledger` folder, and any other whose cases carry one of our ops. */
function listLedgerFiles(): LedgerFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => {
    const content = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { cases?: unknown };
    const cases = Array.isArray(content.cases) ? (content.cases as VectorCase[]) : [];
    const isOurs = path.dirname(name).split(path.sep).includes('ledger') || cases.some(({ op }) => op in ledgerOps);
    return isOurs ? [{ name, cases }] : [];
  });
}

describe.each(listLedgerFiles())('$name', ({ cases }) => {
  test.each(cases)('$op $id', (vector) => {
    const answer = ledgerOps[vector.op];
    if (answer === undefined) throw new Error(`no test knows the op ${vector.op}`);
    const { expected, found } = answer(vector);
    expect(found).toEqual(expected);
  });
});
