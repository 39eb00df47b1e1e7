import { parseInstant } from '#domain/dates.ts';
import type { StageRef } from '#domain/ids.ts';
import { readiness } from '#domain/readiness.ts';
import { Refused } from '#domain/refusal.ts';
import { nextAfter, type StageResult } from '#domain/selections.ts';
import { moveStage, type Stage, type StageKind } from '#domain/stages.ts';
import { type House, openScene, record, type Scene } from '#features/acts/service.ts';
import { derivedId } from '#features/audit/service.ts';
import {
  block,
  type Conclusion,
  causeOf,
  clearMark,
  endSelection,
  moveSelectionTo,
  openStage,
  planStage,
  type StageConduct,
  type StageScene,
  stageEntry,
  stepTo,
  unblock,
  writeStage,
} from '#features/stages/service.ts';
import type { Database } from '#platform/database.ts';
import type { NextStage, StageTick } from '#workflows/contract.ts';
import { nudge, nudgesOf } from './nudges.ts';
import { findCourse, forgetPokes, listStageAges, longestWait, type StageAge } from './store.ts';

export type StageConducts = Readonly<Record<StageKind, StageConduct>>;

/** One step may end another at once; more in a row than there are steps would be a loop. */
const mostMoves = 12;

/**
 * Does whatever is due on one attempt of a stage: the only place that moves a stage. Repeated or raced, it finds nothing
 * left to do. Where a decree calendar is missing nothing of it happens, and the stage says that it is blocked.
 */
export async function tick(house: House, conducts: StageConducts, ref: StageRef): Promise<StageTick> {
  try {
    return await inScenes(house, ref, (open) => moveAll(open, conducts, ref));
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== 'calendar.missing') throw error;
    return inScenes(house, ref, (open) => waitForCalendar(open, ref));
  }
}

/** Reads the selection as it is now, under its lock. */
type OpenScene = () => Promise<Scene>;

/** One transaction in which the selection may be read several times, and whose wake-ups follow its commit. */
async function inScenes<T>(house: House, ref: StageRef, work: (open: OpenScene) => Promise<T>): Promise<T> {
  const lock = { selectionId: ref.selectionId, entryId: derivedId(ref.selectionId, 'tick'), accountId: null };
  const afterCommit: (() => void)[] = [];
  const answer = await house.db.transaction('conductor', (tx) =>
    work(async () => ({ ...(await openScene(house, tx, lock)), afterCommit })),
  );
  for (const run of afterCommit) run();
  return answer;
}

async function moveAll(open: OpenScene, conducts: StageConducts, ref: StageRef): Promise<StageTick> {
  let dueAt: string | null = null;
  for (let moves = 0; ; moves += 1) {
    const scene = await open();
    const { stage } = scene;
    if (stage === undefined || !isOf(stage, ref)) {
      // The due instant stays what it was: there is nothing new for operators to search by.
      const answer: StageTick = { state: 'closed', inMs: null, dueAt, agency: scene.agency };
      if (moves === 0 || stage?.state !== 'planned') return answer;
      // This tick has just closed its stage: the next one opens in the same transaction.
      await openStage({ ...scene, stage });
      await clearMark(scene.tx, ref.selectionId);
      return { ...answer, next: await describeNext(await open(), conducts) };
    }
    ({ dueAt } = stage);
    const staged = { ...scene, stage };
    if (moves === 0) await clearMark(scene.tx, ref.selectionId);
    if (moves === mostMoves) return { ...(await rest(staged, conducts[stage.kind])), inMs: 1 };
    if (!(await moveOnce(staged, conducts[stage.kind]))) {
      if (moves > 0) await forgetPokes(scene.tx, ref.selectionId);
      return rest(staged, conducts[stage.kind]);
    }
  }
}

/** The stage that has just been opened, and what its first tick would answer unless that has something to do. */
async function describeNext(scene: Scene, conducts: StageConducts): Promise<NextStage & { readonly kind: 'stage' }> {
  const { stage, agency } = scene;
  if (stage === undefined) throw new Error('a stage that was opened is not there');
  const next = { kind: 'stage', stage: stage.kind, attempt: stage.attempt, agency } as const;
  const staged = { ...scene, stage };
  const conduct = conducts[stage.kind];
  const judged = readiness(stage, await conduct.weigh(staged), scene.now);
  if (judged.ready || causeOf(judged) !== scene.row.blocked) return next;
  return { ...next, opened: await rest(staged, conduct) };
}

function isOf(stage: Stage, { kind, attempt }: StageRef): boolean {
  return stage.kind === kind && stage.attempt === attempt;
}

/** In a transaction of its own: what led to the missing calendar has been rolled back. */
async function waitForCalendar(open: OpenScene, ref: StageRef): Promise<StageTick> {
  const scene = await open();
  const { stage, agency } = scene;
  if (stage === undefined || !isOf(stage, ref)) return { state: 'closed', inMs: null, dueAt: null, agency };
  await clearMark(scene.tx, ref.selectionId);
  if (scene.row.blocked !== missingCalendar) await block({ ...scene, stage }, missingCalendar);
  return { state: stage.state, inMs: null, dueAt: stage.dueAt, agency };
}

