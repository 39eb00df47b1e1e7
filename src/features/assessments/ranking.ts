import type { MeritFinding } from '#domain/eligibility.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Ranking } from '#domain/ranking.ts';
import { rankSelection, type StandingSheet } from '#domain/selection-ranking.ts';
import { getCriteria } from '#features/criteria/service.ts';
import type { Tx } from '#platform/database.ts';
import { listAssessors, type SheetRow } from './store.ts';

export interface RankedBySheets {
  readonly selectionId: string;
  /** Of the attempt that is ranked, of both rounds. */
  readonly sheets: readonly SheetRow[];
  readonly pack: PolicyPack;
  readonly candidates: readonly { readonly ref: string; readonly merit: MeritFinding }[];
}

/** Candidates in order by the sealed criteria, over the sheets that stand. */
export async function rankBySheets(
  tx: Tx,
  { selectionId, sheets, pack, candidates }: RankedBySheets,
): Promise<Ranking> {
  const criteria = await getCriteria({ tx, selectionId });
  const active = (await listAssessors(tx, selectionId))
    .filter(({ replaced_by }) => replaced_by === null)
    .map(({ ref }) => ref);
  return rankSelection({
    criteria: criteria.criteria,
    tieBreak: criteria.tieBreak,
    bands: pack.rankings[criteria.target.level]?.bands ?? null,
    candidates,
    sheets: standingSheets(sheets.filter(({ assessor_ref }) => active.includes(assessor_ref))),
  });
}

/** The final sheet of each assessor and candidate; an independent one that was not changed stands as filed. */
function standingSheets(sheets: readonly SheetRow[]): StandingSheet[] {
  const standing = new Map<string, SheetRow>();
  for (const sheet of sheets) {
    const place = `${sheet.candidate_ref} ${sheet.assessor_ref}`;
    if (sheet.round === 'final' || !standing.has(place)) standing.set(place, sheet);
  }
  return [...standing.values()].map(({ candidate_ref, scores }) => ({ candidateRef: candidate_ref, scores }));
}
