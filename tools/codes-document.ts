import { codes, type RefusalCode } from '#domain/codes.ts';
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

/** docs/codes.md: every refusal of the product, every finding of the verifier, and every finding of the linter of packs. */
export function describeCodes(): string {
  return [
    '# Codes',
    '',
    'Written by `npm run fix` from `src/domain/codes`, `src/ledger/codes.ts` and `src/domain/findings/pack-*.ts`;',
    '`npm run check:codes` compares. Released codes are permanent: never renamed, never reused.',
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
    '## Findings',
    '',
    'What the verifier has to say, with the place, what was expected and what was found. `docs/ledger-format.md` says which check gives',
    'which.',
    '',
    '| code | English | Indonesian |',
    '|---|---|---|',
    ...findingRows(),
    '',
    '## Findings in policy packs',
    '',
    'What `bukti policy lint` has to say, with the place and what to do. `refused`: every program refuses the pack; `fault`: the linter',
    'fails; `advice`: to be looked at. docs/policies.md says more.',
    '',
    '| code | effect | English | Indonesian |',
    '|---|---|---|---|',
    ...packRows(),
    '',
  ].join('\n');
}
