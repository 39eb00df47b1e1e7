import { describe, expect, test } from 'vitest';
import { writeExact } from '#domain/exact.ts';
import { evaluateMerit } from '#domain/merit.ts';
import { diffPacks } from '#domain/pack-diff.ts';
import { tellChanges } from '#domain/pack-diff-words.ts';
import type { Json, JsonObject } from '#domain/pack-tree.ts';
import { packVocabulary } from '#domain/pack-vocabulary.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { diffPopulation } from '#domain/population-diff.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { absent, record, register, today } from '#test/support/merit.ts';
import { edited, editedAll, type Path, readPackFile } from '#test/support/packs.ts';

const asn = readPackFile('policies/asn/pack.json');
const highY: Path = ['axes', 'performance', 'thresholds', 'high'];

function told(after: JsonObject, language: 'id' | 'en'): string[] {
  const rules = tellChanges(diffPacks(asn, after), { before: asn, after }, language);
  return rules.flatMap(({ rule, changes }) => changes.map((change) => `${rule}. ${change}`));
}

describe('what changed between two packs', () => {
  test('is nothing between a pack and itself, whatever the order of its members', () => {
    const turned = Object.fromEntries(Object.entries(asn).toReversed());
    expect(diffPacks(asn, turned)).toEqual([]);
  });

  test('is told rule by rule, by what tells members of lists apart', () => {
    const after = edited(edited(asn, ['indicators', 0, 'table', 'values', 1, 'score'], '75'), highY, '85');
    expect(diffPacks(asn, after)).toEqual([
      { place: ['indicators', 'K', 'table', 'values', 'Baik', 'score'], kind: 'changed', before: '80', after: '75' },
      { place: ['axes', 'performance', 'thresholds', 'high'], kind: 'changed', before: '80', after: '85' },
    ]);
  });

  test('reads as sentences in both languages', () => {
    const after = edited(asn, highY, '85');
    expect(told(after, 'en')).toEqual(['axes performance (Y): Performance. Threshold › high was 80, is now 85.']);
    expect(told(after, 'id')).toEqual(['sumbu kinerja (Y): Kinerja. Ambang › atas semula 80, kini 85.']);
  });

  test.each([
    [
      'a gate that is gone',
      [['gates', 'pengawas', 2], undefined],
      /^gates pengawas discipline: Neither serving.*\. This rule is gone\.$/,
    ],
    ['a window that is lifted', [['indicators', 1, 'windowMonths'], null], /window \(months\) was 60, is now none\.$/],
    [
      'a switch',
      [['deviation', 'rankBinding'], true],
      /^deviation from the order\. Order is binding was no, is now yes\.$/,
    ],
    [
      'a list',
      [
        ['boxes', 'promotable'],
        [9, 8],
      ],
      /^boxes\. Promotable was 9, 8, 7, is now 9, 8\.$/,
    ],
    [
      'a list that is emptied',
      [['rankings', 'pengawas', 'tieBreak'], []],
      /Tie-break was assessment, Y, C, is now none\.$/,
    ],
    [
      'degrees, by their names and not their codes',
      [
        ['gates', 'pengawas', 3, 'accepted'],
        ['40', '45'],
      ],
      /Accepted education was .*S-1.*, is now S-1, S-2\.$/,
    ],
    [
      'the rank for an echelon, both by their names',
      [['gates', 'jpt-pratama', 4, 'minimums', '21'], '44'],
      /eselon II\.a was IV\/c, is now IV\/d\.$/,
    ],
    [
      'words in the other language only',
      [['indicators', 0, 'label', 'id'], 'Lain'],
      /Label was “Predikat.*”, is now “Lain”\.$/,
    ],
  ] as readonly [string, readonly [Path, Json | undefined], RegExp][])(
    'tells of %s',
    (_title, [path, value], expected) => {
      expect(told(edited(asn, path, value), 'en').join('\n')).toMatch(expected);
    },
  );

  test('tells of a new gate with its words and parameters', () => {
    const citation = { instrument: 'Contoh', article: null, confidence: 'S' };
    const gate = { gate: 'age', phase: 'nomination', maxYears: 56, rule: { id: 'Usia', en: 'Age' }, citation };
    const lines = told(edited(asn, ['gates', 'pengawas', 16], gate), 'en');
    expect(lines[0]).toMatch(/^gates pengawas age: Age\. This rule is new: \(phase nomination; highest age 56\)\.$/);
  });

  test('tells of the gates of a new level, or of one that is gone, gate by gate', () => {
    const without = editedAll(asn, [
      [['gates', 'pengawas'], undefined],
      [['rankings', 'pengawas'], undefined],
    ]);
    const kinds = (before: JsonObject, after: JsonObject) =>
      diffPacks(before, after)
        .filter(({ place }) => place[0] === 'gates')
        .map(({ kind, place }) => `${kind} ${place.join(' ')}`);
    expect(kinds(without, asn)).toContain('added gates pengawas discipline');
    expect(kinds(asn, without)).toContain('removed gates pengawas discipline');
  });

  test('tells of an order that changed', () => {
    const { gates } = asn as { gates: Record<string, Json[]> };
    const lines = told(edited(asn, ['gates', 'pengawas'], gates['pengawas']?.toReversed() ?? []), 'en');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^gates pengawas\. The order of this rule was employee-kind, .*, is now .*, employee-kind\.$/,
    );
  });

  test('has a word for every member that a pack can have', () => {
    const names = new Set<string>();
    const collect = (value: Json): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
      for (const member of Object.values(value as JsonObject)) collect(member);
    };
    collect(asn);
    const data =
      /^([a-z]+(-[a-z]+)+|\d+|pengawas|administrator|pelaksana|nomination|placement|axes|ranking|outcome|deadline|order|en|words|indicator|step)$/;
    expect([...names].filter((name) => !Object.hasOwn(packVocabulary, name) && !data.test(name))).toEqual([]);
  });
});

