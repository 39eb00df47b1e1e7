import { refusePolicyMove } from '#domain/commands.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { refusePolicy } from '#domain/policy-use.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { moveSelection } from '#domain/selections.ts';
import { localDayOf } from '#domain/working-days.ts';
import { demand, recordRequest } from '#features/acts/service.ts';
import { agencyHolder } from '#features/audit/service.ts';
import type { CommandHandler } from '#features/commands/service.ts';
import { voidNewest } from '#features/criteria/service.ts';
import { findPinOf, getPack } from '#features/policies/service.ts';
import { getPost } from '#features/posts/service.ts';
import { cancelLive } from '#features/stages/service.ts';
import { countMoves, countNominated, setPin } from './store.ts';

/**
 * The command `move-policy`: the selection goes on under another published version, from its criteria on. Seals and the stage that
 * is live are void and stay on record; the new criteria need both signatures again. Refusals: those of `refusePolicyMove`,
 * `refusePolicy`, and selection.policy-missing.
 */
export const movePolicy: CommandHandler = async (scene, content) => {
  const { tx, agency, state, stage, selectionId } = scene;
  const asked = { id: String(content['policy']), version: String(content['version']) };
  const reason = typeof content['reason'] === 'string' ? content['reason'] : null;
  const pin = await findPinOf(tx, agency, asked);
  if (pin === undefined)
    throw new Refused(refuse('selection.policy-missing', { policy: `${asked.id} ${asked.version}` }));
  const [nominated, moves] = [await countNominated(tx, selectionId), await countMoves(tx, selectionId)];
  const isSame = pin.digest === scene.policy.digest;
  demand(refusePolicyMove({ state, stage, nominated, moves }, { reason, isSame }));
  const pack = await getPack(tx, pin.digest);
  const { level } = await getPost(tx, scene.postId);
  demand(refusePolicy(pack, { level: level as PostLevel, on: localDayOf(scene.now, scene.zone) }));
  // From this entry on all are written under the new policy.
  const moved = { ...scene, policy: pin, pack };
  const receipt = await recordRequest(moved, {
    type: 'selection.policy-moved/1',
    open: { from: scene.policy.digest },
    committed: { reason: { value: reason, holder: agencyHolder(agency) } },
  });
  await cancelLive(moved, receipt.entry);
  await voidNewest(moved, receipt.entry);
  await setPin(tx, { selectionId, pin, state: moveSelection(state, 'move-policy'), entryId: receipt.entry });
  return receipt;
};
