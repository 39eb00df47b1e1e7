import { refuseUnlessOpen } from '#domain/facts.ts';
import { readiness } from '#domain/readiness.ts';
import { refuseReminder } from '#domain/reminders.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  type House,
  recordAct,
  recordRequest,
} from '#features/acts/service.ts';
import type { Receipt } from '#features/audit/service.ts';
import type { StageConduct, StageScene } from '#features/stages/service.ts';
import type { StageConducts } from './service.ts';
import { findLastByHand, insertNotices, insertReminder } from './store.ts';

/** Reminds by hand those who are awaited now: reminder.nobody-awaited, reminder.too-soon, and the states of stages. */
export function remind(house: House, conducts: StageConducts, request: ActRequest): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'reminder.send' });
    const { stage, now, tx, selectionId } = scene;
    demand(refuseUnlessOpen(stage));
    if (stage === undefined) throw new Error('an open stage is there');
    const accounts = await listRecipients({ ...scene, stage }, conducts[stage.kind]);
    const { kind, attempt, step, dueAt } = stage;
    const lastByHandAt = await findLastByHand(tx, { selectionId, stage: kind, attempt, since: scene.row.step_since });
    const recipients = accounts.length;
    demand(refuseReminder({ stage, now, recipients, lastByHandAt }));
    const receipt = await recordRequest(scene, {
      role: roleOf(scene),
      type: 'reminder.sent/1',
      open: { attempt, stage: kind, kind: 'manual', recipients },
    });
    const row = { selectionId, stage: kind, attempt, step, kind: 'manual', recipients, at: now };
    await insertReminder(tx, { ...row, sentBy: request.asker.accountId, entryId: receipt.entry });
    const content = { stage: kind, step, dueAt };
    await insertNotices(tx, { selectionId, accounts, kind: 'reminder', content, at: now });
    return receipt;
  });
}

/** Nobody reminds themselves. */
async function listRecipients(scene: ActScene & StageScene, conduct: StageConduct): Promise<string[]> {
  const judged = readiness(scene.stage, await conduct.weigh(scene), scene.now);
  const awaited = await conduct.listAwaited(scene, judged);
  return [...new Set(awaited)].filter((account) => account !== scene.request.asker.accountId);
}

function roleOf({ request, agency }: ActScene): 'hr' | 'secretary' {
  return request.asker.grants.some((grant) => grant.role === 'hr' && grant.agency === agency) ? 'hr' : 'secretary';
}
