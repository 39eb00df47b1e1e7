import type { Json } from '#domain/pack-tree.ts';
import type { Path } from '#test/support/packs.ts';

/** The ASN pack made faulty in one way: what was done, the edits, and what the linter then says (`code place`). */
export type FaultyPack = readonly [
  title: string,
  edits: readonly (readonly [path: Path, value: Json | undefined])[],
  says: string,
];

const K: Path = ['indicators', 0];
const H: Path = ['indicators', 1];
const D: Path = ['indicators', 5];
const cert: Path = [...D, 'table', 'parts', 0];
const bands: Path = [...cert, 'table', 'bands'];

function ranges(...starts: readonly string[]): Json {
  const rows = starts.map((from, index) => ({ from, score: String(index * 10) }));
  return { kind: 'ranges', from: '0', to: '100', ranges: rows };
}

/** Form, contradictions, indicators, axes, boxes and competence. */
export const faultyRules: readonly FaultyPack[] = [
  // Form.
  ['an unknown key', [[[...K, 'wieght'], '1']], 'pack.unknown-key $.indicators[0].wieght'],
  ['an unknown algorithm', [[['algorithms', 'axes'], 'gut-feeling/1']], 'pack.algorithm-unknown $.algorithms.axes'],
  ['a missing citation', [[[...K, 'citation'], undefined]], 'pack.citation-missing $.indicators[0].citation'],
  [
    'a citation of nothing',
    [[[...K, 'citation', 'instrument'], '']],
    'pack.citation-missing $.indicators[0].citation.instrument',
  ],
  [
    'a citation of blanks',
    [[[...K, 'citation', 'instrument'], ' \t ']],
    'pack.citation-blank $.indicators[0].citation.instrument',
  ],
  [
    'an article of blanks',
    [[[...K, 'citation', 'article'], ' ']],
    'pack.citation-blank $.indicators[0].citation.article',
  ],
  [
    'a table of predicates that is turned over',
    [
      [[...K, 'table', 'values', 0, 'score'], '20'],
      [[...K, 'table', 'values', 4, 'score'], '100'],
    ],
    'pack.value-order $.indicators[0].table.values[4].score',
  ],
  [
    'a citation without confidence',
    [[[...K, 'citation', 'confidence'], undefined]],
    'pack.confidence-missing $.indicators[0].citation.confidence',
  ],
  ['words in one language', [[['title', 'en'], undefined]], 'pack.words-missing $.title.en'],
  [
    'a negative weight',
    [[['axes', 'performance', 'weights', 0, 'weight'], '-0.6']],
    'pack.weight-negative $.axes.performance.weights[0].weight',
  ],
  [
    'a number that is none',
    [[['axes', 'performance', 'thresholds', 'high'], 80]],
    'pack.form $.axes.performance.thresholds.high',
  ],
  [
    'a part that is its own whole',
    [[[...cert, 'table'], { kind: 'mean', parts: [{ code: 'D', table: {} }] }]],
    'pack.indicator-cycle $.indicators[5].table.parts[0].table.parts[0].code',
  ],
  [
    'a part made of parts',
    [[[...cert, 'table'], { kind: 'mean', parts: [{ code: 'D.other', table: {} }] }]],
    'pack.part-nested $.indicators[5].table.parts[0]',
  ],
  // Contradictions that every program refuses.
  [
    'weights that do not sum',
    [[['axes', 'performance', 'weights', 0, 'weight'], '0.5']],
    'pack.weights-sum $.axes.performance.weights',
  ],
  [
    'criteria that do not make 100',
    [[['assessment', 'criteria', 0, 'weight'], '24']],
    'pack.weights-sum $.assessment.criteria',
  ],
  ['an indicator in no axis', [[['indicators', 0, 'code'], 'Z']], 'pack.axis-indicators $.axes'],
  [
    'thresholds that descend',
    [[['axes', 'potential', 'thresholds', 'middle'], '90']],
    'pack.thresholds-order $.axes.potential.thresholds',
  ],
  ['a mean that measures', [[[...D, 'measure'], 'certificates']], 'pack.measure-or-parts $.indicators[5]'],
  ['bands with a gap', [[[...bands, 2, 'from'], 5]], `pack.bands-gap $.indicators[5].table.parts[0].table.bands[2]`],
  [
    'bands that overlap',
    [[[...bands, 2, 'from'], 3]],
    `pack.bands-overlap $.indicators[5].table.parts[0].table.bands[2]`,
  ],
  ['bands that end', [[[...bands, 4, 'to'], 40]], `pack.bands-gap $.indicators[5].table.parts[0].table.bands`],
  [
    'an open band before another',
    [[[...bands, 1, 'to'], null]],
    `pack.bands-overlap $.indicators[5].table.parts[0].table.bands[2]`,
  ],
  ['two boxes of one number', [[['boxes', 'layout', 0, 'low'], 7]], 'pack.boxes-layout $.boxes.layout'],
  ['a box without meaning', [[['boxes', 'meanings', 0, 'box'], 1]], 'pack.box-meaning-missing $.boxes.meanings'],
  [
    'categories that do not end at 0',
    [[['jpm', 'categories', 2, 'from'], '1']],
    'pack.jpm-categories $.jpm.categories',
  ],
  [
    'steps in another order',
    [
      [['stages', 'nomination', 'steps', 0, 'step'], 'data-check'],
      [['stages', 'nomination', 'steps', 1, 'step'], 'nominating'],
    ],
    'pack.stage-steps $.stages.nomination.steps',
  ],
  [
    'gates at a level without a ranking',
    [[['rankings', 'pengawas'], undefined]],
    'pack.gates-unranked $.gates.pengawas',
  ],
  ['a shortlist smaller than its least', [[['shortlist', 'min'], 4]], 'pack.shortlist-size $.shortlist'],
  ['a committee of one', [[['committee', 'minSeats'], 1]], 'pack.committee-rule $.committee'],
  // What a pack cannot mean.
  ['two indicators of one code', [[['indicators', 1, 'code'], 'K']], 'pack.indicator-duplicate $.indicators[1].code'],
  [
    'one measure scored twice',
    [[['indicators', 1, 'measure'], 'highest-team-role']],
    'pack.measure-twice $.indicators[2].measure',
  ],
  [
    'the latest and the highest of one rating',
    [
      [['indicators', 1, 'measure'], 'latest-rating:inovasi'],
      [['indicators', 2, 'measure'], 'highest-rating:inovasi'],
    ],
    'pack.measure-twice $.indicators[2].measure',
  ],
  [
    'a rating that is counted in bands',
    [[[...cert, 'measure'], 'latest-rating:kehadiran']],
    'pack.measure-table $.indicators[5].table.parts[0].table.kind',
  ],
  [
    'ranges that begin above the table',
    [
      [[...K, 'measure'], 'latest-rating:kehadiran'],
      [[...K, 'table'], ranges('10', '90')],
    ],
    'pack.bands-gap $.indicators[0].table.ranges[0]',
  ],
  [
    'ranges that do not rise',
    [
      [[...K, 'measure'], 'latest-rating:kehadiran'],
      [[...K, 'table'], ranges('0', '90', '90')],
    ],
    'pack.bands-overlap $.indicators[0].table.ranges[2]',
  ],
  [
    'a range that begins where the table ends',
    [
      [[...K, 'measure'], 'latest-rating:kehadiran'],
      [[...K, 'table'], ranges('0', '100')],
    ],
    'pack.bands-overlap $.indicators[0].table.ranges[1]',
  ],
  [
    'a table that cannot read its measure',
    [[[...K, 'measure'], 'certificates']],
    'pack.measure-table $.indicators[0].table.kind',
  ],
  [
    'a value that stands twice',
    [[[...K, 'table', 'values', 1, 'value'], 'sangat  BAIK']],
    'pack.value-duplicate $.indicators[0].table',
  ],
  ['a value without a row', [[[...K, 'table', 'values', 4], undefined]], 'pack.value-missing $.indicators[0].table'],
  [
    'a row that no record can reach',
    [[[...K, 'table', 'values', 5], { value: 'Istimewa', score: '100' }]],
    'pack.value-unreachable $.indicators[0].table.values[5]',
  ],
  [
    'a score above 100',
    [[[...K, 'table', 'values', 0, 'score'], '120']],
    'pack.score-range $.indicators[0].table.values[0].score',
  ],
  [
    'a number table that ends early',
    [[['indicators', 3, 'table', 'to'], '50']],
    'pack.number-range $.indicators[3].table',
  ],
  [
    'aspects that end above 100',
    [[['indicators', 7, 'table', 'factor'], '25']],
    'pack.aspects-scale $.indicators[7].table',
  ],
  [
    'a count without a window',
    [[[...cert, 'windowMonths'], null]],
    'pack.window-missing $.indicators[5].table.parts[0].windowMonths',
  ],
  ['a window of no months', [[[...H, 'windowMonths'], 0]], 'pack.window-empty $.indicators[1].windowMonths'],
  [
    'an award that no row and no unscored word names',
    [[[...H, 'table', 'values', 1], undefined]],
    'pack.value-missing $.indicators[1].table',
  ],
  [
    'a higher award that scores less',
    [[[...H, 'table', 'values', 0, 'score'], '0']],
    'pack.value-order $.indicators[1].table.values[1].score',
  ],
  [
    'labels of a number that are turned over',
    [[['indicators', 3, 'table', 'labels', 4, 'score'], '100']],
    'pack.value-order $.indicators[3].table.labels[4].score',
  ],
  [
    'more certificates that score less',
    [[[...bands, 4, 'score'], '0']],
    'pack.bands-order $.indicators[5].table.parts[0].table.bands[4].score',
  ],
  [
    'a sanction that is being served and costs nothing',
    [[['indicators', 10, 'table', 'values', 4, 'score'], '100']],
    'pack.serving-score $.indicators[10].table.values[4].score',
  ],
  [
    'an indicator that weighs nothing',
    [
      [['axes', 'performance', 'weights', 0, 'weight'], '0.7'],
      [['axes', 'performance', 'weights', 3, 'weight'], '0'],
    ],
    'pack.weight-zero $.axes.performance.weights[3].weight',
  ],
  [
    'a ranking component that weighs nothing',
    [
      [['rankings', 'pengawas', 'components', 0, 'weight'], '0'],
      [['rankings', 'pengawas', 'components', 1, 'weight'], '1'],
    ],
    'pack.weight-zero $.rankings.pengawas.components[0].weight',
  ],
  ['a window that nothing asks', [[[...K, 'windowMonths'], 12]], 'pack.window-unused $.indicators[0].windowMonths'],
  [
    'a part under another letter',
    [[[...cert, 'code'], 'Z.cert']],
    'pack.part-code $.indicators[5].table.parts[0].code',
  ],
  [
    'a level that no score reaches',
    [
      [['axes', 'potential', 'thresholds', 'middle'], '1'],
      [['axes', 'potential', 'thresholds', 'high'], '2'],
    ],
    'pack.level-unreachable $.axes.potential.thresholds',
  ],
  [
    'a box that nobody reaches',
    [
      [['axes', 'potential', 'thresholds', 'middle'], '1'],
      [['axes', 'potential', 'thresholds', 'high'], '2'],
    ],
    'pack.box-unreachable $.boxes.layout[0].low',
  ],
  ['a promotable box that is not there', [[['boxes', 'promotable', 0], 12]], 'pack.box-unknown $.boxes.promotable[0]'],
  ['moves that are forbidden and counted', [[['boxes', 'move', 'allowed'], false]], 'pack.move-steps $.boxes.move'],
  [
    'a category above a capped match',
    [[['jpm', 'categories', 0, 'from'], '101']],
    'pack.jpm-unreachable $.jpm.categories',
  ],
  ['a category twice', [[['jpm', 'categories', 1, 'code'], 'MS']], 'pack.jpm-unreachable $.jpm.categories'],
  ['a standard off the scale', [[['jpm', 'standards', 'pengawas'], 6]], 'pack.jpm-levels $.jpm.standards.pengawas'],
  ['a scale of competence from 0', [[['jpm', 'levels', 'from'], 0]], 'pack.jpm-levels $.jpm.levels'],
  [
    'a competency asked twice',
    [[['jpm', 'competencies', 1], 'integritas']],
    'pack.competency-duplicate $.jpm.competencies',
  ],
  ['levels up to 7', [[['jpm', 'levels', 'to'], 7]], 'pack.jpm-size $.jpm'],
  ['predicates out of order', [[['skp', 'predicates', 0], 'Baik']], 'pack.predicates-order $.skp.predicates'],
];
