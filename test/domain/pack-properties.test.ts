import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisBounds, performanceLevel, potentialLevel } from '#domain/axes.ts';
import { boxOfValues } from '#domain/boxes.ts';
import { compareExact, type Exact, exact, ratio, writeExact } from '#domain/exact.ts';
import { evaluateGates } from '#domain/gates.ts';
import { explainIndicators } from '#domain/indicator-explanation.ts';
import { evaluateMerit, placeScores } from '#domain/merit.ts';
import { isFault } from '#domain/pack-findings.ts';
import { lintPack } from '#domain/pack-lint.ts';
import { applyOverlay } from '#domain/pack-overlay.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { overlaySchema } from '#schemas/policy-overlay.ts';
import { packFormSchema, policyPackSchema } from '#schemas/policy-pack.ts';
import { absent, record, register, stated, target, today } from '#test/support/merit.ts';
import { editedAll, type Path, readPackFile } from '#test/support/packs.ts';

/** `BUKTI_PROPERTY_RUNS=10000 npx vitest run test/domain/pack-properties.test.ts` tries each property so often. */
const numRuns = Number(process.env['BUKTI_PROPERTY_RUNS'] ?? 500);
const timeout = 20_000 + numRuns * 100;

const asn = readPackFile('policies/asn/pack.json');
const packs: readonly PolicyPack[] = [
  asn,
  readPackFile('policies/generic-merit/pack.json'),
  ...['dpd', 'kaltim', 'potensial-90-78', 'pu'].map((name): JsonObject => {
    return applyOverlay(asn, overlaySchema.parse(readPackFile(`policies/asn/overlays/${name}.json`))).content;
  }),
].map((content) => policyPackSchema.parse(content));

const anyPack = fc.constantFrom(...packs);
/** Exact scores from 0 to 100, with denominators that decimals do not end on, and the ends and thresholds often. */
const score = fc.oneof(
  fc.constantFrom('0', '60', '80', '100', '59.99', '79.99').map(exact),
  fc.tuple(fc.nat(9_000), fc.integer({ min: 90, max: 97 })).map(([part, whole]) => {
    const value = ratio(part, whole);
    return compareExact(value, exact('100')) > 0 ? exact('100') : value;
  }),
);
const levels = { below: 0, meets: 1, above: 2, low: 0, medium: 1, high: 2 } as const;

interface Scored {
  readonly pack: PolicyPack;
  readonly scores: Readonly<Record<string, Exact | null>>;
}

const scoredPack: fc.Arbitrary<Scored> = anyPack.chain((pack) =>
  fc.tuple(...pack.indicators.map(() => score)).map((values) => ({
    pack,
    scores: Object.fromEntries(pack.indicators.map(({ code }, index) => [code, values[index] ?? null])),
  })),
);

describe('a box', () => {
  test('is never lowered by more points', { timeout }, () => {
    fc.assert(
      fc.property(scoredPack, fc.nat(), score, ({ pack, scores }, which, more) => {
        const code = pack.indicators[which % pack.indicators.length]?.code ?? '';
        const raised = { ...scores, [code]: highest(scores[code] ?? null, more) };
        const [before, after] = [placeScores(scores, pack), placeScores(raised, pack)];
        expect(levelOf(after.performance)).toBeGreaterThanOrEqual(levelOf(before.performance));
        expect(levelOf(after.potential)).toBeGreaterThanOrEqual(levelOf(before.potential));
        expect(after.talentValue?.compare(before.talentValue ?? 0)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns },
    );
  });

  test('is given to nobody of whom one indicator is unknown, and that one is named', { timeout }, () => {
    fc.assert(
      fc.property(scoredPack, fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 4 }), ({ pack, scores }, holes) => {
        const codes = new Set(holes.map((hole) => pack.indicators[hole % pack.indicators.length]?.code ?? ''));
        const holed = Object.fromEntries(
          Object.entries(scores).map(([code, value]) => [code, codes.has(code) ? null : value]),
        );
        const { box, talentValue, missing } = placeScores(holed, pack);
        expect([box, talentValue]).toEqual([null, null]);
        expect(new Set(missing)).toEqual(codes);
      }),
      { numRuns },
    );
  });

  test('with every indicator known lies inside what was possible before the last one came', { timeout }, () => {
    fc.assert(
      fc.property(scoredPack, fc.nat(), ({ pack, scores }, which) => {
        const code = pack.indicators[which % pack.indicators.length]?.code ?? '';
        const { performance, potential } = placeScores(scores, pack);
        for (const [rule, axis] of [
          [pack.axes.performance, performance],
          [pack.axes.potential, potential],
        ] as const) {
          const { possibleLevels } = axisBounds(rule, { ...scores, [code]: null });
          expect(possibleLevels).toContain(axis.status === 'KNOWN' ? axis.level : '');
        }
      }),
      { numRuns },
    );
  });
});

