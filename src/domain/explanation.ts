import type { Deviation } from './choices.ts';
import type { Citation, Words } from './citation.ts';
import type { GateFinding } from './eligibility.ts';
import type { PolicyPack } from './policy-pack.ts';
import type { RankedCandidate, Ranking } from './ranking.ts';

/** How far a candidate came. `nominated` and `admitted`: what follows has not been decided yet. */
export type Fate =
  | 'nominated'
  | 'gate-failed'
  | 'gate-unknown'
  | 'withdrawn'
  | 'admitted'
  | 'not-ranked'
  | 'ranked'
  | 'not-shortlisted'
  | 'shortlisted'
  | 'chosen'
  | 'placed';

/** The one thing that took a candidate out, with its rule and where it is found. */
export interface Removal {
  readonly kind: 'gate' | 'rank' | 'motion' | 'choice' | 'withdrawal';
  readonly code: string;
  readonly value: string | null;
  readonly rule: { readonly words: Words | null; readonly citation: Citation } | null;
  /** The record of a gate, else the id of an entry. */
  readonly source: string | null;
}

export interface CandidateStanding {
  readonly ref: string;
  readonly code: string;
  readonly state: 'nominated' | 'admitted' | 'excluded' | 'held' | 'withdrawn';
  /** Null where the asker may not know them. */
  readonly gates: readonly GateFinding[] | null;
  /** Who took the candidate out: candidate, hr, other-placement. */
  readonly withdrawnBy: string | null;
  /** The entry that changed the candidacy last. */
  readonly entry: string;
}

export interface ChoiceMade {
  readonly candidateRef: string;
  readonly deviation: Deviation;
  readonly state: 'made' | 'awaiting-second-approval' | 'undone';
  readonly undone: string | null;
  readonly entry: string;
}

/** A selection as far as the asker may read it; null for what has not come or may not be known. */
export interface ExplanationAsked {
  readonly pack: PolicyPack;
  readonly candidates: readonly CandidateStanding[];
  readonly ranking: { readonly content: Ranking; readonly entry: string } | null;
  readonly shortlist: { readonly candidates: readonly string[]; readonly entry: string } | null;
  /** In the order in which they were made. */
  readonly choices: readonly ChoiceMade[];
  readonly placed: string | null;
}

export interface Explained {
  readonly ref: string;
  readonly outcome: Fate;
  readonly removedBy: Removal | null;
  readonly rank: number | null;
  readonly total: string | null;
}

/** Why this one: every candidate in the order of the ranking, the others after them by code, each with what removed them. */
export function explain(asked: ExplanationAsked): Explained[] {
  const ranked = new Map(asked.ranking?.content.ranked.map((candidate) => [candidate.ref, candidate]));
  const placeOf = ({ ref }: CandidateStanding) => ranked.get(ref)?.rank ?? Number.MAX_SAFE_INTEGER;
  return asked.candidates
    .toSorted((one, other) => placeOf(one) - placeOf(other) || (one.code < other.code ? -1 : 1))
    .map((candidate) => {
      const own = ranked.get(candidate.ref);
      return {
        ref: candidate.ref,
        ...fateOf(asked, candidate, own),
        rank: own?.rank ?? null,
        total: own?.total ?? null,
      };
    });
}

type Told = Pick<Explained, 'outcome' | 'removedBy'>;

function fateOf(asked: ExplanationAsked, candidate: CandidateStanding, ranked: RankedCandidate | undefined): Told {
  switch (candidate.state) {
    case 'nominated':
      return { outcome: 'nominated', removedBy: null };
    case 'withdrawn':
      return { outcome: 'withdrawn', removedBy: withdrawal(candidate) };
    case 'excluded':
      return { outcome: 'gate-failed', removedBy: gateRemoval(candidate, 'FAIL') };
    case 'held':
      return { outcome: 'gate-unknown', removedBy: gateRemoval(candidate, 'UNKNOWN') };
    case 'admitted':
      return rankedFate(asked, candidate, ranked);
  }
}

function withdrawal({ withdrawnBy, entry }: CandidateStanding): Removal {
  return { kind: 'withdrawal', code: withdrawnBy ?? 'unknown', value: null, rule: null, source: entry };
}

/** The first gate of that verdict in the order of the policy. */
function gateRemoval({ gates }: CandidateStanding, verdict: 'FAIL' | 'UNKNOWN'): Removal | null {
  const gate = gates?.find(({ result }) => result === verdict);
  if (gate === undefined) return null;
  const { gate: code, value, rule: words, citation, source } = gate;
  return { kind: 'gate', code, value, rule: { words, citation }, source };
}

function rankedFate(asked: ExplanationAsked, { ref }: CandidateStanding, ranked: RankedCandidate | undefined): Told {
  const { ranking, shortlist } = asked;
  if (ranking === null) return { outcome: 'admitted', removedBy: null };
  if (ranked === undefined) return { outcome: 'not-ranked', removedBy: rankRemoval(asked, ranking, ref) };
  const chosen = chosenFate(asked, ref);
  if (chosen !== undefined) return chosen;
  if (shortlist === null) return { outcome: 'ranked', removedBy: null };
  if (shortlist.candidates.includes(ref)) return { outcome: 'shortlisted', removedBy: choiceRemoval(asked, ref) };
  const rule = { words: null, citation: asked.pack.shortlist.citation };
  const value = String(ranked.rank);
  return {
    outcome: 'not-shortlisted',
    removedBy: { kind: 'motion', code: 'shortlist', value, rule, source: shortlist.entry },
  };
}

function rankRemoval(
  { pack }: ExplanationAsked,
  { content, entry }: NonNullable<ExplanationAsked['ranking']>,
  ref: string,
): Removal {
  const missing = content.unranked.find((candidate) => candidate.ref === ref)?.missing ?? [];
  const rule = { words: null, citation: pack.missingData.citation };
  return { kind: 'rank', code: missing[0] ?? 'unknown', value: null, rule, source: entry };
}

function chosenFate({ choices, placed }: ExplanationAsked, ref: string): Told | undefined {
  if (placed === ref) return { outcome: 'placed', removedBy: null };
  const isChosen = choices.some(({ candidateRef, state }) => candidateRef === ref && state !== 'undone');
  return isChosen ? { outcome: 'chosen', removedBy: null } : undefined;
}

/** What became of the own choice, where one was made and undone; else the choice of another that stands. */
function choiceRemoval({ pack, choices }: ExplanationAsked, ref: string): Removal | null {
  const undone = choices.findLast(({ candidateRef }) => candidateRef === ref);
  const choice = undone ?? choices.find(({ state }) => state !== 'undone');
  if (choice === undefined) return null;
  const rule = { words: null, citation: pack.deviation.citation };
  return { kind: 'choice', code: choice.undone ?? choice.deviation, value: null, rule, source: choice.entry };
}
