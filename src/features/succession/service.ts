import type { PersonRecord } from '#domain/person-record.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { deriveReadiness } from '#domain/readiness-of-successors.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { refuseDecision, refuseNaming } from '#domain/succession.ts';
import { localDayOf } from '#domain/working-days.ts';
import { demand } from '#features/acts/service.ts';
import {
  agencyHolder,
  bindRef,
  conductorActor,
  derivedId,
  type PolicyPin,
  type Receipt,
} from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import {
  actOnSuccession,
  appendAsked,
  getPolicy,
  type SuccessionHouse,
  type SuccessionRequest,
  type SuccessionScene,
} from './acting.ts';
import { getDesignation } from './designating.ts';
import {
  decideOn,
  findDesignation,
  findPlace,
  findPublishedMap,
  findTalent,
  insertReadiness,
  insertSuccessor,
  listSuccessors,
  type PostRow,
  removeSuccessor,
  type SuccessorRow,
} from './store.ts';

export { hasConfirmed } from './confirmed.ts';
export { confirmPost, confirmWithdrawnPost, designatePost, withdrawPost } from './designating.ts';

/** Names a successor from the succession group of the newest published map, and records their readiness; see `refuseNaming`. */
export async function nameSuccessor(
  house: SuccessionHouse,
  request: SuccessionRequest,
  asked: { readonly postId: string; readonly personId: string },
) {
  const { postId, personId } = asked;
  const successorId = derivedId(request.entryId, 'successor');
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    const { designation, map, place, talent } = await admitNaming(scene, personId);
    const ref = await talentRef(scene, personId, talent);
    const receipt = await appendAsked(scene, {
      type: 'successor.named/1',
      open: { designation: designation.id, map: map.id, person: ref, successor: successorId },
      committed: { place: { value: { ...place }, holder: personId } },
    });
    const named = { id: successorId, designationId: designation.id, postId: post.id, personId, ref, mapId: map.id };
    const { accountId } = request.asker;
    await insertSuccessor(tx, { ...named, ...place, accountId, at: receipt.at, entryId: receipt.entry });
    const successor = { id: successorId, personId };
    await recordReadinessOf(scene, { successor, record: talent.record, isAsked: false });
    return receipt;
  };
  const people = () => Promise.resolve([personId]);
  return { successorId, receipt: await actOnSuccession(house, request, { postId, people, content: asked, perform }) };
}

async function admitNaming(scene: SuccessionScene, personId: string) {
  const { tx, post, request } = scene;
  const talent = await findTalent(tx, post.agency, personId);
  if (talent === undefined) throw new Refused(refuse('thing.missing'));
  const designation = await findDesignation(tx, post.id);
  const map = await findPublishedMap(tx, post.agency);
  const place = map === undefined ? undefined : await findPlace(tx, map.id, personId);
  const { pack: newest } = await getPolicy(scene);
  // Whose boxes feed the group is said by the policy of the map.
  const { boxes } = map === undefined ? newest : await getPack(tx, map.digest);
  const named = await listSuccessors(tx, post.id);
  demand(
    refuseNaming({
      isCritical: designation !== undefined,
      box: place?.box,
      rule: boxes,
      hasMap: map !== undefined,
      asker: request.asker,
      personId,
      holderId: post.holderId,
      isNamed: named.some((one) => one.personId === personId && one.isStanding),
    }),
  );
  if (designation === undefined || map === undefined || place === undefined)
    throw new Error('admitted without a place');
  return { designation, map, place, talent };
}

function talentRef(
  { tx, ledger, post, stream, act }: SuccessionScene,
  personId: string,
  { name, nip }: { readonly name: string; readonly nip: string },
): Promise<string> {
  const identity = { account: null, name, nip };
  return bindRef(ledger, tx, { stream, agency: post.agency, holder: personId, role: 'successor', act, identity });
}

export interface DecisionAsked {
  readonly postId: string;
  /** Ids of the successors that were shown as proposed. */
  readonly successors: readonly string[];
  /** Number and date of the decision (SK). */
  readonly decree: string;
}

/** Decides that the proposed successors are the plan, as an act of the authority (PPK); see `refuseDecision`. */
export function decidePlan(house: SuccessionHouse, request: SuccessionRequest, asked: DecisionAsked): Promise<Receipt> {
  const { postId, successors: shown, decree } = asked;
  const perform = async (scene: SuccessionScene) => {
    const { tx, post } = scene;
    const designation = await findDesignation(tx, postId);
    const standing = (await listSuccessors(tx, postId)).filter(({ isStanding }) => isStanding);
    demand(refuseDecision({ designation, standing, shown, asker: request.asker }));
    if (designation === undefined) throw new Error('admitted without a designation');
    const ids = shown.toSorted();
    const receipt = await appendAsked(scene, {
      type: 'succession.decided/1',
      open: { designation: designation.id, successors: ids },
      committed: { decree: { value: decree, holder: agencyHolder(post.agency) } },
    });
    await decideOn(tx, { ids, at: receipt.at, entryId: receipt.entry });
    return receipt;
  };
  return actOnSuccession(house, request, { postId, roles: ['authority'], content: { decide: asked }, perform });
}

