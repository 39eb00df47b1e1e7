import type { House } from '#features/acts/service.ts';
import { type CommandHandlers, carryOut } from '#features/commands/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { perform } from './performing.ts';

export function commandActivities(house: House, handlers: CommandHandlers): Pick<ConductActivities, 'carryOut'> {
  return {
    carryOut: async (commandId: string) => {
      await perform(carryOut(house, handlers, commandId));
      return { commandId, state: 'done' };
    },
  };
}
