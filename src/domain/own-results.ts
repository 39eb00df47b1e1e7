import type { CandidateState } from './candidacies.ts';
import type { Citation, Words } from './citation.ts';
import type { PolicyPack } from './policy-pack.ts';
import type { SelectionState } from './selections.ts';
import type { StageKind } from './stages.ts';

/** What came of one's own candidacy, without a word about anybody else: not the own rank either, since it would tell of the others'. */
export type OwnOutcome = 'chosen' | 'shortlisted' | 'not-shortlisted' | 'not-ranked' | 'not-admitted';

export interface OwnResult {
  readonly outcome: OwnOutcome;
  /** The rule that decided, with where it stands. */
  readonly rule: Words;
  readonly citation: Citation;
}

/**
 * Whether the committee's decision stands. One that was reopened is open again, and so is all that followed from it; a selection
 * that failed in its placement had been decided.
 */
export function isDecided(selection: SelectionState, latestStage: StageKind | null): boolean {
  if (selection === 'failed') return latestStage === 'placement';
  return selection === 'decided' || selection === 'placed' || selection === 'revoked';
}

/** A gate as it was found. */
export interface FoundGate {
  readonly result: string;
  readonly rule: Words;
  readonly citation: Citation;
}

export interface OwnResultAsked {
  readonly state: CandidateState;
  readonly gates: readonly FoundGate[] | null;
  readonly decided: { readonly isChosen: boolean; readonly isShortlisted: boolean; readonly isRanked: boolean } | null;
  readonly pack: Pick<PolicyPack, 'shortlist' | 'missingData' | 'deviation'>;
}

/** Nothing while nothing is decided, and nothing of a candidacy that was withdrawn. The gates decide at the freeze, all else the committee. */
export function ownResult({ state, gates, decided, pack }: OwnResultAsked): OwnResult | null {
  if (state === 'excluded' || state === 'held') return gateResult(gates ?? []);
  if (state !== 'admitted' || decided === null) return null;
  const { shortlist, missingData, deviation } = pack;
  if (decided.isChosen) return { outcome: 'chosen', rule: rules.chosen, citation: deviation.citation };
  if (decided.isShortlisted)
    return { outcome: 'shortlisted', rule: rules.shortlist(shortlist.size), citation: shortlist.citation };
  if (decided.isRanked)
    return { outcome: 'not-shortlisted', rule: rules.shortlist(shortlist.size), citation: shortlist.citation };
  return { outcome: 'not-ranked', rule: rules.unknown, citation: missingData.citation };
}

function gateResult(gates: readonly FoundGate[]): OwnResult | null {
  const gate = gates.find(({ result }) => result === 'FAIL') ?? gates.find(({ result }) => result === 'UNKNOWN');
  return gate === undefined ? null : { outcome: 'not-admitted', rule: gate.rule, citation: gate.citation };
}

const rules = {
  chosen: {
    id: 'Pejabat yang berwenang memilih dari nama yang direkomendasikan komite.',
    en: 'The authority chooses among the names that the committee recommends.',
  },
  shortlist: (size: number) => ({
    id: `Komite merekomendasikan paling banyak ${size} nama pertama menurut kriteria yang disegel.`,
    en: `The committee recommends at most the first ${size} names by the sealed criteria.`,
  }),
  unknown: {
    id: 'Nilai yang belum diketahui tidak dihitung nol; tanpa nilai itu tidak ada peringkat.',
    en: 'A value that is not known does not count as zero; without it there is no rank.',
  },
};
