import type { ActScreen } from '#platform/screens.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** The office reminds those who are awaited in the present step. */
export const remindAct: ActScreen = {
  path: '/selections/:selectionId/remind',
  open: async (request) => {
    const { t } = request.view;
    const head = await readSelectionHead(request);
    const title = t('remind.title');
    return {
      title,
      crumbs: crumbsOf(head, request, title),
      at: 'board',
      fields: [],
      effect: () => [t('remind.effect-told'), t('remind.effect-once')],
      submit: t('remind.submit'),
      back: '/board',
      send: () => ({ path: '/selections/:selectionId/reminders', ...head.at, body: {} }),
    };
  },
};
