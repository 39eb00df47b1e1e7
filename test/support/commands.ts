import { randomUUID } from 'node:crypto';
import {
  type CommandHandler,
  type CommandHandlers,
  type CommandName,
  carryOut,
  command,
} from '#features/commands/service.ts';
import type { Case } from './selection-builders.ts';

export interface DirectCommand {
  readonly name: CommandName;
  /** Name of the account. */
  readonly by: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly handler: CommandHandler;
}

/** A command as its route takes it, delivered without Temporal. */
export async function carryOutDirectly({ world, selectionId }: Case, asked: DirectCommand): Promise<void> {
  const { name, by, content, handler } = asked;
  const handlers = { [name]: handler } as Partial<CommandHandlers> as CommandHandlers;
  const courier = {
    deliver: ({ commandId }: { commandId: string }) => carryOut(world.house, handlers, commandId),
  };
  await command(world.house, courier, { ...world.act(by, selectionId, { content, key: randomUUID() }), name, content });
}