export interface RemovalAsked {
  readonly postId: string;
  readonly successorId: string;
  readonly reason: string;
}

/** Takes a successor out of the plan; refuses thing.missing, succession.removed-already. What was recorded of them stays. */
export function removeFromPlan(
  house: SuccessionHouse,
  request: SuccessionRequest,
  asked: RemovalAsked,
): Promise<Receipt> {
  const { postId, successorId, reason } = asked;
  const ofPost = async (tx: SuccessionScene['tx']) =>
    (await listSuccessors(tx, postId)).find(({ id }) => id === successorId);
  const perform = async (scene: SuccessionScene) => {
    const successor = await ofPost(scene.tx);
    if (successor === undefined) throw new Refused(refuse('thing.missing'));
    if (!successor.isStanding) throw new Refused(refuse('succession.removed-already'));
    const receipt = await appendAsked(scene, {
      type: 'successor.removed/1',
      open: { successor: successorId },
      committed: { reason: { value: reason, holder: successor.personId } },
    });
    await removeSuccessor(scene.tx, { id: successorId, reason, at: receipt.at, entryId: receipt.entry });
    return receipt;
  };
  const people = async (tx: SuccessionScene['tx']) => (await ofPost(tx))?.personId ?? [];
  return actOnSuccession(house, request, {
    postId,
    people: async (tx) => [await people(tx)].flat(),
    content: asked,
    perform,
  });
}

/**
 * Records the readiness of everybody who stands in the plan, as it is today: one more entry and row for each, beside those there are.
 * The receipt is that of the first. Refuses succession.not-critical, and thing.missing where nobody is named.
 */
export function recordReadiness(house: SuccessionHouse, request: SuccessionRequest, postId: string): Promise<Receipt> {
  const standing = async (tx: SuccessionScene['tx']) =>
    (await listSuccessors(tx, postId)).filter(({ isStanding }) => isStanding);
  const perform = async (scene: SuccessionScene) => {
    await getDesignation(scene);
    const receipts: Receipt[] = [];
    for (const successor of await standing(scene.tx)) {
      const talent = await findTalent(scene.tx, scene.post.agency, successor.personId);
      if (talent === undefined) continue;
      const isFirst = receipts.length === 0;
      receipts.push(await recordReadinessOf(scene, { successor, record: talent.record, isAsked: isFirst }));
    }
    const [first] = receipts;
    if (first === undefined) throw new Refused(refuse('thing.missing'));
    return first;
  };
  const people = async (tx: SuccessionScene['tx']) => (await standing(tx)).map(({ personId }) => personId);
  return actOnSuccession(house, request, { postId, people, content: { readiness: postId }, perform });
}

/** What readiness/1 makes of a record for a post on a day. */
export function readinessFor(
  { level, eselon, fieldsOfStudy }: Pick<PostRow, 'level' | 'eselon' | 'fieldsOfStudy'>,
  { record, pack, on }: { readonly record: PersonRecord; readonly pack: PolicyPack; readonly on: string },
) {
  const target = { level, eselon, fieldsOfStudy };
  return { target, ...deriveReadiness({ record, target, pack, on }) };
}

interface Recording {
  readonly successor: Pick<SuccessorRow, 'id' | 'personId'>;
  readonly record: PersonRecord;
  /** The entry is that of the asked act itself; else it is derived beside it. */
  readonly isAsked: boolean;
}

async function recordReadinessOf(
  scene: SuccessionScene,
  { successor: { id: successorId, personId }, record, isAsked }: Recording,
): Promise<Receipt> {
  const { tx, ledger, post, stream, act, request } = scene;
  const { pin, pack } = await getPolicy(scene);
  const on = localDayOf(act.at, post.zone);
  const { target, algorithm, ...found } = readinessFor(post, { record, pack, on });
  const derived = derivedId(request.entryId, `readiness/${successorId}`);
  const written = {
    type: 'readiness.derived/1',
    open: { derived, successor: successorId },
    committed: { derivation: { value: { on, target, record, algorithm, ...found }, holder: personId } },
  } as const;
  const receipt = isAsked
    ? await appendAsked(scene, written)
    : await ledger.append(tx, { ...beside(scene, pin), ...written, id: derivedId(derived, 'entry'), stream });
  await insertReadiness(tx, { id: derived, successorId, pin, on, ...found, at: receipt.at, entryId: receipt.entry });
  return receipt;
}

function beside({ post, act }: SuccessionScene, policy: PolicyPin) {
  return { agency: post.agency, actor: conductorActor, act, policy };
}
