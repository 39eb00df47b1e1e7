import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { selectionAnswer, selectionPage } from '#schemas/selections.ts';
import { link, linkButton, tag } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';

/** One stop: who does what, where, and in which step of the selection; null where everything is over. */
interface TourStop {
  readonly name: 'vote' | 'vote-last' | 'choose' | 'concurrence' | 'decree' | 'inaugurate' | 'audit';
  readonly persona: string;
  readonly at: string;
  readonly step: string | null;
}

/** A way through one selection of the demonstration, from its last votes to a checked record. */
export interface Tour {
  readonly title: string;
  readonly stops: readonly TourStop[];
}

export function tourScreen(tour: Tour): Screen {
  return { path: '/tour', draw: (request) => drawTour(tour, request) };
}

const order = ['voting', 'choosing', 'concurrence', 'decree', 'inauguration', 'effective'];

async function drawTour(tour: Tour, { ask, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const { items } = await ask.get('/selections', selectionPage);
  const found = items.find(({ title }) => title === tour.title);
  const title = t('tour.title');
  const head = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${t('tour.lead')}</p><p class="govuk-body">${t('tour.how')}</p>`;
  if (found === undefined) {
    const main = html`<div class="b-narrow">${head}<p class="govuk-body">${t('tour.missing')}</p></div>`;
    return { title, main, at: 'help' };
  }
  const href = `/selections/${found.id}`;
  const at = { params: { selectionId: found.id } };
  const { stages, state } = await ask.get('/selections/:selectionId', selectionAnswer, at);
  const step = stages.find((stage) => stage.state === 'open')?.step;
  const reached = state === 'placed' ? order.length : order.indexOf(step ?? '');
  const about = html`<p class="govuk-body">${link({ href, text: t('tour.about', { title: found.title }) })}</p>`;
  const stops = tour.stops.map((stop) => drawStop(view, { stop, href, reached }));
  return { title, main: html`<div class="b-narrow">${head}${about}<ol class="b-tour">${stops}</ol></div>`, at: 'help' };
}

interface Placed {
  readonly stop: TourStop;
  readonly href: string;
  readonly reached: number;
}

function drawStop({ t }: View, { stop, href, reached }: Placed): Html {
  const due = stop.step === null ? order.length : order.indexOf(stop.step);
  const state = due < reached ? 'done' : due === reached ? 'now' : 'later';
  const tone = { done: 'green', now: 'plain', later: 'grey' } as const;
  const way = `/sign-in?return=${encodeURIComponent(`${href}${stop.at}`)}`;
  const button = linkButton(
    { href: way, text: t('tour.be', { persona: stop.persona }) },
    state === 'now' ? 'primary' : 'secondary',
  );
  return html`<li><div><strong>${t(`tour.stop-${stop.name}`)}</strong> ${tag(t(`tour.${state}`), tone[state])}</div>${state !== 'done' && button}</li>`;
}
