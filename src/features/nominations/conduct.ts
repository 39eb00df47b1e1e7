import { dataCheckAtClose } from '#domain/nominations.ts';
import type { Readiness } from '#domain/readiness.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { record } from '#features/acts/service.ts';
import { derivedId } from '#features/audit/service.ts';
import {
  type Conclusion,
  endsEarly,
  listRoleHolders,
  type StageConduct,
  type StageScene,
  stageEntry,
} from '#features/stages/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import { type CandidateFile, readFiles } from './files.ts';
import { isPoolComplete, listCandidateAccounts, listCandidates, putCandidate } from './store.ts';

/** How the nomination stage runs: nominations, then the candidates' check of their data, then freeze and gates. */
export const nominationConduct: StageConduct = { kind: 'nomination', weigh, conclude, listAwaited };

async function weigh(scene: StageScene): Promise<StepFacts> {
  const early = endsEarly(scene);
  if (scene.stage.step === 'nominating') {
    const complete = await isPoolComplete(scene.tx, scene.selectionId, scene.stage.attempt);
    return { step: 'nominating', endsEarly: early, isPoolComplete: complete, nominatorsAwaited: [] };
  }
  const files = await readFiles(scene);
  return {
    step: 'data-check',
    endsEarly: early,
    candidatesAwaited: files
      .filter(({ candidate }) => candidate.confirmed_at === null)
      .map(({ candidate }) => candidate.ref),
    correctionsOpen: files
      .filter(({ corrections }) => corrections.some(({ answer }) => answer === null))
      .map(({ candidate }) => candidate.ref),
    gatesUnknown: files
      .filter(({ eligibility }) => eligibility.outcome === 'held')
      .map(({ candidate }) => candidate.ref),
  };
}

async function conclude(scene: StageScene): Promise<Conclusion> {
  if (scene.stage.step === 'nominating') {
    const standing = (await listCandidates(scene.tx, scene.selectionId)).filter(({ state }) => state !== 'withdrawn');
    if (standing.length === 0) return { then: 'blocked', cause: 'nomination.pool-empty' };
    return { then: 'step', to: 'data-check', because: 'advance' };
  }
  const files = await readFiles(scene);
  for (const file of files) await freeze(scene, file);
  const admitted = files.filter(({ eligibility }) => eligibility.outcome === 'admitted');
  return { then: 'close', result: admitted.length === 0 ? 'pool-empty' : 'frozen' };
}

/** Seals the data that is used from here on, and what the gates say of it. */
async function freeze(
  scene: StageScene,
  { candidate, corrections, record: used, eligibility }: CandidateFile,
): Promise<void> {
  const digest = sha256(canonicalBytes(used));
  const answered = dataCheckAtClose({ confirmedAt: candidate.confirmed_at, corrections: corrections.length });
  const holder = candidate.person_id;
  const frozen = derivedId(stageEntry(scene), `frozen:${candidate.ref}`);
  await record(scene, {
    id: frozen,
    type: 'snapshot.frozen/2',
    open: { answered, candidate: candidate.ref },
    committed: { record: { value: used, holder } },
  });
  const { outcome, gates, merit } = eligibility;
  const evaluated = derivedId(frozen, 'gates');
  await record(scene, {
    id: evaluated,
    type: 'gates.evaluated/1',
    open: { candidate: candidate.ref, outcome },
    committed: { gates: { value: gates, holder }, placement: { value: merit, holder } },
  });
  await putCandidate(scene.tx, {
    ...candidate,
    state: outcome,
    record: used,
    record_digest: Buffer.from(digest),
    gates,
    placement: merit,
    entry_id: evaluated,
  });
}

async function listAwaited(scene: StageScene, { awaiting }: Readiness): Promise<readonly string[]> {
  const accounts: string[] = [];
  for (const { who, refs } of awaiting) {
    if (who === 'candidate') accounts.push(...(await listCandidateAccounts(scene.tx, refs)));
    if (who === 'hr') accounts.push(...(await listRoleHolders(scene, 'hr')));
  }
  return accounts;
}
