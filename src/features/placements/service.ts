import { makeChoice, refuseApproval, refuseChoice } from '#domain/choices.ts';
import { type Decree, refuseDecree, refuseInauguration } from '#domain/decrees.ts';
import type { Ranking } from '#domain/ranking.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { localDayOf, startOfDay } from '#domain/working-days.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  type House,
  recordAct,
  recordRequest,
} from '#features/acts/service.ts';
import { findRanking } from '#features/assessments/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import { listCandidates } from '#features/nominations/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { certifyLapse, recordReply, requestConcurrence } from './concurrence.ts';
import { placementConduct } from './conduct.ts';
import { readCourse, toChoice } from './course.ts';
import { approveChoice, insertChoice, insertPlacement, setChoiceUndone, setInaugurated } from './store.ts';
import {
  listOtherCandidacies,
  listWithdrawnElsewhere,
  restoreElsewhere,
  revoke,
  undoNext,
  withdrawElsewhere,
} from './undoing.ts';

export {
  certifyLapse,
  listOtherCandidacies,
  listWithdrawnElsewhere,
  placementConduct,
  recordReply,
  requestConcurrence,
  restoreElsewhere,
  revoke,
  undoNext,
  withdrawElsewhere,
};

export interface ChosenName {
  readonly candidate: string;
  readonly reason: string | null;
  readonly exception: string | null;
}

/** The appointing authority chooses. What departs from the order has its reason; a name outside the list waits for a second person. */
export function choose(house: House, request: ActRequest, asked: ChosenName): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'choice.make', fact: 'choice.make' });
    const { stage, now, pack, tx, selectionId } = scene;
    const { accountId, personId } = request.asker;
    const course = await readCourse(scene);
    const { candidate, exception, reason } = asked;
    const earlier = course.choices.map(toChoice);
    const name = { candidateRef: candidate, reason, exception };
    const question = { ...course, ...name, stage, now, rule: pack.deviation, earlier };
    demand(refuseChoice(question));
    const { deviation, state: made } = makeChoice(question, { accountId, personId });
    const state = made === 'standing' ? 'made' : 'awaiting-second-approval';
    const id = derivedId(request.entryId, 'choice');
    const rank = await rankOf(scene, candidate);
    const receipt = await recordRequest(scene, {
      type: 'choice.made/1',
      open: { candidate, choice: id, deviation, exception, rank, state },
      committed: { reason: { value: reason, holder: accountId } },
    });
    const row = {
      id,
      selectionId,
      attempt: stage?.attempt ?? 0,
      candidateRef: candidate,
      deviation,
      exception,
      reason,
    };
    await insertChoice(tx, { ...row, accountId, at: now, state, entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}

async function rankOf({ tx, selectionId }: ActScene, candidate: string): Promise<number | null> {
  const row = await findRanking(tx, selectionId);
  if (row === undefined) return null;
  const { ranked } = JSON.parse(row.content.toString('utf8')) as Ranking;
  return ranked.find(({ ref }) => ref === candidate)?.rank ?? null;
}

export interface ApprovalGiven {
  readonly choice: string;
  readonly approves: boolean;
  readonly reason: string;
}

/** A second person lets an exception pass, or does not. */
export function answerException(house: House, request: ActRequest, asked: ApprovalGiven): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    const { choice: row } = await readCourse(scene);
    const choice = row?.id === asked.choice ? toChoice(row) : undefined;
    const earlierHands = choice === undefined ? [] : [choice.madeBy];
    admit(scene, { act: 'choice.approve', fact: 'choice.approve', earlierHands });
    const { stage, now, tx } = scene;
    const { approves, reason } = asked;
    demand(refuseApproval({ stage, now, choice, approver: request.asker, approves, reason }));
    const { accountId } = request.asker;
    const receipt = await recordRequest(scene, {
      type: approves ? 'choice.approved/1' : 'choice.declined/1',
      open: { choice: asked.choice },
      committed: { reason: { value: reason, holder: accountId } },
    });
    if (approves) await approveChoice(tx, { id: asked.choice, accountId, entryId: receipt.entry });
    else await setChoiceUndone(tx, { id: asked.choice, cause: 'declined', entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}

/** The decree (SK). It takes effect at the first instant of its day, by the agency's clock. */
export function issueDecree(house: House, request: ActRequest, decree: Decree): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'decree.issue', fact: 'decree.issue' });
    const { stage, now, tx, selectionId, postId } = scene;
    const { choice, concurrence, placement } = await readCourse(scene);
    const question = { stage, now, concurrence, existing: placement?.decree, decree };
    demand(refuseDecree({ ...question, choice: choice && toChoice(choice) }));
    if (choice === undefined) throw new Refused(refuse('decree.choice-missing'));
    const receipt = await recordRequest(scene, {
      type: 'decree.issued/1',
      open: { candidate: choice.candidate_ref, effective: startOfDay(decree.effectiveOn, scene.zone) },
      committed: { decree: { value: decree, holder: agencyHolder(scene.agency) } },
    });
    const candidate = (await listCandidates(tx, selectionId)).find(({ ref }) => ref === choice.candidate_ref);
    if (candidate === undefined) throw new Error('a choice without its candidate');
    const row = {
      choiceId: choice.id,
      selectionId,
      candidateRef: candidate.ref,
      personId: candidate.person_id,
      postId,
    };
    await insertPlacement(tx, { ...row, decree, at: now, entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}

export interface Inauguration {
  readonly on: string;
  readonly minutesNumber: string;
}

/** Records that the person was inaugurated (pelantikan), with the minutes of the oath. */
export function inaugurate(house: House, request: ActRequest, { on, minutesNumber }: Inauguration): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'placement.inaugurate', fact: 'placement.inaugurate' });
    const { stage, now, tx } = scene;
    const { placement } = await readCourse(scene);
    const today = localDayOf(now, scene.zone);
    demand(refuseInauguration({ stage, now, decree: placement?.decree, inauguratedOn: on, today }));
    if (placement === undefined) throw new Refused(refuse('decree.missing'));
    const minutes = { number: minutesNumber, on };
    const receipt = await recordRequest(scene, {
      type: 'placement.inaugurated/1',
      open: { candidate: placement.candidate_ref },
      committed: { minutes: { value: minutes, holder: agencyHolder(scene.agency) } },
    });
    await setInaugurated(tx, { choiceId: placement.choice_id, at: now, minutes, entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}
