import { actingRole, refuseAct, type SelectionContext } from '#domain/access.ts';
import type { ActName } from '#domain/access-acts.ts';
import type { Reading } from '#domain/access-reads.ts';
import { type Fact, refuseFact } from '#domain/facts.ts';
import type { StageRef } from '#domain/ids.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Hand, Role } from '#domain/roles.ts';
import type { SelectionState } from '#domain/selections.ts';
import type { Stage, StageKind, StageState, StageStep } from '#domain/stages.ts';
import type { Zone } from '#domain/working-days.ts';
import {
  type Actor,
  bindRef,
  type Committed,
  conductorActor,
  type Ledger,
  type PolicyPin,
  priorReceipt,
  type Receipt,
  recordConflict,
} from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { EntryTypeName } from '#ledger/registry.ts';
import type { Database, Tx } from '#platform/database.ts';
import { getIdentity, lockSelection, markReady, mayRead, type SceneRow } from './store.ts';

export { markReady };

/** What services work with; made once per program. */
export interface House {
  readonly db: Database;
  readonly ledger: Ledger;
  /** Wakes the stage's workflow, best effort: nothing depends on it. */
  readonly wake: (stage: StageRef) => void;
  /** Starts the workflow of a sealed selection, best effort: reconcile starts what is missing. */
  readonly start: (selectionId: string) => void;
}

/** An act as it comes from the edge. */
export interface ActRequest {
  readonly asker: Asker;
  /** SHA-256 of the browser session in hex; null for tokens. */
  readonly session: string | null;
  readonly selectionId: string;
  /** Made from the Idempotency-Key. */
  readonly entryId: string;
  /** What was asked, word for word: the same key with other content is refused. */
  readonly content: unknown;
}

/** A selection under its lock, as one act or one activity sees it. */
export interface Scene {
  readonly house: House;
  readonly tx: Tx;
  readonly selectionId: string;
  readonly stream: string;
  readonly agency: string;
  readonly zone: Zone;
  readonly state: SelectionState;
  readonly plannedOn: string;
  readonly postId: string;
  readonly number: number;
  readonly policy: PolicyPin;
  readonly pack: PolicyPack;
  /** The live stage, else the latest one; undefined before the first. */
  readonly stage: Stage | undefined;
  /** The database's clock under the lock. */
  readonly now: string;
  readonly row: SceneRow;
  /** Run once the transaction has committed. */
  readonly afterCommit: (() => void)[];
}

export interface ActScene extends Scene {
  readonly request: ActRequest;
  /** The role by which the asker was admitted; none before. */
  readonly acting: { role: Role | undefined };
}

/** A scene with the act that is asked in it. */
export function toActScene(scene: Scene, request: ActRequest): ActScene {
  return { ...scene, request, acting: { role: undefined } };
}

/** Locks the selection and reads it: `thing.missing` where there is none. */
export async function openScene(
  house: House,
  tx: Tx,
  lock: { selectionId: string; entryId: string; accountId: string | null },
): Promise<Scene> {
  const row = await lockSelection(tx, lock);
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  const policy = { digest: row.policy_digest.toString('hex'), id: row.policy_id, version: row.policy_version };
  return {
    house,
    tx,
    selectionId: lock.selectionId,
    stream: `selection/${lock.selectionId}`,
    agency: row.agency,
    zone: row.zone as Zone,
    state: row.state as SelectionState,
    plannedOn: row.planned_on,
    postId: row.post_id,
    number: row.number,
    policy,
    pack: await getPack(tx, policy.digest),
    stage: stageOf(lock.selectionId, row),
    now: row.at,
    row,
    afterCommit: [],
  };
}

function stageOf(selectionId: string, row: SceneRow): Stage | undefined {
  if (row.stage === null || row.attempt === null) return undefined;
  return {
    selectionId,
    kind: row.stage as StageKind,
    attempt: row.attempt,
    state: row.stage_state as StageState,
    step: row.step as StageStep,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    pausedAt: row.paused_at,
  };
}

/** Answers the first receipt to a repeated act; a repeated key with other content is refused and put on the record. */
export function recordAct(
  house: House,
  request: ActRequest,
  work: (scene: ActScene) => Promise<Receipt>,
): Promise<Receipt> {
  return recordActReading(house, request, { read: () => Promise.resolve(undefined), work });
}

export interface ReadingAct<Read> {
  /** One statement, sent behind the lock in the same round trip: it sees what the lock has waited for. */
  readonly read: (tx: Tx) => Promise<Read>;
  readonly work: (scene: ActScene, read: Read) => Promise<Receipt>;
}