describe('bands', () => {
  test('of both axes cover 0 to 100 exactly once', { timeout }, () => {
    fc.assert(
      fc.property(anyPack, score, (pack, value) => {
        for (const { thresholds } of [pack.axes.performance, pack.axes.potential]) {
          const [middle, high] = [exact(thresholds.middle), exact(thresholds.high)];
          const bounds = [
            [exact('0'), middle],
            [middle, high],
            [high, exact('100.000001')],
          ] as const;
          const holding = bounds.filter(([from, to]) => compareExact(value, from) >= 0 && compareExact(value, to) < 0);
          expect(holding).toHaveLength(1);
        }
      }),
      { numRuns },
    );
  });

  test('give every pair of values one box, the one of its levels', { timeout }, () => {
    fc.assert(
      fc.property(anyPack, score, score, (pack, y, x) => {
        const placed = boxOfValues({ Y: writeExact(y), X: writeExact(x) }, pack);
        const cell = {
          performance: performanceLevel(y, pack.axes.performance),
          potential: potentialLevel(x, pack.axes.potential),
        };
        const row = pack.boxes.layout.find(({ performance }) => performance === cell.performance);
        expect(placed).toEqual({ status: 'KNOWN', ...cell, box: row?.[cell.potential] });
      }),
      { numRuns },
    );
  });

  test('of every table of counts hold each whole number in one row', { timeout }, () => {
    const tables = packs.flatMap(({ indicators }) =>
      [...indicators, ...indicators.flatMap(({ table }) => (table.kind === 'mean' ? table.parts : []))].flatMap(
        ({ table }) => (table.kind === 'bands' ? [table] : []),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.nat(2_000), ({ bands }, count) => {
        expect(bands.filter(({ from, to }) => from <= count && (to === null || count < to))).toHaveLength(1);
      }),
      { numRuns },
    );
  });
});

function highest(value: Exact | null, more: Exact): Exact {
  return value === null || compareExact(more, value) > 0 ? more : value;
}

function levelOf(axis: ReturnType<typeof placeScores>['performance' | 'potential']): number {
  return axis.status === 'KNOWN' ? levels[axis.level] : -1;
}

