import { boxOfValues } from './boxes.ts';
import { type ChoiceRule, makeChoice, refuseChoice } from './choices.ts';
import type { Words } from './citation.ts';
import { type Exact, parseExact, writeExact } from './exact.ts';
import type { GateTarget } from './gate-check.ts';
import { evaluateGates } from './gates.ts';
import { evaluateIndicators } from './indicators.ts';
import { jobPersonMatch, jpmCategory } from './jpm.ts';
import { placeScores } from './merit.ts';
import { isSameJson, type Json, type JsonObject } from './pack-tree.ts';
import type { PersonRecord, PostLevel } from './person-record.ts';
import type { GateName, IndicatorRule, PolicyPack } from './policy-pack.ts';
import { quorum } from './quorum.ts';
import { rankCandidates } from './ranking.ts';
import { scoreParts, scoreValue } from './score-table.ts';
import { predicateOf } from './skp.ts';

/** A worked example of a pack: what its rules make of given facts. `expected` holds what is asked; what it leaves out is not compared. */
export type PackExample = ExampleQuestion & {
  readonly id: string;
  readonly text: Words;
  readonly expected: JsonObject;
};

export type ExampleQuestion =
  /** Indicator scores to axes and box. */
  | { readonly asks: 'placement'; readonly scores: Readonly<Record<string, string | null>> }
  /** Two axis values to levels and box. */
  | { readonly asks: 'box'; readonly Y: string | null; readonly X: string | null }
  /** One value, or its parts, through the table of one indicator. */
  | {
      readonly asks: 'score';
      readonly indicator: string;
      readonly value?: string | null;
      readonly parts?: readonly (string | null)[];
    }
  | { readonly asks: 'jpm'; readonly levels: readonly number[]; readonly standards: readonly number[] }
  | { readonly asks: 'predicate'; readonly hasilKerja: string; readonly perilaku: string }
  /** A record to the scores of its indicators. */
  | { readonly asks: 'record'; readonly record: PersonRecord; readonly on: string }
  /** A record against gates of a level. */
  | {
      readonly asks: 'gates';
      readonly level: PostLevel;
      readonly record: PersonRecord;
      readonly target: Omit<GateTarget, 'level'>;
      readonly on: string;
    }
  /** Values of components to ranks and bands. */
  | {
      readonly asks: 'ranking';
      readonly level: PostLevel;
      readonly candidates: readonly {
        readonly ref: string;
        readonly values: Readonly<Record<string, string | null>>;
      }[];
    }
  /** What the authority may choose. */
  | {
      readonly asks: 'choice';
      readonly shortlist: readonly string[];
      readonly candidates: readonly string[];
      readonly chosen: string;
      readonly reason: string | null;
      readonly exception: string | null;
    }
  /** Whether so many of so many seats decide. */
  | { readonly asks: 'quorum'; readonly seats: number; readonly recused: number; readonly present: number };

export interface TriedExample {
  readonly id: string;
  readonly text: Words;
  readonly passes: boolean;
  readonly expected: JsonObject;
  /** The same members as expected. */
  readonly found: JsonObject;
}

/** Runs one example against the rules of a pack. */
export function tryExample(example: PackExample, pack: PolicyPack): TriedExample {
  const { id, text, expected } = example;
  const answer = answerOf(example, pack);
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, foundIn(answer, name)]));
  return { id, text, passes: isSameJson(expected, found), expected, found };
}

/** A member that the question does not answer is never null: null would look like an answer. */
function foundIn(answer: JsonObject, name: string): Json {
  return Object.hasOwn(answer, name) ? (answer[name] ?? null) : `no ${name}`;
}

function answerOf(example: ExampleQuestion, pack: PolicyPack): JsonObject {
  switch (example.asks) {
    case 'placement':
      return placement(example.scores, pack);
    case 'box': {
      const placed = boxOfValues({ Y: example.Y, X: example.X }, pack);
      return placed.status === 'KNOWN' ? { ...placed } : { status: placed.status, box: null };
    }
    case 'score':
      return score(example, pack);
    case 'jpm':
      return competence(example, pack);
    case 'predicate': {
      const made = predicateOf(example);
      return { predicate: made.status === 'KNOWN' ? made.predicate : null };
    }
    case 'record': {
      const context = { asOf: example.on, targetLevel: null, fieldsOfStudy: null };
      const results = evaluateIndicators(example.record, pack, context);
      return Object.fromEntries(results.map(({ code, score: own }) => [code, written(own)]));
    }
    case 'gates':
      return gatesOf(example, pack);
    case 'ranking':
      return rank(example, pack);
    case 'choice':
      return choose(example, pack.deviation);
    case 'quorum':
      return sit(example, pack);
  }
}

function written(value: Exact | null): string | null {
  return value === null ? null : writeExact(value);
}

