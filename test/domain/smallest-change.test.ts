import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareExact, type Exact, exact, mean, parseExact, ratio, writeExact } from '#domain/exact.ts';
import { type ExplainedIndicator, type ExplanationAsked, explainIndicators } from '#domain/indicator-explanation.ts';
import { evaluateMerit, placeScores } from '#domain/merit.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { ExplainedPlace } from '#domain/place-explanation.ts';
import type { IndicatorRule, JpmMethod, PolicyPack } from '#domain/policy-pack.ts';
import { leastReachable, type Step } from '#domain/reachable-score.ts';
import { scoreParts, scoreValue } from '#domain/score-table.ts';
import { type SmallestChange, smallestChanges } from '#domain/smallest-change.ts';
import { anyRecord, people, withCertificates } from './standings.ts';
import { pack } from './vectors/reader.ts';

const first = firstOf(people);

function firstOf(all: readonly ExplanationAsked[]): ExplanationAsked {
  const [one] = all;
  if (one === undefined) throw new Error('the fixture has people');
  return one;
}

function askOf(record: PersonRecord, policy: PolicyPack = pack): ExplanationAsked {
  const one = people.find((own) => own.record.currentPost === record.currentPost) ?? first;
  return { ...one, record, pack: policy };
}

function placeOf({ record, pack: policy, context }: ExplanationAsked): ExplainedPlace {
  const { performance, potential, talentValue, box } = evaluateMerit(record, policy, context);
  const spelled = (axis: typeof performance | typeof potential) =>
    axis.status === 'KNOWN' ? writeExact(axis.value) : null;
  return {
    performance: spelled(performance),
    potential: spelled(potential),
    talentValue: talentValue === null ? null : writeExact(talentValue),
    box,
  };
}

function changesOf(asked: ExplanationAsked): readonly SmallestChange[] {
  return smallestChanges(placeOf(asked), { ...asked, indicators: explainIndicators(asked) });
}

/** The box with one score replaced. */
function boxWith(
  indicators: readonly ExplainedIndicator[],
  { code, score, policy = pack }: { code: string; score: Exact; policy?: PolicyPack },
): number | null {
  const scores = indicators.map(
    (one) => [one.code, one.code === code ? score : (parseExact(one.score ?? '') ?? null)] as const,
  );
  return placeScores(Object.fromEntries(scores), policy).box;
}

function scored(score: ReturnType<typeof scoreValue>): Exact {
  if (score.status !== 'KNOWN') throw new Error('the table does not score this');
  return score.score;
}

/** The record in which a step is taken; null for what a record says over many rows, like the months in a level. */
function stepped(record: PersonRecord, step: Step): PersonRecord | null {
  const [assessment] = record.assessments.items ?? [];
  if (assessment === undefined) return null;
  const assessed = (own: Partial<typeof assessment>) => ({
    ...record,
    assessments: { ...record.assessments, items: [{ ...assessment, ...own }] },
  });
  if (step.kind === 'number') return { ...record, feedback360: { ...record.feedback360, value: step.value } };
  if (step.kind === 'aspects') return assessed({ potential: aspectsOf(step.to) });
  if (step.kind === 'competencies') {
    const levels = step.raised.reduce<readonly (number | null)[]>((own, { competency, from, to }) => {
      const at = pack.jpm.competencies.indexOf(competency);
      expect(own[at]).toBe(from);
      return own.with(at, to);
    }, assessment.levels);
    return assessed({ levels });
  }
  if (step.kind === 'band' && step.part === 'D.cert') return withCertificates(record, step.from, 'T');
  if (step.kind === 'band' && step.part === 'D.prof') return withCertificates(record, step.from, 'P');
  if (step.part === 'H') return { ...record, awards: { ...record.awards, items: [rowOf({ level: wordOf(step) })] } };
  if (step.part === 'E.acting')
    return { ...record, acting: { ...record.acting, items: [rowOf({ duty: wordOf(step) })] } };
  return null;
}

const wordOf = (step: Step) => (step.kind === 'row' ? step.value : null);
const rowOf = <Own extends object>(own: Own) => ({
  source: 'riwayat-contoh.json#2',
  conflict: null,
  givenOn: '2026-01-01',
  startedOn: '2026-01-01',
  level: null,
  duty: null,
  ...own,
});

function aspectsOf(sum: number): number[] {
  return Array.from({ length: 8 }, (_, index) => Math.floor(sum / 8) + (index < sum % 8 ? 1 : 0));
}

