import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '#domain/codes.ts';
import { findingCodes } from '#domain/import-findings.ts';
import { packFindingCodes } from '#domain/pack-findings.ts';
import { ledgerCodes } from '#ledger/codes.ts';
import { describeCodes } from '../../tools/codes-document.ts';

const tables = { ...codes, ...findingCodes, ...ledgerCodes, ...packFindingCodes };

/** Every test but this one, and the vectors, which are tests written as data. */
function testTexts(): string {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name) && !name.startsWith('documents/'))
    .map((name) => readFileSync(`test/${name}`, 'utf8'))
    .join('\n');
}

function listedIn(document: string): string[] {
  return [...document.matchAll(/^\| `([a-z0-9.-]+)` \|/gm)].map(([, code]) => code ?? '');
}

test('docs/codes.md is what the code tables say', () => {
  expect(readFileSync('docs/codes.md', 'utf8')).toBe(describeCodes());
});

test('docs/codes.md lists every code once and no other', () => {
  const all = [codes, findingCodes, ledgerCodes, packFindingCodes].flatMap((table) => Object.keys(table));
  expect(listedIn(readFileSync('docs/codes.md', 'utf8')).toSorted()).toEqual(all.toSorted());
});

test.each(Object.entries(tables))('%s has the form noun.reason and words in both languages', (code, { en, id }) => {
  expect({ code, en, id }).toEqual({
    code: expect.stringMatching(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/),
    en: expect.stringMatching(/^["A-Z{].*\.$/s),
    id: expect.stringMatching(/^["A-Z{].*\.$/s),
  });
});

test.each(Object.entries(codes))('%s has the same places in both languages', (_code, { en, id }) => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
  expect(places(id)).toEqual(places(en));
});

test('every code is named by a test', () => {
  const texts = testTexts();
  expect(Object.keys(tables).filter((code) => !texts.includes(code))).toEqual([]);
});
