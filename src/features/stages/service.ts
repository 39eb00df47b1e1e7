import { type Readiness, readiness } from '#domain/readiness.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import {
  moveSelection,
  nextAttempt,
  type SelectionMove,
  type SelectionState,
  type StageResult,
} from '#domain/selections.ts';
import { moveStage, plannedStage, type Stage, type StageKind, type StageStep, type StepCause } from '#domain/stages.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { markReady, record, type Scene, wakeStage } from '#features/acts/service.ts';
import { agencyHolder, derivedId } from '#features/audit/service.ts';
import { type Nudge, type StoredDeadline, stepDeadline } from './deadlines.ts';
import { clearMark, findRoleHolders, listStages, putStage, type StageRecord, updateSelectionState } from './store.ts';

export type { Nudge, StoredDeadline };
export { clearMark, stepDeadline };

/** What follows when a step ends. */
export type Conclusion =
  | { readonly then: 'step'; readonly to: StageStep; readonly because: StepCause }
  | { readonly then: 'close'; readonly result: StageResult }
  /** The step cannot end although its time is over, or its facts are complete: people have to act. */
  | { readonly then: 'blocked'; readonly cause: string }
  /** What was written changes the facts: the step is judged again. */
  | { readonly then: 'again' };

/** What each stage knows of itself; its feature provides it. */
export interface StageConduct {
  readonly kind: StageKind;
  /** What has been done in the present step, as counted under the lock. */
  weigh(scene: StageScene): Promise<StepFacts>;
  /** What takes the stage back or ends it whatever else was answered: someone who left, a quorum that did not come. Asked before readiness. */
  interrupt?(scene: StageScene, facts: StepFacts): Promise<Conclusion | undefined>;
  /** Ends the present step: writes its results and says what follows. Called once a step is ready, or overdue and able to end. */
  conclude(scene: StageScene, facts: StepFacts): Promise<Conclusion>;
  /** Accounts that still owe an act in the present step. */
  listAwaited(scene: StageScene, readiness: Readiness): Promise<readonly string[]>;
}

/** A scene whose selection is in a stage. */
export interface StageScene extends Scene {
  readonly stage: Stage;
}

/** Opens a planned stage in its first step: `calendar.missing` where its deadline cannot be known. */
export async function openStage(scene: StageScene): Promise<void> {
  const { stage, now } = scene;
  const opened = await beginStep(scene, { step: stage.step, type: 'stage.opened/1', key: 'open' });
  const moved = moveStage(stage, { move: 'open', at: now, dueAt: opened.dueAt });
  await writeStage(scene, { stage: moved, ...opened.columns });
  if (scene.state === 'sealed') await moveSelectionTo(scene, 'open', opened.columns.entryId);
}

interface Step {
  readonly step: StageStep;
  readonly type: 'stage.opened/1' | 'stage.stepped/1';
  readonly key: string;
}

interface BegunStep {
  readonly dueAt: string | null;
  readonly columns: Pick<
    StageColumns,
    'entryId' | 'deadline' | 'calendarDigest' | 'stepSince' | 'remindersSent' | 'blocked'
  >;
}

/** Computes the step's deadline and records it; without a calendar nothing begins, nor does what led here happen. */
async function beginStep(scene: StageScene, { step, type, key }: Step): Promise<BegunStep> {
  const { stage, now } = scene;
  const due = await stepDeadline(scene, { kind: stage.kind, step, from: now });
  if (due.status === 'UNKNOWN') throw new Refused(refuse('calendar.missing', { year: due.year }));
  const known = due.status === 'KNOWN' ? due : undefined;
  const entryId = derivedId(stageEntry(scene), key);
  await record(scene, {
    id: entryId,
    type,
    open: {
      attempt: stage.attempt,
      stage: stage.kind,
      step,
      due: known?.dueAt ?? null,
      calendar: known?.calendarDigest ?? null,
    },
    committed: { deadline: { value: known?.stored ?? null, holder: agencyHolder(scene.agency) } },
  });
  const columns = {
    entryId,
    deadline: known?.stored ?? null,
    calendarDigest: known === undefined ? null : Buffer.from(known.calendarDigest, 'hex'),
    stepSince: now,
    remindersSent: 0,
    blocked: null,
  };
  return { dueAt: known?.dueAt ?? null, columns };
}

