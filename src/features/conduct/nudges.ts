import { readiness } from '#domain/readiness.ts';
import { record } from '#features/acts/service.ts';
import { derivedId } from '#features/audit/service.ts';
import {
  listRoleHolders,
  type Nudge,
  type StageConduct,
  type StageScene,
  type StoredDeadline,
  stageEntry,
  writeStage,
} from '#features/stages/service.ts';
import { insertNotices, insertReminder } from './store.ts';

/** Reminders and escalations of the present step, in their order. */
export function nudgesOf(scene: StageScene): readonly Nudge[] {
  const deadline = scene.row.deadline as StoredDeadline | null;
  return deadline?.nudges ?? [];
}

/** Reminds those who are awaited; an escalation also tells the office it names. */
export async function nudge(scene: StageScene, conduct: StageConduct, due: readonly Nudge[]): Promise<void> {
  const { stage, tx, selectionId, now } = scene;
  const judged = readiness(stage, await conduct.weigh(scene), now);
  const awaited = await conduct.listAwaited(scene, judged);
  let parent = stageEntry(scene);
  for (const { at, kind, to } of due) {
    const told = to === null ? [] : await listRoleHolders(scene, to);
    const accounts = [...new Set([...awaited, ...told])];
    const id = derivedId(parent, `${kind}:${at}`);
    await record(scene, {
      id,
      type: 'reminder.sent/1',
      open: { attempt: stage.attempt, stage: stage.kind, kind, recipients: accounts.length },
    });
    const place = { selectionId, stage: stage.kind, attempt: stage.attempt, step: stage.step };
    await insertReminder(tx, { ...place, kind, recipients: accounts.length, at: now, sentBy: null, entryId: id });
    await insertNotices(tx, {
      selectionId,
      accounts,
      kind,
      content: { stage: stage.kind, step: stage.step, dueAt: stage.dueAt },
      at: now,
    });
    parent = id;
  }
  await writeStage(scene, { entryId: parent, remindersSent: (scene.row.reminders_sent ?? 0) + due.length });
}
