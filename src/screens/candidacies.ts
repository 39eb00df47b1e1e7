import type { Answer } from '#platform/asking.ts';
import type { Screen } from '#platform/screens.ts';
import { candidaciesAnswer } from '#schemas/candidacies.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { plansAnswer } from '#schemas/plans.ts';
import { mark } from '#web/components/icons.ts';
import { code, empty, link, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';

type Candidacy = Answer<typeof candidaciesAnswer>['items'][number];

/** A person's own candidacies: where each stands, and what comes next. */
export const candidaciesScreen: Screen = {
  path: '/candidacies',
  draw: async ({ ask, view }) => {
    const { t } = view;
    const [{ items }, place, plans] = await Promise.all([
      ask.get('/candidacies', candidaciesAnswer),
      ask.find('/maps/own', placeAnswer),
      ask.get('/plans/own', plansAnswer),
    ]);
    const title = t('nav.mine');
    const body = items.length === 0 ? none(view) : listOf(view, items);
    const own =
      place !== undefined && html`<p class="govuk-body">${link({ href: '/map/own', text: t('map.own-link') })}</p>`;
    const plan = plans.items.find(({ isOwn }) => isOwn);
    const planned =
      plan !== undefined &&
      html`<p class="govuk-body">${link({ href: `/plans/${plan.id}`, text: t('plan.own-link') })}</p>`;
    const main = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${t('mine.lead')}</p>${body}${own}${planned}`;
    return { title, main, at: 'mine' };
  },
};

function none({ t }: View): Html {
  return empty({ title: t('mine.empty'), body: html`<p>${t('mine.empty-body')}</p>`, mark: mark() });
}

const tones: Readonly<Record<Candidacy['status'], TagTone>> = {
  submitted: 'plain',
  'data-check': 'yellow',
  'in-assessment': 'plain',
  'in-committee': 'plain',
  voting: 'plain',
  decided: 'turquoise',
  placed: 'green',
  'not-admitted': 'red',
  withdrawn: 'grey',
  ended: 'grey',
};

function listOf(view: View, items: readonly Candidacy[]): Html {
  const { t } = view;
  const columns = [{ label: t('nav.selections'), isHeader: true }, { label: t('mine.now') }, { label: t('mine.next') }];
  return table({ caption: t('nav.mine'), columns, rows: items.map((item) => rowOf(view, item)) });
}

function rowOf(view: View, { selection, status, words, ...item }: Candidacy): Piece[] {
  const { t, locale } = view;
  return [
    html`${link({ href: `/selections/${selection.id}/candidacy`, text: html`<strong>${selection.title}</strong>` })}<span class="b-source">${code(selection.code)}</span>`,
    html`${tag(t(`mine.status-${status}`), tones[status])}<span class="b-source">${words[locale]}</span>`,
    nextOf(view, item.next),
  ];
}

function nextOf({ t, figures }: View, next: Candidacy['next']): Piece {
  if (next === null) return t('mine.nothing-next');
  const when = next.at === null ? t('mine.next-unknown') : t('mine.latest', { at: figures.deadline(next.at) });
  return html`${t(`mine.next-${next.what}`)}${(next.at !== null || next.what !== 'resumption') && html`<span class="b-source">${when}</span>`}`;
}