/** As `recordAct`, where many may come at once and every round trip counts. */
export async function recordActReading<Read>(
  house: House,
  request: ActRequest,
  { read, work }: ReadingAct<Read>,
): Promise<Receipt> {
  const lock = { selectionId: request.selectionId, entryId: request.entryId, accountId: request.asker.accountId };
  try {
    const { receipt, afterCommit } = await house.db.transaction('conductor', async (tx) => {
      const [opened, known] = await Promise.all([openScene(house, tx, lock), read(tx)]);
      const scene = toActScene(opened, request);
      const prior = priorReceipt(house.ledger, scene.row, request.content);
      return { receipt: prior ?? (await work(scene, known)), afterCommit: scene.afterCommit };
    });
    for (const run of afterCommit) run();
    return receipt;
  } catch (error) {
    await recordIfConflict(house, request.entryId, error);
    throw error;
  }
}

/** Outside the refused transaction, which has been rolled back. */
export async function recordIfConflict(house: House, entryId: string, error: unknown): Promise<void> {
  if (error instanceof Refused && error.refusal.code === 'entry.conflict') {
    await house.db.transaction('conductor', (tx) => recordConflict(house.ledger, tx, entryId));
  }
}

/** Leaves the transaction with the refusal, if there is one. */
export function demand(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

/** Leaves a reading with `thing.missing` unless the viewer may read this of the selection. */
export async function demandReading(tx: Tx, reading: Reading, selectionId: string): Promise<void> {
  if (!(await mayRead(tx, reading, selectionId))) throw new Refused(refuse('thing.missing'));
}

export interface Admission {
  readonly act: ActName;
  /** Where the act is a fact of a stage. */
  readonly fact?: Fact;
  readonly subjectPersonId?: string | null;
  readonly earlierHands?: readonly Hand[];
}

/** Whether the asker may do this now: first who, then when. The entry will name the role by which they may. */
export function admit(scene: ActScene, { act, fact, subjectPersonId = null, earlierHands = [] }: Admission): void {
  const context: SelectionContext = {
    now: scene.now,
    agency: scene.agency,
    selectionId: scene.selectionId,
    seatAccounts: scene.row.seat_accounts,
    chairAccount: scene.row.chair_account,
    assessorAccounts: scene.row.assessor_accounts,
    candidatePersonIds: scene.row.candidate_persons,
    subjectPersonId,
    earlierHands,
  };
  demand(refuseAct(act, scene.request.asker, context));
  scene.acting.role = actingRole(act, scene.request.asker, context);
  if (fact !== undefined) demand(refuseFact({ stage: scene.stage, fact, now: scene.now }));
}

/** The asker as the ledger names them in this selection, by the role in which they act; bound by an entry at the first act. */
export async function actorOf(scene: ActScene, role = scene.acting.role): Promise<Actor> {
  const { asker, session } = scene.request;
  if (role === undefined) throw new Error('nobody was admitted to this act');
  const ref = scene.row.own_ref ?? (await refOf(scene, { holder: asker.accountId, role }));
  return { ref, role, session };
}

/** The ref of an account in this selection. */
export async function refOf(scene: Scene, { holder, role }: { holder: string; role: string }): Promise<string> {
  return bindRef(scene.house.ledger, scene.tx, {
    stream: scene.stream,
    agency: scene.agency,
    holder,
    role,
    act: scene.row,
    identity: await getActorIdentity(scene.tx, holder),
  });
}

/** Who an account is, as the opening of its binding shows it. */
export async function getActorIdentity(
  tx: Tx,
  accountId: string,
): Promise<{ account: string; name: string | null; nip: string | null }> {
  const { display_name: account, name, nip } = await getIdentity(tx, accountId);
  return { account, name, nip };
}

export interface SceneEvent {
  readonly id: string;
  readonly type: EntryTypeName;
  readonly open: Readonly<Record<string, unknown>>;
  readonly committed?: Readonly<Record<string, Committed>>;
  /** Absent: the conductor. */
  readonly actor?: Actor;
  /** For the entry of an act: what a repetition must equal. */
  readonly content?: unknown;
  /** See Event. */
  readonly alongside?: (tx: Tx) => Promise<void>;
}

/** Appends to the selection's stream, under its policy. */
export function record(scene: Scene, event: SceneEvent): Promise<Receipt> {
  return scene.house.ledger.append(scene.tx, {
    ...event,
    stream: scene.stream,
    agency: scene.agency,
    actor: event.actor ?? conductorActor,
    policy: scene.policy,
    act: scene.row,
  });
}

/** Appends the entry of the asked act itself; `role` where the seat or the way of the act names it. */
export async function recordRequest(
  scene: ActScene,
  { role, ...event }: Omit<SceneEvent, 'id' | 'content' | 'actor'> & { readonly role?: Role },
): Promise<Receipt> {
  return record(scene, {
    ...event,
    id: scene.request.entryId,
    content: scene.request.content,
    actor: await actorOf(scene, role),
  });
}

/** Notes that the stage may be ready, and wakes its workflow once the act is committed. */
export async function wakeStage(scene: Scene): Promise<void> {
  const { stage, house, tx, selectionId } = scene;
  if (stage === undefined) return;
  await markReady(tx, selectionId);
  scene.afterCommit.push(() => {
    house.wake({ selectionId, kind: stage.kind, attempt: stage.attempt });
  });
}
