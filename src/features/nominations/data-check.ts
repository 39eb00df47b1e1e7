import { readCorrectedValue } from '#domain/corrected-values.ts';
import { refuseCorrection, refuseCorrectionAnswer } from '#domain/corrections.ts';
import { disputableFields, type Eligibility } from '#domain/eligibility.ts';
import { refuseConfirmation } from '#domain/nominations.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  demandReading,
  type House,
  openScene,
  recordAct,
  recordRequest,
} from '#features/acts/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { nominationConduct } from './conduct.ts';
import { readFiles } from './files.ts';
import {
  answerCorrection,
  type CandidateRow,
  findPerson,
  insertCorrection,
  listCandidates,
  listCorrections,
  putCandidate,
  putVerification,
} from './store.ts';

/** The candidate of the asker's own person; `nomination.missing` where there is none. */
async function ownCandidate(scene: ActScene): Promise<CandidateRow> {
  const candidates = await listCandidates(scene.tx, scene.selectionId);
  const own = candidates.find(({ person_id }) => person_id === scene.request.asker.personId);
  if (own === undefined) throw new Refused(refuse('thing.missing'));
  return own;
}

/** The candidate has seen the data that will be used. `ifMatch`: digest of the record that was read. */
export function confirmData(house: House, request: ActRequest, ifMatch: string): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    const { tx } = scene;
    admit(scene, { act: 'data.confirm', subjectPersonId: request.asker.personId });
    const own = await ownCandidate(scene);
    const open = (await listCorrections(tx, scene.selectionId)).filter(
      (row) => row.candidate_ref === own.ref && row.answer === null,
    );
    const candidacy = own.state === 'withdrawn' ? 'withdrawn' : 'standing';
    demand(
      refuseConfirmation({
        stage: scene.stage,
        now: scene.now,
        candidacy,
        confirmedAt: own.confirmed_at,
        openCorrections: open.length,
      }),
    );
    const person = await findPerson(tx, own.person_id);
    const digest = person?.record_digest.toString('hex') ?? '';
    if (digest !== ifMatch) throw new Refused(refuse('input.stale'));
    const receipt = await recordRequest(scene, {
      type: 'data.confirmed/2',
      open: { candidate: own.ref },
      committed: { record: { value: digest, holder: own.person_id } },
    });
    await putCandidate(tx, { ...own, confirmed_at: scene.now, entry_id: receipt.entry });
    await wakeIfReady(scene, nominationConduct);
    return receipt;
  });
}

export interface CorrectionAsked {
  readonly field: string;
  readonly reason: string;
}

/** The candidate disputes one stated fact of the data. */
export function requestCorrection(house: House, request: ActRequest, asked: CorrectionAsked): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'correction.request', subjectPersonId: request.asker.personId });
    const own = await ownCandidate(scene);
    const existing = (await listCorrections(scene.tx, scene.selectionId))
      .filter((row) => row.candidate_ref === own.ref)
      .map(({ answer, request: { field } }) => ({ candidateRef: own.ref, field, state: stateOf(answer) }));
    demand(refuseCorrection({ stage: scene.stage, now: scene.now, ...asked, fields: disputableFields, existing }));
    const id = derivedId(request.entryId, 'correction');
    const receipt = await recordRequest(scene, {
      type: 'correction.requested/1',
      open: { candidate: own.ref, correction: id },
      committed: { request: { value: asked, holder: own.person_id } },
    });
    await insertCorrection(scene.tx, {
      id,
      candidateRef: own.ref,
      request: asked,
      at: scene.now,
      entryId: receipt.entry,
    });
    return receipt;
  });
}

function stateOf(answer: 'accepted' | 'refused' | null): 'open' | 'accepted' | 'declined' {
  if (answer === null) return 'open';
  return answer === 'accepted' ? 'accepted' : 'declined';
}

export interface CorrectionAnswer {
  readonly correctionId: string;
  readonly accepts: boolean;
  readonly reason: string | null;
  /** What holds instead, where accepted. */
  readonly value: string | null;
}

