import type { StageRef } from '#domain/ids.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import type { SelectionState } from '#domain/selections.ts';
import type { Stage, StageKind, StageState, StageStep } from '#domain/stages.ts';
import type { Zone } from '#domain/working-days.ts';
import type { Ledger, PolicyPin } from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type Lock, lockSelection, type SceneRow } from './store.ts';

/** What services work with; made once per program. */
export interface House {
  readonly db: Database;
  readonly ledger: Ledger;
  /** Wakes the stage's workflow, best effort: nothing depends on it. */
  readonly wake: (stage: StageRef) => void;
  /** Starts the workflow of a sealed selection, best effort: reconcile starts what is missing. */
  readonly start: (selectionId: string) => void;
  /** Starts the workflow of a talent map, or wakes it, best effort as well. */
  readonly conductMap: (mapId: string) => void;
  /** Starts the workflow of a development plan, or wakes it, best effort as well. */
  readonly conductPlan: (planId: string) => void;
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
export async function openScene(house: House, tx: Tx, lock: Lock): Promise<Scene> {
  return sceneOf({ house, tx, lock, row: await lockSelection(tx, lock) });
}

interface Opened {
  readonly house: House;
  readonly tx: Tx;
  readonly lock: Lock;
  readonly row: SceneRow | undefined;
}

/** The scene of a locked selection. */
export async function sceneOf({ house, tx, lock, row }: Opened): Promise<Scene> {
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  const policy = { digest: row.policy_digest, id: row.policy_id, version: row.policy_version };
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
