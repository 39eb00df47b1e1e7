import { isDeepStrictEqual } from 'node:util';
import type { StageRef } from '#domain/ids.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import { getAsker } from '#features/access/service.ts';
import { type ActRequest, type ActScene, admit, type House, openScene, toActScene } from '#features/acts/service.ts';
import { priorReceipt, type Receipt } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import { cancel, extend, pause, recalculateDeadlines, reopen, resume } from './course.ts';
import { type CommandHandler, type CommandHandlers, type CommandName, commandActs } from './handling.ts';
import {
  type CommandRow,
  findCommand,
  findLiveStage,
  insertCommand,
  lockCommand,
  markDone,
  markRefused,
} from './store.ts';

export type { CommandHandler, CommandHandlers, CommandName };
export { cancel, extend, pause, recalculateDeadlines, reopen, resume };

/** The way to the process: Temporal in the product. */
export interface CommandCourier {
  /** Has the command carried out by the workflow of its stage, or by one of its own; settles when it is done or refused. */
  deliver(command: DeliveredCommand): Promise<void>;
}

export interface DeliveredCommand {
  readonly commandId: string;
  readonly selectionId: string;
  readonly name: CommandName;
  /** The live stage, whose workflow carries it out; undefined when no stage is live. */
  readonly stage: StageRef | undefined;
}

export interface CommandRequest extends ActRequest {
  readonly name: CommandName;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface CommandState {
  readonly commandId: string;
  readonly selectionId: string;
  readonly name: CommandName;
  readonly requestedAt: string;
  readonly state: CommandRow['state'];
  readonly receipt: Receipt | null;
  readonly refusal: Refusal | null;
}

/**
 * Writes the request down, has it carried out, and answers what came of it. The same key finds the same command.
 * With the process away the request stays written down and undone; asking again delivers it again.
 */
export async function command(house: House, courier: CommandCourier, request: CommandRequest): Promise<CommandState> {
  const { entryId, selectionId, name, content, asker, session } = request;
  const { known, live } = await house.db.transaction('conductor', async (tx) => {
    const scene = await openScene(house, tx, { selectionId, entryId, accountId: asker.accountId });
    const row = await findCommand(tx, entryId);
    if (row !== undefined) return { known: sameCommand(row, request), live: await findLiveStage(tx, selectionId) };
    const acting = toActScene(scene, request);
    admitCommand(acting, name, content);
    await insertCommand(tx, {
      id: entryId,
      selectionId,
      name,
      content,
      accountId: asker.accountId,
      role: acting.acting.role ?? 'hr',
      session,
    });
    return { known: undefined, live: await findLiveStage(tx, selectionId) };
  });
  if (known === undefined || known.state === 'requested') {
    const stage = live === undefined ? undefined : { selectionId, kind: live.kind, attempt: live.attempt };
    await courier.deliver({ commandId: entryId, selectionId, name, stage });
  }
  return getCommand(house, { commandId: entryId, accountId: asker.accountId });
}

/** A candidate's own withdrawal is judged with its subject by the handler; everything else at the door already. */
function admitCommand(scene: ActScene, name: CommandName, content: Readonly<Record<string, unknown>>): void {
  const own = name === 'withdraw' && content['by'] === 'candidate';
  admit(scene, { act: commandActs[name], subjectPersonId: own ? scene.request.asker.personId : null });
}

function sameCommand(row: CommandRow, request: CommandRequest): CommandRow {
  const { name, content, asker } = request;
  const same =
    row.selection_id === request.selectionId &&
    row.name === name &&
    row.account_id === asker.accountId &&
    isDeepStrictEqual(row.content, content);
  if (!same) throw new Refused(refuse('entry.conflict'));
  return row;
}

/** What became of a command, for whoever asked for it; `thing.missing` for everybody else. */
export async function getCommand(
  house: House,
  { commandId, accountId }: { commandId: string; accountId: string },
): Promise<CommandState> {
  const row = await findCommand(house.db, commandId);
  if (row?.account_id !== accountId) throw new Refused(refuse('thing.missing'));
  return {
    commandId,
    selectionId: row.selection_id,
    name: row.name,
    requestedAt: row.requested_at,
    state: row.state,
    receipt: row.receipt,
    refusal: row.refusal === null ? null : toRefusal(row.refusal),
  };
}

/** The refusal of a refused command, as it was given. */
function toRefusal(stored: NonNullable<CommandRow['refusal']>): Refusal {
  return refuse(stored.code, stored.details);
}

/**
 * Carries a written command out, once: a repetition finds it done and answers alike. A refusal is kept with the command
 * before it is thrown, so that the asker finds it however they ask.
 */
export async function carryOut(house: House, handlers: CommandHandlers, commandId: string): Promise<void> {
  try {
    const afterCommit = await house.db.transaction('conductor', (tx) =>
      carryOutOnce({ house, tx, handlers }, commandId),
    );
    for (const run of afterCommit) run();
  } catch (error) {
    if (error instanceof Refused) {
      const { code, details } = error.refusal;
      await house.db.transaction('conductor', (tx) =>
        markRefused(tx, commandId, details === undefined ? { code } : { code, details }),
      );
    }
    throw error;
  }
}

interface CarryingOut {
  readonly house: House;
  readonly tx: Tx;
  readonly handlers: CommandHandlers;
}

async function carryOutOnce({ house, tx, handlers }: CarryingOut, commandId: string): Promise<readonly (() => void)[]> {
  const row = await lockCommand(tx, commandId);
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  if (row.state === 'done') return [];
  if (row.refusal !== null) throw new Refused(toRefusal(row.refusal));
  const asker = await getAsker(tx, row.account_id);
  const { name, content } = row;
  const scene = await openScene(house, tx, {
    selectionId: row.selection_id,
    entryId: commandId,
    accountId: asker.accountId,
  });
  const request = { asker, session: row.session, selectionId: row.selection_id, entryId: commandId, content };
  const acting = toActScene(scene, request);
  const prior = priorReceipt(house.ledger, scene.row, content);
  if (prior === undefined) admitCommand(acting, name, content);
  const receipt = prior ?? (await handlers[name](acting, content));
  await markDone(tx, commandId, receipt);
  return acting.afterCommit;
}
