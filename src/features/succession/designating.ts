import { Refused, refuse } from '#domain/refusal.ts';
import {
  type CriticalGround,
  type Designation,
  refuseConfirmation,
  refuseDesignation,
  refuseWithdrawal,
  refuseWithdrawalConfirmation,
} from '#domain/succession.ts';
import { demand } from '#features/acts/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import {
  actOnSuccession,
  appendAsked,
  type SuccessionHouse,
  type SuccessionRequest,
  type SuccessionScene,
} from './acting.ts';
import {
  confirmDesignation,
  confirmWithdrawal,
  findDesignation,
  insertDesignation,
  proposeWithdrawal,
  withdrawDesignation,
} from './store.ts';

export interface DesignationAsked {
  readonly postId: string;
  readonly ground: CriticalGround;
  readonly reason: string;
}

/** Proposes that a post is critical; refuses succession.designated-already. */
export async function designatePost(house: SuccessionHouse, request: SuccessionRequest, asked: DesignationAsked) {
  const { postId, ground, reason } = asked;
  const designationId = derivedId(request.entryId, 'designation');
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    demand(refuseDesignation((await findDesignation(tx, postId)) !== undefined));
    const receipt = await appendAsked(scene, {
      type: 'post.designated/1',
      open: { designation: designationId, ground, post: postId },
      committed: { reason: { value: reason, holder: agencyHolder(post.agency) } },
    });
    const { accountId } = request.asker;
    const { at, entry: entryId } = receipt;
    const { agency } = post;
    await insertDesignation(tx, { id: designationId, postId, agency, ground, reason, accountId, at, entryId });
    return receipt;
  };
  return { designationId, receipt: await actOnSuccession(house, request, { postId, content: asked, perform }) };
}

export interface ConfirmationAsked {
  readonly postId: string;
  /** Id of the designation that was shown. */
  readonly designation: string;
  /** Number and date of the decision (SK). */
  readonly decree: string;
}

/** Confirms that a post is critical, as an act of the authority (PPK); see `refuseConfirmation`. */
export function confirmPost(
  house: SuccessionHouse,
  request: SuccessionRequest,
  asked: ConfirmationAsked,
): Promise<Receipt> {
  const { postId, designation: shown, decree } = asked;
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    demand(refuseConfirmation({ designation: await findDesignation(tx, postId), shown, asker: request.asker }));
    const receipt = await appendAsked(scene, {
      type: 'designation.confirmed/1',
      open: { designation: shown },
      committed: { decree: { value: decree, holder: agencyHolder(post.agency) } },
    });
    await confirmDesignation(tx, { id: shown, at: receipt.at, entryId: receipt.entry });
    return receipt;
  };
  return actOnSuccession(house, request, { postId, roles: ['authority'], content: { confirm: asked }, perform });
}

/**
 * Withdraws a designation that the authority has not confirmed, and with it the plan of succession; of one that it has, proposes that. See
 * `refuseWithdrawal`.
 */
export function withdrawPost(
  house: SuccessionHouse,
  request: SuccessionRequest,
  asked: { readonly postId: string; readonly reason: string },
): Promise<Receipt> {
  const { postId, reason } = asked;
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    const found = await findDesignation(tx, postId);
    demand(refuseWithdrawal(found));
    const { id, isConfirmed } = found ?? (await getDesignation(scene));
    const receipt = await appendAsked(scene, {
      type: isConfirmed ? 'withdrawal.proposed/1' : 'designation.withdrawn/1',
      open: { designation: id },
      committed: { reason: { value: reason, holder: agencyHolder(post.agency) } },
    });
    const ending = { id, reason, at: receipt.at, entryId: receipt.entry };
    if (isConfirmed) await proposeWithdrawal(tx, { ...ending, accountId: request.asker.accountId });
    else await withdrawDesignation(tx, ending);
    return receipt;
  };
  return actOnSuccession(house, request, { postId, content: { withdraw: asked }, perform });
}

/** Confirms that a post is critical no longer, as an act of the authority (PPK); see `refuseWithdrawalConfirmation`. */
export function confirmWithdrawnPost(
  house: SuccessionHouse,
  request: SuccessionRequest,
  asked: ConfirmationAsked,
): Promise<Receipt> {
  const { postId, designation: shown, decree } = asked;
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    const designation = await findDesignation(tx, postId);
    demand(refuseWithdrawalConfirmation({ designation, shown, asker: request.asker }));
    const receipt = await appendAsked(scene, {
      type: 'withdrawal.confirmed/1',
      open: { designation: shown },
      committed: { decree: { value: decree, holder: agencyHolder(post.agency) } },
    });
    await confirmWithdrawal(tx, { id: shown, at: receipt.at, entryId: receipt.entry });
    return receipt;
  };
  const content = { confirmWithdrawal: asked };
  return actOnSuccession(house, request, { postId, roles: ['authority'], content, perform });
}

/** The designation that stands; refuses succession.not-critical. */
export async function getDesignation({ tx, post }: SuccessionScene): Promise<Designation> {
  const designation = await findDesignation(tx, post.id);
  if (designation === undefined) throw new Refused(refuse('succession.not-critical'));
  return designation;
}
