import { createHash } from 'node:crypto';
import {
  type CriteriaSet,
  type Criterion,
  refuseCountersign,
  refuseCriteria,
  refuseIndicators,
  refuseSeal,
  refuseVoid,
} from '#domain/criteria.ts';
import { compareExact, exact } from '#domain/exact.ts';
import type { GateTarget } from '#domain/gate-check.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { CriterionSource } from '#domain/selection-ranking.ts';
import { moveSelection } from '#domain/selections.ts';
import { localDayOf, type Zone } from '#domain/working-days.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  type House,
  recordAct,
  recordRequest,
} from '#features/acts/service.ts';
import { agencyHolder, type Receipt } from '#features/audit/service.ts';
import { getPost } from '#features/posts/service.ts';
import { planStage, setSelectionState } from '#features/stages/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import type { Tx } from '#platform/database.ts';
import {
  type CriteriaRow,
  countersignCriteria,
  findCriteria,
  insertCriteria,
  listContents,
  sealCriteria,
  voidCriteria,
} from './store.ts';

/** A criterion with where its value comes from: the panel's scores, or the person's own record under the policy. */
export interface DraftedCriterion extends Criterion {
  readonly source: CriterionSource;
  readonly label: { readonly id: string; readonly en: string };
}

/** What the agency states about the vacancy beside its criteria; gates ask it. */
export interface VacancyStatement {
  /** Programmes of study that fit the post; null: not stated, then that indicator is UNKNOWN for everybody. */
  readonly fieldsOfStudy: readonly string[] | null;
  /** Blocked by the supervising agency; null: not checked. */
  readonly frozen: boolean | null;
  readonly election: GateTarget['election'];
}

/** What the seal is put on: everything that will judge people, before anybody sees who they are. */
export interface CriteriaContent {
  readonly v: 1;
  readonly criteria: readonly DraftedCriterion[];
  readonly policy: string;
  readonly shortlist: number;
  readonly target: GateTarget;
  readonly tieBreak: readonly string[];
  readonly zone: Zone;
}

export interface CriteriaDraft {
  readonly criteria: readonly DraftedCriterion[];
  readonly vacancy: VacancyStatement;
}

/** Drafts the criteria, or the next version of a draft. Answers their digest: what `If-Match` of the seal must name. */
export async function draftCriteria(house: House, request: ActRequest, draft: CriteriaDraft): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'criteria.draft' });
    demand(refuseCriteria(scene.state, draft.criteria));
    demand(refuseIndicators(draft.criteria, scene.pack));
    const known = await findCriteria(scene.tx, scene.selectionId);
    if (known?.sealed_by != null) throw new Refused(refuse('criteria.sealed'));
    const content = await contentOf(scene, draft);
    const bytes = canonicalBytes(content);
    const digest = createHash('sha256').update(bytes).digest();
    const version = (known?.version ?? 0) + 1;
    const receipt = await recordRequest(scene, {
      type: 'criteria.drafted/1',
      open: { digest: digest.toString('hex'), version },
      committed: { content: { value: content, holder: agencyHolder(scene.agency) } },
    });
    const row = { selectionId: scene.selectionId, version, content: bytes, digest };
    await insertCriteria(scene.tx, { ...row, draftedBy: request.asker.accountId, entryId: receipt.entry });
    return receipt;
  });
}

async function contentOf(scene: ActScene, { criteria, vacancy }: CriteriaDraft): Promise<CriteriaContent> {
  const post = await getPost(scene.tx, scene.postId);
  const isVacant = post.holder_id === null;
  return {
    v: 1,
    criteria,
    policy: scene.policy.digest,
    shortlist: scene.pack.shortlist.size,
    target: {
      ...vacancy,
      level: post.level as PostLevel,
      eselon: post.eselon,
      plannedOn: scene.plannedOn,
      vacantFrom: isVacant ? localDayOf(scene.now, scene.zone) : null,
      declarations: null,
    },
    // Equal totals are set apart by the criteria in the order of their weights; what stays equal shares its rank.
    tieBreak: criteria.toSorted((one, other) => compareWeights(other.weight, one.weight)).map(({ code }) => code),
    zone: scene.zone,
  };
}