const scoresByRule = new Map<IndicatorRule, readonly Exact[]>();

/** Every score of a table by its own words and numbers, each of them once. */
function everyScore(rule: IndicatorRule): readonly Exact[] {
  const { table } = rule;
  const known = scoresByRule.get(rule);
  if (known !== undefined) return known;
  const scores = (() => {
    if (table.kind === 'enum') return table.values.map(({ value }) => scored(scoreValue(rule, value)));
    if (table.kind === 'bands') return table.bands.map(({ from }) => scored(scoreValue(rule, String(from))));
    if (table.kind === 'aspects')
      return Array.from({ length: 33 }, (_, more) => scored(scoreParts(rule, aspectsOf(8 + more).map(String))));
    return [];
  })();
  const all = once(scores);
  scoresByRule.set(rule, all);
  return all;
}

const scoresOf = (rule: IndicatorRule, least: Exact) =>
  everyScore(rule).filter((score) => compareExact(score, least) >= 0);
const once = (scores: readonly Exact[]) => [...new Map(scores.map((one) => [writeExact(one), one])).values()];

/** What an indicator can come to where no part of it is worse. */
function reachable({ code, score, parts }: ExplainedIndicator): Exact[] {
  const rule = pack.indicators.find((one) => one.code === code);
  if (rule === undefined) return [];
  if (rule.table.kind !== 'mean') return scoresOf(rule, exact(score ?? '0'));
  const choices = rule.table.parts.map((part) =>
    scoresOf(part, exact(parts.find((one) => one.code === part.code)?.score ?? '0')),
  );
  const ways = choices.reduce<Exact[][]>((all, own) => all.flatMap((way) => own.map((one) => [...way, one])), [[]]);
  return once(ways.map(mean));
}

