import type { MeritFinding } from '#domain/eligibility.ts';
import type { Ranking } from '#domain/ranking.ts';
import type { Readiness } from '#domain/readiness.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { record } from '#features/acts/service.ts';
import { agencyHolder, derivedId } from '#features/audit/service.ts';
import {
  type Conclusion,
  endsEarly,
  listRoleHolders,
  type StageConduct,
  type StageScene,
  stageEntry,
} from '#features/stages/service.ts';
import { toHex } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import { rankBySheets } from './ranking.ts';
import { type AdmittedRow, insertRanking, listAdmitted, listAssessors, listSheets, type SheetRow } from './store.ts';

/** How the assessment runs: independent sheets, then the reveal, then final sheets and the ranking. */
export const assessmentConduct: StageConduct = { kind: 'assessment', weigh, conclude, listAwaited };

async function weigh(scene: StageScene): Promise<StepFacts> {
  const { tx, selectionId, stage, pack } = scene;
  const assessors = (await listAssessors(tx, selectionId)).filter(({ replaced_by }) => replaced_by === null);
  const candidates = await listAdmitted(tx, selectionId);
  const sheets = await listSheets(tx, selectionId, stage.attempt);
  const round = stage.step === 'independent' ? 'independent' : 'final';
  const filed = new Set(
    sheets
      .filter((sheet) => sheet.round === round)
      .map(({ candidate_ref, assessor_ref }) => `${candidate_ref} ${assessor_ref}`),
  );
  const awaitedOf = ({ ref }: AdmittedRow) =>
    assessors.filter((assessor) => !filed.has(`${ref} ${assessor.ref}`)).map(({ account_id }) => account_id);
  if (round === 'final') {
    return {
      step: 'final',
      endsEarly: endsEarly(scene),
      assessorsAwaited: [...new Set(candidates.flatMap(awaitedOf))],
    };
  }
  return {
    step: 'independent',
    endsEarly: endsEarly(scene),
    assessorsNeeded: pack.assessment.assessors,
    sheets: candidates.map((candidate) => ({
      candidateRef: candidate.ref,
      assigned: assessors.length,
      awaited: awaitedOf(candidate),
    })),
  };
}

async function conclude(scene: StageScene): Promise<Conclusion> {
  const { tx, selectionId, stage } = scene;
  const sheets = await listSheets(tx, selectionId, stage.attempt);
  if (stage.step === 'independent') {
    const id = derivedId(stageEntry(scene), 'revealed');
    await record(scene, { id, type: 'scores.revealed/1', open: { sheets: sheets.length } });
    return { then: 'step', to: 'final', because: 'advance' };
  }
  const ranking = await rank(scene, sheets);
  return { then: 'close', result: ranking.ranked.length === 0 ? 'none-ranked' : 'ranked' };
}

async function rank(scene: StageScene, sheets: readonly SheetRow[]): Promise<Ranking> {
  const { tx, selectionId, stage, pack, now } = scene;
  const candidates = (await listAdmitted(tx, selectionId)).map(({ ref, placement }) => ({
    ref,
    merit: placement as MeritFinding,
  }));
  const ranking = await rankBySheets(tx, { selectionId, sheets, pack, candidates });
  const content = canonicalBytes(ranking);
  const digest = sha256(content);
  const id = derivedId(stageEntry(scene), 'ranking');
  await record(scene, {
    id,
    type: 'ranking.derived/1',
    open: { digest: toHex(digest), ranked: ranking.ranked.length, unranked: ranking.unranked.length },
    committed: { ranking: { value: ranking, holder: agencyHolder(scene.agency) } },
  });
  await insertRanking(tx, { selectionId, attempt: stage.attempt, content, digest, at: now, entryId: id });
  return ranking;
}

async function listAwaited(scene: StageScene, { awaiting, blocked }: Readiness): Promise<readonly string[]> {
  const assessors = awaiting.filter(({ who }) => who === 'assessor').flatMap(({ refs }) => refs);
  return blocked === undefined ? assessors : [...assessors, ...(await listRoleHolders(scene, 'hr'))];
}
