import {
  refuseCancellation,
  refuseExtension,
  refusePause,
  refuseRecalculation,
  refuseReopening,
  refuseResume,
} from '#domain/commands.ts';
import { daysLeft, interruptedTerm } from '#domain/pauses.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { moveSelection, reopeningMove } from '#domain/selections.ts';
import { moveStage, type Stage, type StageKind } from '#domain/stages.ts';
import { type ActScene, demand, recordRequest } from '#features/acts/service.ts';
import { agencyHolder, type Receipt } from '#features/audit/service.ts';
import { readCalendars } from '#features/policies/service.ts';
import {
  cancelLive,
  readStages,
  replanStage,
  type StageScene,
  type StoredDeadline,
  setSelectionState,
  stepDeadline,
  writeStage,
} from '#features/stages/service.ts';
import type { CommandHandler } from './handling.ts';

/** The commands that every stage knows alike. Each asks its rule under the lock, then writes entry and row. */

type Content = Readonly<Record<string, unknown>>;

function reasonOf(content: Content): string | null {
  return typeof content['reason'] === 'string' ? content['reason'] : null;
}

function staged(scene: ActScene): ActScene & StageScene {
  if (scene.stage === undefined) throw new Refused(refuse('stage.missing'));
  return { ...scene, stage: scene.stage };
}

function placeOf({ kind, attempt }: Stage) {
  return { attempt, stage: kind };
}

/** Moves the due instant of the present step by a new length in working days from now, on the decree calendars. */
export const extend: CommandHandler = (scene, content) =>
  moveDeadline(staged(scene), { basis: 'extended', content, workingDays: Number(content['workingDays']) });

/** Computes the due instant anew after a decree changed the calendar. */
export const recalculateDeadlines: CommandHandler = (scene, content) =>
  moveDeadline(staged(scene), { basis: 'recalculated', content });

interface Moving {
  readonly basis: 'extended' | 'recalculated';
  readonly content: Content;
  readonly workingDays?: number;
}

async function moveDeadline(scene: ActScene & StageScene, { basis, content, workingDays }: Moving): Promise<Receipt> {
  const { stage, now } = scene;
  const due = await newDeadline(scene, workingDays);
  const reason = reasonOf(content);
  const question = { dueAt: due.dueAt, reason, now };
  demand(basis === 'extended' ? refuseExtension(stage, question) : refuseRecalculation(stage, question));
  const receipt = await recordRequest(scene, {
    type: 'deadline.moved/1',
    open: { ...placeOf(stage), basis, calendar: due.calendarDigest, due: due.dueAt, was: stage.dueAt },
    committed: {
      deadline: { value: due.stored, holder: agencyHolder(scene.agency) },
      reason: { value: reason, holder: agencyHolder(scene.agency) },
    },
  });
  await writeStage(scene, {
    stage: moveStage(stage, { move: 'set-due', dueAt: due.dueAt }),
    entryId: receipt.entry,
    deadline: due.stored,
    calendarDigest: Buffer.from(due.calendarDigest, 'hex'),
    // What lies behind was sent in its time.
    remindersSent: due.stored.nudges.filter(({ at }) => at <= now).length,
    blocked: null,
  });
  return receipt;
}

/** An extension runs from now; a new calendar is put under the term that runs. */
async function newDeadline(scene: ActScene & StageScene, workingDays: number | undefined) {
  const { stage, now } = scene;
  const place = { kind: stage.kind, step: stage.step };
  const present = scene.row.deadline as StoredDeadline | null;
  if (workingDays === undefined && present === null) throw new Refused(refuse('command.due-missing'));
  const asked =
    workingDays === undefined && present !== null
      ? { ...place, from: present.explanation.receivedAt, workingDays: present.explanation.workingDays }
      : { ...place, from: now, ...(workingDays === undefined ? {} : { workingDays }) };
  const due = await stepDeadline(scene, asked);
  if (due.status === 'UNKNOWN') throw new Refused(refuse('calendar.missing', { year: due.year }));
  if (due.status === 'NONE') throw new Refused(refuse('command.due-missing'));
  return due;
}

