import type { ActScreen } from '#platform/screens.ts';
import { valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** A member takes no part any longer. It is always theirs to decide, and it is not an abstention. */
export const stepBackAct: ActScreen = {
  path: '/selections/:selectionId/step-back',
  open: async (request) => {
    const { t } = request.view;
    const head = await readSelectionHead(request);
    const title = t('step-back.title');
    return {
      title,
      crumbs: crumbsOf(head, request, title),
      at: 'inbox',
      back: head.href,
      intro: html`<p class="govuk-body-l">${t('step-back.lead')}</p>`,
      fields: [
        {
          kind: 'textarea',
          name: 'reason',
          label: t('step-back.reason'),
          hint: t('step-back.reason-hint'),
          most: 2000,
          isOptional: true,
        },
      ],
      effect: () => [t('step-back.effect-final'), t('step-back.effect-ballot'), t('step-back.effect-quorum')],
      submit: t('step-back.submit'),
      submitTone: 'warning',
      send: (values) => ({
        path: '/selections/:selectionId/step-backs',
        ...head.at,
        body: { reason: valueOrNull(values, 'reason') },
      }),
    };
  },
};