/** Moves an open stage to another of its steps, with that step's own deadline. */
export async function stepTo(scene: StageScene, { to, because }: { to: StageStep; because: StepCause }): Promise<void> {
  const begun = await beginStep(scene, { step: to, type: 'stage.stepped/1', key: `step:${to}` });
  const moved = moveStage(scene.stage, { move: 'step', to, because, dueAt: begun.dueAt });
  await writeStage(scene, { stage: moved, ...begun.columns });
}

/** Plans the next attempt of a stage; its opening follows in the same transaction, so a selection is never between stages. */
export async function planStage(scene: Scene, kind: StageKind, entryId: string): Promise<Stage> {
  const known = await listStages(scene.tx, scene.selectionId);
  const attempt = nextAttempt(
    known.map((row) => toStage(scene.selectionId, row)),
    kind,
  );
  const planned = plannedStage(scene.selectionId, kind, attempt);
  await putStage(scene.tx, { ...rowOf(planned), ...noColumns, entryId });
  // Until it opens the sweep looks after it, in case nothing else starts its workflow.
  await markReady(scene.tx, scene.selectionId);
  return planned;
}

/** Why a step that is not ready cannot end by itself; null while time or the awaited may still end it. */
export function causeOf({ blocked, overdue }: Readiness): string | null {
  return blocked?.code ?? (overdue ? 'stage.late' : null);
}

/** Says on the record that what blocked the stage is cured. */
export async function unblock(scene: StageScene): Promise<void> {
  const { attempt, kind } = scene.stage;
  const entryId = derivedId(stageEntry(scene), 'unblocked');
  await record(scene, { id: entryId, type: 'stage.unblocked/1', open: { attempt, stage: kind } });
  await writeStage(scene, { entryId, blocked: null });
}

/** Says on the record that time alone will not move the stage. */
export async function block(scene: StageScene, cause: string): Promise<void> {
  const entryId = derivedId(stageEntry(scene), `blocked:${cause}`);
  await record(scene, {
    id: entryId,
    type: 'stage.blocked/1',
    open: { attempt: scene.stage.attempt, stage: scene.stage.kind, cause },
  });
  await writeStage(scene, { entryId, blocked: cause });
}

interface StageColumns {
  readonly stage: Stage;
  readonly entryId: string;
  readonly stepSince: string | null;
  readonly deadline: unknown;
  readonly calendarDigest: Buffer | null;
  readonly blocked: string | null;
  readonly remindersSent: number;
  readonly closedAt: string | null;
  readonly result: string | null;
}

const noColumns = {
  stepSince: null,
  deadline: null,
  calendarDigest: null,
  blocked: null,
  remindersSent: 0,
  closedAt: null,
  result: null,
};

/** Writes the stage's row anew, with what changes; the entry that explains the change comes first. */
export async function writeStage(
  scene: StageScene,
  changes: Partial<StageColumns> & { readonly entryId: string },
): Promise<void> {
  const rows = await listStages(scene.tx, scene.selectionId);
  const present = rows.find(({ kind, attempt }) => kind === scene.stage.kind && attempt === scene.stage.attempt);
  if (present === undefined) throw new Error('a stage that is not there cannot change');
  const columns = {
    stepSince: present.step_since,
    deadline: present.deadline,
    calendarDigest: present.calendar_digest,
    blocked: present.blocked,
    remindersSent: present.reminders_sent,
    closedAt: present.closed_at,
    result: present.result,
  };
  const { stage = toStage(scene.selectionId, present), ...changed } = changes;
  await putStage(scene.tx, { ...rowOf(stage), ...columns, ...changed });
}

function rowOf(stage: Stage) {
  const { selectionId, kind, attempt, state, step, openedAt, dueAt, pausedAt } = stage;
  return { selectionId, kind, attempt, state, step, openedAt, dueAt, pausedAt };
}

function toStage(selectionId: string, row: StageRecord): Stage {
  return {
    selectionId,
    kind: row.kind as StageKind,
    attempt: row.attempt,
    state: row.state as Stage['state'],
    step: row.step as StageStep,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    pausedAt: row.paused_at,
  };
}

