import { refuseCommitteeRule } from '#domain/committee-rule.ts';
import { ratingMeasureForm } from '#domain/measures-rating.ts';
import { listPolicyFaults } from '#domain/policy-faults.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import {
  citation,
  count,
  day,
  decimal,
  either,
  type Form,
  fields,
  flag,
  listOf,
  mapOf,
  matching,
  named,
  oneOf,
  orNull,
  positive,
  postLevel,
  text,
  words,
} from './forms.ts';
import { gate, predicate } from './pack-gates-form.ts';
import { processForms } from './pack-process-form.ts';

/** Whether a rule file is a policy pack: in form, and without contradictions between its parts. The same as the product asks. */
export function isPolicyPack(value: unknown): value is PolicyPack {
  return (
    hasPackForm(value) && listPolicyFaults(value).length === 0 && refuseCommitteeRule(value.committee) === undefined
  );
}

function hasPackForm(value: unknown): value is PolicyPack {
  return packForm(value);
}

const scored = fields({ value: named, score: decimal });
const parted = {
  code: matching(/^[A-Z](\.[a-z]+)?$/),
  label: words,
  measure: orNull(
    either(
      matching(ratingMeasureForm),
      oneOf(
        'performance-predicate',
        'highest-award',
        'highest-team-role',
        'highest-team-role/2',
        'feedback-360',
        'jpm',
        'certificates',
        'professional-certificates',
        'time-in-level',
        'breadth',
        'acting-duty',
        'potential-aspects',
        'education',
        'field-of-study',
        'discipline',
        'discipline-active-only',
      ),
    ),
  ),
  windowMonths: orNull(count),
  citation,
};
const tables: readonly Form[] = [
  fields({ kind: oneOf('enum'), values: listOf(scored, 1), unscored: listOf(named) }),
  fields({ kind: oneOf('number'), from: decimal, to: decimal, labels: listOf(scored) }),
  fields({
    kind: oneOf('ranges'),
    from: decimal,
    to: decimal,
    ranges: listOf(fields({ from: decimal, score: decimal }), 1),
  }),
  fields({
    kind: oneOf('bands'),
    unit: oneOf('count', 'completed-months'),
    bands: listOf(fields({ from: count, to: orNull(count), score: decimal }), 1),
  }),
  fields({ kind: oneOf('aspects'), aspects: listOf(named, 1), from: count, to: count, factor: decimal }),
];
const part = fields({ ...parted, table: either(...tables) });
const mean = fields({ kind: oneOf('mean'), parts: listOf(part, 1) });
const indicator = fields({ ...parted, table: either(...tables, mean) });

function axis(code: string): Form {
  return fields({
    code: oneOf(code),
    label: words,
    weights: listOf(fields({ indicator: text, weight: decimal }), 1),
    thresholds: fields({ middle: decimal, high: decimal, citation }),
    citation,
  });
}

const boxes = fields({
  layout: listOf(fields({ performance: oneOf('below', 'meets', 'above'), low: count, medium: count, high: count }), 3),
  promotable: listOf(count),
  succession: listOf(count),
  meanings: listOf(fields({ box: count, meaning: words, handling: words })),
  move: fields({ allowed: flag, maxSteps: count, citation }),
  citation,
});
const category = oneOf('MS', 'MMS', 'KMS');
const jpm = fields({
  method: oneOf('capped', 'uncapped', 'sum-ratio'),
  competencies: listOf(named, 1),
  // Levels are divided by standards, so a scale starts at one.
  levels: fields({ from: positive, to: positive }),
  categories: listOf(fields({ code: category, from: decimal }), 3),
  minCategory: category,
  validityMonths: count,
  standards: mapOf(postLevel, count),
  citation,
});
const ranking = fields({
  components: listOf(fields({ code: text, label: words, weight: decimal }), 1),
  tieBreak: listOf(text),
  bands: orNull(fields({ width: decimal })),
  citation,
});

const algorithms = {
  axes: oneOf('weighted-sum/1'),
  ranking: oneOf('ranking/1'),
  quorum: oneOf('quorum/1'),
  outcome: oneOf('majority/1'),
  deadline: oneOf('working-days/1'),
  order: oneOf('draw/1'),
} as const;

const packForm = fields({
  id: matching(/^[a-z][a-z0-9-]*$/),
  version: matching(/^[0-9]{4}\.[0-9]+$/),
  title: words,
  effectiveFrom: day,
  effectiveUntil: orNull(day),
  approver: fields({ name: words, document: named }),
  algorithms: either(fields(algorithms), fields({ ...algorithms, tenure: oneOf('joined-spans/1') })),
  indicators: listOf(indicator, 1),
  axes: fields({ performance: axis('Y'), potential: axis('X') }),
  talentValue: fields({ performance: decimal, potential: decimal, citation }),
  boxes,
  jpm,
  skp: fields({ predicates: listOf(predicate, 5), minPredicate: predicate, minYears: count, citation }),
  gates: mapOf(postLevel, listOf(gate, 1)),
  missingData: fields({ result: oneOf('UNKNOWN'), next: oneOf('human-verification'), citation }),
  route: fields({ first: oneOf('talent-pool'), exception: oneOf('open-selection'), citation }),
  rankings: mapOf(postLevel, ranking),
  ...processForms,
});
