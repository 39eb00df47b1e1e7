import { describe, expect, test } from 'vitest';
import { isFault, type PackFindingCode, packFindingCodes, tellFinding } from '#domain/pack-findings.ts';
import type { Json, JsonObject } from '#domain/pack-tree.ts';
import { isPolicyPack } from '#ledger/merit/pack-form.ts';
import { lintContent } from '#schemas/policy-lint.ts';
import { edited, editedAll, type Path, readPackFile } from '#test/support/packs.ts';
import { faultyProcess } from './faulty-process.ts';
import { type FaultyPack, faultyRules } from './faulty-rules.ts';

const asn = readPackFile('policies/asn/pack.json');

/** What the linter says beyond what it says about the pack as it is, as `code place`. */
function saidOf(content: JsonObject): string[] {
  return tell(content).filter((line) => !usual.has(line));
}

function tell(content: JsonObject): string[] {
  return lintContent(content).findings.map((finding) => {
    const { code, place } = tellFinding(finding, 'en');
    return `${code} ${place}`;
  });
}

const usual: ReadonlySet<string> = new Set(tell(asn));

const K: Path = ['indicators', 0];
const faulty: readonly FaultyPack[] = [...faultyRules, ...faultyProcess];

/** Said by what reads files, not by what reads packs. */
const elsewhere = [
  'pack.duplicate-key',
  'pack.examples-missing',
  'pack.example-failing',
  'overlay.base-missing',
  'overlay.cycle',
  'overlay.own-key',
  'overlay.path-unknown',
  'overlay.changes-nothing',
];

describe('the linter', () => {
  test.each(faulty)('finds %s', (_title, edits, expected) => {
    expect(saidOf(editedAll(asn, edits))).toContain(expected);
  });

  /** The verifiers count every day of a term and divide by every standard; the product's own form asks for neither. */
  const verifiersOnly = ['pack.term-length', 'pack.jpm-levels $.jpm.levels'];

  test.each(faulty)('says of %s that it is refused exactly where the verifier refuses it', (_title, edits, says) => {
    const content = editedAll(asn, edits);
    const isRefused = lintContent(content).findings.some(({ code }) => packFindingCodes[code].effect === 'refused');
    expect(isPolicyPack(content)).toBe(!isRefused && !verifiersOnly.some((code) => says.startsWith(code)));
  });

  test('has an example of every code it knows', () => {
    const shown = new Set(faulty.map(([, , expected]) => expected.split(' ')[0]));
    expect(Object.keys(packFindingCodes).filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  test('says everything at once, past a key, a citation and words that are amiss', () => {
    const content = editedAll(asn, [
      [['extra'], 1],
      [[...K, 'citation'], undefined],
      [['title', 'id'], undefined],
      [['axes', 'performance', 'weights', 0, 'weight'], '0.5'],
      [['effectiveUntil'], '2025-01-01'],
    ]);
    expect(saidOf(content).map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'pack.unknown-key',
        'pack.citation-missing',
        'pack.words-missing',
        'pack.weights-sum',
        'pack.effective-dates',
      ]),
    );
    expect(lintContent(content).pack).toBeUndefined();
  });

  test('looks at what is no pack at all without giving up', () => {
    for (const content of [null, [], 'pack', 7, {}, { indicators: [null, { code: 7 }] }] as Json[]) {
      expect(lintContent(content).findings.some(isFault)).toBe(true);
    }
  });

  test('finds nothing worse than advice in a pack that says a new gate in full', () => {
    const citation = { instrument: 'Contoh', article: null, confidence: 'S' };
    const words = { id: 'Contoh', en: 'Example' };
    const rule = { gate: 'tenure-in-post', phase: 'placement', minMonths: 12, rule: words, citation };
    expect(saidOf(edited(asn, ['gates', 'jpt-pratama', 18], rule))).toEqual([]);
  });

  test.each(Object.entries(packFindingCodes))(
    '%s says what it is and what to do, alike in both languages',
    (code, words) => {
      const places = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map(([place]) => place))].toSorted();
      expect(code).toMatch(/^(pack|overlay)\.[a-z]+(-[a-z]+)*$/);
      expect(places(words.id)).toEqual(places(words.en));
      expect(places(words.remedy.id)).toEqual(places(words.remedy.en));
    },
  );

  test('leaves no place of its words unfilled', () => {
    for (const [, edits] of faulty) {
      for (const finding of lintContent(editedAll(asn, edits)).findings) {
        const { message, remedy } = tellFinding(finding, 'id');
        expect(`${message} ${remedy}`).not.toMatch(/\{\w+\}/);
      }
    }
  });
});

test('advice alone does not keep a pack from being released', () => {
  const code: PackFindingCode = 'pack.citation-inferred';
  expect(isFault({ code, path: [] })).toBe(false);
  expect(isFault({ code: 'pack.weights-sum', path: [] })).toBe(true);
});