/** The entry of the stage's last change: what the next one's id is derived from, so that a retry finds its own entry. */
export function stageEntry(scene: StageScene): string {
  if (scene.row.stage_entry === null) throw new Error('a stage row without an entry');
  return scene.row.stage_entry;
}

export async function endSelection(
  scene: StageScene,
  end: { move: SelectionMove; outcome: string; parent: string },
): Promise<void> {
  const id = derivedId(end.parent, 'decided');
  await record(scene, { id, type: 'selection.decided/1', open: { outcome: end.outcome } });
  const state = moveSelection(scene.state, end.move);
  await updateSelectionState(scene.tx, { selectionId: scene.selectionId, state, endedAt: scene.now, entryId: id });
}

export async function moveSelectionTo(scene: StageScene, move: SelectionMove, entryId: string): Promise<void> {
  const state = moveSelection(scene.state, move);
  await updateSelectionState(scene.tx, { selectionId: scene.selectionId, state, endedAt: null, entryId });
}

/** Writes the selection's state under an entry of this transaction. */
export async function setSelectionState(
  scene: Scene,
  { state, entryId, ended = false }: { state: SelectionState; entryId: string; ended?: boolean },
): Promise<void> {
  const endedAt = ended ? scene.now : null;
  await updateSelectionState(scene.tx, { selectionId: scene.selectionId, state, endedAt, entryId });
}

/** Every attempt of every stage of the selection. */
export async function readStages(scene: Scene): Promise<Stage[]> {
  const rows = await listStages(scene.tx, scene.selectionId);
  return rows.map((row) => toStage(scene.selectionId, row));
}

/** Plans a new attempt; a stage that is live, and follows or is the reopened one, ends as cancelled. */
export async function replanStage(
  scene: Scene,
  { kind, entryId }: { kind: StageKind; entryId: string },
): Promise<Stage> {
  await cancelLive(scene, entryId);
  return planStage(scene, kind, entryId);
}

/** Ends the stage that is live, if any, as cancelled, and wakes its workflow to see it. */
export async function cancelLive(scene: Scene, entryId: string): Promise<void> {
  const { stage } = scene;
  if (stage === undefined || stage.state === 'closed' || stage.state === 'cancelled') return;
  await writeStage({ ...scene, stage }, { stage: moveStage(stage, { move: 'cancel' }), entryId });
  scene.afterCommit.push(() => {
    scene.house.wake({ selectionId: scene.selectionId, kind: stage.kind, attempt: stage.attempt });
  });
}

/** After a fact: wakes the stage when it may now be ready, or what blocks it has changed. Asked under the same lock as the fact. */
export async function wakeIfReady(scene: Scene, conduct: Pick<StageConduct, 'kind' | 'weigh'>): Promise<void> {
  const { stage } = scene;
  if (stage === undefined || !mayWake(scene, conduct.kind)) return;
  if (isWorthATick(scene, stage, await conduct.weigh({ ...scene, stage }))) await wakeStage(scene);
}

/** As `wakeIfReady`, where what the fact leaves is at hand: asks at once, and sends its statement with those under way. */
export async function wakeIfReadyNow(
  scene: Scene,
  { kind, weigh }: { kind: StageKind; weigh: (scene: StageScene) => StepFacts },
): Promise<void> {
  const { stage } = scene;
  if (stage === undefined || !mayWake(scene, kind)) return;
  if (isWorthATick(scene, stage, weigh({ ...scene, stage }))) await wakeStage(scene);
}

/** Appointments may come before their stage; they wake nobody then. */
function mayWake({ stage }: Scene, kind: StageKind): boolean {
  return stage?.kind === kind && stage.state === 'open';
}

function isWorthATick({ now, row }: Scene, stage: Stage, facts: StepFacts): boolean {
  const judged = readiness(stage, facts, now);
  return judged.ready || causeOf(judged) !== row.blocked;
}

/** Whether the policy lets the present step end as soon as all have answered. */
export function endsEarly({ pack, stage }: StageScene): boolean {
  return pack.stages[stage.kind].steps.find(({ step }) => step === stage.step)?.endsEarly ?? false;
}

/** Accounts that hold a role for the agency, or for this selection, now. */
export function listRoleHolders({ tx, agency, selectionId }: Scene, role: string): Promise<string[]> {
  return findRoleHolders(tx, { agency, selectionId, role });
}
