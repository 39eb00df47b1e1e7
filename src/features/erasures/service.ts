import { refuseErasure, secondRole } from '#domain/erasures.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import type { Role } from '#domain/roles.ts';
import { derivedId, type Receipt } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import {
  actorIn,
  openPrivacyScene,
  type PrivacyHouse,
  type PrivacyRequest,
  type PrivacyScene,
  perform,
} from './acting.ts';
import { destroy } from './destroying.ts';
import type { ErasureJournal } from './journal.ts';
import { findSubject, listParts, lockParts, type PartRow } from './queries.ts';
import { getRules, type RulesInForce } from './rules.ts';
import { decideErasure, type ErasureRow, findErasure, findPending, insertErasure } from './store.ts';

export { publishRetention } from './rules.ts';

export interface ErasureAsked {
  readonly agency: string;
  readonly personId: string;
  readonly basis: string;
  readonly reason: string;
}

export interface Requested {
  readonly erasureId: string;
  readonly receipt: Receipt;
}

/** Asks for an erasure: nothing is destroyed before a second person in another role approves. Refused as the erasure itself would be. */
export function requestErasure(house: PrivacyHouse, request: PrivacyRequest, asked: ErasureAsked): Promise<Requested> {
  const { agency, personId } = asked;
  const erasureId = derivedId(request.entryId, 'erasure');
  return perform(house, request, async (tx) => {
    const opening = { act: 'erasure.request', agency, personId, content: asked } as const;
    const scene = await openPrivacyScene(tx, house.ledger, { request, asked: opening });
    if ('prior' in scene) return { erasureId, receipt: scene.prior };
    const { rules, digest } = await getRules(tx, agency);
    demand(refuseNow(scene, { rules, digest }, { basis: asked.basis, parts: await listParts(tx, personId) }));
    if ((await findPending(tx, personId)) !== undefined) throw new Refused(refuse('erasure.pending'));
    return { erasureId, receipt: await writeRequest(scene, { ...asked, erasureId, digest }) };
  });
}

async function writeRequest(
  scene: PrivacyScene,
  { erasureId, personId, agency, basis, reason, digest }: ErasureAsked & { erasureId: string; digest: Buffer },
): Promise<Receipt> {
  const { tx, request } = scene;
  const role = firstRole(scene);
  const receipt = await append(scene, role, {
    type: 'erasure.requested/1',
    open: { basis, erasure: erasureId, rules: digest.toString('hex') },
    committed: { reason: { value: reason, holder: personId } },
  });
  await insertErasure(tx, {
    id: erasureId,
    agency,
    personId,
    basis,
    rules: digest,
    accountId: request.asker.accountId,
    role,
    at: receipt.at,
    entryId: receipt.entry,
  });
  return receipt;
}

export interface Erased {
  readonly receipt: Receipt;
  readonly openings: number;
}

/** The second approval, which carries the erasure out in the same transaction. */
export async function approveErasure(
  house: PrivacyHouse & { readonly journal: ErasureJournal },
  request: PrivacyRequest,
  erasureId: string,
): Promise<Erased> {
  const { ledger, journal } = house;
  const erased = await perform(house, request, async (tx) => {
    const { scene, erasure } = await openDecision(tx, house, { request, erasureId, act: 'erasure.approve' });
    if ('prior' in scene) return { receipt: scene.prior, openings: erasure.openings ?? 0 };
    const role = roleOf(secondRole(handOf(erasure), { hand: request.asker, roles: scene.roles }));
    const parts = await lockParts(tx, erasure.personId);
    const inForce = await getRules(tx, erasure.agency);
    // Whoever places the person, or imports them, may have been waited for: what the scene read of them is from before that.
    const subject = (await findSubject(tx, erasure.agency, erasure.personId)) ?? scene.subject;
    demand(refuseNow({ ...scene, subject }, inForce, { basis: erasure.basis, parts }));
    return approve(scene, { erasure, role, parts, journal });
  });
  ledger.keys.forget();
  // Also where it was done before: the answer of that time may never have come to be settled.
  await journal.settle(erasureId, 'done');
  return erased;
}

