import { memberOf } from './absent.ts';
import type { MeritFinding } from './eligibility.ts';
import { exact, mean, writeExact } from './exact.ts';
import { type Ranking, rankCandidates } from './ranking.ts';

/** Where a criterion's value comes from: the panel's scores, or the person's own record under the policy. */
export type CriterionSource =
  | 'panel'
  | 'talent-value'
  | 'performance'
  | 'potential'
  | 'competency'
  /** The score of one indicator, by its code in the policy: what a match per target post is made of. */
  | `indicator:${string}`;

/** `indicator:Q`. */
export const indicatorSourceForm = /^indicator:[A-Z]$/;

/** The code of the indicator that a source names; undefined for any other source. */
export function indicatorOf(source: CriterionSource): string | undefined {
  return indicatorSourceForm.test(source) ? source.slice('indicator:'.length) : undefined;
}

export interface RankedCriterion {
  readonly code: string;
  readonly weight: string;
  readonly source: CriterionSource;
}

export interface StandingSheet {
  readonly candidateRef: string;
  /** Exact texts by criterion code. */
  readonly scores: Readonly<Record<string, string>>;
}

export interface SelectionRankingAsked {
  /** Weights in percent, together exactly 100. */
  readonly criteria: readonly RankedCriterion[];
  readonly tieBreak: readonly string[];
  readonly bands: { readonly width: string } | null;
  readonly candidates: readonly { readonly ref: string; readonly merit: MeritFinding }[];
  /** One per assessor and candidate: the final sheet, or the independent one that was not changed. */
  readonly sheets: readonly StandingSheet[];
}

/** Ranks the admitted candidates by the sealed criteria. A value that is not known leaves the candidate unranked and is named. */
export function rankSelection({ criteria, tieBreak, bands, candidates, sheets }: SelectionRankingAsked): Ranking {
  return rankCandidates({
    components: criteria.map(({ code, weight }) => ({ code, weight: writeExact(exact(weight).div(100)) })),
    tieBreak,
    bands,
    candidates: candidates.map(({ ref, merit }) => ({
      ref,
      values: Object.fromEntries(
        criteria.map((criterion) => [criterion.code, valueOf(criterion, { ref, merit, sheets })]),
      ),
    })),
  });
}

interface Asked {
  readonly ref: string;
  readonly merit: MeritFinding;
  readonly sheets: readonly StandingSheet[];
}

function valueOf({ code, source }: RankedCriterion, { ref, merit, sheets }: Asked): string | null {
  switch (source) {
    case 'panel':
      return panelMean(
        sheets.filter(({ candidateRef }) => candidateRef === ref).map(({ scores }) => memberOf(scores, code)),
      );
    case 'talent-value':
      return merit.talentValue;
    case 'performance':
      return merit.performance;
    case 'potential':
      return merit.potential;
    case 'competency':
      return scoreOf(merit, 'C');
    default:
      return scoreOf(merit, indicatorOf(source));
  }
}

function scoreOf({ indicators }: MeritFinding, wanted: string | undefined): string | null {
  return indicators.find(({ code }) => code === wanted)?.score ?? null;
}

/** The exact mean of all assessors; one blank leaves it unknown. */
function panelMean(scores: readonly (string | undefined)[]): string | null {
  const known = scores.flatMap((score) => (score === undefined ? [] : [exact(score)]));
  return known.length === 0 || known.length < scores.length ? null : writeExact(mean(known));
}
