import { randomBytes } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import { refuseFinalSheet, refuseSheet, type ScoreSheet, shiftBetween } from '#domain/score-sheets.ts';
import { refuseAssigning } from '#domain/staffing.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  type House,
  recordAct,
  recordRequest,
  refOf,
} from '#features/acts/service.ts';
import { agencyHolder, type Receipt } from '#features/audit/service.ts';
import type { CommandHandler } from '#features/commands/service.ts';
import { getCriteria } from '#features/criteria/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { assessmentConduct } from './conduct.ts';
import { rankBySheets } from './ranking.ts';
import {
  type AssessorRow,
  findAccountPerson,
  findRanking,
  insertAssessor,
  insertSheet,
  listAdmitted,
  listAssessors,
  listSheets,
  type Round,
  type SheetRow,
  setReplaced,
} from './store.ts';

export { assessmentConduct, findRanking, listSheets, rankBySheets };

/** HR assigns an assessor, whose order of candidates is drawn from a seed that is kept. */
export function assignAssessor(
  house: House,
  request: ActRequest,
  { accountId }: { accountId: string },
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'assessor.assign' });
    demand(refuseAssigning(scene));
    await refuseAssigned(scene, accountId);
    const assessor = await refOf(scene, { holder: accountId, role: 'assessor' });
    const seed = randomBytes(32);
    const receipt = await recordRequest(scene, {
      type: 'assessor.assigned/1',
      open: { assessor, seed: seed.toString('hex') },
    });
    await insertAssessor(scene.tx, {
      selectionId: scene.selectionId,
      accountId,
      ref: assessor,
      seed,
      entryId: receipt.entry,
    });
    await wakeIfReady(scene, assessmentConduct);
    return receipt;
  });
}

async function refuseAssigned(scene: ActScene, accountId: string): Promise<void> {
  const assessors = await listAssessors(scene.tx, scene.selectionId);
  if (assessors.some(({ account_id }) => account_id === accountId))
    throw new Refused(refuse('assessment.assigned-already'));
  const person = await findAccountPerson(scene.tx, accountId);
  if (person === undefined) throw new Refused(refuse('thing.missing'));
  if (person.person_id !== null && scene.row.candidate_persons.includes(person.person_id))
    throw new Refused(refuse('assessment.own-candidacy'));
}

/** The command `replace-assessor`: another takes over; the sheets filed by the one who leaves no longer count. */
export const replaceAssessor: CommandHandler = async (scene, content) => {
  const [accountId, successorId] = [String(content['assessor']), String(content['successor'])];
  const reason = typeof content['reason'] === 'string' ? content['reason'] : null;
  const present = (await listAssessors(scene.tx, scene.selectionId)).find(
    ({ account_id, replaced_by }) => account_id === accountId && replaced_by === null,
  );
  if (present === undefined) throw new Refused(refuse('assessment.not-assigned'));
  if (reason === null) throw new Refused(refuse('command.reason-missing'));
  await refuseAssigned(scene, successorId);
  const successor = await refOf(scene, { holder: successorId, role: 'assessor' });
  const seed = randomBytes(32);
  const receipt = await recordRequest(scene, {
    type: 'assessor.replaced/1',
    open: { assessor: present.ref, seed: seed.toString('hex'), successor },
    committed: { reason: { value: reason, holder: agencyHolder(scene.agency) } },
  });
  await setReplaced(scene.tx, {
    selectionId: scene.selectionId,
    accountId,
    successor: successorId,
    entryId: receipt.entry,
  });
  await insertAssessor(scene.tx, {
    selectionId: scene.selectionId,
    accountId: successorId,
    ref: successor,
    seed,
    entryId: receipt.entry,
  });
  return receipt;
};

export interface FiledSheet {
  readonly candidateRef: string;
  readonly scores: ScoreSheet['scores'];
}

/** An independent sheet: one assessor's scores of one candidate, before anybody sees another's. */
export function submitSheet(house: House, request: ActRequest, sheet: FiledSheet): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'sheet.submit' });
    const desk = await openDesk(scene, sheet);
    demand(refuseSheet(desk.asked));
    const receipt = await recordRequest(scene, {
      type: 'sheet.submitted/1',
      open: { assessor: desk.assessor.ref, candidate: sheet.candidateRef },
      committed: committedOf(scene, sheet),
    });
    await keepSheet(scene, { desk, sheet, round: 'independent', entryId: receipt.entry });
    return receipt;
  });
}

