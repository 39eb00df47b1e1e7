import type { ActScreen, Screen } from '#platform/screens.ts';
import { ownSessionsSchema } from '#schemas/access.ts';
import { link, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { html } from '#web/html.ts';
import type { View } from '#web/view.ts';

/** The browsers in which somebody is signed in, each of which can be ended. */
export const sessionsScreen: Screen = {
  path: '/sessions',
  draw: async ({ ask, view }) => {
    const { t, figures } = view;
    const { items } = await ask.get('/sessions', ownSessionsSchema);
    const rows = items.map(({ id, agent, signedInAt, expiresAt, isThisOne }) => [
      browserWords(view, agent),
      figures.instant(signedInAt),
      figures.instant(expiresAt),
      isThisOne
        ? tag(t('sessions.this-one'), 'green')
        : link({
            href: `/sessions/${id}/end`,
            text: t('sessions.end'),
            hidden: t('sessions.end-hidden', { browser: browserWords(view, agent) }),
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

/** In the order in which they must be asked: nearly every browser calls itself by the names of others as well. */
const browsers = [
  [/Edg\w*\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)\S* .*Safari/, 'Safari'],
] as const;
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
] as const;

/** `Chrome 147 di Linux`; what calls itself nothing known is not guessed at. */
export function browserWords({ t }: View, agent: string): string {
  const found = browsers.flatMap(([pattern, name]) => {
    const version = pattern.exec(agent)?.[1];
    return version === undefined ? [] : [[name, version].join(' ')];
  });
  const [browser] = found;
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser === undefined) return t('sessions.other-browser');
  return system === undefined ? browser : t('sessions.browser-on', { browser, system });
}

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
