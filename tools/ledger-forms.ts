import { readdir, readFile } from 'node:fs/promises';
import { type Disclosed, disclosureRules } from '#ledger/disclosure.ts';
import { personalActs } from '#ledger/merit/personal-acts.ts';
import { entryTypes } from '#ledger/registry.ts';
import type { EntryType } from '#ledger/types.ts';
import { pythonVerifier } from './verifier-tables.ts';

/** What the forms of sealed values are, as the verifier in Python spells them: from one line to the line before another. */
const spelled = [
  ['HEX64 = ', '\n'],
  ['UUID = ', '\n'],
  ['def is_integer(', '\n'],
  ['def is_match(', '\n'],
  ['def days_in(', '\n'],
  ['def has_forms(', '\n'],
  ['def or_null(', '\n'],
  ['def form_of(', '\n'],
  ['LONGEST_LIST = ', '# 10.3 '],
  ['CALENDAR_ENTRY = ', 'class NoCalendar'],
  ['BOX_DERIVATION = ', '\n'],
  ['MOVE_CONTENT = ', '\n'],
] as const;

const typesFolder = 'src/ledger/types';
const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/ledger-forms.md: the types of entries, who is shown what, whose acts are a person's, and the forms of values. */
export async function describeForms(): Promise<string> {
  const [meanings, forms] = [await readMeanings(), await readForms()];
  return [
    '# The forms of the record',
    '',
    'Normative beside [ledger-format.md](ledger-format.md). Written by `npm run fix` from `src/ledger` and `verifiers/bukti_verify.py`;',
    '`npm run check:codes` compares.',
    '',
    ...scalarSection,
    ...typeSection(meanings),
    ...disclosureSection(),
    ...actsSection(),
    ...formsSection(forms),
  ].join('\n');
}

const scalarSection = [
  '## Open values',
  '',
  'A form with `?` may be `null` as well; one with `[]` is a list of such values, which may be empty.',
  '',
  '| form | value |',
  '|---|---|',
  '| `digest` | text: 64 hex digits in lower case |',
  '| `uuid` | text: 8-4-4-4-12 hex digits in lower case, of any version |',
  '| `code` | text: `[a-z0-9][a-z0-9.-]{0,63}` |',
  '| `count` | integer from 0 to 2⁵³−1 |',
  '| `instant` | text: `YYYY-MM-DDTHH:MM:SS.ffffffZ`; a day of the Gregorian calendar, hours to 23, minutes and seconds to 59 |',
  '| `stage` | text of at most 64 characters: `[a-z]+(-[a-z]+)*` |',
  '| `decimal` | text of at most 64 characters: `-?(0\\|[1-9][0-9]*)(\\.[0-9]+)?` |',
  '',
];

function typeSection(meanings: ReadonlyMap<string, string>): string[] {
  const rows = Object.entries(entryTypes as Readonly<Record<string, EntryType>>).map(([name, type]) => {
    const streams = [type.stream].flat().map(code).join(' ');
    const open = Object.entries(type.open).map(([field, form]) => `${code(field)} ${form}`);
    const committed = Object.entries(type.committed).map(([field, holder]) => `${code(field)} ${holder}`);
    const cells = [code(name), streams, open.join(', '), committed.join(', '), meanings.get(name) ?? ''];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    '## Types of entries (check 8)',
    '',
    'An entry has exactly these open and committed fields. In this order: a type that is not here is `type.unknown`; other fields are `type.fields`; an',
    'open value of another form, or an entry on another kind of stream, is `type.value`. Beside a committed field stands whose key',
    'encrypts its opening.',
    '',
    '| type | stream | open | committed | of its fields |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function disclosureSection(): string[] {
  const said = (rule: Disclosed | undefined) => rule ?? '–';
  const rows = Object.entries(disclosureRules).flatMap(([type, fields]) =>
    Object.entries(fields).map(
      ([field, shown]) => `| ${code(type)} | ${code(field)} | ${said(shown.candidate)} | ${said(shown.appellant)} |`,
    ),
  );
  return [
    '## What a profile shows (check 0)',
    '',
    '`inspectorate` shows every committed field, `public` none. `every`: of all entries of the type; `own`: of those whose subject is the one',
    'candidate whom the bundle is for; what is not here is not shown. The subject is the open field `candidate`, of `person.bound/1` its `ref`.',
    '',
    '| type | field | candidate | appellant |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}

function actsSection(): string[] {
  const acts = [...personalActs].map(code).join(' ');
  return [
    '## Acts that only a person can do (check 11)',
    '',
    `Without an \`actor.ref\` they are \`merit.stage\`: ${acts}.`,
    '',
  ];
}

function formsSection(forms: string): string[] {
  return [
    '## Values that the replay asks',
    '',
    'As the verifier in Python spells them. `exactly` has these members and no others, `at_least` these and perhaps others (of a name the `_` is left out: `from_` is',
    '`from`); `or_null` may be `null`; `pattern` and `is_match` ask the whole text; `is_integer` is an integer and no truth value; `Fraction` is the exact number that a text states.',
    '*A record in form* is `PERSON_RECORD`, *criteria in form* `SEALED_CRITERIA`, *a sound pack* `is_pack`, *a list of calendars* `is_calendar_list`; contents of',
    'openings: `MOTION` of a motion, `DECLARATION` of a declaration, `CHANGE` of a correction, `DECREE` `LETTER` `MINUTES` of the placement, `RANKED` of a ranking.',
    '',
    '```python',
    'import re',
    'from fractions import Fraction',
    '',
    forms,
    '```',
    '',
  ];
}

async function readForms(): Promise<string> {
  const text = await readFile(pythonVerifier, 'utf8');
  const parts = spelled.map(([start, end]) => {
    const from = text.indexOf(`\n${start}`) + 1;
    // A definition that ends where no line is indented any more.
    const to = end === '\n' ? endOfDefinition(text, from) : text.indexOf(`\n${end}`, from);
    if (from === 0 || to < 0) throw new Error(`${start} is missing in ${pythonVerifier}`);
    return text.slice(from, to).trim();
  });
  return parts.join('\n\n\n');
}

function endOfDefinition(text: string, from: number): number {
  const lines = text.slice(from).split('\n');
  const end = lines.findIndex((line, index) => index > 0 && !/^[ )]/.test(line));
  return from + lines.slice(0, end).join('\n').length;
}

/** What the declarations of types say of them in the lines above. */
async function readMeanings(): Promise<Map<string, string>> {
  const meanings = new Map<string, string>();
  for (const file of (await readdir(typesFolder)).sort()) {
    let said: string[] = [];
    for (const line of (await readFile(`${typesFolder}/${file}`, 'utf8')).split('\n')) {
      const comment = /^ {2}\/\/ (.*)$/.exec(line)?.[1];
      const name = /^ {2}'([^']+)': \{/.exec(line)?.[1];
      if (name !== undefined && said.length > 0) meanings.set(name, said.join(' '));
      said = comment === undefined ? [] : [...said, comment];
    }
  }
  return meanings;
}