interface Approval {
  readonly erasure: ErasureRow;
  readonly role: Role;
  readonly parts: readonly PartRow[];
  readonly journal: ErasureJournal;
}

async function approve(scene: PrivacyScene, { erasure, role, parts, journal }: Approval): Promise<Erased> {
  const { tx, request } = scene;
  const receipt = await append(scene, role, { type: 'erasure.approved/1', open: { erasure: erasure.id } });
  const carryOut = async (openings: number): Promise<void> => {
    const { accountId } = request.asker;
    const decision = { id: erasure.id, state: 'done', accountId, role, at: receipt.at } as const;
    await decideErasure(tx, { ...decision, openings, entryId: receipt.entry });
  };
  const openings = await destroy(scene, {
    erasure,
    parts,
    journal,
    approvals: [erasure.requestEntry, receipt.entry],
    roles: [erasure.requestedAs, role],
    approved: carryOut,
  });
  return { receipt, openings };
}

/** Leaves the data as it is. Who asked for it may withdraw the request as well. */
export function declineErasure(
  house: PrivacyHouse,
  request: PrivacyRequest,
  { erasureId, reason }: { readonly erasureId: string; readonly reason: string },
): Promise<Receipt> {
  return perform(house, request, async (tx) => {
    const { scene, erasure } = await openDecision(tx, house, { request, erasureId, act: 'erasure.decline', reason });
    if ('prior' in scene) return scene.prior;
    const role = firstRole(scene);
    const { personId } = erasure;
    const receipt = await append(scene, role, {
      type: 'erasure.declined/1',
      open: { erasure: erasureId },
      committed: { reason: { value: reason, holder: personId } },
    });
    const { accountId } = request.asker;
    const decision = { id: erasureId, state: 'declined', accountId, role, at: receipt.at } as const;
    await decideErasure(tx, { ...decision, openings: null, entryId: receipt.entry });
    return receipt;
  });
}

interface DecisionAsked {
  readonly request: PrivacyRequest;
  readonly erasureId: string;
  readonly act: 'erasure.approve' | 'erasure.decline';
  readonly reason?: string;
}

async function openDecision(tx: Tx, { ledger }: PrivacyHouse, { request, erasureId, act, reason }: DecisionAsked) {
  const found = await findErasure(tx, erasureId);
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  const { agency, personId } = found;
  const content = { erasure: erasureId, reason: reason ?? null };
  const scene = await openPrivacyScene(tx, ledger, { request, asked: { act, agency, personId, content } });
  const erasure = (await findErasure(tx, erasureId)) ?? found;
  if (!('prior' in scene) && erasure.state !== 'requested') throw new Refused(refuse('erasure.decided'));
  return { scene, erasure };
}

function handOf({ requestedBy, requesterPerson, requestedAs }: ErasureRow) {
  return { hand: { accountId: requestedBy, personId: requesterPerson }, role: requestedAs };
}

function roleOf(role: Role | Refusal): Role {
  if (typeof role === 'string') return role;
  throw new Refused(role);
}

interface Ground {
  readonly basis: string;
  readonly parts: readonly PartRow[];
}

function refuseNow({ subject, act }: PrivacyScene, { rules }: RulesInForce, { basis, parts }: Ground) {
  const { isErased, isHeld, holdsPost } = subject;
  const running = parts.filter(({ isNeeded }) => isNeeded).map(({ code }) => code);
  return refuseErasure({ rules, basis, now: act.at, isErased, isHeld, holdsPost, running, parts });
}

function demand(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

function firstRole({ roles: [role] }: PrivacyScene): Role {
  if (role === undefined) throw new Error('nobody was admitted to this act');
  return role;
}

type Written = Pick<Parameters<PrivacyHouse['ledger']['append']>[1], 'type' | 'open' | 'committed'>;

/** The entry of the asked act itself, on the person's stream. */
async function append(scene: PrivacyScene, role: Role, written: Written): Promise<Receipt> {
  const { tx, ledger, request, subject, stream, act, content } = scene;
  const actor = await actorIn(scene, role);
  return ledger.append(tx, { ...written, id: request.entryId, stream, agency: subject.agency, actor, act, content });
}

export { append as appendAct, firstRole };
