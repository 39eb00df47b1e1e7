import { describe, expect, test } from 'vitest';
import { lintGates } from '#domain/pack-lint-gates.ts';
import { lintProcess } from '#domain/pack-lint-process.ts';
import { type Bound, saidBy } from './lint-bounds.ts';

const gate = (index: number, ...rest: (string | number)[]) => ['gates', 'jpt-pratama', index, ...rest];
const empty = (index: number, name: string) =>
  `pack.gate-empty gates.jpt-pratama.${index}: gate ${name}, level jpt-pratama`;
const code = (place: string, name: string, word: string) =>
  `pack.gate-code gates.jpt-pratama.${place}: gate ${name}, code ${word}`;
const never = (maxYears: number, minMonths: number) =>
  `pack.gate-never-passes gates.jpt-pratama: level jpt-pratama, maxYears ${maxYears}, minMonths ${minMonths}, retirementAge 60`;

const gates: readonly Bound[] = [
  ['the same gate in another phase', [[gate(14), { gate: 'vacancy', phase: 'other' }]], []],
  [
    'another gate in the same phase and the same gate twice',
    [[gate(16), { gate: 'vacancy', phase: 'placement' }]],
    ['pack.gate-duplicate gates.jpt-pratama.16: level jpt-pratama, gate vacancy'],
  ],
  ['no discipline', [[gate(2), undefined]], ['pack.discipline-gate-missing gates.jpt-pratama: level jpt-pratama']],
  ['an age that ends where the last year of service begins', [[gate(7, 'maxYears'), 59]], []],
  [
    'an age that ends a month after it',
    [
      [gate(7, 'maxYears'), 59],
      [gate(8, 'minMonths'), 13],
    ],
    [never(59, 13)],
  ],
  [
    'an age without a retirement',
    [
      [gate(7, 'maxYears'), 90],
      [gate(8), undefined],
    ],
    [],
  ],
  [
    'a retirement without an age',
    [
      [gate(8, 'minMonths'), 600],
      [gate(7), undefined],
    ],
    [],
  ],
  [
    'a conflict of interest asked of nominees',
    [[gate(16, 'phase'), 'nomination']],
    ['pack.gate-phase gates.jpt-pratama.16.phase: gate conflict-of-interest'],
  ],
  [
    'an election asked of nominees',
    [[gate(17, 'phase'), 'nomination']],
    ['pack.gate-phase gates.jpt-pratama.17.phase: gate election-blackout'],
  ],
  ['an age asked at the placement', [[gate(7, 'phase'), 'placement']], []],
  ['sanctions of no level', [[gate(2, 'levels'), []]], [empty(2, 'discipline')]],
  ['no month of experience', [[gate(6, 'months'), 0]], [empty(6, 'experience')]],
  ['one month of experience', [[gate(6, 'months'), 1]], []],
  ['no month in the post', [[gate(9, 'minMonths'), 0]], [empty(9, 'tenure-in-post')]],
  ['any match', [[gate(12, 'minCategory'), 'KMS']], [empty(12, 'jpm')]],
  [
    'any performance',
    [[gate(10, 'minPredicate'), 'Sangat Kurang']],
    [
      empty(10, 'performance-two-years'),
      'pack.gate-predicate gates.jpt-pratama.10.minPredicate: gate Sangat Kurang, pack Baik',
    ],
  ],
  [
    'nearly any performance',
    [[gate(10, 'minPredicate'), 'Kurang']],
    ['pack.gate-predicate gates.jpt-pratama.10.minPredicate: gate Kurang, pack Baik'],
  ],
  [
    'every box',
    [
      [
        ['boxes', 'promotable'],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
      ],
      [gate(13, 'boxes'), [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ],
    [empty(13, 'box')],
  ],
  [
    'nine boxes of which two are one',
    [
      [
        ['boxes', 'promotable'],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
      ],
      [gate(13, 'boxes'), [1, 2, 3, 4, 5, 6, 7, 8, 8]],
    ],
    [],
  ],
  [
    'a box that is not promotable',
    [[gate(13, 'boxes', 1), 5]],
    ['pack.gate-box gates.jpt-pratama.13: level jpt-pratama, box 5'],
  ],
  ['a status that no record carries', [[gate(1, 'active', 1), '77']], [code('1.active.1', 'status-aktif', '77')]],
  ['a status twice', [[gate(1, 'active', 1), '01']], [code('1.active.1', 'status-aktif', '01')]],
  ['an education that no record carries', [[gate(3, 'accepted', 1), '99']], [code('3.accepted.1', 'education', '99')]],
  [
    'a prior post twice',
    [[gate(5, 'alternatives', 1, 'level'), 'administrator']],
    [code('5.alternatives.1', 'prior-post', 'administrator')],
  ],
  [
    'a level of experience twice',
    [[gate(6, 'levels', 1), 'jpt-utama']],
    [code('6.levels.1', 'experience', 'jpt-utama')],
  ],
  ['a rank that no record carries', [[gate(4, 'minimums', '21'), '46']], [code('4', 'rank', '46')]],
  ['another rank that no record carries', [[gate(4, 'otherwise'), '00']], [code('4', 'rank', '00')]],
  [
    'an echelon of another level',
    [[gate(4, 'minimums', '31'), '42']],
    ['pack.gate-echelon gates.jpt-pratama.4.minimums.31: level jpt-pratama, code 31'],
  ],
  [
    'an echelon that is none',
    [[gate(4, 'minimums', '77'), '42']],
    ['pack.gate-echelon gates.jpt-pratama.4.minimums.77: level jpt-pratama, code 77'],
  ],
  [
    'an assessment valid for other months than the pack has',
    [[gate(11, 'validityMonths'), 12]],
    ['pack.gate-validity gates.jpt-pratama.11: gate 12, pack 36'],
  ],
];

describe('of gates', () => {
  test.each(gates)('%s', (_title, edits, says) => {
    expect(saidBy(lintGates, edits)).toEqual(says);
  });
});

const anchors = (...scores: readonly string[]): Bound[1][number] => [
  ['assessment', 'criteria', 0, 'anchors'],
  scores.map((score) => ({ score, words: { id: 'x', en: 'x' } })),
];
const scale = (from: string, to: string): Bound[1] => [
  [['assessment', 'scale'], { from, to }],
  [['assessment', 'criteria'], []],
];
const choosing = (...rest: (string | number)[]) => ['stages', 'placement', 'steps', 0, ...rest];
const late = (place: string, days: number, term: number) =>
  `pack.reminder-unreachable stages.placement.steps.0.${place}: days ${days}, term ${term}`;
const ranked = (...rest: (string | number)[]) => ['rankings', 'pengawas', ...rest];

const course: readonly Bound[] = [
  [
    'an end on the first day',
    [[['effectiveUntil'], '2026-01-01']],
    ['pack.effective-dates effectiveUntil: from 2026-01-01, until 2026-01-01'],
  ],
  ['an end a day later', [[['effectiveUntil'], '2026-01-02']], []],
  [
    'a ranking by every kind of figure',
    [[ranked('tieBreak'), ['talent', 'assessment', 'Y', 'X', 'K', 'kepemimpinan']]],
    [],
  ],
  [
    'a tie-break by a figure that is not there',
    [[ranked('tieBreak', 1), 'D.cert']],
    ['pack.tie-break-code rankings.pengawas.tieBreak.1: level pengawas, code D.cert'],
  ],
  [
    'a tie-break by the same figure twice',
    [[ranked('tieBreak', 2), 'Y']],
    ['pack.tie-break-code rankings.pengawas.tieBreak.2: level pengawas, code Y'],
  ],
  [
    'a component twice',
    [[ranked('components', 1, 'code'), 'talent']],
    ['pack.ranking-code rankings.pengawas.components.1: level pengawas, code talent'],
  ],
  [
    'a ranking without gates',
    [[['gates', 'pengawas'], undefined]],
    ['pack.ranking-ungated rankings.pengawas: level pengawas'],
  ],
  ['a scale from 0 to 100', scale('0', '100'), []],
  ['a scale of one score', scale('50', '50'), ['pack.scale-order assessment.scale: from 50, to 50']],
  ['a scale below 0', scale('-1', '100'), ['pack.scale-order assessment.scale: from -1, to 100']],
  ['a scale above 100', scale('0', '101'), ['pack.scale-order assessment.scale: from 0, to 101']],
  ['anchors on both ends of the scale', [anchors('0', '100')], []],
  [
    'two anchors of one score',
    [anchors('20', '20')],
    ['pack.anchors-order assessment.criteria.0.anchors.1: code kepemimpinan, score 20'],
  ],
  [
    'an anchor below the scale',
    [anchors('-1', '20')],
    ['pack.anchors-order assessment.criteria.0.anchors.0: code kepemimpinan, score -1'],
  ],
  [
    'an anchor above the scale',
    [anchors('20', '101')],
    ['pack.anchors-order assessment.criteria.0.anchors.1: code kepemimpinan, score 101'],
  ],
  ['the longest term', [[choosing('workingDays'), 750]], []],
  ['a longer term', [[choosing('workingDays'), 751]], ['pack.term-length stages.placement.steps.0: days 751']],
  ['a reminder on the day after the first', [[choosing('reminders', 0), 4]], []],
  ['a reminder before the term begins', [[choosing('reminders', 0), 5]], [late('reminders.0', 5, 5)]],
  [
    'an escalation before the term begins',
    [[choosing('escalations', 1, 'daysBefore'), 6]],
    [late('escalations.1', 6, 5)],
  ],
  [
    'calls in a step without a term',
    [
      [choosing('workingDays'), null],
      [choosing('reminders'), [0]],
      [choosing('escalations'), []],
    ],
    [late('reminders.0', 0, 0)],
  ],
  [
    'a lapse that is certified',
    [
      [['concurrence', 'lapse'], true],
      [['concurrence', 'onSilence'], 'certify-lapse'],
    ],
    [],
  ],
  [
    'a lapse while silence waits',
    [[['concurrence', 'lapse'], true]],
    ['pack.lapse-silence concurrence: onSilence wait, lapse true'],
  ],
  [
    'a certificate without a lapse',
    [[['concurrence', 'onSilence'], 'certify-lapse']],
    ['pack.lapse-silence concurrence: onSilence certify-lapse, lapse false'],
  ],
  [
    'an exception twice',
    [[['deviation', 'exceptions', 2, 'code'], 'job-fit']],
    ['pack.exception-duplicate deviation.exceptions: code job-fit'],
  ],
  [
    'exceptions that nobody approves',
    [[['deviation', 'secondApprover'], false]],
    ['pack.exception-open deviation.secondApprover'],
  ],
  [
    'no exceptions, and nobody who approves',
    [
      [['deviation', 'secondApprover'], false],
      [['deviation', 'exceptions'], []],
    ],
    [],
  ],
  ['a deviation with a reason of one letter', [[['deviation', 'reasonMinLength'], 1]], []],
  ['a deviation with an empty reason', [[['deviation', 'reasonMinLength'], 0]], ['pack.deviation-silent deviation']],
  ['a deviation without a reason', [[['deviation', 'reasonWhenNotFirst'], false]], ['pack.deviation-silent deviation']],
];

describe('of dates, rankings, scales, terms and endings', () => {
  test.each(course)('%s', (_title, edits, says) => {
    expect(saidBy(lintProcess, edits)).toEqual(says);
  });
});