/** The final sheet after the reveal; the independent one stays on record beside it. */
export function finaliseSheet(house: House, request: ActRequest, sheet: FiledSheet): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'sheet.finalise' });
    const desk = await openDesk(scene, sheet);
    demand(refuseFinalSheet(desk.asked));
    const independent = desk.asked.independent;
    const changed = independent !== undefined && shiftBetween(independent, desk.asked.sheet).length > 0;
    const receipt = await recordRequest(scene, {
      type: 'sheet.finalised/1',
      open: { assessor: desk.assessor.ref, candidate: sheet.candidateRef, change: changed ? 'changed' : 'confirmed' },
      committed: committedOf(scene, sheet),
    });
    await keepSheet(scene, { desk, sheet, round: 'final', entryId: receipt.entry });
    return receipt;
  });
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function openDesk(scene: ActScene, { candidateRef, scores }: FiledSheet) {
  const { tx, selectionId, request } = scene;
  const { accountId } = request.asker;
  const assessors = await listAssessors(tx, selectionId);
  const assessor = assessors.find(({ account_id, replaced_by }) => account_id === accountId && replaced_by === null);
  if (assessor === undefined) throw new Refused(refuse('assessment.not-assigned'));
  const admitted = await listAdmitted(tx, selectionId);
  if (!admitted.some(({ ref }) => ref === candidateRef)) throw new Refused(refuse('thing.missing'));
  const filed = (await listSheets(tx, selectionId, scene.stage?.attempt ?? 0)).filter((row) =>
    isOf(row, assessor, candidateRef),
  );
  const { criteria } = await getCriteria(scene);
  const asked = {
    stage: scene.stage,
    now: scene.now,
    assignedTo: assessors.filter(({ replaced_by }) => replaced_by === null).map(({ account_id }) => account_id),
    criteria: criteria.filter(({ source }) => source === 'panel').map(({ code }) => code),
    sheet: { accountId, candidateRef, scores },
    reasonRequired: true,
    independent: sheetOf(filed, 'independent', accountId),
    final: sheetOf(filed, 'final', accountId),
  };
  return { assessor, asked };
}

function isOf(row: SheetRow, assessor: AssessorRow, candidateRef: string): boolean {
  return row.candidate_ref === candidateRef && row.assessor_ref === assessor.ref;
}

function sheetOf(rows: readonly SheetRow[], round: Round, accountId: string): ScoreSheet | undefined {
  const row = rows.find((filed) => filed.round === round);
  if (row === undefined) return undefined;
  const scores = Object.entries(row.scores).map(([criterion, score]) => ({
    criterion,
    score,
    reason: row.reasons[criterion] ?? null,
  }));
  return { accountId, candidateRef: row.candidate_ref, scores };
}

function committedOf(scene: ActScene, { scores }: FiledSheet) {
  const holder = scene.request.asker.accountId;
  return {
    scores: { value: Object.fromEntries(scores.map(({ criterion, score }) => [criterion, score])), holder },
    reasons: { value: Object.fromEntries(scores.map(({ criterion, reason }) => [criterion, reason])), holder },
  };
}

interface Kept {
  readonly desk: Desk;
  readonly sheet: FiledSheet;
  readonly round: Round;
  readonly entryId: string;
}

async function keepSheet(scene: ActScene, { desk, sheet, round, entryId }: Kept): Promise<void> {
  await insertSheet(scene.tx, {
    selectionId: scene.selectionId,
    attempt: scene.stage?.attempt ?? 0,
    candidate_ref: sheet.candidateRef,
    assessor_ref: desk.assessor.ref,
    round,
    scores: Object.fromEntries(
      sheet.scores.flatMap(({ criterion, score }) => (score === null ? [] : [[criterion, score]])),
    ),
    reasons: Object.fromEntries(sheet.scores.map(({ criterion, reason }) => [criterion, reason])),
    at: scene.now,
    entryId,
  });
  await wakeIfReady(scene, assessmentConduct);
}
