import { actingRole, refuseAct, type SelectionContext } from '#domain/access.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { refusePolicy } from '#domain/policy-use.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import { refusePlannedDay } from '#domain/selections.ts';
import { localDayOf, type Zone } from '#domain/working-days.ts';
import { demand, getActorIdentity, type House, recordIfConflict } from '#features/acts/service.ts';
import {
  agencyHolder,
  beginOnStream,
  bindRef,
  conductorActor,
  derivedId,
  type Event,
  type PolicyPin,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { demandPin, getPack } from '#features/policies/service.ts';
import { getPost, type PostRow } from '#features/posts/service.ts';
import type { Tx } from '#platform/database.ts';
import { movePolicy } from './policy-move.ts';
import { findAgency, findLiveSelection, insertSelection, nextNumber } from './store.ts';

export { movePolicy };

export interface DraftAsked {
  readonly asker: Asker;
  readonly session: string | null;
  readonly entryId: string;
  readonly agency: string;
  readonly postId: string;
  /** The planned appointment date, on which ages and tenures are judged. */
  readonly plannedOn: string;
  /** Id of the policy pack; its newest published version is pinned. */
  readonly policy: string;
}

export interface Drafted {
  readonly selectionId: string;
  readonly receipt: Receipt;
}

/**
 * Opens a selection for a vacant post: selection.post-missing, selection.post-held,
 * selection.post-busy, selection.policy-missing, and why the policy does not fit the post's level or the day.
 */
export async function draftSelection(house: House, asked: DraftAsked): Promise<Drafted> {
  const selectionId = derivedId(asked.entryId, 'selection');
  try {
    const receipt = await house.db.transaction('conductor', (tx) => draft(house, tx, { ...asked, selectionId }));
    return { selectionId, receipt };
  } catch (error) {
    await recordIfConflict(house, asked.entryId, error);
    throw error;
  }
}

/** A vacancy whose opening nothing refuses, under the lock of its agency's stream. */
interface Opening {
  readonly house: House;
  readonly tx: Tx;
  readonly asked: DraftAsked & { readonly selectionId: string };
  readonly act: Event['act'];
  readonly content: unknown;
  readonly post: PostRow;
  readonly pin: PolicyPin;
  readonly zone: Zone;
  readonly role: Role;
}

async function draft(house: House, tx: Tx, asked: DraftAsked & { selectionId: string }): Promise<Receipt> {
  const { agency, entryId, asker } = asked;
  const content = { agency, plannedOn: asked.plannedOn, policy: asked.policy, post: asked.postId };
  const act = await beginOnStream(tx, `agency/${agency}`, entryId);
  const prior = priorReceipt(house.ledger, act, content);
  if (prior !== undefined) return prior;
  const context = { ...nobody, agency, now: act.at };
  demand(refuseAct('selection.draft', asker, context));
  const role = actingRole('selection.draft', asker, context);
  if (role === undefined) throw new Error('nobody was admitted to this act');
  const place = await findAgency(tx, agency);
  const post = await getVacancy(tx, asked);
  const missing = refuse('selection.policy-missing', { policy: asked.policy });
  if (place === undefined) throw new Refused(missing);
  const zone = place.zone as Zone;
  const today = localDayOf(act.at, zone);
  const pin = await demandPin(tx, { agency, id: asked.policy, on: today }, missing);
  demand(refusePlannedDay({ plannedOn: asked.plannedOn, today }));
  demand(refusePolicy(await getPack(tx, pin.digest), { level: post.level as PostLevel, on: today }));
  return open({ house, tx, asked, act, content, post, pin, zone, role });
}

/** The context of an act before there is a selection. */
const nobody: Omit<SelectionContext, 'agency' | 'now'> = {
  selectionId: null,
  seatAccounts: [],
  chairAccount: null,
  assessorAccounts: [],
  candidatePersonIds: [],
  subjectPersonId: null,
  earlierHands: [],
};

async function getVacancy(tx: Tx, { postId, agency }: { postId: string; agency: string }): Promise<PostRow> {
  const post = await getPost(tx, postId);
  if (post.agency !== agency) throw new Refused(refuse('selection.post-missing'));
  if (post.holder_id !== null) throw new Refused(refuse('selection.post-held'));
  if ((await findLiveSelection(tx, postId)) !== undefined) throw new Refused(refuse('selection.post-busy'));
  return post;
}

/** Numbers the selection in the agency's register, then opens its own stream. */
async function open(opening: Opening): Promise<Receipt> {
  const { house, tx, asked, act, post, pin, zone } = opening;
  const { agency, selectionId: id, entryId } = asked;
  const number = await nextNumber(tx, agency);
  await house.ledger.append(tx, {
    id: derivedId(entryId, 'registered'),
    stream: `agency/${agency}`,
    type: 'selection.registered/1',
    agency,
    actor: conductorActor,
    policy: pin,
    open: { number, selection: id },
    act,
  });
  const receipt = await recordOpening(opening, number);
  const code = `SEL-${localDayOf(act.at, zone).slice(0, 4)}-${String(number).padStart(3, '0')}`;
  const row = { id, agency, number, code, postId: post.id, plannedOn: asked.plannedOn, policy: pin };
  await insertSelection(tx, { ...row, at: act.at, openedBy: asked.asker.accountId, entryId });
  return receipt;
}

async function recordOpening(
  { house, tx, asked, act, content, post, pin, role }: Opening,
  number: number,
): Promise<Receipt> {
  const { agency, selectionId, entryId, asker, session, plannedOn } = asked;
  const stream = `selection/${selectionId}`;
  const identity = await getActorIdentity(tx, asker.accountId);
  const ref = await bindRef(house.ledger, tx, { stream, agency, holder: asker.accountId, role, act, identity });
  const vacancy = { level: post.level, plannedOn, title: post.title, unit: post.unit };
  return house.ledger.append(tx, {
    id: entryId,
    stream,
    type: 'selection.opened/1',
    agency,
    actor: { ref, role, session },
    policy: pin,
    open: { number, post: post.id },
    committed: { vacancy: { value: vacancy, holder: agencyHolder(agency) } },
    act,
    content,
  });
}