/** The clock of the step stands still; facts are refused until it is resumed. */
export const pause: CommandHandler = async (scene, content) => {
  const { stage, now, ...rest } = staged(scene);
  const reason = reasonOf(content);
  demand(refusePause(stage, reason, now));
  const receipt = await recordRequest(scene, {
    type: 'stage.paused/1',
    open: placeOf(stage),
    committed: { reason: { value: reason, holder: agencyHolder(scene.agency) } },
  });
  await writeStage(
    { ...rest, stage, now },
    { stage: moveStage(stage, { move: 'pause', at: now }), entryId: receipt.entry },
  );
  return receipt;
};

/**
 * The step goes on with the working days that were left when it was paused, counted from now, and with the reminders of such a
 * term: `calendar.missing` where they cannot be counted. A term that was over at the pause stays over.
 */
export const resume: CommandHandler = async (scene, content) => {
  const there = staged(scene);
  const { stage } = there;
  const reason = reasonOf(content);
  demand(refuseResume(stage, reason));
  const due = await resumedDeadline(there);
  const dueAt = due?.dueAt ?? stage.dueAt;
  const receipt = await recordRequest(scene, {
    type: 'stage.resumed/2',
    open: { ...placeOf(stage), calendar: due?.calendarDigest ?? null, due: dueAt },
    committed: {
      deadline: { value: due?.stored ?? null, holder: agencyHolder(scene.agency) },
      reason: { value: reason, holder: agencyHolder(scene.agency) },
    },
  });
  const term = due && {
    deadline: due.stored,
    calendarDigest: Buffer.from(due.calendarDigest, 'hex'),
    remindersSent: 0,
  };
  await writeStage(there, { stage: moveStage(stage, { move: 'resume', dueAt }), entryId: receipt.entry, ...term });
  return receipt;
};

/** Undefined where no term runs on. */
async function resumedDeadline(scene: ActScene & StageScene) {
  const interrupted = interruptedTerm(scene.stage);
  if (interrupted === undefined) return undefined;
  const { calendars } = await readCalendars(scene.tx, scene.agency);
  const { cutiBersamaIsNonWorking } = scene.pack.clocks;
  const workingDays = daysLeft({ ...interrupted, zone: scene.zone, cutiBersamaIsNonWorking }, calendars);
  if (typeof workingDays !== 'number') throw new Refused(refuse('calendar.missing', { year: workingDays.year }));
  return newDeadline(scene, workingDays);
}

/** Ends the selection without an outcome. What was recorded stays. */
export const cancel: CommandHandler = async (scene, content) => {
  const reason = reasonOf(content);
  demand(refuseCancellation(scene.state, reason));
  const receipt = await recordRequest(scene, {
    type: 'selection.cancelled/1',
    open: {},
    committed: { reason: { value: reason, holder: agencyHolder(scene.agency) } },
  });
  await cancelLive(scene, receipt.entry);
  await setSelectionState(scene, { state: moveSelection(scene.state, 'cancel'), entryId: receipt.entry, ended: true });
  return receipt;
};

/** A new attempt of a stage; what the old attempts and the stages after them found is void from now on, and stays on record. */
export const reopen: CommandHandler = async (scene, content) => {
  const kind = content['stage'] as StageKind;
  const reason = reasonOf(content);
  const stages = await readStages(scene);
  demand(refuseReopening({ state: scene.state, stages }, { kind, reason }));
  const receipt = await recordRequest(scene, {
    type: 'stage.reopened/1',
    open: { attempt: stages.filter((stage) => stage.kind === kind).length + 1, stage: kind },
    committed: { reason: { value: reason, holder: agencyHolder(scene.agency) } },
  });
  await replanStage(scene, { kind, entryId: receipt.entry });
  await setSelectionState(scene, { state: moveSelection(scene.state, reopeningMove(kind)), entryId: receipt.entry });
  scene.afterCommit.push(() => {
    scene.house.start(scene.selectionId);
  });
  return receipt;
};
