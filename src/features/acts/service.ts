import { actingRole, refuseAct, type SelectionContext } from '#domain/access.ts';
import type { ActName } from '#domain/access-acts.ts';
import type { Reading } from '#domain/access-reads.ts';
import { type Fact, refuseFact } from '#domain/facts.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Hand, Role } from '#domain/roles.ts';
import {
  type Actor,
  bindRef,
  type Committed,
  conductorActor,
  type Head,
  type Receipt,
} from '#features/audit/service.ts';
import type { EntryTypeName } from '#ledger/registry.ts';
import type { Database, Tx } from '#platform/database.ts';
import { getActorIdentity } from './identity.ts';
import { Memory } from './memory.ts';
import { actOnStream, appendAsked, keepFromErasure, type StreamRequest, type StreamScene } from './on-stream.ts';
import { type RememberedReading, recordAct, recordActReading, recordIfConflict } from './recording.ts';
import { type ActRequest, type ActScene, type House, openScene, type Scene, toActScene } from './scene.ts';
import { markReady, mayRead } from './store.ts';

export type { ActRequest, ActScene, House, RememberedReading, Scene, StreamRequest, StreamScene };
export {
  actOnStream,
  appendAsked,
  getActorIdentity,
  keepFromErasure,
  Memory,
  markReady,
  openScene,
  recordAct,
  recordActReading,
  recordIfConflict,
  toActScene,
};

/** Leaves the transaction with the refusal, if there is one. */
export function demand(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

/** Leaves a reading with `thing.missing` unless the viewer may read this of the selection. */
export async function demandReading(tx: Tx, reading: Reading, selectionId: string): Promise<void> {
  if (!(await mayRead(tx, reading, selectionId))) throw new Refused(refuse('thing.missing'));
}

/** What a viewer asks of a selection, in a transaction as the viewer; `thing.missing` where the selection is not theirs to see. */
export function readOfSelection<Answer>(
  db: Database,
  { asker, selectionId }: { readonly asker: Asker; readonly selectionId: string },
  read: (tx: Tx, selectionId: string) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(
    asker.accountId,
    async (tx) => {
      await demandReading(tx, 'selection', selectionId);
      return read(tx, selectionId);
    },
    selectionId,
  );
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
  readonly lastAfter?: Head;
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
  {
    role,
    isLast = false,
    ...event
  }: Omit<SceneEvent, 'id' | 'content' | 'actor' | 'lastAfter'> & {
    readonly role?: Role;
    readonly isLast?: boolean;
  },
): Promise<Receipt> {
  const { own_ref, head } = scene.row;
  return record(scene, {
    ...event,
    // Whose name is bound first writes an entry in between.
    ...(isLast && own_ref !== null ? { lastAfter: head } : {}),
    id: scene.request.entryId,
    content: scene.request.content,
    actor: await actorOf(scene, role),
  });
}

/** Notes that the stage may be ready, and wakes its workflow once the act is committed. */
export async function wakeStage(scene: Scene): Promise<void> {
  const { stage, house, tx, selectionId } = scene;
  if (stage === undefined) return;
  const marking = markReady(tx, selectionId);
  scene.afterCommit.push(() => {
    house.wake({ selectionId, kind: stage.kind, attempt: stage.attempt });
  });
  await marking;
}