const pack = policyPackSchema.parse(asn);
const fieldsOfStudy = ['administrasi publik'];

function moved(after: JsonObject, people = [{ ref: 'p-1', record: record(), fieldsOfStudy }]) {
  return diffPopulation({ before: pack, after: policyPackSchema.parse(after), people, asOf: today });
}

describe('who would change box', () => {
  test('is nobody where nothing changed', () => {
    expect(moved(asn)).toEqual({ people: 1, moves: [], flows: [] });
  });

  test('is told with the threshold that moved past them', () => {
    const { moves, flows } = moved(edited(asn, highY, '90'));
    expect(flows).toEqual([{ from: 9, to: 8, count: 1 }]);
    expect(moves).toMatchObject([
      {
        ref: 'p-1',
        before: { box: 9, Y: '83' },
        after: { box: 8, Y: '83' },
        causes: [{ kind: 'threshold', axis: 'Y', threshold: 'high', before: '80', after: '90' }],
      },
    ]);
  });

  test('is told of no threshold that moved without passing them', () => {
    const after = editedAll(asn, [
      [highY, '90'],
      [['axes', 'performance', 'thresholds', 'middle'], '61'],
    ]);
    expect(moved(after).moves[0]?.causes).toMatchObject([{ kind: 'threshold', threshold: 'high' }]);
  });

  test('is told with the indicators that were scored or weighed otherwise, the greatest first', () => {
    const after = editedAll(asn, [
      [['axes', 'performance', 'weights', 0, 'weight'], '0.3'],
      [['axes', 'performance', 'weights', 1, 'weight'], '0.45'],
    ]);
    expect(moved(after).moves[0]?.causes).toEqual([
      {
        kind: 'indicator',
        axis: 'Y',
        indicator: 'K',
        before: { score: '100', weight: '0.6' },
        after: { score: '100', weight: '0.3' },
        shift: '-30',
      },
      {
        kind: 'indicator',
        axis: 'Y',
        indicator: 'H',
        before: { score: '25', weight: '0.15' },
        after: { score: '25', weight: '0.45' },
        shift: '7.5',
      },
    ]);
  });

  test('is told with what is now unknown, or now known', () => {
    const people = [{ ref: 'p-1', record: record({ feedback360: absent() }), fieldsOfStudy }];
    const { content } = { content: editedAll(asn, dropF) };
    expect(moved(content, people).moves).toMatchObject([
      { before: { box: null, missing: ['F'] }, after: { box: 9 }, causes: [{ kind: 'known', indicator: 'F' }] },
    ]);
    const back = diffPopulation({ before: policyPackSchema.parse(content), after: pack, people, asOf: today });
    expect(back.moves[0]?.causes).toEqual([{ kind: 'unknown', indicator: 'F' }]);
  });

  test('is told with the layout where only the numbers moved', () => {
    const after = editedAll(asn, [
      [['boxes', 'layout', 0, 'high'], 7],
      [['boxes', 'layout', 0, 'medium'], 9],
    ]);
    expect(moved(after).moves[0]?.causes).toEqual([{ kind: 'layout' }]);
  });

  test('says nothing of a person but the reference', () => {
    const told = JSON.stringify(moved(edited(asn, highY, '90')));
    for (const telling of ['Kepala Bidang', '1976-02-28', 'Dinas Contoh', 'profile.csv'])
      expect(told).not.toContain(telling);
  });

  test('is what two mappings would say', () => {
    const after = edited(asn, ['indicators', 10, 'table', 'values', 0, 'score'], '10');
    const people = Array.from({ length: 3 }, (_unused, index) => ({
      ref: `p-${index}`,
      record: record(index === 1 ? { sanctions: register(null) } : {}),
      fieldsOfStudy,
    }));
    const boxOf = (rules: PolicyPack, index: number) =>
      evaluateMerit(people[index]?.record ?? record(), rules, { asOf: today, targetLevel: null, fieldsOfStudy });
    const { moves } = moved(after, people);
    expect(moves.map(({ ref }) => ref)).toEqual(['p-0', 'p-2']);
    for (const { ref, before, after: later } of moves) {
      const index = Number(ref.slice(2));
      expect(before.box).toBe(boxOf(pack, index).box);
      const { potential } = boxOf(policyPackSchema.parse(after), index);
      expect(later.X).toBe(potential.status === 'KNOWN' ? writeExact(potential.value) : null);
    }
  });
});

/** 360 feedback taken out, its weight given to the predicate. */
const dropF: readonly (readonly [Path, Json | undefined])[] = [
  [['indicators', 3], undefined],
  [['axes', 'performance', 'weights', 3], undefined],
  [['axes', 'performance', 'weights', 0, 'weight'], '0.7'],
];