/** The first of four eyes. `ifMatch`: the digest that was read. */
export function seal(house: House, request: ActRequest, ifMatch: string): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'criteria.seal' });
    const row = await findCriteria(scene.tx, scene.selectionId);
    demand(refuseSeal({ state: scene.state, set: toSet(row), ifMatch }));
    demand(refuseVoid(row?.is_void ?? false));
    return signCriteria(scene, row, 'criteria.sealed/1');
  });
}

/** The second: another person. From here on the criteria stand, and the nomination stage is planned. */
export function countersign(house: House, request: ActRequest, ifMatch: string): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    const row = await findCriteria(scene.tx, scene.selectionId);
    const set = toSet(row);
    const earlierHands = [set?.draftedBy, set?.sealedBy].filter((hand) => hand != null);
    admit(scene, { act: 'criteria.countersign', earlierHands });
    demand(refuseCountersign({ set, ifMatch }, request.asker));
    const receipt = await signCriteria(scene, row, 'criteria.countersigned/1');
    await setSelectionState(scene, { state: moveSelection(scene.state, 'seal'), entryId: receipt.entry });
    const stage = await planStage(scene, 'nomination', receipt.entry);
    scene.afterCommit.push(() => {
      house.start(stage.selectionId);
    });
    return receipt;
  });
}

/** Makes the newest criteria void: the selection moved to another policy by this entry. */
export function voidNewest({ tx, selectionId }: Pick<ActScene, 'tx' | 'selectionId'>, entryId: string): Promise<void> {
  return voidCriteria(tx, { selectionId, entryId });
}

async function signCriteria(
  scene: ActScene,
  row: CriteriaRow | undefined,
  type: 'criteria.sealed/1' | 'criteria.countersigned/1',
): Promise<Receipt> {
  if (row === undefined) throw new Refused(refuse('criteria.missing'));
  const receipt = await recordRequest(scene, {
    type,
    open: { digest: row.digest.toString('hex'), version: row.version },
  });
  const signature = {
    selectionId: scene.selectionId,
    version: row.version,
    accountId: scene.request.asker.accountId,
    entryId: receipt.entry,
  };
  if (type === 'criteria.sealed/1') await sealCriteria(scene.tx, signature);
  else await countersignCriteria(scene.tx, signature);
  return receipt;
}

function toSet(row: CriteriaRow | undefined): CriteriaSet | undefined {
  if (row === undefined) return undefined;
  const content = parseCriteria(row.content);
  return {
    criteria: content.criteria,
    digest: row.digest.toString('hex'),
    draftedBy: { accountId: row.drafted_by, personId: row.drafter_person },
    sealedBy: row.sealed_by === null ? null : { accountId: row.sealed_by, personId: row.sealer_person },
    countersignedBy: row.countersigned_by === null ? null : { accountId: row.countersigned_by, personId: null },
  };
}

/** The content as its bytes say. */
export function parseCriteria(content: Buffer): CriteriaContent {
  return JSON.parse(content.toString('utf8')) as CriteriaContent;
}

/** The criteria in force: sealed and countersigned. */
export async function getCriteria(scene: {
  readonly tx: Tx;
  readonly selectionId: string;
}): Promise<CriteriaContent & { digest: string }> {
  const row = await findCriteria(scene.tx, scene.selectionId);
  if (row?.countersigned_by == null) throw new Refused(refuse('criteria.uncountersigned'));
  return { ...parseCriteria(row.content), digest: row.digest.toString('hex') };
}

/** The criteria in force of many selections, by selection. */
export async function listCriteria(
  tx: Tx,
  selectionIds: readonly string[],
): Promise<Map<string, CriteriaContent & { digest: string }>> {
  const rows = await listContents(tx, selectionIds);
  return new Map(
    rows.map(({ id, content, digest }) => [id, { ...parseCriteria(content), digest: digest.toString('hex') }]),
  );
}

function compareWeights(one: string, other: string): number {
  return compareExact(exact(one), exact(other));
}
