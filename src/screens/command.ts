import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { commandAnswer } from '#schemas/commands.ts';
import { linkButton, summaryList, tag } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';

/** What became of a command: carried out, refused, or not known yet. The page can be opened again at any time. */
export const commandScreen: Screen = { path: '/commands/:commandId', draw: drawCommand };

type Command = Answer<typeof commandAnswer>;

const tones = { done: 'green', requested: 'yellow', refused: 'red' } as const;

async function drawCommand({ ask, params, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const { commandId = '' } = params;
  const command = await ask.get('/commands/:commandId', commandAnswer, { params: { commandId } });
  const title = t(`command.state-${command.state}`);
  const main = html`<div class="b-narrow"><h1 class="govuk-heading-l b-mb-5">${title}</h1><p class="govuk-body-l">${t(`command.lead-${command.state}`)}</p>${facts(view, command)}${buttons(view, command)}</div>`;
  return { title, main, at: 'inbox' };
}

function facts(view: View, { command, state, requestedAt, receipt, refusal }: Command): Html {
  const { t, figures } = view;
  return summaryList(
    [
      { key: t('command.name'), value: t(`command.${command}`) },
      { key: t('receipt.state'), value: tag(t(`command.state-${state}`), tones[state]) },
      { key: t('command.requested-at'), value: figures.instant(requestedAt) },
      ...(receipt === null ? [] : [{ key: t('command.carried-out-at'), value: figures.instant(receipt.at) }]),
      ...(refusal === null ? [] : [{ key: t('command.refusal'), value: refusal.message }]),
    ],
    'b-mb-5',
  );
}

/** First what helps on: looking again, the receipt, or the other acts. */
function buttons({ t }: View, { commandId, selectionId, state, receipt }: Command): Html {
  const selection = `/selections/${selectionId}`;
  const actions = { href: `${selection}/actions`, text: t('actions.title') };
  const again = { href: `/commands/${commandId}`, text: t('command.look-again') };
  const first =
    receipt === null
      ? state === 'refused'
        ? actions
        : again
      : { href: `/receipts/${receipt.entry}`, text: t('command.to-receipt') };
  return html`<div class="govuk-button-group">${linkButton(first)}${linkButton({ href: selection, text: t('receipt.to-selection') }, 'secondary')}</div>`;
}
