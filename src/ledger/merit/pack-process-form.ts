import { type StageKind, stageSteps } from '#domain/stages.ts';
import {
  citation,
  count,
  decimal,
  type Form,
  fields,
  flag,
  listOf,
  matching,
  named,
  oneOf,
  orNull,
  positive,
  time,
  words,
  zone,
} from './forms.ts';

/** Three years: no term of a selection is longer, and every one of its days is counted. */
function termDays(value: unknown): boolean {
  return positive(value) && Number(value) <= 750;
}

function reminderDays(value: unknown): boolean {
  return value === 0 || termDays(value);
}

function stage(kind: StageKind): Form {
  const step = fields({
    step: oneOf(...stageSteps[kind]),
    label: words,
    workingDays: orNull(termDays),
    endsEarly: flag,
    reminders: listOf(reminderDays),
    escalations: listOf(fields({ to: oneOf('secretary', 'chair'), daysBefore: reminderDays })),
  });
  return fields({ steps: listOf(step), citation });
}

const criterion = fields({
  code: matching(/^[a-z][a-z0-9-]*$/),
  label: words,
  weight: decimal,
  anchors: listOf(fields({ score: decimal, words }), 2),
});

/** How a selection runs: the second half of a policy pack. */
export const processForms: Readonly<Record<string, Form>> = {
  shortlist: fields({ size: positive, min: count, max: count, fewerNeedsReason: flag, citation }),
  assessment: fields({
    assessors: positive,
    scale: fields({ from: decimal, to: decimal }),
    criteria: listOf(criterion, 1),
    discussion: fields({ spreadOver: decimal, changeNeedsReason: flag }),
    reasonRequired: flag,
    citation,
  }),
  committee: fields({
    minSeats: count,
    maxSeats: count,
    oddSeats: flag,
    chairRequired: flag,
    quorum: fields({
      base: oneOf('seats', 'eligible'),
      rule: oneOf('majority', 'all', 'number'),
      number: orNull(count),
      minimum: count,
    }),
    majority: fields({ base: oneOf('cast', 'present', 'eligible', 'seats'), rule: oneOf('simple', 'two-thirds') }),
    abstention: oneOf('counts-present', 'counts-not'),
    tie: oneOf('chair-decides', 'rejected', 'revote'),
    mode: oneOf('meeting', 'circular'),
    declarations: oneOf('every-member-every-candidate'),
    maxAdjournments: count,
    citation,
  }),
  clocks: fields({
    cutoff: orNull(time),
    zone,
    cutiBersamaIsNonWorking: flag,
    officeOpensAt: time,
    citation,
  }),
  stages: fields({
    nomination: stage('nomination'),
    assessment: stage('assessment'),
    'committee-review': stage('committee-review'),
    placement: stage('placement'),
  }),
  deviation: fields({
    rankBinding: flag,
    reasonWhenNotFirst: flag,
    reasonMinLength: count,
    exceptions: listOf(fields({ code: named, title: words, citation })),
    secondApprover: flag,
    citation,
  }),
  concurrence: fields({
    authority: words,
    slaWorkingDays: termDays,
    onSilence: oneOf('wait', 'certify-lapse'),
    lapse: flag,
    citation,
  }),
  objection: fields({ fileWithinWorkingDays: positive, decideWithinWorkingDays: positive, citation }),
  interim: fields({ maxMonths: positive, extensionMonths: count, extensions: count, citation }),
};
