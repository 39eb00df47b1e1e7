import type { Answer, Asking } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { policiesAnswer, postPage } from '#schemas/lookups.ts';
import { dateOf, type Field, type FormValues, valueOf } from '#web/forms.ts';
import { html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

type Post = Answer<typeof postPage>['items'][number];
type Policy = Answer<typeof policiesAnswer>['items'][number];

/** A selection for a vacant post is opened. */
export const openSelectionAct: ActScreen = { path: '/selections/new', open: openOpening };

async function openOpening({ ask, view }: ScreenRequest): Promise<OpenAct> {
  const { t } = view;
  const agency = agencyOf(ask.asker, ['hr', 'secretary']);
  const [posts, policies] = await Promise.all([
    listVacancies(ask, agency),
    ask.get('/policies', policiesAnswer, { query: { agency } }),
  ]);
  const title = t('opening.title');
  const [only, ...others] = policies.items;
  return {
    title,
    crumbs: [{ text: t('nav.inbox'), href: '/inbox' }, { text: title }],
    at: 'board',
    back: '/inbox',
    intro: html`<p class="govuk-body-l">${t('opening.lead')}</p>`,
    ...(only === undefined ? { closed: t('policies.none-in-force') } : {}),
    fields: questions(view, posts, policies.items),
    ...(only !== undefined && others.length === 0 ? { initial: { policy: [only.id] } } : {}),
    effect: () => [
      t('opening.effect-number'),
      t('opening.effect-post'),
      t('opening.effect-policy'),
      t('opening.effect-next'),
    ],
    submit: t('opening.submit'),
    send: (values) => ({
      path: '/selections',
      body: bodyOf(agency, values),
      refusalFields: {
        'selection.post-missing': 'post',
        'selection.post-held': 'post',
        'selection.post-busy': 'post',
        'selection.policy-missing': 'policy',
        'selection.planned-out-of-range': 'plannedOn',
      },
    }),
  };
}

function bodyOf(agency: string, values: FormValues) {
  const [post, policy] = [valueOf(values, 'post'), valueOf(values, 'policy')];
  return { agency, post, plannedOn: dateOf(values, 'plannedOn'), policy };
}

/** Vacant posts for which no selection is under way. */
async function listVacancies(ask: Asking, agency: string): Promise<Post[]> {
  const found: Post[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = { agency, vacant: 'true', hasSelection: 'false', limit: '200', ...(cursor === '' ? {} : { cursor }) };
    const page: Answer<typeof postPage> = await ask.get('/posts', postPage, { query });
    found.push(...page.items);
    cursor = page.next === null ? null : new URL(page.next, 'http://localhost').searchParams.get('cursor');
  }
  return found;
}

function questions({ t, locale }: View, posts: readonly Post[], policies: readonly Policy[]): Field[] {
  const post = posts.map(({ id, title, unit }) => ({
    value: id,
    text: [title, unit].filter((part) => part !== null).join(', '),
  }));
  const policy = policies.map(({ id, title, version }) => ({
    value: id,
    text: t('opening.policy-version', { title: title[locale], version }),
  }));
  return [
    { kind: 'select', name: 'post', label: t('opening.post'), hint: t('opening.post-hint'), options: post },
    { kind: 'date', name: 'plannedOn', label: t('opening.planned-on'), hint: t('opening.planned-on-hint') },
    { kind: 'radios', name: 'policy', label: t('opening.policy'), hint: t('opening.policy-hint'), options: policy },
  ];
}
