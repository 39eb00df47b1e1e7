import { parseInstant, writeInstant } from '#domain/dates.ts';
import { type Fact, refuseFact } from '#domain/facts.ts';
import { interruptedTerm } from '#domain/pauses.ts';
import {
  moveStage,
  plannedStage,
  refuseMove,
  type Stage,
  type StageKind,
  type StageMove,
  type StageStep,
  stageKinds,
  stageSteps,
  stepMoves,
} from '#domain/stages.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, countOf, isType, object, textOf } from './case-file.ts';

/** Which facts a type of entry records; each belongs into its step, before its due instant. */
const factOf: Readonly<Record<string, Fact>> = {
  'nomination.filed/1': 'nomination.file',
  'pool.completed/1': 'pool.complete',
  'data.confirmed/1': 'data.confirm',
  'data.confirmed/2': 'data.confirm',
  'correction.requested/1': 'correction.request',
  'correction.answered/1': 'correction.answer',
  'gate.verified/1': 'gate.verify',
  'sheet.submitted/1': 'sheet.submit',
  'sheet.finalised/1': 'sheet.finalise',
  'interest.declared/1': 'interest.declare',
  'presence.recorded/1': 'presence.record',
  'motion.put/1': 'motion.put',
  'ballot.cast/1': 'ballot.cast',
  'choice.made/1': 'choice.make',
  'choice.approved/1': 'choice.approve',
  'choice.declined/1': 'choice.approve',
  'concurrence.replied/1': 'concurrence.reply',
  'concurrence.lapsed/1': 'concurrence.certify-lapse',
  'decree.issued/1': 'decree.issue',
  'placement.inaugurated/1': 'placement.inaugurate',
};

/** Replays the stages: only legal moves, and every fact in its step and before its due instant. */
export function checkCourse(file: CaseFile): void {
  let live: Stage | undefined;
  const attempts = new Map<StageKind, number>();
  for (const entry of file.entries) {
    if (live !== undefined) file.stages.set(entry, live);
    const fact = factOf[entry.envelope.type];
    if (fact !== undefined) checkFact(file, entry, { stage: live, fact });
    else if (isType(entry, 'stage.opened/1')) live = openStage(file, entry, { live, attempts });
    else live = followStage(file, entry, live);
  }
}

function checkFact(file: CaseFile, entry: MeritEntry, { stage, fact }: { stage: Stage | undefined; fact: Fact }): void {
  const refusal = refuseFact({ stage, fact, now: entry.envelope.at });
  if (refusal === undefined) return;
  // A sheet on the wrong side of the reveal is told by assessment.ts.
  if (refusal.code === 'stage.wrong-step' && isType(entry, 'sheet.submitted/1', 'sheet.finalised/1')) return;
  const code = refusal.code === 'stage.late' ? 'merit.deadline' : 'merit.stage';
  const found = stage === undefined ? 'no stage' : `${stage.kind} ${stage.state} ${stage.step}`;
  object(file, entry, { code, expected: refusal.code, found });
}

interface Opened {
  readonly live: Stage | undefined;
  readonly attempts: Map<StageKind, number>;
}

function openStage(file: CaseFile, entry: MeritEntry, { live, attempts }: Opened): Stage | undefined {
  const kind = stageKinds.find((known) => known === textOf(entry, 'stage'));
  const attempt = countOf(entry, 'attempt');
  if (kind === undefined) {
    object(file, entry, { code: 'merit.stage', found: textOf(entry, 'stage') });
    return undefined;
  }
  const isOver = live === undefined || live.state === 'closed' || live.state === 'cancelled';
  const isNext = attempt === (attempts.get(kind) ?? 0) + 1 && textOf(entry, 'step') === stageSteps[kind][0];
  if (!isOver || !isNext)
    object(file, entry, {
      code: 'merit.stage',
      expected: 'the next attempt of a stage, alone',
      found: `${kind} ${attempt}`,
    });
  attempts.set(kind, attempt);
  const planned = plannedStage(file.selectionId, kind, attempt);
  return moveStage(planned, { move: 'open', at: entry.envelope.at, dueAt: dueOf(entry) });
}

