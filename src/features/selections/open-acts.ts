import type { Choice, ChoiceState, Deviation } from '#domain/choices.ts';
import type { Concurrence } from '#domain/concurrence.ts';
import { type JudgedAct, judgeActs, type Moment } from '#domain/open-acts.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import type { SelectionState } from '#domain/selections.ts';
import type { Stage } from '#domain/stages.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database } from '#platform/database.ts';
import { findMoment, findSelection, type MomentRow } from './queries.ts';

/** Which acts are open to the asker in a selection that they may see: `thing.missing` where they may not. */
export async function listOpenActs(
  db: Database,
  { asker, selectionId }: { readonly asker: Asker; readonly selectionId: string },
): Promise<JudgedAct[]> {
  const seen = await db.transaction(asker.accountId, (tx) => findSelection(tx, selectionId), selectionId);
  if (seen === undefined) throw new Refused(refuse('thing.missing'));
  const { row, pack } = await db.transaction('conductor', async (tx) => {
    const found = await findMoment(tx, selectionId);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    return { row: found, pack: await getPack(tx, found.policyDigest.toString('hex')) };
  });
  const { agency, seatAccounts, chairAccount, assessorAccounts, candidatePersonIds } = row;
  const context = { agency, selectionId, seatAccounts, chairAccount, assessorAccounts, candidatePersonIds };
  const moment = { ...momentOf(selectionId, row), concurrenceRule: pack.concurrence };
  return judgeActs({ asker, context, moment });
}

function momentOf(selectionId: string, row: MomentRow): Omit<Moment, 'concurrenceRule'> {
  const { now, hasRun, candidatePersonIds, criteria, choice, concurrence } = row;
  return {
    state: row.state as SelectionState,
    stage: stageOf(selectionId, row),
    now,
    hasRun,
    nominated: candidatePersonIds.length,
    criteria: criteria === null ? undefined : criteriaOf(criteria),
    choice: choice === null ? undefined : choiceOf(choice),
    concurrence: concurrence === null ? undefined : (concurrence as Concurrence),
  };
}

function stageOf(selectionId: string, row: MomentRow): Stage | undefined {
  const { kind, attempt, openedAt, dueAt, pausedAt } = row;
  if (kind === null || attempt === null) return undefined;
  const place = { kind, state: row.stageState, step: row.step } as Pick<Stage, 'kind' | 'state' | 'step'>;
  return { selectionId, attempt, openedAt, dueAt, pausedAt, ...place };
}

function criteriaOf(row: NonNullable<MomentRow['criteria']>): Moment['criteria'] {
  const { digest, drafter, drafterPerson, sealer, sealerPerson, countersigner } = row;
  return {
    digest,
    draftedBy: { accountId: drafter, personId: drafterPerson },
    sealedBy: sealer === null ? null : { accountId: sealer, personId: sealerPerson },
    countersignedBy: countersigner === null ? null : { accountId: countersigner, personId: null },
  };
}

const choiceStates: Readonly<Record<string, ChoiceState>> = {
  made: 'standing',
  'awaiting-second-approval': 'awaiting-approval',
};

function choiceOf(row: NonNullable<MomentRow['choice']>): Choice {
  const { candidate: candidateRef, exception, maker, makerPerson } = row;
  const madeBy = { accountId: maker, personId: makerPerson };
  const deviation = row.deviation as Deviation;
  return { candidateRef, deviation, exception, madeBy, state: choiceStates[row.state] ?? 'undone' };
}