const maybe = <Value>(value: Value) => fc.constantFrom(value, null);
const day = fc
  .tuple(fc.integer({ min: 1950, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
const word = fc.constantFrom(
  'nasional',
  'ketua internal',
  'Plt setara',
  'tidak ada',
  'Sangat Baik',
  '',
  '-',
  'constructor',
  '101',
  '62.5',
);
const row = { source: 'x', conflict: null };

/** Records as bad as an import can leave them. */
const badRecord: fc.Arbitrary<PersonRecord> = fc
  .record({
    education: fc.constantFrom('45', '12', '99', 'x', null),
    feedback: fc.oneof(word, fc.constant(null)),
    dates: fc.array(fc.option(day), { minLength: 6, maxLength: 6 }),
    words: fc.array(fc.option(word), { minLength: 3, maxLength: 3 }),
    levels: fc.array(fc.option(fc.integer({ min: 0, max: 7 })), { maxLength: 10 }),
    potential: fc.option(fc.array(fc.option(fc.integer({ min: 0, max: 7 })), { maxLength: 9 })),
    isChecked: fc.boolean(),
    conflict: maybe('x.conflict'),
  })
  .map(({ education, feedback, dates, words, levels: held, potential, isChecked, conflict }) => {
    const items = <Item>(list: readonly Item[]) => register(isChecked ? list : null);
    const [a = null, b = null, c = null, d = null, e = null, f = null] = dates;
    return record({
      education: stated(education),
      bornOn: a === null ? absent(conflict) : stated(a),
      feedback360: stated(feedback),
      awards: items([{ ...row, conflict, level: words[0] ?? null, givenOn: b }]),
      teams: items([{ ...row, role: words[1] ?? null, startedOn: c, endedOn: d }]),
      acting: items([{ ...row, duty: words[2] ?? null, startedOn: e }]),
      sanctions: items([
        { ...row, level: null, startedOn: f, endedOn: b, months: 6, instant: false, revoked: false, inProcess: false },
      ]),
      assessments: register([
        {
          ...row,
          assessedOn: c ?? today,
          referencePost: 'x',
          referenceLevel: null,
          levels: held,
          standards: [...held].reverse(),
          potential,
        },
      ]),
    });
  });

/** Edits that leave the form whole and most often the sense too. */
const edits: fc.Arbitrary<readonly (readonly [Path, string | number | null])[]> = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom<Path>(
        ['axes', 'performance', 'thresholds', 'middle'],
        ['axes', 'potential', 'thresholds', 'high'],
      ),
      fc.integer({ min: 0, max: 110 }).map(String),
    ),
    fc.tuple(
      fc.tuple(fc.constant('indicators'), fc.nat(10), fc.constant('measure')),
      fc.constantFrom('certificates', 'jpm', 'education', 'discipline', 'potential-aspects', null),
    ),
    fc.tuple(
      fc.tuple(fc.constant('indicators'), fc.nat(10), fc.constant('windowMonths')),
      fc.constantFrom(0, 12, 60, null),
    ),
    fc.tuple(
      fc.constant<Path>(['indicators', 0, 'table', 'values', 0, 'score']),
      fc.integer({ min: 0, max: 130 }).map(String),
    ),
    fc.tuple(
      fc.constantFrom<Path>(
        ['jpm', 'levels', 'from'],
        ['jpm', 'levels', 'to'],
        ['jpm', 'validityMonths'],
        ['indicators', 5, 'table', 'parts', 0, 'table', 'bands', 1, 'to'],
      ),
      fc.nat(9),
    ),
    fc.tuple(fc.constant<Path>(['jpm', 'method']), fc.constantFrom('capped', 'uncapped', 'sum-ratio')),
  ),
  { maxLength: 3 },
);

describe('a pack without faults', () => {
  test('never throws, whatever a record says', { timeout }, () => {
    let sound = 0;
    fc.assert(
      fc.property(edits, badRecord, (changes, bad) => {
        const parsed = packFormSchema.safeParse(editedAll(asn, changes));
        if (!parsed.success || lintPack(parsed.data).some(isFault)) return;
        sound += 1;
        const context = { asOf: today, targetLevel: null, fieldsOfStudy: ['administrasi publik'] };
        const { box, missing } = evaluateMerit(bad, parsed.data, context);
        expect(box === null).toBe(missing.length > 0);
        expect(explainIndicators({ record: bad, pack: parsed.data, context })).toHaveLength(
          parsed.data.indicators.length,
        );
        for (const level of ['jpt-pratama', 'pengawas'] as const) {
          const { overall, results } = evaluateGates({
            record: bad,
            target: target({ level }),
            pack: parsed.data,
            on: today,
          });
          expect(overall === 'PASS').toBe(results.every(({ result }) => result === 'PASS'));
        }
      }),
      { numRuns },
    );
    expect(sound).toBeGreaterThan(numRuns / 20);
  });

  test('is the same pack after its own JSON', () => {
    for (const pack of packs) expect(policyPackSchema.parse(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
  });
});