/** Cured by a published calendar alone: the next tick tries again. */
const missingCalendar = 'calendar.missing';

/** Makes one move if one is due. */
async function moveOnce(scene: StageScene, conduct: StageConduct): Promise<boolean> {
  const { stage, now } = scene;
  if (stage.state === 'planned') {
    await openStage(scene);
    return true;
  }
  if (stage.state !== 'open') return false;
  const facts = await conduct.weigh(scene);
  const interruption = await conduct.interrupt?.(scene, facts);
  if (interruption !== undefined) return follow(scene, interruption);
  const judged = readiness(stage, facts, now);
  if (judged.ready) return follow(scene, await conduct.conclude(scene, facts));
  const cause = causeOf(judged);
  if (cause === scene.row.blocked || scene.row.blocked === missingCalendar) return false;
  await (cause === null ? unblock(scene) : block(scene, cause));
  return true;
}

/** Answers whether the stage has moved. */
async function follow(scene: StageScene, conclusion: Conclusion): Promise<boolean> {
  switch (conclusion.then) {
    case 'blocked':
      if (scene.row.blocked === conclusion.cause) return false;
      await block(scene, conclusion.cause);
      return true;
    case 'step':
      await stepTo(scene, conclusion);
      return true;
    case 'close':
      await closeStage(scene, conclusion.result);
      return true;
    case 'again':
      return true;
  }
}

/** Nothing more is due now: sends the nudges whose time has come and says when the next thing is. */
async function rest(scene: StageScene, conduct: StageConduct): Promise<StageTick> {
  const { stage, now } = scene;
  const answer = { state: stage.state, inMs: null, dueAt: stage.dueAt, agency: scene.agency };
  if (stage.state !== 'open') return answer;
  const nudges = nudgesOf(scene);
  let sent = scene.row.reminders_sent ?? 0;
  const due = nudges.slice(sent).filter(({ at }) => at <= now);
  if (due.length > 0) {
    await nudge(scene, conduct, due);
    sent += due.length;
  }
  const facts = await conduct.weigh(scene);
  const instants = [nudges[sent]?.at, stage.dueAt, facts.step === 'effective' ? facts.effectiveAt : null];
  const next = instants.filter((at): at is string => typeof at === 'string' && at > now).sort()[0];
  return { ...answer, inMs: next === undefined ? null : millisecondsUntil(next, now) };
}

/** Rounded up, so that a sleeper never wakes a moment too early. */
function millisecondsUntil(instant: string, now: string): number {
  const [until, from] = [parseInstant(instant), parseInstant(now)];
  if (until === undefined || from === undefined) throw new Error('not an instant of the database');
  return Math.max(1, Math.ceil((until - from) / 1000));
}

async function closeStage(scene: StageScene, result: StageResult): Promise<void> {
  const { stage, now } = scene;
  const after = nextAfter(stage.kind, result);
  if (after.then === 'stay') {
    await stepTo(scene, { to: after.step, because: 'adjourned' });
    return;
  }
  const entryId = derivedId(stageEntry(scene), 'close');
  await record(scene, {
    id: entryId,
    type: 'stage.closed/1',
    open: { attempt: stage.attempt, stage: stage.kind, result },
  });
  const closed = moveStage(moveStage(stage, { move: 'begin-closing', exhausted: result === 'exhausted' }), {
    move: 'close',
  });
  await writeStage(scene, { stage: closed, entryId, closedAt: now, result });
  if (after.then === 'end') {
    await endSelection(scene, { move: after.selection, outcome: result, parent: entryId });
    return;
  }
  if (after.selection !== null) await moveSelectionTo(scene, after.selection, entryId);
  await planStage(scene, after.kind, entryId);
}

/** What a selection's workflow does next: its live stage, or nothing more. */
export async function findNextStage(house: House, selectionId: string): Promise<NextStage> {
  const course = await house.db.transaction('conductor', (tx) => findCourse(tx, selectionId));
  if (course === undefined) return { kind: 'ended', outcome: 'missing' };
  if (course.kind === null || course.attempt === null) return { kind: 'ended', outcome: course.state };
  const { kind, attempt, agency } = course;
  return { kind: 'stage', stage: kind, attempt, agency };
}

export interface ConductFigures {
  /** By kind of stage, in seconds, of the oldest open one. */
  readonly stageAges: readonly StageAge[];
  readonly wakeUpLagS: number;
}

/** How old what is open is, and for how long a ready stage has waited. */
export function measureConduct(db: Database): Promise<ConductFigures> {
  return db.transaction('conductor', async (tx) => {
    const [stageAges, wakeUpLagS] = await Promise.all([listStageAges(tx), longestWait(tx)]);
    return { stageAges, wakeUpLagS };
  });
}
