import type { Answer } from '#platform/asking.ts';
import type { ActScreen } from '#platform/screens.ts';
import { ownCandidacyAnswer } from '#schemas/candidacies.ts';
import { commandAnswer } from '#schemas/commands.ts';
import { valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** A candidate leaves a selection. */
export const withdrawAct: ActScreen = {
  path: '/selections/:selectionId/withdraw',
  open: async (request) => {
    const { ask, view } = request;
    const { t } = view;
    const head = await readSelectionHead(request);
    await ask.get('/selections/:selectionId/candidacy', ownCandidacyAnswer, head.at);
    const title = t('withdraw.title');
    return {
      title,
      crumbs: crumbsOf(head, request, title),
      at: 'mine',
      back: `${head.href}/my-data`,
      intro: html`<p class="govuk-body-l">${t('withdraw.lead')}</p>`,
      fields: [{ kind: 'textarea', name: 'reason', label: t('withdraw.reason'), most: 2000, isOptional: true }],
      effect: () => [t('withdraw.effect-final'), t('withdraw.effect-motion'), t('withdraw.effect-told')],
      submit: t('withdraw.submit'),
      submitTone: 'warning',
      send: (values) => ({
        path: '/selections/:selectionId/commands',
        ...head.at,
        body: { command: 'withdraw', by: 'candidate', reason: valueOrNull(values, 'reason') },
        done: ({ body }) => doneHref(body as Answer<typeof commandAnswer>),
      }),
    };
  },
};

/** A command that was not carried out yet has no receipt. */
function doneHref({ commandId, receipt }: Answer<typeof commandAnswer>): string {
  return receipt === null ? `/commands/${commandId}` : `/receipts/${receipt.entry}?done=1`;
}
