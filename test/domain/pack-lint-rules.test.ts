import { describe, expect, test } from 'vitest';
import { lintBoxes } from '#domain/pack-lint-boxes.ts';
import { lintTables } from '#domain/pack-lint-tables.ts';
import { type Bound, saidBy } from './lint-bounds.ts';

const thresholds = (axis: string, middle: string, high: string): Bound[1] => [
  [['axes', axis, 'thresholds', 'middle'], middle],
  [['axes', axis, 'thresholds', 'high'], high],
];
/** The performance axis of the predicate alone: 20, 40, 60, 80 or 100. */
const predicate: Bound[1] = [[['axes', 'performance', 'weights'], [{ indicator: 'K', weight: '1' }]]];
const unreached = (level: string, reach: string) =>
  `pack.level-unreachable axes.performance.thresholds: axis Y, level ${level}, ${reach}`;
const box = (place: string, number: number) => `pack.box-unreachable boxes.layout.${place}: box ${number}`;

const named = (count: number) => Array.from({ length: count }, (_, index) => `k${String(index)}`);
const boxes: readonly Bound[] = [
  [
    'a threshold on the lowest score leaves nobody below',
    [...predicate, ...thresholds('performance', '20', '80')],
    [unreached('below', 'lowest 20, highest 100'), box('2.low', 1), box('2.medium', 3), box('2.high', 6)],
  ],
  ['a threshold just above the lowest score', [...predicate, ...thresholds('performance', '21', '80')], []],
  ['a threshold on the highest score', [...predicate, ...thresholds('performance', '60', '100')], []],
  [
    'a threshold between two scores leaves a level empty',
    [...predicate, ...thresholds('performance', '61', '79')],
    [unreached('meets', 'lowest 20, highest 100'), box('1.low', 2), box('1.medium', 5), box('1.high', 8)],
  ],
  ['moves of one step to four', [[['boxes', 'move', 'maxSteps'], 4]], []],
  [
    'moves of five steps',
    [[['boxes', 'move', 'maxSteps'], 5]],
    ['pack.move-steps boxes.move: allowed allowed, steps 5'],
  ],
  ['moves of no step', [[['boxes', 'move', 'maxSteps'], 0]], ['pack.move-steps boxes.move: allowed allowed, steps 0']],
  [
    'no moves',
    [
      [['boxes', 'move', 'allowed'], false],
      [['boxes', 'move', 'maxSteps'], 0],
    ],
    [],
  ],
  [
    'no moves of one step',
    [[['boxes', 'move', 'allowed'], false]],
    ['pack.move-steps boxes.move: allowed not allowed, steps 1'],
  ],
  [
    'a box twice among those promotable',
    [
      [
        ['boxes', 'promotable'],
        [9, 8, 9],
      ],
    ],
    ['pack.box-unknown boxes.promotable.2: box 9'],
  ],
  ['a foreign box of succession', [[['boxes', 'succession', 1], 10]], ['pack.box-unknown boxes.succession.1: box 10']],
  [
    'a foreign box of a gate',
    [[['gates', 'jpt-pratama', 13, 'boxes', 2], 10]],
    ['pack.box-unknown gates.jpt-pratama.13.boxes.2: box 10'],
  ],
  ['a category from 100', [[['jpm', 'categories', 0, 'from'], '100']], []],
  [
    'a category above 100',
    [[['jpm', 'categories', 0, 'from'], '101']],
    ['pack.jpm-unreachable jpm.categories: category MS'],
  ],
  [
    'a category above 100 of matches without a cap',
    [
      [['jpm', 'categories', 0, 'from'], '101'],
      [['jpm', 'method'], 'uncapped'],
    ],
    [],
  ],
  [
    'categories out of order',
    [
      [['jpm', 'categories', 0, 'code'], 'MMS'],
      [['jpm', 'categories', 1, 'code'], 'MS'],
    ],
    ['pack.jpm-unreachable jpm.categories: category MMS', 'pack.jpm-unreachable jpm.categories: category MS'],
  ],
  [
    'a scale of one level',
    [
      [['jpm', 'levels', 'from'], 5],
      [['jpm', 'standards'], {}],
    ],
    ['pack.jpm-levels jpm.levels: from 5, to 5, standard -'],
  ],
  ['standards on both ends of the scale', [[['jpm', 'standards'], { pengawas: 1, administrator: 5 }]], []],
  [
    'a standard below the scale',
    [[['jpm', 'standards', 'pengawas'], 0]],
    ['pack.jpm-levels jpm.standards.pengawas: from 1, to 5, standard 0'],
  ],
  [
    'as many competencies on as many levels as can be searched',
    [
      [['jpm', 'competencies'], named(30)],
      [['jpm', 'levels', 'to'], 6],
    ],
    [],
  ],
  [
    'more competencies than can be searched',
    [[['jpm', 'competencies'], named(31)]],
    ['pack.jpm-size jpm: competencies 31, to 5, mostCompetencies 30, mostLevels 6'],
  ],
  [
    'a competency asked three times',
    [
      [
        ['jpm', 'competencies'],
        ['a', 'b', 'a', 'a'],
      ],
    ],
    ['pack.competency-duplicate jpm.competencies: name a', 'pack.competency-duplicate jpm.competencies: name a'],
  ],
];