function correctedValue(field: string, text: string | null): string {
  const read = readCorrectedValue(field, text);
  if (!('value' in read)) throw new Refused(read);
  return read.value;
}

/** HR accepts with what holds instead, or refuses with a reason. Refuses as `refuseCorrectionAnswer` and `readCorrectedValue`. */
export function answerRequest(
  house: House,
  request: ActRequest,
  { correctionId, accepts, reason, value }: CorrectionAnswer,
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'correction.answer' });
    const row = (await listCorrections(scene.tx, scene.selectionId)).find(({ id }) => id === correctionId);
    const correction =
      row === undefined
        ? undefined
        : { candidateRef: row.candidate_ref, field: row.request.field, state: stateOf(row.answer) };
    demand(refuseCorrectionAnswer({ stage: scene.stage, now: scene.now, correction, accepts, reason }));
    if (row === undefined) throw new Refused(refuse('correction.missing'));
    const change = accepts ? { field: row.request.field, value: correctedValue(row.request.field, value) } : null;
    const candidates = await listCandidates(scene.tx, scene.selectionId);
    const holder = candidates.find(({ ref }) => ref === row.candidate_ref)?.person_id ?? agencyHolder(scene.agency);
    const answer = accepts ? 'accepted' : 'refused';
    const receipt = await recordRequest(scene, {
      type: 'correction.answered/1',
      open: { answer, candidate: row.candidate_ref, correction: row.id },
      committed: { change: { value: change, holder }, reason: { value: reason, holder } },
    });
    await answerCorrection(scene.tx, {
      id: row.id,
      answer,
      reason,
      change,
      accountId: request.asker.accountId,
      entryId: receipt.entry,
    });
    await wakeIfReady(scene, nominationConduct);
    return receipt;
  });
}

/**
 * What the gates say of each candidate now, for HR: which of them wait for a human verification. Refuses with `stage.not-open` before
 * the nominations, and with `stage.closed` after: what is frozen then stands with the candidates.
 */
export async function previewGates(
  house: House,
  { asker, selectionId }: { asker: Asker; selectionId: string },
): Promise<GatePreview[]> {
  await house.db.transaction(asker.accountId, (tx) => demandReading(tx, 'gate-preview', selectionId));
  return house.db.transaction('conductor', async (tx) => {
    const entryId = derivedId(selectionId, 'preview');
    const scene = await openScene(house, tx, { selectionId, entryId, accountId: asker.accountId });
    const { stage } = scene;
    if (stage === undefined || stage.state === 'planned') throw new Refused(refuse('stage.not-open'));
    if (stage.kind !== 'nomination' || (stage.state !== 'open' && stage.state !== 'paused'))
      throw new Refused(refuse('stage.closed', { stage: 'nomination' }));
    const files = await readFiles({ ...scene, stage });
    return files.map(({ candidate: { ref, blind_code }, eligibility }) => ({ ref, code: blind_code, ...eligibility }));
  });
}

export interface GatePreview extends Eligibility {
  readonly ref: string;
  readonly code: string;
}

export interface GateAnswer {
  readonly candidateRef: string;
  readonly gate: string;
  readonly result: 'pass' | 'fail';
  readonly evidence: string;
}

/** HR answers, with evidence, a gate that the data left UNKNOWN. */
export function verifyGate(
  house: House,
  request: ActRequest,
  { candidateRef, gate, result, evidence }: GateAnswer,
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'gate.verify', fact: 'gate.verify' });
    const candidate = (await listCandidates(scene.tx, scene.selectionId)).find(({ ref }) => ref === candidateRef);
    if (candidate === undefined) throw new Refused(refuse('thing.missing'));
    const receipt = await recordRequest(scene, {
      type: 'gate.verified/1',
      open: { candidate: candidateRef, gate, result },
      committed: { evidence: { value: evidence, holder: request.asker.accountId } },
    });
    await putVerification(scene.tx, {
      candidateRef,
      gate,
      result,
      evidence,
      accountId: request.asker.accountId,
      entryId: receipt.entry,
    });
    await wakeIfReady(scene, nominationConduct);
    return receipt;
  });
}
