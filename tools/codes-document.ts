import { codes, type RefusalCode } from '#domain/codes.ts';
import { findingCodes } from '#domain/import-findings.ts';
import { packFindingCodes } from '#domain/pack-findings.ts';
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

function packRows(): string[] {
  return Object.entries(packFindingCodes)
    .toSorted(byCode)
    .map(([code, { effect, en, id, remedy }]) => {
      return `| \`${code}\` | ${effect} | ${cell(`${en} ${remedy.en}`)} | ${cell(`${id} ${remedy.id}`)} |`;
    });
}

function importRows(): string[] {
  return Object.entries(findingCodes)
    .toSorted(byCode)
    .map(([code, { effect, en, id }]) => `| \`${code}\` | ${effect} | ${cell(en)} | ${cell(id)} |`);
}

/** docs/codes.md: every refusal of the product, and every finding of an import, of the verifier and of the linter of packs. */
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
    ...importSection(),
    '## Findings',
    '',
    'What the verifier has to say, with the place, what was expected and what was found. `docs/ledger-format.md` says which check gives',
    'which.',
    '',
    '| code | English | Indonesian |',
    '|---|---|---|',
    ...findingRows(),
    '',
    ...packSection(),
    '',
  ].join('\n');
}

function importSection(): string[] {
  return [
    '## Rows of an import',
    '',
    'What an import says about a row or a cell, with what to do at the source. `noted`: used as normalised; `unknown`: absent and stays so;',
    '`conflict`: two sources disagree and neither wins; `field-refused`: the field is dropped; `row-refused`: the row is not imported.',
    '',
    '| code | effect | English | Indonesian |',
    '|---|---|---|---|',
    ...importRows(),
    '',
  ];
}

function packSection(): string[] {
  return [
    '## Findings in policy packs',
    '',
    'What `bukti policy lint` has to say, with the place and what to do. `refused`: every program refuses the pack; `fault`: the linter',
    'fails; `advice`: to be looked at. docs/policies.md says more.',
    '',
    '| code | effect | English | Indonesian |',
    '|---|---|---|---|',
    ...packRows(),
  ];
}
