import { refuseRevocation } from '#domain/commands.ts';
import { type Undo, undoFor, withdrawalsAfter } from '#domain/compensation.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { moveSelection } from '#domain/selections.ts';
import { demand, type House, openScene, record, recordRequest, type Scene, wakeStage } from '#features/acts/service.ts';
import { agencyHolder, derivedId } from '#features/audit/service.ts';
import type { CommandHandler } from '#features/commands/service.ts';
import { listCandidates, putCandidate } from '#features/nominations/service.ts';
import { setSelectionState } from '#features/stages/service.ts';
import { restorePriorPost, type UndoEffect, vacatePost } from './posts.ts';
import { findEffected, findEntries, listCandidacies, type PlacementRow, setChoiceUndone, setRevoked } from './store.ts';

/** What ends with a placement, and what a revocation gives back: the steps of the saga, each safe to repeat. */

/** The command `revoke`: the order is recorded; the undoing follows, one step at a time. */
export const revoke: CommandHandler = async (scene, content) => {
  const reason = textOf(content['reason']);
  const orderNumber = textOf(content['orderNumber']);
  demand(refuseRevocation(scene.state, { reason, orderNumber }));
  const placement = await findEffected(scene.tx, scene.selectionId);
  if (placement === undefined || placement.revoked_at !== null) {
    throw new Refused(refuse('selection.move-illegal', { move: 'revoke', state: 'revoked' }));
  }
  const order = { number: orderNumber, reason };
  const receipt = await recordRequest(scene, {
    type: 'placement.revoked/1',
    open: { candidate: placement.candidate_ref },
    committed: { order: { value: order, holder: agencyHolder(scene.agency) } },
  });
  await setRevoked(scene.tx, { choiceId: placement.choice_id, at: scene.now, order, entryId: receipt.entry });
  return receipt;
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * Undoes the next step of a revoked placement, the latest effect first; null when none is left. What is done already is told
 * by the record, so a repetition goes on where the last one ended. With the last step the selection is revoked.
 */
export function undoNext(house: House, selectionId: string): Promise<{ step: Undo | null }> {
  return inScene(house, selectionId, async (scene) => {
    const placement = await findEffected(scene.tx, selectionId);
    if (placement === undefined || placement.revoked_at === null) return { step: null };
    const steps = undoFor('effective').map((step) => ({ step, id: derivedId(placement.choice_id, `undo:${step}`) }));
    const done = await findEntries(
      scene.tx,
      steps.map(({ id }) => id),
    );
    const left = steps.filter(({ id }) => !done.has(id));
    const [next] = left;
    if (next === undefined) return { step: null };
    await undoStep(scene, placement, next);
    if (left.length === 1) {
      await setSelectionState(scene, { state: moveSelection(scene.state, 'revoke'), entryId: next.id, ended: true });
    }
    return { step: next.step };
  });
}

async function undoStep(
  scene: Scene,
  placement: PlacementRow,
  { step, id }: { step: Undo; id: string },
): Promise<void> {
  const effect = await effectOf(scene, placement, { step, id });
  await record(scene, { id, type: 'step.undone/1', open: { choice: placement.choice_id, effect, step } });
  if (step === 'choice.undo') {
    await setChoiceUndone(scene.tx, { id: placement.choice_id, cause: 'revoked', entryId: id });
  }
}

/** Only holders of posts change; decree, minutes and letters stay as what was once so, undone by the entry. */
async function effectOf(
  scene: Scene,
  placement: PlacementRow,
  { step, id }: { step: Undo; id: string },
): Promise<UndoEffect> {
  if (step === 'prior-post.restore') return restorePriorPost(scene, placement, id);
  return step === 'post.vacate' ? vacatePost(scene, placement, id) : 'done';
}

interface Elsewhere {
  readonly selectionIds: readonly string[];
}

/** Selections that still hold the placed person as a candidate. */
export function listOtherCandidacies(house: House, selectionId: string): Promise<Elsewhere> {
  return house.db.transaction('conductor', async (tx) => {
    const placement = await findEffected(tx, selectionId);
    if (placement === undefined || placement.revoked_at !== null) return { selectionIds: [] };
    const candidacies = await listCandidacies(tx, placement.person_id);
    const others = candidacies.map((row) => ({
      candidateRef: row.ref,
      selectionId: row.selection_id,
      personId: row.person_id,
      standing: row.state !== 'withdrawn',
    }));
    const withdrawals = withdrawalsAfter({ personId: placement.person_id, selectionId }, others);
    return { selectionIds: withdrawals.map((other) => other.selectionId) };
  });
}

/** Selections where the person's candidacy ended because of this placement, which is revoked now. */
export function listWithdrawnElsewhere(house: House, selectionId: string): Promise<Elsewhere> {
  return house.db.transaction('conductor', async (tx) => {
    const placement = await findEffected(tx, selectionId);
    if (placement === undefined || placement.revoked_at === null) return { selectionIds: [] };
    const candidacies = await listCandidacies(tx, placement.person_id);
    const ended = candidacies.filter((row) => row.withdrawn_for === selectionId && row.state === 'withdrawn');
    return { selectionIds: ended.map((row) => row.selection_id) };
  });
}

/** Withdraws the placed person from another selection, on that selection's stream and under its lock, with a link to this one. */
export function withdrawElsewhere(house: House, selectionId: string, otherId: string): Promise<void> {
  return inScene(house, otherId, async (scene) => {
    const placement = await findEffected(scene.tx, selectionId);
    const candidate = await findCandidate(scene, placement);
    if (placement === undefined || candidate === undefined || candidate.state === 'withdrawn') return;
    const { entry } = await record(scene, {
      id: derivedId(placement.choice_id, `withdrawn:${otherId}`),
      type: 'candidacy.withdrawn/1',
      open: { by: 'other-placement', candidate: candidate.ref, other: selectionId },
      committed: { reason: { value: null, holder: candidate.person_id } },
    });
    await putCandidate(scene.tx, {
      ...candidate,
      state: 'withdrawn',
      withdrawn_for: selectionId,
      state_before_withdrawal: candidate.state,
      entry_id: entry,
    });
    await wakeStage(scene);
  });
}

/** Gives back a candidacy that was withdrawn because of a placement now revoked. */
export function restoreElsewhere(house: House, selectionId: string, otherId: string): Promise<void> {
  return inScene(house, otherId, async (scene) => {
    const placement = await findEffected(scene.tx, selectionId);
    const candidate = await findCandidate(scene, placement);
    if (placement === undefined || candidate?.withdrawn_for !== selectionId) return;
    const { entry } = await record(scene, {
      id: derivedId(placement.choice_id, `restored:${otherId}`),
      type: 'candidacy.restored/1',
      open: { candidate: candidate.ref, other: selectionId },
    });
    const state = (candidate.state_before_withdrawal ?? 'nominated') as typeof candidate.state;
    const restored = { state, withdrawn_for: null, state_before_withdrawal: null, entry_id: entry };
    await putCandidate(scene.tx, { ...candidate, ...restored });
    await wakeStage(scene);
  });
}

async function findCandidate({ tx, selectionId }: Scene, placement: PlacementRow | undefined) {
  const candidates = await listCandidates(tx, selectionId);
  return candidates.find(({ person_id }) => person_id === placement?.person_id);
}

/** One transaction of the conductor under the lock of a selection. */
async function inScene<T>(house: House, selectionId: string, work: (scene: Scene) => Promise<T>): Promise<T> {
  const lock = { selectionId, entryId: derivedId(selectionId, 'saga'), accountId: null };
  const { answer, afterCommit } = await house.db.transaction('conductor', async (tx) => {
    const scene = await openScene(house, tx, lock);
    return { answer: await work(scene), afterCommit: scene.afterCommit };
  });
  for (const run of afterCommit) run();
  return answer;
}