describe('the smallest change', () => {
  test('is told of most standings, on either axis and of every kind of table', () => {
    const kinds = new Set<string>();
    const axes = new Set<string>();
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const { axis, steps } of changesOf(askOf(record))) {
          axes.add(axis);
          for (const { kind } of steps) kinds.add(kind);
        }
      }),
      { numRuns: 100, seed: 6 },
    );
    expect([[...axes].toSorted(), [...kinds].toSorted()]).toEqual([
      ['performance', 'potential'],
      ['aspects', 'band', 'competencies', 'number', 'row'],
    ]);
  });

  test('taken in the record leads to the score and the box that it names, which is another one', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const asked = askOf(record);
        for (const { indicator, to, steps, box } of changesOf(asked)) {
          expect(boxWith(explainIndicators(asked), { code: indicator, score: exact(to) })).toBe(box);
          expect(box).not.toBe(placeOf(asked).box);
          const then = steps.reduce<PersonRecord | null>((own, step) => own && stepped(own, step), record);
          if (then === null) continue;
          const after = { ...asked, record: then };
          expect(explainIndicators(after).find(({ code }) => code === indicator)?.score).toBe(to);
          expect(placeOf(after).box).toBe(box);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is the least of its indicator: whatever else it can come to below it leaves the box', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const asked = askOf(record);
        const indicators = explainIndicators(asked);
        const here = placeOf(asked).box;
        for (const { indicator, to } of changesOf(asked)) {
          const own = indicators.find(({ code }) => code === indicator);
          const all = own === undefined ? [] : reachable(own);
          if (all.length > 0) expect(all.map(writeExact)).toContain(to);
          for (const score of all.filter((one) => compareExact(one, exact(to)) < 0))
            expect(boxWith(indicators, { code: indicator, score })).toBe(here);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is the least of its axis: no other indicator that closes the gap brings less', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const asked = askOf(record);
        const indicators = explainIndicators(asked);
        const here = placeOf(asked).box;
        for (const { axis, indicator, from, to } of changesOf(asked)) {
          const weightOf = (code: string) =>
            exact(pack.axes[axis].weights.find((one) => one.indicator === code)?.weight ?? '0');
          const gain = exact(to).sub(exact(from)).mul(weightOf(indicator));
          for (const other of indicators.filter((one) => one.axis === axis)) {
            const better = reachable(other).filter(
              (score) => boxWith(indicators, { code: other.code, score }) !== here,
            );
            for (const score of better) {
              const brought = score.sub(exact(other.score ?? '0')).mul(weightOf(other.code));
              expect(compareExact(brought, gain)).toBeGreaterThanOrEqual(0);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each<JpmMethod>(['capped', 'uncapped', 'sum-ratio'])(
    'of a %s match is one that levels give, and no higher levels that give less move the box',
    (method) => {
      const only = { ...pack, jpm: { ...pack.jpm, method }, axes: { ...pack.axes, potential: onlyCompetence } };
      const raises = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 9, maxLength: 9 });
      fc.assert(
        fc.property(anyRecord, raises, (record, more) => {
          const asked = askOf(record, only);
          const [assessment] = record.assessments.items ?? [];
          const change = changesOf(asked).find(({ indicator }) => indicator === 'C');
          if (change === undefined || assessment === undefined) return;
          const levels = assessment.levels.map((level, at) => Math.min(5, (level ?? 1) + (more[at] ?? 0)));
          const raised = { ...record.assessments, items: [{ ...assessment, levels }] };
          const after = { ...asked, record: { ...record, assessments: raised } };
          const score = parseExact(explainIndicators(after).find(({ code }) => code === 'C')?.score ?? '');
          if (score !== undefined && compareExact(score, exact(change.to)) < 0)
            expect(placeOf(after).box).toBe(placeOf(asked).box);
        }),
        { numRuns: 60 },
      );
    },
  );

  test('of a number is a hundredth as it is shown, and one hundredth less leaves the box', () => {
    const only = { ...pack, axes: { ...pack.axes, performance: onlyFeedback } };
    fc.assert(
      fc.property(anyRecord, (record) => {
        const asked = askOf(record, only);
        for (const { indicator, to } of changesOf(asked).filter(({ axis }) => axis === 'performance')) {
          expect([indicator, /^\d+(\.\d{1,2})?$/.test(to)]).toEqual(['F', true]);
          const score = exact(to).sub(ratio(1, 100));
          expect(boxWith(explainIndicators(asked), { code: 'F', score, policy: only })).toBe(placeOf(asked).box);
        }
      }),
    );
  });

  test('never asks anybody to lose something: a part that scores 100 is not asked for less', () => {
    const record = withCertificates({ ...first.record, courses: { ...first.record.courses, items: [] } }, 8, 'T');
    const own = { ...pack, axes: { ...pack.axes, potential: onlyDevelopment } };
    const asked = askOf({ ...record, trainings: { ...record.trainings, items: [] } }, own);
    expect(changesOf(asked).find(({ axis }) => axis === 'potential')).toMatchObject({
      from: '50',
      to: '75',
      steps: [{ part: 'D.prof', kind: 'band', from: 1, to: 3, unit: 'count' }],
    });
  });

  test('of a mean of many parts is found among their sums, not among all their ways', () => {
    const [acting] = pack.indicators.flatMap(({ table }) => (table.kind === 'mean' ? table.parts.slice(-1) : []));
    const own = pack.indicators.find(({ table }) => table.kind === 'mean');
    if (acting === undefined || own === undefined) throw new Error('the pack has a mean');
    const values = Array.from({ length: 11 }, (_, index) => ({ value: `nilai ${index}`, score: String(index * 10) }));
    const codes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((letter) => `E.${letter}`);
    const table = { kind: 'enum', values, unscored: [] } as const;
    const rule: IndicatorRule = {
      ...own,
      table: { kind: 'mean', parts: codes.map((code) => ({ ...acting, code, table })) },
    };
    const [one] = explainIndicators(first).flatMap(({ parts }) => parts);
    if (one === undefined) throw new Error('the fixture has parts');
    const parts = codes.map((code) => ({ ...one, code, score: '20' }));
    const reached = leastReachable({ rule, score: exact('20'), parts }, exact('95'), first);
    expect([reached?.score.toString(), reached?.steps.length]).toEqual(['95', 10]);
  }, 5_000);

  test('is none for whoever has no box', () => {
    const held = { performance: null, potential: null, talentValue: null, box: null };
    expect(smallestChanges(held, { ...first, indicators: explainIndicators(first) })).toEqual([]);
  });

  test('is none on an axis that stands highest', () => {
    const highest = { performance: '100', potential: '100', talentValue: '100', box: 9 };
    expect(smallestChanges(highest, { ...first, indicators: explainIndicators(first) })).toEqual([]);
  });
});

const onlyOf = (axis: 'performance' | 'potential', indicator: string) => ({
  ...pack.axes[axis],
  weights: [{ indicator, weight: '1' }],
});
const onlyCompetence = onlyOf('potential', 'C');
const onlyDevelopment = onlyOf('potential', 'D');
const onlyFeedback = onlyOf('performance', 'F');
