import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { plansAnswer } from '#schemas/plans.ts';
import { dotted, link, linkButton, metaList, section } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { valuesSection } from '../candidacy/explanation.ts';
import { deliveriesSection, readDeliveries } from '../deliveries.ts';
import { changeWords } from './changes.ts';
import { heldWords, moveWords, policyWords, standingWords } from './standing.ts';

type Place = Answer<typeof placeAnswer>;

/** How somebody's place on a map came about. */
export const placeScreen: Screen = {
  path: '/map/people/:mapId/:person',
  draw: async (request) => {
    const { ask, params } = request;
    const asked = { mapId: params['mapId'] ?? '', person: params['person'] ?? '' };
    const place = await ask.get('/maps/:mapId/people/:person', placeAnswer, { params: asked });
    const { view } = request;
    const { t } = view;
    const mayMove = place.state === 'drawn' && place.explanation.box !== null && holdsAny(view, ['hr', 'secretary']);
    const href = `/map/moves/${place.mapId}/${place.person}`;
    const planned = `/plans/new/${place.mapId}/${place.person}`;
    const ways = [
      mayMove && link({ href, text: t('map.move'), hidden: place.name }),
      place.state === 'published' &&
        holdsAny(view, ['hr']) &&
        link({ href: planned, text: t('plan.new'), hidden: place.name }),
    ].filter((one) => one !== false);
    const way = ways.length > 0 && html`<p class="govuk-body">${dotted(ways)}</p>`;
    return drawPlace(request, { place, title: place.name, way, at: 'map' });
  },
};

/** One's own place on the newest published map. */
export const ownPlaceScreen: Screen = {
  path: '/map/own',
  draw: async (request) => {
    const { ask, view } = request;
    const place = await ask.get('/maps/own', placeAnswer);
    const { items } = await ask.get('/plans/own', plansAnswer);
    const own = items.find(({ isOwn }) => isOwn);
    const way =
      own !== undefined &&
      html`<p class="govuk-body">${link({ href: `/plans/${own.id}`, text: view.t('plan.own-link') })}</p>`;
    return drawPlace(request, { place, title: view.t('map.own'), way, at: 'mine' });
  },
};

interface Drawn {
  readonly place: Place;
  readonly title: string;
  readonly way: Html | false;
  readonly at: 'map' | 'mine';
}

async function drawPlace({ ask, view }: ScreenRequest, { place, title, way, at }: Drawn): Promise<Page> {
  const { t, figures } = view;
  const meta: Piece[] = [
    t('map.place-on', { day: figures.shortDay(place.on) }),
    t(`map.state-${place.state}`),
    policyWords(view, place.policy),
  ];
  const deliveries = await readDeliveries(ask, place.person);
  const entry = html`<p class="govuk-body-s">${t('map.place-entry')} ${link({ href: `/receipts/${place.entry}`, text: place.entry })}</p>`;
  const letter = linkButton({ href: letterOf(place, at), text: t('letter.link') }, 'secondary');
  const main = html`<div class="b-page-head"><h1 class="govuk-heading-l">${title}</h1>${metaList(meta)}</div>${standingSection(view, place)}${way}${valuesSection(view, place.explanation, { ...(at === 'map' && { title: t('map.values') }), isMoved: place.movedTo !== null })}${nextSection(view, place)}${deliveriesSection(view, deliveries)}<div class="b-mt-4 b-mb-4">${letter}</div>${entry}`;
  return { title, main, at };
}

function letterOf({ mapId, person }: Place, at: Drawn['at']): string {
  return at === 'mine' ? '/map/own/letter' : `/map/people/${mapId}/${person}/letter`;
}

/** What would move the box by the least, as the tables of the policy say. */
function nextSection(view: View, { changes, explanation }: Place): Html | false {
  const { t } = view;
  if (changes.length === 0) return false;
  const lines = changes.map((change) => html`<li>${changeWords(view, explanation, change)}</li>`);
  const body = html`<ul class="govuk-list govuk-list--bullet">${lines}</ul><p class="govuk-body-s">${t('map.change-note')}</p>`;
  return section({ id: 'changes', title: t('map.changes') }, body);
}

function standingSection(view: View, place: Place): Html | false {
  const { t } = view;
  const { movedTo, moves, standing, explanation } = place;
  const { box } = explanation;
  if (box === null) return html`<p class="govuk-body">${heldWords(view, place)}</p>`;
  if (movedTo === null) return false;
  const why = moves.map(
    (move) => html`<li>${moveWords(view, move).map((text) => html`<p class="govuk-body">${text}</p>`)}</li>`,
  );
  const advised = standing !== null && html`<p class="govuk-body">${standingWords(view, standing)}</p>`;
  return html`<p class="govuk-body">${t('map.moved-to', { from: box.box, to: movedTo })}</p><ul class="govuk-list">${why}</ul>${advised}`;
}
