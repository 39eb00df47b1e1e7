import { Refused } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { commandAnswer, commandBody, commandParams } from '#schemas/commands.ts';
import { selectionParams } from '#schemas/selections.ts';
import { type Locale, refusalMessage } from '#web/i18n.ts';
import { type CommandCourier, type CommandState, command, getCommand } from './service.ts';

/** Commands change the course of a selection; they need the process, and answer 503 without it. */
export function commandRoutes(house: House, courier: CommandCourier): Feature {
  const feature = createFeature('commands');
  route(
    feature,
    {
      method: 'post',
      path: '/selections/:selectionId/commands',
      summary: 'Extend, pause, resume, withdraw, adjourn, replace, reopen, move to another policy, revoke, cancel',
      description:
        'Answers when it was carried out; 202 when that is not known yet: follow `Location`, or ask again with the same key.',
      params: selectionParams,
      body: commandBody,
      answer: commandAnswer,
      writes: 'command',
      refusals: ['command.reason-missing', 'command.due-earlier', 'stage.move-illegal', 'selection.move-illegal'],
    },
    async ({ asker, session, entryId, locale, params: { selectionId }, body }) => {
      const { command: name, ...content } = body;
      const state = await command(house, courier, { asker, session, entryId, selectionId, name, content });
      const location = `/api/v1/commands/${state.commandId}`;
      // A refused command answers as its refusal does.
      if (state.refusal !== null) throw new Refused(state.refusal);
      return { body: viewOf(state, locale), location, status: state.state === 'done' ? 200 : 202 };
    },
  );
  route(
    feature,
    {
      method: 'get',
      path: '/commands/:commandId',
      summary: 'What became of a command you gave',
      params: commandParams,
      answer: commandAnswer,
    },
    async ({ asker, locale, params: { commandId } }) => ({
      body: viewOf(await getCommand(house, { commandId, accountId: asker.accountId }), locale),
    }),
  );
  return feature;
}

function viewOf({ name, refusal, ...state }: CommandState, locale: Locale) {
  const said = refusal && { code: refusal.code, message: refusalMessage(refusal, locale) };
  return { ...state, command: name, refusal: said };
}