function placement(scores: Readonly<Record<string, string | null>>, pack: PolicyPack): JsonObject {
  const known = Object.fromEntries(
    Object.entries(scores).map(([code, text]) => [code, text === null ? null : (parseExact(text) ?? null)]),
  );
  const { performance, potential, box, missing, talentValue } = placeScores(known, pack);
  return {
    Y: performance.status === 'KNOWN' ? writeExact(performance.value) : null,
    X: potential.status === 'KNOWN' ? writeExact(potential.value) : null,
    performance: performance.status === 'KNOWN' ? performance.level : null,
    potential: potential.status === 'KNOWN' ? potential.level : null,
    box,
    talentValue: written(talentValue),
    promotable: box === null ? null : pack.boxes.promotable.includes(box),
    succession: box === null ? null : pack.boxes.succession.includes(box),
    missing,
  };
}

/** The rule of an indicator or of a part; undefined where the pack has none of that code. */
function findRule(rules: readonly IndicatorRule[], code: string): IndicatorRule | undefined {
  const parts = rules.flatMap(({ table }) => (table.kind === 'mean' ? table.parts : []));
  return [...rules, ...parts].find((rule) => rule.code === code);
}

function score(asked: Extract<ExampleQuestion, { asks: 'score' }>, pack: PolicyPack): JsonObject {
  const rule = findRule(pack.indicators, asked.indicator);
  if (rule === undefined) return { status: 'NO INDICATOR', score: null };
  const takesParts = rule.table.kind === 'mean' || rule.table.kind === 'aspects';
  if (takesParts !== (asked.parts !== undefined)) return { status: 'OTHER TABLE', score: null };
  const made = asked.parts === undefined ? scoreValue(rule, asked.value) : scoreParts(rule, asked.parts);
  if (made.status === 'KNOWN') return { status: made.status, score: writeExact(made.score), reason: null };
  return { status: made.status, score: null, reason: made.reason };
}

function competence(asked: Extract<ExampleQuestion, { asks: 'jpm' }>, { jpm }: PolicyPack): JsonObject {
  const match = jobPersonMatch({ ...asked, referencePost: 'example', assessedOn: '2026-01-01' }, jpm);
  if (match.status !== 'KNOWN') return { value: null, category: null };
  const { capped, uncapped } = match.values;
  const value = match.values[jpm.method];
  const category = jpmCategory(value, jpm);
  return { value: writeExact(value), category, capped: writeExact(capped), uncapped: writeExact(uncapped) };
}

function gatesOf(asked: Extract<ExampleQuestion, { asks: 'gates' }>, pack: PolicyPack): JsonObject {
  const { level, record, target, on } = asked;
  const { results, overall } = evaluateGates({ record, target: { ...target, level }, pack, on }, [
    'nomination',
    'placement',
  ]);
  const byGate = results.map(({ gate, result }): [GateName, string] => [gate, result]);
  return { ...Object.fromEntries(byGate), overall };
}

function rank({ level, candidates }: Extract<ExampleQuestion, { asks: 'ranking' }>, pack: PolicyPack): JsonObject {
  const rule = pack.rankings[level];
  if (rule === undefined) return {};
  const { ranked, unranked } = rankCandidates({ ...rule, candidates });
  return {
    ranks: Object.fromEntries(ranked.map(({ ref, rank: place }) => [ref, place])),
    bands: Object.fromEntries(ranked.map(({ ref, band }) => [ref, band])),
    totals: Object.fromEntries(ranked.map(({ ref, total }) => [ref, total])),
    tieBrokenBy: Object.fromEntries(ranked.map(({ ref, tieBrokenBy }) => [ref, tieBrokenBy])),
    unranked: unranked.map(({ ref }) => ref),
  };
}

function choose(asked: Extract<ExampleQuestion, { asks: 'choice' }>, rule: ChoiceRule): JsonObject {
  const { shortlist, candidates, chosen, reason, exception } = asked;
  const stage = {
    selectionId: 'example',
    kind: 'placement',
    attempt: 1,
    state: 'open',
    step: 'choosing',
    openedAt: null,
    dueAt: null,
    pausedAt: null,
  } as const;
  const question = { stage, now: '', rule, shortlist, candidates, unavailable: [], earlier: [] };
  const choice = { ...question, candidateRef: chosen, reason, exception };
  const refusal = refuseChoice(choice);
  if (refusal !== undefined) return { refused: refusal.code, deviation: null, state: null };
  const { deviation, state } = makeChoice(choice, { accountId: 'example', personId: null });
  return { refused: null, deviation, state };
}

function sit(asked: Extract<ExampleQuestion, { asks: 'quorum' }>, { committee }: PolicyPack): JsonObject {
  const numbers = (count: number) => Array.from({ length: count }, (_unused, index) => index + 1);
  const seats = numbers(asked.seats).map((seat) => ({
    seat,
    role: seat === 1 ? ('chair' as const) : ('member' as const),
    accountId: `seat-${seat}`,
    personId: null,
    removedAt: null,
  }));
  const recused = numbers(asked.seats).slice(asked.seats - asked.recused);
  const { required, met, reachable } = quorum(committee, { seats, recused, present: numbers(asked.present) });
  return { required, met, reachable };
}