describe('of boxes and competence', () => {
  test.each(boxes)('%s', (_title, edits, says) => {
    expect(saidBy(lintBoxes, edits)).toEqual(says);
  });
});

const table = (index: number, ...rest: (string | number)[]) => ['indicators', index, 'table', ...rest];
const values = (...scored: readonly (readonly [string, string])[]) =>
  scored.map(([value, score]) => ({ value, score }));

const tables: readonly Bound[] = [
  [
    'a score of 0 and one of 100',
    [
      [table(1, 'values', 0, 'score'), '100'],
      [table(1, 'values', 4, 'score'), '0'],
    ],
    [],
  ],
  [
    'a score above 100',
    [[table(1, 'values', 0, 'score'), '101']],
    ['pack.score-range indicators.1.table.values.0.score: score 101, code H'],
  ],
  [
    'a score below 0',
    [[table(1, 'values', 4, 'score'), '-1']],
    ['pack.score-range indicators.1.table.values.4.score: score -1, code H'],
  ],
  [
    'a label above 100',
    [[table(3, 'labels', 0, 'score'), '101']],
    ['pack.score-range indicators.3.table.labels.0.score: score 101, code F'],
  ],
  [
    'a band above 100',
    [[table(5, 'parts', 0, 'table', 'bands', 4, 'score'), '101']],
    ['pack.score-range indicators.5.table.parts.0.table.bands.4.score: score 101, code D.cert'],
  ],
  ['a number from 1', [[table(4, 'from'), '1']], ['pack.number-range indicators.4.table: code C, from 1, to 100']],
  ['a number to 99', [[table(4, 'to'), '99']], ['pack.number-range indicators.4.table: code C, from 0, to 99']],
  [
    'a label that stands twice',
    [[table(3, 'labels', 1, 'value'), 'sangat baik']],
    ['pack.value-duplicate indicators.3.table: code F, value sangat baik'],
  ],
  [
    'a word both scored and not',
    [[table(1, 'unscored'), ['Nasional']]],
    ['pack.value-duplicate indicators.1.table: code H, value Nasional'],
  ],
  [
    'aspects of one level',
    [[table(7, 'from'), 5]],
    ['pack.aspects-scale indicators.7.table: code P, best 100, from 5, to 5, factor 20'],
  ],
  [
    'aspects that end below 100',
    [[table(7, 'factor'), '19']],
    ['pack.aspects-scale indicators.7.table: code P, best 95, from 1, to 5, factor 19'],
  ],
  [
    'an aspect asked twice',
    [[table(7, 'aspects', 1), 'kesadaran-diri']],
    ['pack.competency-duplicate indicators.7.table.aspects: name kesadaran-diri'],
  ],
  [
    'a word of discipline that is missing',
    [[table(10, 'values', 1), undefined]],
    ['pack.value-missing indicators.10.table: code I, value ringan'],
  ],
  [
    'a word that is known and left unscored',
    [
      [table(8, 'values', 5), undefined],
      [table(8, 'unscored', 0), 'slta'],
    ],
    ['pack.value-missing indicators.8.table: code Q, value SD'],
  ],
  [
    'a word that nobody says',
    [[table(9, 'values', 2), { value: 'mirip', score: '70' }]],
    ['pack.value-unreachable indicators.9.table.values.2: code S, value mirip'],
  ],
  ['a word of a measure that may say any', [[table(1, 'values', 5), { value: 'desa', score: '5' }]], []],
  ['equal scores of two predicates', [[table(0, 'values', 1, 'score'), '100']], []],
  [
    'a worse predicate that scores more',
    [
      [table(0, 'values', 1, 'score'), '100'],
      [table(0, 'values', 0, 'score'), '90'],
    ],
    [
      'pack.value-order indicators.0.table.values.1.score: code K, value Baik, score 100, better Sangat Baik, betterScore 90',
    ],
  ],
  [
    'words in any order of the table, by what they mean',
    [
      [
        table(0, 'values'),
        values(
          ['Kurang', '40'],
          ['Sangat Baik', '100'],
          ['Baik', '80'],
          ['Sangat Kurang', '20'],
          ['Butuh Perbaikan', '60'],
        ),
      ],
    ],
    [],
  ],
  [
    'an active sanction that scores more than a past one',
    [[table(10, 'values', 4, 'score'), '90']],
    [
      'pack.value-order indicators.10.table.values.4.score: code I, value sedang menjalani, score 90, better ringan, betterScore 75',
    ],
  ],
  [
    'months where certificates are counted',
    [[table(5, 'parts', 0, 'table', 'unit'), 'completed-months']],
    [
      'pack.measure-table indicators.5.table.parts.0.table.kind: code D.cert, measure certificates, kind bands of completed-months, fitting bands, count',
    ],
  ],
  [
    'a number where a word is said',
    [[table(0), { kind: 'number', from: '0', to: '100', labels: [] }]],
    ['pack.measure-table indicators.0.table.kind: code K, measure performance-predicate, kind number, fitting enum'],
  ],
  ['a word where either may be said', [[table(3), { kind: 'enum', values: [], unscored: [] }]], []],
  [
    'a window of nothing where one is needed',
    [[['indicators', 10, 'windowMonths'], 0]],
    ['pack.window-missing indicators.10.windowMonths: code I, measure discipline'],
  ],
  ['no window where one may be left out', [[['indicators', 1, 'windowMonths'], null]], []],
  [
    'a window of what does not look back',
    [[['indicators', 4, 'windowMonths'], 12]],
    ['pack.window-unused indicators.4.windowMonths: code C, months 12'],
  ],
  [
    'a window of a whole that is made of parts',
    [[['indicators', 5, 'windowMonths'], 12]],
    ['pack.window-unused indicators.5.windowMonths: code D, months 12'],
  ],
  [
    'a part under another letter',
    [[table(5, 'parts', 0, 'code'), 'Dcert']],
    ['pack.part-code indicators.5.table.parts.0.code: code Dcert, indicator D'],
  ],
  [
    'a part with the code of an indicator before it',
    [[table(5, 'parts', 1, 'code'), 'D.cert']],
    ['pack.indicator-duplicate indicators.5.table.parts.1.code: code D.cert'],
  ],
  [
    'a part that measures what an indicator does',
    [[table(5, 'parts', 0, 'measure'), 'jpm']],
    [
      'pack.measure-twice indicators.5.table.parts.0.measure: measure jpm, first C, code D.cert',
      'pack.measure-table indicators.5.table.parts.0.table.kind: code D.cert, measure jpm, kind bands of count, fitting number',
      'pack.window-unused indicators.5.table.parts.0.windowMonths: code D.cert, months 36',
    ],
  ],
];

describe('of indicators and their tables', () => {
  test.each(tables)('%s', (_title, edits, says) => {
    expect(saidBy(lintTables, edits)).toEqual(says);
  });
});