function dueOf({ envelope }: MeritEntry): string | null {
  const due = envelope.open['due'];
  return typeof due === 'string' ? due : null;
}

/** The live stage after an entry of its course; every other entry leaves it as it is. */
function followStage(file: CaseFile, entry: MeritEntry, live: Stage | undefined): Stage | undefined {
  if (isType(entry, 'selection.cancelled/1', 'selection.policy-moved/1', 'stage.cancelled/1', 'stage.reopened/1')) {
    const isOver = live === undefined || live.state === 'closed' || live.state === 'cancelled';
    return isOver ? live : moveStage(live, { move: 'cancel' });
  }
  const moves = movesOf(entry, live);
  if (moves.length === 0) return live;
  if (live === undefined) {
    object(file, entry, { code: 'merit.stage', expected: 'an open stage' });
    return undefined;
  }
  let stage = live;
  for (const move of moves) {
    const refusal = refuseMove(stage, move);
    if (refusal !== undefined) {
      object(file, entry, {
        code: 'merit.stage',
        expected: refusal.code,
        found: `${stage.kind} ${stage.state} ${stage.step}`,
      });
      return stage;
    }
    checkResumption(file, entry, stage);
    stage = moveStage(stage, move);
  }
  return stage;
}

function movesOf(entry: MeritEntry, live: Stage | undefined): readonly StageMove[] {
  const { type, at } = entry.envelope;
  switch (type) {
    case 'stage.stepped/1':
      return [stepOf(entry, live)];
    case 'stage.paused/1':
      return [{ move: 'pause', at }];
    case 'stage.resumed/1':
    case 'stage.resumed/2':
      return [{ move: 'resume', dueAt: dueOf(entry) }];
    case 'deadline.moved/1':
      return [{ move: 'set-due', dueAt: dueOf(entry) ?? at }];
    case 'stage.closed/1':
      return [{ move: 'begin-closing', exhausted: textOf(entry, 'result') === 'exhausted' }, { move: 'close' }];
    default:
      return [];
  }
}

/** A step back is legal for one cause each, which the entries around it tell; any legal cause will do here. */
function stepOf(entry: MeritEntry, live: Stage | undefined): StageMove {
  const to = textOf(entry, 'step') as StageStep;
  const legal = stepMoves.find((move) => move.from === live?.step && move.to === to);
  return { move: 'step', to, because: legal?.because ?? 'advance', dueAt: dueOf(entry) };
}

/** The step goes on with the time that was left; terms.ts computes a term that runs on. */
function checkResumption(file: CaseFile, entry: MeritEntry, stage: Stage): void {
  if (isType(entry, 'stage.resumed/1')) checkShift(file, entry, stage);
  if (!isType(entry, 'stage.resumed/2') || interruptedTerm(stage) !== undefined) return;
  if (dueOf(entry) !== stage.dueAt || entry.envelope.open['calendar'] !== null)
    object(file, entry, { code: 'merit.deadline', expected: stage.dueAt ?? 'no term', found: dueOf(entry) ?? 'none' });
}

/** The first version of the rule: later by exactly as long as the pause was. */
function checkShift(file: CaseFile, entry: MeritEntry, stage: Stage): void {
  if (stage.dueAt === null || stage.pausedAt === null) return;
  const [due, paused, resumed] = [stage.dueAt, stage.pausedAt, entry.envelope.at].map(parseInstant);
  if (due === undefined || paused === undefined || resumed === undefined) return;
  const expected = writeInstant(due + (resumed - paused));
  if (dueOf(entry) !== expected)
    object(file, entry, { code: 'merit.deadline', expected, found: dueOf(entry) ?? 'none' });
}
