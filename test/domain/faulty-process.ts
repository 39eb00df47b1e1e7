import type { Path } from '#test/support/packs.ts';
import type { FaultyPack } from './faulty-rules.ts';
import { pack } from './vectors/reader.ts';

const pratama: Path = ['gates', 'jpt-pratama'];

/** The place of a gate of JPT Pratama, as the file has it. */
function gateAt(gate: string): Path {
  return [...pratama, pack.gates['jpt-pratama']?.findIndex((rule) => rule.gate === gate) ?? -1];
}

/** The first gate of the level, once more. */
const kinds = {
  gate: 'employee-kind',
  phase: 'nomination',
  kinds: ['PNS'],
  rule: { id: 'Hanya PNS', en: 'PNS only' },
  citation: { instrument: 'Contoh', article: null, confidence: 'S' },
};

/** Gates, rankings and how a selection runs. */
export const faultyProcess: readonly FaultyPack[] = [
  [
    'a least predicate beside gates that ask for another',
    [[['skp', 'minPredicate'], 'Sangat Kurang']],
    'pack.gate-predicate $.gates["jpt-pratama"][10].minPredicate',
  ],
  [
    'a ranking at a level without gates',
    [[['gates', 'pengawas'], undefined]],
    'pack.ranking-ungated $.rankings.pengawas',
  ],
  [
    'a component that nothing gives',
    [[['rankings', 'pengawas', 'components', 0, 'code'], 'charm']],
    'pack.ranking-code $.rankings.pengawas.components[0]',
  ],
  [
    'a tie-break that nothing gives',
    [[['rankings', 'pengawas', 'tieBreak', 1], 'Z']],
    'pack.tie-break-code $.rankings.pengawas.tieBreak[1]',
  ],
  ['dates that are reversed', [[['effectiveUntil'], '2025-12-31']], 'pack.effective-dates $.effectiveUntil'],
  ['a gate asked twice', [[[...pratama, 1], kinds]], 'pack.gate-duplicate $.gates["jpt-pratama"][1]'],
  [
    'a gate asked before it can be answered',
    [[[...gateAt('vacancy'), 'phase'], 'nomination']],
    'pack.gate-phase $.gates["jpt-pratama"][15].phase',
  ],
  [
    'a status that no record carries',
    [[[...pratama, 1, 'active', 0], '77']],
    'pack.gate-code $.gates["jpt-pratama"][1].active[0]',
  ],
  [
    'an echelon of another level',
    [[[...pratama, 4, 'minimums', '41'], '42']],
    'pack.gate-echelon $.gates["jpt-pratama"][4].minimums["41"]',
  ],
  [
    'a gate that admits a box not promotable',
    [
      [
        ['boxes', 'promotable'],
        [9, 8],
      ],
    ],
    'pack.gate-box $.gates["jpt-pratama"][13]',
  ],
  ['two validities', [[['jpm', 'validityMonths'], 24]], 'pack.gate-validity $.gates["jpt-pratama"][11]'],
  ['a gate without teeth', [[[...pratama, 2, 'levels'], []]], 'pack.gate-empty $.gates["jpt-pratama"][2]'],
  [
    'an age that outlives the retirement',
    [[[...gateAt('age'), 'maxYears'], 60]],
    'pack.gate-never-passes $.gates["jpt-pratama"]',
  ],
  ['no discipline gate', [[[...pratama, 2], undefined]], 'pack.discipline-gate-missing $.gates["jpt-pratama"]'],
  ['a scale that descends', [[['assessment', 'scale', 'from'], '100']], 'pack.scale-order $.assessment.scale'],
  [
    'two criteria of one code',
    [[['assessment', 'criteria', 1, 'code'], 'kepemimpinan']],
    'pack.criterion-duplicate $.assessment.criteria[1]',
  ],
  [
    'anchors out of order',
    [[['assessment', 'criteria', 0, 'anchors', 1, 'score'], '10']],
    'pack.anchors-order $.assessment.criteria[0].anchors[1]',
  ],
  [
    'a term of four years',
    [[['stages', 'placement', 'steps', 0, 'workingDays'], 1000]],
    'pack.term-length $.stages.placement.steps[0]',
  ],
  [
    'a reminder before the beginning',
    [[['stages', 'placement', 'steps', 0, 'reminders', 0], 5]],
    'pack.reminder-unreachable $.stages.placement.steps[0].reminders[0]',
  ],
  ['a silence that both waits and lapses', [[['concurrence', 'lapse'], true]], 'pack.lapse-silence $.concurrence'],
  [
    'two exceptions of one code',
    [[['deviation', 'exceptions', 1, 'code'], 'national-mobility']],
    'pack.exception-duplicate $.deviation.exceptions',
  ],
  [
    'an exception that nobody approves',
    [[['deviation', 'secondApprover'], false]],
    'pack.exception-open $.deviation.secondApprover',
  ],
  ['a deviation without a reason', [[['deviation', 'reasonMinLength'], 0]], 'pack.deviation-silent $.deviation'],
  [
    'a rule that was inferred',
    [[['indicators', 0, 'citation', 'confidence'], 'I']],
    'pack.citation-inferred $.indicators[0].citation',
  ],
];
