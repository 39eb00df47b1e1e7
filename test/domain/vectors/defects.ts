import { expect } from 'vitest';
import { boxDiffers, boxOfValues } from '#domain/boxes.ts';
import { writeExact } from '#domain/exact.ts';
import { refuseScoreWithoutInputs } from '#domain/known.ts';
import { placeScores } from '#domain/merit.ts';
import { mergePopulation } from '#domain/population.ts';
import { scoreValue } from '#domain/score-table.ts';
import { predicateOf, predicateOfLabel } from '#domain/skp.ts';
import { axisOf, readScores } from './axes.ts';
import { packWith, thresholdsOf } from './boxes.ts';
import { pack, type Subject } from './reader.ts';
import { ruleOf } from './rules.ts';
import { scoreOfPredicate } from './skp.ts';

interface Defect {
  readonly id: string;
  /** Of each defect's own shape, which its answer below knows. */
  readonly input: never;
  readonly wrong: Readonly<Record<string, unknown>>;
  readonly right: Readonly<Record<string, unknown>>;
}

type Scores = Readonly<Record<string, string | null>>;

function place(input: { Y: Scores; X: Scores }) {
  return placeScores(readScores({ ...input.Y, ...input.X }), pack);
}

function scores(code: string, values: readonly string[]): string[] {
  return values.map((value) => {
    const score = scoreValue(ruleOf(code), value);
    return score.status === 'KNOWN' ? writeExact(score.score) : score.status;
  });
}

function boxes(pairs: readonly { Y: string; X: string }[], policy = '80/60'): unknown[] {
  return pairs.map((pair) => {
    const result = boxOfValues(pair, packWith(thresholdsOf(policy)));
    return result.status === 'KNOWN' ? result.box : null;
  });
}

/** What the product answers to each defect's input, under the keys that the right answer has. */
const answers: Readonly<Record<string, (input: never) => Record<string, unknown>>> = {
  'defect-01': (input: { Y: Scores; X: Scores }) => {
    const { performance, potential, box } = place(input);
    const text = (axis: typeof performance | typeof potential) =>
      axis.status === 'KNOWN' ? writeExact(axis.value) : null;
    return { Y: text(performance), X: text(potential), box };
  },
  'defect-02': (input: Scores) => {
    const { H, T } = input;
    const axis = axisOf('Y', input);
    return axis.status === 'KNOWN' ? { H, T, Y: writeExact(axis.value), level: axis.level } : { ...axis };
  },
  'defect-03': (input: Scores) => {
    const result = boxOfValues({ Y: input['Nilai Y'], X: input['Nilai X'] }, pack);
    return { ...result, box: 'box' in result ? result.box : null };
  },
  'defect-04': (input: { Y: Scores; X: Scores }) => {
    const { box, missing } = place(input);
    return { status: box === null ? 'UNKNOWN' : 'KNOWN', missing, box };
  },
  'defect-05': (input: { pairs: { Y: string; X: string }[] }) => ({ boxes: boxes(input.pairs) }),
  'defect-06': (input: { certificates: string[] }) => ({ scores: scores('D.cert', input.certificates) }),
  'defect-07': (input: { months: string[] }) => ({ scores: scores('E.level', input.months) }),
  'defect-08': (input: { predicates: string[] }) => ({
    K: input.predicates.map((label) => {
      const result = predicateOfLabel(label);
      return result.status === 'KNOWN' ? scoreOfPredicate(result.predicate) : `${result.status} ${result.reason ?? ''}`;
    }),
  }),
  'defect-09': (input: { cells: { hasilKerja: string; perilaku: string }[] }) => {
    const predicates = input.cells.flatMap((cell) => {
      const result = predicateOf(cell);
      return result.status === 'KNOWN' ? [result.predicate] : [];
    });
    return { predicate: predicates, K: predicates.map(scoreOfPredicate) };
  },
  'defect-10': (input: { body: { box: number }; storedIndicators: { Y: string; X: string } }) => {
    const derived = boxOfValues(input.storedIndicators, pack);
    const claimedBox = input.body.box;
    const outcome = boxDiffers(claimedBox, derived) ? 'difference queued, claim not stored as result' : 'agrees';
    return { box: 'box' in derived ? derived.box : null, claimedBox, outcome };
  },
  'defect-11': (input: { Y: string; X: string; mappedUnder: string; policyNow: string }) => ({
    [`resultUnder${input.mappedUnder}`]: boxes([input], input.mappedUnder)[0],
    [`resultUnder${input.policyNow}`]: boxes([input], input.policyNow)[0],
  }),
  'defect-12': (input: { before: string[]; upload: string[] }) => {
    const merged = mergePopulation(input.before, input.upload);
    return { ...merged, historyKept: input.before.every((ref) => merged.after.includes(ref)) };
  },
  'defect-13': (input: { storedInputs: unknown }) => ({ ...refuseScoreWithoutInputs(input.storedInputs) }),
  'defect-14': (input: { performance: string; potential: string }) => ({
    box: boxes([{ Y: input.performance, X: input.potential }])[0],
  }),
};

/** Words that explain the right answer to readers. */
const prose = new Set(['policy', 'shown', 'rule', 'effect']);

export const defectsSubject: Subject = {
  cases: ({ id, input, wrong, right }: Defect) => {
    const answer = answers[id]?.(input);
    if (answer === undefined) throw new Error(`no answer to ${id}`);
    const facts = Object.entries(right).filter(([key]) => !prose.has(key));
    expect(answer).toMatchObject(Object.fromEntries(facts));
    expect(answer).not.toMatchObject(wrong);
  },
};
