import type { ActName } from '#domain/access-acts.ts';
import type { ActScene } from '#features/acts/service.ts';
import type { Receipt } from '#features/audit/service.ts';

/** What changes the course of a selection, and the act whose rule says who may. */
export const commandActs = {
  extend: 'stage.extend',
  pause: 'stage.pause',
  resume: 'stage.resume',
  'recalculate-deadlines': 'stage.recalculate-deadlines',
  reopen: 'stage.reopen',
  'move-policy': 'selection.move-policy',
  cancel: 'selection.cancel',
  withdraw: 'candidate.withdraw',
  adjourn: 'committee.adjourn',
  'replace-member': 'seat.replace',
  'replace-assessor': 'assessor.assign',
  revoke: 'placement.revoke',
} as const satisfies Record<string, ActName>;

export type CommandName = keyof typeof commandActs;

/** Carries one command out under the selection's lock: asks the rules, writes rows and entry, answers the receipt. */
export type CommandHandler = (scene: ActScene, content: Readonly<Record<string, unknown>>) => Promise<Receipt>;
export type CommandHandlers = Readonly<Record<CommandName, CommandHandler>>;
