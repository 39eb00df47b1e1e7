import { Refused, refuse } from '#domain/refusal.ts';
import { derivedId, type Receipt } from '#features/audit/service.ts';
import { openPrivacyScene, type PrivacyHouse, type PrivacyRequest, perform } from './acting.ts';
import { getRules } from './rules.ts';
import { appendAct, firstRole } from './service.ts';
import { findHold, insertHold, liftHold as setLifted } from './store.ts';

export interface HoldAsked {
  readonly agency: string;
  readonly personId: string;
  readonly ground: string;
  readonly reason: string;
}

/** Places a legal hold; refuses hold.ground-unknown. Several may stand at once, each for its ground. */
export function placeHold(
  house: PrivacyHouse,
  request: PrivacyRequest,
  asked: HoldAsked,
): Promise<{ readonly holdId: string; readonly receipt: Receipt }> {
  const { agency, personId, ground, reason } = asked;
  const holdId = derivedId(request.entryId, 'hold');
  return perform(house, request, async (tx) => {
    const opening = { act: 'hold.place', agency, personId, content: asked } as const;
    const scene = await openPrivacyScene(tx, house.ledger, { request, asked: opening });
    if ('prior' in scene) return { holdId, receipt: scene.prior };
    const { rules } = await getRules(tx, agency);
    if (!rules.holds.some(({ code }) => code === ground)) throw new Refused(refuse('hold.ground-unknown', { ground }));
    if (scene.subject.isErased) throw new Refused(refuse('erasure.done'));
    const receipt = await appendAct(scene, firstRole(scene), {
      type: 'hold.placed/1',
      open: { ground, hold: holdId },
      committed: { reason: { value: reason, holder: personId } },
    });
    const { accountId } = request.asker;
    await insertHold(tx, { id: holdId, agency, personId, ground, accountId, at: receipt.at, entryId: receipt.entry });
    return { holdId, receipt };
  });
}

/** Lifts a hold; refuses hold.lifted. */
export function liftHold(
  house: PrivacyHouse,
  request: PrivacyRequest,
  { holdId, reason }: { readonly holdId: string; readonly reason: string },
): Promise<Receipt> {
  return perform(house, request, async (tx) => {
    const found = await findHold(tx, holdId);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    const { agency, personId } = found;
    const opening = { act: 'hold.lift', agency, personId, content: { hold: holdId, reason } } as const;
    const scene = await openPrivacyScene(tx, house.ledger, { request, asked: opening });
    if ('prior' in scene) return scene.prior;
    if ((await findHold(tx, holdId))?.liftedAt !== null) throw new Refused(refuse('hold.lifted'));
    const receipt = await appendAct(scene, firstRole(scene), {
      type: 'hold.lifted/1',
      open: { hold: holdId },
      committed: { reason: { value: reason, holder: personId } },
    });
    const { accountId } = request.asker;
    await setLifted(tx, { id: holdId, accountId, at: receipt.at, entryId: receipt.entry });
    return receipt;
  });
}
