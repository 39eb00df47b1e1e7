import { compareExact, type Exact, exact, parseExact, weightedSum, writeExact } from './exact.ts';

/** What is ranked: exact values per component code, and the sealed weights. Further codes may serve the tie-break. */
export interface RankingInput {
  readonly components: readonly { readonly code: string; readonly weight: string }[];
  readonly tieBreak: readonly string[];
  readonly bands: { readonly width: string } | null;
  readonly candidates: readonly RankingCandidate[];
}

export interface RankingCandidate {
  readonly ref: string;
  /** Exact texts; null is not known. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface RankedCandidate {
  readonly ref: string;
  /** From 1; equals share a rank and the next one is skipped. */
  readonly rank: number;
  readonly total: string;
  /** From 1; null where the policy has no bands. */
  readonly band: number | null;
  /** Which value of the tie-break set this candidate apart from an equal total; null where none was needed or none could. */
  readonly tieBrokenBy: string | null;
  /** Who shares this rank. */
  readonly tiedWith: readonly string[];
  readonly trace: readonly RankingTerm[];
}

export interface RankingTerm {
  readonly component: string;
  readonly value: string;
  readonly weight: string;
  readonly contribution: string;
}

/** Without one of the components there is no total and no rank: it is named instead. */
export interface UnrankedCandidate {
  readonly ref: string;
  readonly missing: readonly string[];
}

export interface Ranking {
  readonly algorithm: 'ranking/1';
  readonly ranked: readonly RankedCandidate[];
  readonly unranked: readonly UnrankedCandidate[];
}

/** Ranks by weighted total (`ranking/1`). The order in which candidates are given does not matter. */
export function rankCandidates(input: RankingInput): Ranking {
  const entries = input.candidates.map((candidate) => entryOf(candidate, input)).toSorted(byRef);
  const complete = entries.filter((entry) => entry.missing.length === 0);
  const places = placesOf(complete, input.tieBreak);
  const bands = bandsOf(places, input.bands);
  return {
    algorithm: 'ranking/1',
    ranked: places.flatMap((place, index) => place.group.map((entry) => rankedOf(entry, place, bands[index] ?? null))),
    unranked: entries
      .filter((entry) => entry.missing.length > 0)
      .map(({ candidate, missing }) => ({ ref: candidate.ref, missing })),
  };
}

interface Entry {
  readonly candidate: RankingCandidate;
  readonly missing: readonly string[];
  readonly total: Exact;
  readonly trace: readonly RankingTerm[];
}

interface Place {
  readonly group: readonly Entry[];
  readonly rank: number;
  readonly brokenBy: string | null;
  readonly total: Exact;
}

function entryOf(candidate: RankingCandidate, { components }: RankingInput): Entry {
  const terms = components.map(({ code, weight }) => ({
    code,
    weight: exact(weight),
    value: valueOf(candidate, code),
  }));
  const missing = terms.flatMap(({ code, value }) => (value === undefined ? [code] : []));
  const knownTerms = terms.flatMap(({ value, ...term }) => (value === undefined ? [] : [{ ...term, value }]));
  const trace = knownTerms.map(({ code, weight, value }) => ({
    component: code,
    value: writeExact(value),
    weight: writeExact(weight),
    contribution: writeExact(value.mul(weight)),
  }));
  return { candidate, missing, total: weightedSum(knownTerms), trace };
}

/** Undefined where the value is absent or no exact number: both leave the candidate unranked. */
function valueOf(candidate: RankingCandidate, code: string): Exact | undefined {
  const text = Object.hasOwn(candidate.values, code) ? candidate.values[code] : null;
  return text === null || text === undefined ? undefined : parseExact(text);
}

function placesOf(entries: readonly Entry[], tieBreak: readonly string[]): Place[] {
  const places: Place[] = [];
  let rank = 1;
  for (const equals of partition(entries, (entry) => entry.total)) {
    for (const { group, brokenBy } of breakTies(equals, tieBreak)) {
      const [first] = group;
      if (first === undefined) continue;
      places.push({ group, rank, brokenBy, total: first.total });
      rank += group.length;
    }
  }
  return places;
}

interface Broken {
  readonly group: readonly Entry[];
  readonly brokenBy: string | null;
}

/** A value that is not known of everyone in the tie breaks nothing: else its absence would decide. */
function breakTies(equals: readonly Entry[], tieBreak: readonly string[], brokenBy: string | null = null): Broken[] {
  const [code, ...rest] = tieBreak;
  if (equals.length === 1 || code === undefined) return [{ group: equals, brokenBy }];
  const values = new Map(equals.map((entry) => [entry, valueOf(entry.candidate, code)]));
  const groups = [...values.values()].includes(undefined)
    ? [equals]
    : partition(equals, (entry) => values.get(entry) ?? entry.total);
  const by = groups.length > 1 ? code : brokenBy;
  return groups.flatMap((group) => breakTies(group, rest, by));
}

/** Groups of equal value, the highest first; inside a group the order by ref stays. */
function partition(entries: readonly Entry[], valueOf: (entry: Entry) => Exact): Entry[][] {
  const groups: { value: Exact; members: Entry[] }[] = [];
  for (const entry of entries) {
    const value = valueOf(entry);
    const group = groups.find((known) => compareExact(known.value, value) === 0);
    if (group === undefined) groups.push({ value, members: [entry] });
    else group.members.push(entry);
  }
  return groups.toSorted((left, right) => compareExact(right.value, left.value)).map(({ members }) => members);
}

/** A band starts with the best total left and takes all within its width. */
function bandsOf(places: readonly Place[], rule: RankingInput['bands']): (number | null)[] {
  if (rule === null) return places.map(() => null);
  const width = exact(rule.width);
  let [band, top] = [0, undefined as Exact | undefined];
  return places.map(({ total }) => {
    if (top === undefined || compareExact(top.sub(total), width) > 0) [band, top] = [band + 1, total];
    return band;
  });
}

function rankedOf(entry: Entry, place: Place, band: number | null): RankedCandidate {
  const { ref } = entry.candidate;
  return {
    ref,
    rank: place.rank,
    total: writeExact(entry.total),
    band,
    tieBrokenBy: place.brokenBy,
    tiedWith: place.group.map(({ candidate }) => candidate.ref).filter((other) => other !== ref),
    trace: entry.trace,
  };
}

function byRef(left: Entry, right: Entry): number {
  if (left.candidate.ref === right.candidate.ref) return 0;
  return left.candidate.ref < right.candidate.ref ? -1 : 1;
}
