import { describe, expect, test } from 'vitest';
import type { Json } from '#domain/pack-tree.ts';
import { diffPopulation } from '#domain/population-diff.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { absent, performanceYear, record, register, stated, today } from '#test/support/merit.ts';
import { editedAll, type Path, readPackFile } from '#test/support/packs.ts';

const asn = readPackFile('policies/asn/pack.json');
const fieldsOfStudy = ['administrasi publik'];

type Changes = Parameters<typeof record>[0];
type Edits = readonly (readonly [Path, Json | undefined])[];

/** What people with these records meet under an edited pack; they are named by their number. */
function movesOf(records: readonly Changes[], edits: Edits) {
  const people = records.map((changes, index) => ({ ref: `p-${index}`, record: record(changes), fieldsOfStudy }));
  const [before, after] = [policyPackSchema.parse(asn), policyPackSchema.parse(editedAll(asn, edits))];
  return diffPopulation({ before, after, people, asOf: today });
}

const thresholds = (axis: string, middle: string, high: string): Edits => [
  [['axes', axis, 'thresholds', 'middle'], middle],
  [['axes', axis, 'thresholds', 'high'], high],
];
/** Performance of 68, so that the box is 8 and not 9. */
const plain: Changes = { awards: register([]), teams: register([]) };
const held: Changes = { feedback360: absent() };

describe('the flows between boxes', () => {
  test('put the greatest first, and of as many the lowest box; who stays flows nowhere', () => {
    const { people, flows } = movesOf([{}, plain, plain], thresholds('performance', '70', '84'));
    expect(people).toBe(3);
    expect(flows).toEqual([
      { from: 8, to: 6, count: 2 },
      { from: 9, to: 8, count: 1 },
    ]);
    const { flows: even } = movesOf([{}, plain], thresholds('performance', '70', '84'));
    expect(even.map(({ from }) => from)).toEqual([8, 9]);
    expect(movesOf([{}, plain], thresholds('performance', '60', '83')).flows).toEqual([]);
  });

  test('keep out of the boxes whoever is held in both packs', () => {
    expect(movesOf([held], thresholds('performance', '70', '84'))).toEqual({ people: 1, moves: [], flows: [] });
  });
});

describe('a threshold that passes somebody', () => {
  test.each([
    ['reaches who stands exactly on it no more', thresholds('performance', '60', '83.01'), 8, ['high 80 83.01']],
    [
      'lets fall by two levels whom both pass',
      thresholds('performance', '84', '90'),
      6,
      ['middle 60 84', 'high 80 90'],
    ],
  ] as const)('%s', (_title, edits, box, passed) => {
    const [move] = movesOf([{}], edits).moves;
    expect(move?.after.box).toBe(box);
    expect(
      move?.causes.map((cause) =>
        cause.kind === 'threshold' ? `${cause.threshold} ${cause.before} ${cause.after}` : cause.kind,
      ),
    ).toEqual(passed);
  });

  test('is told also where it passed the value that somebody had, and not the one that they have', () => {
    const edits: Edits = [
      ...thresholds('performance', '60', '83.01'),
      [['axes', 'performance', 'weights', 0, 'weight'], '0.5'],
      [['axes', 'performance', 'weights', 1, 'weight'], '0.25'],
    ];
    const [move] = movesOf([{}], edits).moves;
    expect(move).toMatchObject({ before: { Y: '83' }, after: { Y: '75.5' } });
    expect(move?.causes[0]).toMatchObject({ kind: 'threshold', threshold: 'high', before: '80', after: '83.01' });
  });

  test('on the axis of potential is told of that axis', () => {
    const [move] = movesOf([{}], thresholds('potential', '60', '90')).moves;
    expect(move).toMatchObject({ before: { box: 9 }, after: { box: 7 } });
    expect(move?.causes).toEqual([{ kind: 'threshold', axis: 'X', threshold: 'high', before: '80', after: '90' }]);
  });
});

describe('an indicator that one pack alone weighs', () => {
  const withoutF: Edits = [
    [['indicators', 3], undefined],
    [['axes', 'performance', 'weights', 3], undefined],
    [['axes', 'performance', 'weights', 0, 'weight'], '0.7'],
  ];
  const weak: Changes = {
    ...plain,
    performance: register(performanceYear(2025, 'Butuh Perbaikan')),
    feedback360: stated('100'),
    awards: register([{ source: 'history.json:1', conflict: null, level: 'internasional', givenOn: '2024-08-17' }]),
  };

  test('has nothing on the other side, and shifts the axis by its whole share', () => {
    const [move] = movesOf([weak], withoutF).moves;
    expect(move).toMatchObject({ before: { Y: '61' }, after: { Y: '57' } });
    expect(move?.causes).toEqual([
      {
        kind: 'indicator',
        axis: 'Y',
        indicator: 'F',
        before: { score: '100', weight: '0.1' },
        after: null,
        shift: '-10',
      },
      {
        kind: 'indicator',
        axis: 'Y',
        indicator: 'K',
        before: { score: '60', weight: '0.6' },
        after: { score: '60', weight: '0.7' },
        shift: '6',
      },
    ]);
  });

  test('that is asked no more lets go whoever was held for it, with no other cause', () => {
    expect(movesOf([held], withoutF).moves).toMatchObject([
      {
        before: { box: null, Y: null, missing: ['F'] },
        after: { missing: [] },
        causes: [{ kind: 'known', indicator: 'F' }],
      },
    ]);
    expect(movesOf([held], withoutF).moves[0]?.causes).toHaveLength(1);
  });
});
