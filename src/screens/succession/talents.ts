import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { planAnswer, talentsPage } from '#schemas/succession.ts';
import { breadcrumbs, link, list, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { mapWords } from './page.ts';
import { crumbsTo, mayConduct, type Plan, readinessTag } from './shown.ts';

type Talents = Answer<typeof talentsPage>;
type Talent = Talents['items'][number];

const perPage = '25';

/** The succession group, each with the readiness for one post. */
export const talentsScreen: Screen = { path: '/succession/posts/:postId/talents', draw: drawTalents };

async function drawTalents({ ask, view, params, query }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const at = { params: { postId: params['postId'] ?? '' } };
  const { cursor } = query;
  const asked = { limit: perPage, ...(cursor === undefined ? {} : { cursor }) };
  const [plan, talents] = await Promise.all([
    ask.get('/succession/posts/:postId', planAnswer, at),
    ask.get('/succession/posts/:postId/talents', talentsPage, { ...at, query: asked }),
  ]);
  const title = t('succession.group');
  const crumbs = crumbsTo(view, { text: plan.title, href: `/succession/posts/${plan.id}` }, { text: title });
  const body =
    talents.items.length === 0
      ? html`<p class="govuk-body">${t('succession.group-none')}</p>`
      : talentTable(view, plan, talents.items);
  const main = html`${breadcrumbs(view, crumbs)}<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('succession.group-lead', { post: plan.title })}</p><p class="govuk-body">${mapWords(view, plan)}</p>${body}${onward(view, plan, talents)}`;
  return { title, main, at: 'succession' };
}

function talentTable(view: View, plan: Plan, items: readonly Talent[]): Html {
  const { t, figures, locale } = view;
  const columns = [
    { label: t('map.person'), isHeader: true },
    { label: t('map.box'), isNumeric: true },
    { label: t('map.sort-value'), isNumeric: true },
    { label: t('succession.readiness') },
    { label: t('succession.stands-between') },
    { label: t('gates.act') },
  ];
  const rows = items.map((one): Piece[] => [
    html`${one.name}<span class="b-source">${one.nip}</span><span class="b-source">${one.title}</span>`,
    one.box === null ? t('furniture.unknown') : String(one.box),
    one.talentValue === null ? t('furniture.unknown') : figures.score(one.talentValue),
    readinessTag(view, one),
    between(view, one, locale),
    actOf(view, plan, one),
  ]);
  return table({ caption: t('succession.group'), columns, rows, isDense: true });
}

function between({ t }: View, { standing, missing }: Talent, locale: View['locale']): Piece {
  const lacks = missing.length > 0 && t('succession.missing-facts', { count: missing.length });
  if (standing.length === 0) return lacks === false ? t('furniture.none') : lacks;
  return list([...standing.map((rule) => rule[locale]), lacks]);
}

function actOf(view: View, plan: Plan, { person, name, isNamed, isHolder }: Talent): Piece {
  const { t } = view;
  if (isHolder) return t('succession.is-holder');
  if (isNamed) return tag(t('succession.is-named'), 'green');
  if (!mayConduct(view) || plan.designation === null) return false;
  return link({
    href: `/succession/posts/${plan.id}/successors/${person}`,
    text: t('succession.name-this'),
    hidden: name,
  });
}

function onward({ t }: View, { id }: Plan, { next }: Talents): Html | false {
  const cursor = new URLSearchParams(next?.split('?')[1] ?? '').get('cursor');
  if (cursor === null) return false;
  const href = `/succession/posts/${id}/talents?cursor=${encodeURIComponent(cursor)}`;
  return html`<nav class="govuk-pagination" aria-label="${t('map.pages')}">${link({ href, text: t('furniture.next-page') })}</nav>`;
}
