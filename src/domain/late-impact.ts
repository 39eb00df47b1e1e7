import type { Eligibility, GateFinding, MeritFinding } from './eligibility.ts';
import type { GateVerdict } from './gate-check.ts';
import type { Ranking } from './ranking.ts';
import type { RecordField } from './record-labels.ts';

type Outcome = Eligibility['outcome'] | 'nominated' | 'withdrawn';

/** A candidate whose data is frozen, and what the same rules would have made of the data as it is now. */
export interface LateFile {
  readonly ref: string;
  /** Members of the record that say something else now. */
  readonly changed: readonly RecordField[];
  readonly frozen: {
    readonly outcome: Outcome;
    readonly gates: readonly GateFinding[];
    readonly merit: MeritFinding;
  };
  readonly now: Eligibility;
}

/** Before: as it was decided; after: as it would have been. */
export interface Shift<Value> {
  readonly before: Value;
  readonly after: Value;
}

export interface LateImpact {
  readonly ref: string;
  readonly changed: readonly RecordField[];
  readonly outcome: Shift<Outcome>;
  /** Gates with another result. */
  readonly gates: readonly ({ readonly gate: string } & Shift<GateVerdict>)[];
  readonly box: Shift<number | null>;
  readonly talentValue: Shift<string | null>;
  /** Null: not ranked, or no ranking yet. */
  readonly rank: Shift<number | null>;
}

export interface ImpactReport {
  readonly impacts: readonly LateImpact[];
  /** Pairs whose order would have been the other way round. */
  readonly order: readonly { readonly above: string; readonly below: string }[];
}

interface Rankings {
  readonly before: Ranking | null;
  readonly after: Ranking | null;
}

/** What a correction that came after the freeze would have changed. It changes nothing: what was decided stands. */
export function tellLateImpact(files: readonly LateFile[], { before, after }: Rankings): ImpactReport {
  const [ranksBefore, ranksAfter] = [ranksOf(before), ranksOf(after)];
  const impacts = files
    // Whoever has left on their own stands outside of what would have come of it.
    .filter(({ changed, frozen }) => changed.length > 0 && frozen.outcome !== 'withdrawn')
    .map(({ ref, changed, frozen, now }) => ({
      ref,
      changed,
      outcome: { before: frozen.outcome, after: now.outcome },
      gates: changedGates(frozen.gates, now.gates),
      box: { before: frozen.merit.box, after: now.merit.box },
      talentValue: { before: frozen.merit.talentValue, after: now.merit.talentValue },
      rank: { before: ranksBefore.get(ref) ?? null, after: ranksAfter.get(ref) ?? null },
    }));
  return { impacts, order: reversed(ranksBefore, ranksAfter) };
}

function ranksOf(ranking: Ranking | null): ReadonlyMap<string, number> {
  return new Map((ranking?.ranked ?? []).map(({ ref, rank }) => [ref, rank]));
}

function changedGates(before: readonly GateFinding[], after: readonly GateFinding[]): LateImpact['gates'] {
  const results = new Map(after.map(({ gate, result }) => [gate, result]));
  return before.flatMap(({ gate, result }) => {
    const now = results.get(gate);
    return now === undefined || now === result ? [] : [{ gate, before: result, after: now }];
  });
}

function reversed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): ImpactReport['order'] {
  const refs = [...before.keys()];
  const isAbove = (ranks: ReadonlyMap<string, number>, one: string, other: string) =>
    (ranks.get(one) ?? Number.NaN) < (ranks.get(other) ?? Number.NaN);
  return refs.flatMap((above) =>
    refs
      .filter((below) => isAbove(before, above, below) && isAbove(after, below, above))
      .map((below) => ({ above, below })),
  );
}
