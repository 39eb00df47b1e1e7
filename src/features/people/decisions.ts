import { createHash } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import type { RefusedRow } from './found.ts';
import { type Choice, isChosen } from './matching.ts';
import type { ImportDecisions } from './store.ts';

interface Choices {
  readonly exclude: Choice;
  readonly accept?: Choice;
  readonly byAccount?: string | null;
}

/** The choices as they go on the record; refuses a refused row that nobody chose to leave out, and a choice of a row that is none. */
export function decide(
  { exclude, accept = new Set(), byAccount }: Choices,
  { refused, corrected }: { readonly refused: readonly RefusedRow[]; readonly corrected: readonly string[] },
): ImportDecisions {
  const excluded = refused.filter(({ row }) => isChosen(exclude, row));
  if (excluded.length < refused.length) {
    const open = refused.filter(({ row }) => !isChosen(exclude, row));
    throw new Refused(refuse('import.rows-refused', { rows: open.length, first: open.slice(0, 50) }));
  }
  const stray =
    strayOf(
      exclude,
      refused.map(({ row }) => row),
    ) ?? strayOf(accept, corrected);
  if (stray !== undefined) throw new Refused(refuse('import.exclusion-unknown', { row: stray }));
  return {
    accepted: corrected,
    by: byAccount ?? null,
    excluded: excluded.map(({ codes, row }) => ({ codes, row })),
  };
}

function strayOf(choice: Choice, rows: readonly string[]): string | undefined {
  if (choice === 'all') return undefined;
  const known = new Set(rows);
  return [...choice].find((row) => !known.has(row));
}

/** What the entry seals of the decisions: who made them, and a digest over one line for each row. The rows stand with the batch. */
export function sealedDecisions({ accepted, by, excluded }: ImportDecisions): { by: string | null; digest: string } {
  const hash = createHash('sha256');
  for (const { codes, row } of excluded) hash.update(`leave-out ${row} ${codes.join(',')}\n`);
  for (const row of accepted) hash.update(`accept ${row}\n`);
  return { by, digest: hash.digest('hex') };
}
