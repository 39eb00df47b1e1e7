import {
  type ConcurrenceReply,
  judgeReply,
  refuseConcurrenceRequest,
  refuseLapse,
  refuseReply,
} from '#domain/concurrence.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type ActRequest, admit, demand, type House, recordAct, recordRequest } from '#features/acts/service.ts';
import { agencyHolder, type Receipt } from '#features/audit/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { placementConduct, roundOf } from './conduct.ts';
import { readCourse } from './course.ts';
import { answerConcurrence, insertConcurrence } from './store.ts';

/** The outside authority's concurrence (pertimbangan teknis): asked for, answered, or lapsed by certificate. */

/** HR asks again after the request was returned. */
export function requestConcurrence(house: House, request: ActRequest): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'concurrence.request', fact: 'concurrence.request' });
    const course = await readCourse(scene);
    demand(refuseConcurrenceRequest(scene.stage, course.concurrence, scene.now));
    const { event, row } = await roundOf(scene, course);
    const receipt = await recordRequest(scene, event);
    await insertConcurrence(scene.tx, { ...row, entryId: receipt.entry });
    return receipt;
  });
}

export interface ReplyReceived {
  readonly reply: ConcurrenceReply;
  readonly letterNumber: string;
  readonly repliedOn: string;
  readonly reason: string | null;
}

/** HR records the authority's letter. One that came after the lapse is on record and changes nothing. */
export function recordReply(house: House, request: ActRequest, asked: ReplyReceived): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'concurrence.reply', fact: 'concurrence.reply' });
    const { stage, now, tx, selectionId, pack } = scene;
    const { concurrence } = await readCourse(scene);
    const { reply, letterNumber, repliedOn, reason } = asked;
    demand(refuseReply({ stage, now, concurrence, reply, letterNumber, reason }));
    if (concurrence === undefined) throw new Refused(refuse('concurrence.missing'));
    const { timing, state } = judgeReply(pack.concurrence, concurrence, { reply, now });
    const letter = { number: letterNumber, repliedOn, reason };
    const { round } = concurrence;
    const receipt = await recordRequest(scene, {
      type: 'concurrence.replied/1',
      open: { late: timing === 'late' ? 'yes' : 'no', reply, round },
      committed: { letter: { value: letter, holder: agencyHolder(scene.agency) } },
    });
    await answerConcurrence(tx, { selectionId, round, state, at: now, letter, entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}

/** Where the policy knows a lapse, an officer certifies it by name. It is no approval. */
export function certifyLapse(house: House, request: ActRequest, { reason }: { reason: string }): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'concurrence.certify-lapse', fact: 'concurrence.certify-lapse' });
    const { stage, now, tx, selectionId, pack } = scene;
    const { concurrence } = await readCourse(scene);
    demand(refuseLapse(pack.concurrence, concurrence, { stage, now }));
    if (concurrence?.lapsesAt == null) throw new Refused(refuse('concurrence.lapse-unknown'));
    const { round, lapsesAt } = concurrence;
    const certificate = { reason };
    const receipt = await recordRequest(scene, {
      type: 'concurrence.lapsed/1',
      open: { lapsed: lapsesAt, round },
      committed: { certificate: { value: certificate, holder: agencyHolder(scene.agency) } },
    });
    const row = { selectionId, round, state: 'lapsed', at: now, letter: { certificate } } as const;
    await answerConcurrence(tx, { ...row, entryId: receipt.entry });
    await wakeIfReady(scene, placementConduct);
    return receipt;
  });
}
