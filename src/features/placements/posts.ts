import { record, type Scene } from '#features/acts/service.ts';
import { agencyHolder, conductorActor, derivedId, lockStream } from '#features/audit/service.ts';
import { findHeldPost, findHolder, type PlacementRow, setEffected, setHolder, setPostOf } from './store.ts';

/** Who holds which post, told on the agency's stream as well, whose lock serialises all changes of holders. */

/** Brings a decree into effect; answers false, and changes nothing, when somebody else holds the post. */
export async function fillPost(scene: Scene, placement: PlacementRow): Promise<boolean> {
  const { tx, now } = scene;
  const { choice_id: choiceId, candidate_ref: candidate, person_id: personId, post_id: postId } = placement;
  await lockStream(tx, `agency/${scene.agency}`);
  if ((await findHolder(tx, postId)) !== null) return false;
  const prior = await findHeldPost(tx, personId);
  const id = derivedId(choiceId, 'effected');
  const { entry } = await record(scene, { id, type: 'placement.effected/1', open: { candidate, post: postId } });
  await setEffected(tx, { choiceId, at: now, prior, entryId: entry });
  if (prior !== undefined) await vacate(scene, { parent: entry, postId: prior.id, personId });
  await seat(scene, { parent: entry, postId, personId, since: placement.effective_on });
  return true;
}

export type UndoEffect = 'done' | 'none' | 'occupied' | 'left';

/** Gives the person the prior post back, unless it has another holder by now. */
export async function restorePriorPost(scene: Scene, placement: PlacementRow, parent: string): Promise<UndoEffect> {
  const { prior_post_id: postId, prior_held_since: since, person_id: personId } = placement;
  if (postId === null) return 'none';
  await lockStream(scene.tx, `agency/${scene.agency}`);
  if ((await findHolder(scene.tx, postId)) !== null) return 'occupied';
  await seat(scene, { parent, postId, personId, since });
  return 'done';
}

/** Takes the post from the person, unless they have left it by now. */
export async function vacatePost(scene: Scene, placement: PlacementRow, parent: string): Promise<UndoEffect> {
  const { post_id: postId, person_id: personId } = placement;
  await lockStream(scene.tx, `agency/${scene.agency}`);
  if ((await findHolder(scene.tx, postId)) !== personId) return 'left';
  await vacate(scene, { parent, postId, personId });
  return 'done';
}

interface HolderChange {
  /** Entry of the act that changes the holder. */
  readonly parent: string;
  readonly postId: string;
  readonly personId: string;
}

async function vacate(scene: Scene, { parent, postId, personId }: HolderChange): Promise<void> {
  const entryId = await tellAgency(scene, 'post.vacated/1', { parent, postId, personId });
  await setHolder(scene.tx, { postId, personId: null, since: null, entryId });
}

async function seat(scene: Scene, change: HolderChange & { since: string | null }): Promise<void> {
  const entryId = await tellAgency(scene, 'post.filled/1', change);
  const { postId, personId, since } = change;
  await setHolder(scene.tx, { postId, personId, since, entryId });
  await setPostOf(scene.tx, { personId, postId, entryId });
}

async function tellAgency(
  { house, tx, agency, selectionId, row, policy }: Scene,
  type: 'post.vacated/1' | 'post.filled/1',
  { parent, postId, personId }: HolderChange,
): Promise<string> {
  const { entry } = await house.ledger.append(tx, {
    id: derivedId(parent, `${type}:${postId}`),
    stream: `agency/${agency}`,
    type,
    agency,
    actor: conductorActor,
    policy,
    open: { post: postId, selection: selectionId },
    committed: { holder: { value: { person: personId }, holder: agencyHolder(agency) } },
    act: row,
  });
  return entry;
}
