import type { ActScreen, Screen } from '#platform/screens.ts';
import { ownSessionsSchema } from '#schemas/access.ts';
import { link, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { html } from '#web/html.ts';

/** The browsers in which somebody is signed in, each of which can be ended. */
export const sessionsScreen: Screen = {
  path: '/sessions',
  draw: async ({ ask, view }) => {
    const { t, figures } = view;
    const { items } = await ask.get('/sessions', ownSessionsSchema);
    const rows = items.map(({ id, agent, signedInAt, expiresAt, isThisOne }) => [
      agent === '' ? t('furniture.unknown') : agent,
      figures.instant(signedInAt),
      figures.instant(expiresAt),
      isThisOne
        ? tag(t('sessions.this-one'), 'green')
        : link({
            href: `/sessions/${id}/end`,
            text: t('sessions.end'),
            hidden: t('sessions.end-hidden', { browser: agent }),
          }),
    ]);
    const columns = [
      { label: t('sessions.browser'), isHeader: true },
      { label: t('sessions.since') },
      { label: t('sessions.until') },
      { label: t('sessions.end') },
    ];
    const title = t('sessions.title');
    const main = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${t('sessions.lead')}</p>${table({ caption: title, columns, rows })}`;
    return { title, main };
  },
};

export const endSessionAct: ActScreen = {
  path: '/sessions/:sessionId/end',
  open: ({ view, params }) => {
    const { t } = view;
    const title = t('sessions.end-title');
    return Promise.resolve({
      title,
      crumbs: [{ text: t('sessions.title'), href: '/sessions' }, { text: title }],
      fields: [],
      effect: () => [t('sessions.end-effect')],
      submit: t('sessions.end'),
      back: '/sessions',
      send: () => ({
        method: 'delete',
        path: '/sessions/:sessionId',
        params: { sessionId: params['sessionId'] ?? '' },
        body: {},
        done: () => '/sessions',
      }),
    });
  },
};
