import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disclosureRules } from '#ledger/disclosure.ts';
import { entryTypes } from '#ledger/registry.ts';
import { readZip } from '#ledger/zip-read.ts';
import { describeForms } from '../../tools/ledger-forms.ts';
import { hasPython } from '../ledger/python-verifier.ts';

const path = 'docs/ledger-forms.md';
const text = readFileSync(path, 'utf8');

test('docs/ledger-forms.md is what the code says', async () => {
  expect(text).toBe(await describeForms());
});

test('docs/ledger-forms.md has every type of entry, and every field that a profile shows', () => {
  const rows = [...text.matchAll(/^\| `([^`]+\/\d+)` \| `([^`]+)`[^|]*\|/gm)].map(([, name, other]) => [name, other]);
  const names = new Set(rows.map(([name]) => name));
  expect(Object.keys(entryTypes).filter((name) => !names.has(name))).toEqual([]);
  const shown = Object.entries(disclosureRules).flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => [type, field]),
  );
  expect(rows).toEqual(expect.arrayContaining(shown));
});

test('no document of the format sends its reader to the source for what is normative', () => {
  const format = readFileSync('docs/ledger-format.md', 'utf8');
  for (const file of ['src/ledger/disclosure.ts', 'personal-acts.ts']) expect(format).not.toContain(file);
});

describe.skipIf(!hasPython)('the forms of values stand by themselves', () => {
  const program = /```python\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const rules = [...readZip(readFileSync('test/fixtures/bundles/selection-placed.zip')).files]
    .filter(([name]) => name.startsWith('rules/'))
    .map(([, bytes]) => JSON.parse(Buffer.from(bytes).toString('utf8')) as object);
  const judge = (form: string, value: unknown): string => {
    const asked = `${program}\nimport json, sys\nprint(${form}(json.load(sys.stdin)))\n`;
    const { stdout, stderr } = spawnSync('python3', ['-c', asked], { input: JSON.stringify(value), encoding: 'utf8' });
    return stdout.trim() || stderr;
  };

  test('a pack and a list of calendars of a sound bundle are in form, and not the other way about', () => {
    const [calendars, packs] = [rules.filter(Array.isArray), rules.filter((rule) => !Array.isArray(rule))];
    expect([calendars, packs].map(({ length }) => length > 0)).toEqual([true, true]);
    for (const list of calendars)
      expect([judge('is_calendar_list', list), judge('is_pack', list)]).toEqual(['True', 'False']);
    for (const pack of packs)
      expect([judge('is_pack', pack), judge('is_calendar_list', pack)]).toEqual(['True', 'False']);
  });

  test.each(['PERSON_RECORD', 'SEALED_CRITERIA', 'BOX_DERIVATION', 'MOVE_CONTENT', 'MOTION', 'DECLARATION'])(
    '%s is no empty object',
    (form) => {
      expect(judge(form, {})).toBe('False');
    },
  );
});
