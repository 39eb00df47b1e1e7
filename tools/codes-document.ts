import { codes, type RefusalCode } from '#domain/codes.ts';
import { findingCodes } from '#domain/import-findings.ts';
import { refuse } from '#domain/refusal.ts';
import { ledgerCodes } from '#ledger/codes.ts';
import { statusOf } from '#platform/problems.ts';

type Entry = readonly [code: string, words: { readonly en: string; readonly id: string }];

const byCode = (left: Entry, right: Entry): number => (left[0] < right[0] ? -1 : 1);

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function refusalRows(): string[] {
  const entries = Object.entries(codes) as [RefusalCode, (typeof codes)[RefusalCode]][];
  return entries.toSorted(byCode).map(([code, { kind, en, id }]) => {
    return `| \`${code}\` | ${kind} | ${statusOf(refuse(code))} | ${cell(en)} | ${cell(id)} |`;
  });
}

function findingRows(): string[] {
  return Object.entries(ledgerCodes)
    .toSorted(byCode)
    .map(([code, { en, id }]) => `| \`${code}\` | ${cell(en)} | ${cell(id)} |`);
}

function importRows(): string[] {
  return Object.entries(findingCodes)
    .toSorted(byCode)
    .map(([code, { effect, en, id }]) => `| \`${code}\` | ${effect} | ${cell(en)} | ${cell(id)} |`);
}

/** docs/codes.md: every refusal of the product, and every finding of an import and of the verifier. */
export function describeCodes(): string {
  return [
    '# Codes',
    '',
    'Written by `npm run fix` from `src/domain/codes`, `src/domain/findings` and `src/ledger/codes.ts`; `npm run check:codes` compares. Released codes are',
    'permanent: never renamed, never reused.',
    '',
    '## Refusals',
    '',
    'An expected no. HTTP answers it as `application/problem+json` with `code`, Temporal as a failure whose type is the code. `{name}`',
    'is filled from `details`.',
    '',
    '| code | kind | HTTP | English | Indonesian |',
    '|---|---|---|---|---|',
    ...refusalRows(),
    '',
    '## Rows of an import',
    '',
    'What an import says about a row or a cell, with what to do at the source. `noted`: used as normalised; `unknown`: absent and stays so;',
    '`conflict`: two sources disagree and neither wins; `field-refused`: the field is dropped; `row-refused`: the row is not imported.',
    '',
    '| code | effect | English | Indonesian |',
    '|---|---|---|---|',
    ...importRows(),
    '',
    '## Findings',
    '',
    'What the verifier has to say, with the place, what was expected and what was found. `docs/ledger-format.md` says which check gives',
    'which.',
    '',
    '| code | English | Indonesian |',
    '|---|---|---|',
    ...findingRows(),
    '',
  ].join('\n');
}
