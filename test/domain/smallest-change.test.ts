import { describe, expect, test } from 'vitest';
import { compareExact, exact, parseExact, writeExact } from '#domain/exact.ts';
import { type ExplainedIndicator, explainIndicators } from '#domain/indicator-explanation.ts';
import { placeScores } from '#domain/merit.ts';
import type { ExplainedPlace } from '#domain/place-explanation.ts';
import { type SmallestChange, smallestChanges } from '#domain/smallest-change.ts';
import { isBoxDerivation } from '#ledger/merit/content-forms.ts';
import { derivationOf, frozen, on } from '../ledger/map-bundle.ts';
import { pack } from './vectors/reader.ts';

interface Standing {
  readonly indicators: readonly ExplainedIndicator[];
  readonly place: ExplainedPlace;
}

/** People of a released bundle, each once as they are and once with every lower row of every table. */
const standings: readonly Standing[] = frozen.flatMap((entry) => {
  const derivation: unknown = derivationOf(entry);
  if (!isBoxDerivation(derivation)) throw new Error('the fixture has derivations');
  const { record, fieldsOfStudy } = derivation;
  const context = { asOf: on, targetLevel: null, fieldsOfStudy };
  const indicators = explainIndicators({ record, pack, context });
  const lowered = pack.indicators.flatMap(({ code, table }) =>
    table.kind === 'enum'
      ? table.values.map(({ score }) => indicators.map((one) => (one.code === code ? { ...one, score } : one)))
      : [],
  );
  return [indicators, ...lowered].map((own) => ({ indicators: own, place: placeOf(own) }));
});
const boxed = standings.filter(({ place }) => place.box !== null);

function placeOf(indicators: readonly ExplainedIndicator[]): ExplainedPlace {
  const scores = indicators.map(
    ({ code, score }) => [code, score === null ? null : (parseExact(score) ?? null)] as const,
  );
  const { performance, potential, talentValue, box } = placeScores(Object.fromEntries(scores), pack);
  const spelled = (axis: typeof performance | typeof potential) =>
    axis.status === 'KNOWN' ? writeExact(axis.value) : null;
  return {
    performance: spelled(performance),
    potential: spelled(potential),
    talentValue: talentValue === null ? null : writeExact(talentValue),
    box,
  };
}

function changesOf(index: number): readonly SmallestChange[] {
  const one = boxed[index];
  return one === undefined ? [] : smallestChanges(one.place, { indicators: one.indicators, pack });
}

/** The box with one score replaced. */
function boxWith(index: number, indicator: string, score: string): number | null {
  const own = boxed[index]?.indicators ?? [];
  return placeOf(own.map((one) => (one.code === indicator ? { ...one, score } : one))).box;
}

describe('the smallest change', () => {
  test('is there for many, on either axis', () => {
    const axes = boxed.flatMap((_, index) => changesOf(index).map(({ axis }) => axis));
    expect([axes.includes('performance'), axes.includes('potential'), axes.length > 10]).toEqual([true, true, true]);
  });

  test('leads to the box that it names, which is another one', () => {
    for (const [index, { place }] of boxed.entries()) {
      for (const { indicator, to, box } of changesOf(index)) {
        expect(boxWith(index, indicator, to)).toBe(box);
        expect(box).not.toBe(place.box);
      }
    }
  });

  test('is the least of its table: the row below it changes nothing', () => {
    for (const [index, { place }] of boxed.entries()) {
      for (const { indicator, to } of changesOf(index)) {
        const rule = pack.indicators.find(({ code }) => code === indicator);
        if (rule?.table.kind !== 'enum') continue;
        const below = rule.table.values.filter(({ score }) => compareExact(exact(score), exact(to)) < 0);
        for (const { score } of below)
          expect(boxWith(index, indicator, score) ?? 0).toBeLessThanOrEqual(place.box ?? 0);
      }
    }
  });

  test('is none for whoever has no box', () => {
    const [first] = boxed;
    const held = { performance: null, potential: null, talentValue: null, box: null };
    expect(smallestChanges(held, { indicators: first?.indicators ?? [], pack })).toEqual([]);
  });

  test('is none on an axis that stands highest', () => {
    const [first] = boxed;
    const highest = { performance: '100', potential: '100', talentValue: '100', box: 9 };
    expect(smallestChanges(highest, { indicators: first?.indicators ?? [], pack })).toEqual([]);
  });
});
