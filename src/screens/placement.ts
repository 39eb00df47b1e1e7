import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { concurrencesAnswer, placementAnswer } from '#schemas/placements.ts';
import { mark } from '#web/components/icons.ts';
import { breadcrumbs, empty, section, summaryList, tag } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { roundsText } from './acts/rounds.ts';
import { readNames } from './candidate-names.ts';
import { crumbsOf, readSelectionHead } from './selection-head.ts';

/** From the decree to the post: what was decreed, sworn, brought into effect, and what was before. */
export const placementScreen: Screen = { path: '/selections/:selectionId/placement', draw: drawPlacement };

type Placement = Answer<typeof placementAnswer>;

async function drawPlacement(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const [placed, names, rounds] = await Promise.all([
    ask.find('/selections/:selectionId/placement', placementAnswer, head.at),
    readNames(request, head),
    ask.find('/selections/:selectionId/concurrences', concurrencesAnswer, head.at),
  ]);
  const title = t('placement.title');
  const top = html`${breadcrumbs(view, crumbsOf(head, request, title))}<h1 class="govuk-heading-l b-mb-5">${title}</h1>`;
  const asked = rounds !== undefined && roundsText(view, rounds, t('placement.concurrence'));
  const name = placed && names.get(placed.candidate);
  const body = placed === undefined ? nothingYet(view) : placementText(view, placed, name);
  return { title, main: html`${top}<div class="b-narrow">${body}${asked}</div>`, at: 'inbox' };
}

function nothingYet({ t }: View): Html {
  return empty({
    title: t('placement.none'),
    body: html`<p class="govuk-body">${t('placement.none-lead')}</p>`,
    mark: mark(),
  });
}

function placementText(view: View, placed: Placement, name: string | undefined): Html {
  const { t, figures } = view;
  const { decree } = placed;
  const rows = [
    { key: t('decree.for'), value: name ?? placed.candidate },
    { key: t('placement.post'), value: placed.postTitle },
    { key: t('choosing.state'), value: stateTag(view, placed) },
  ];
  const decreed = [
    { key: t('decree.number'), value: decree.number },
    { key: t('decree.issued'), value: figures.day(decree.issuedOn) },
    { key: t('decree.effective'), value: figures.day(decree.effectiveOn) },
  ];
  return html`${summaryList(rows)}${section({ id: 'decree', title: t('placement.decree') }, summaryList(decreed))}${inauguration(view, placed)}${effect(view, placed)}${before(view, placed)}${revocation(view, placed)}`;
}

function stateTag({ t }: View, { revokedAt, effectedAt, inauguratedAt }: Placement): Html {
  if (revokedAt !== null) return tag(t('placement.state-revoked'), 'red');
  if (effectedAt !== null) return tag(t('placement.state-effective'), 'green');
  if (inauguratedAt !== null) return tag(t('placement.state-inaugurated'), 'yellow');
  return tag(t('placement.state-decreed'), 'yellow');
}

function inauguration({ t, figures }: View, { inauguratedAt, minutes }: Placement): Html {
  const rows =
    inauguratedAt === null || minutes === null
      ? [{ key: t('placement.recorded'), value: t('placement.not-yet') }]
      : [
          { key: t('inauguration.on'), value: figures.day(minutes.on) },
          { key: t('inauguration.minutes'), value: minutes.number },
          { key: t('placement.recorded'), value: figures.instant(inauguratedAt) },
        ];
  return section({ id: 'inauguration', title: t('placement.inauguration') }, summaryList(rows));
}

function effect({ t, figures }: View, { effectedAt }: Placement): Html {
  const value = effectedAt === null ? t('placement.not-yet') : figures.instant(effectedAt);
  return section(
    { id: 'effect', title: t('placement.effect') },
    summaryList([{ key: t('placement.effected'), value }]),
  );
}

function before({ t }: View, { effectedAt, priorPostTitle }: Placement): Html {
  const held = priorPostTitle === null ? { value: t('placement.prior-none') } : priorOf(t, priorPostTitle);
  const shown = effectedAt === null ? { value: t('placement.prior-later') } : held;
  return section(
    { id: 'before', title: t('placement.before') },
    summaryList([{ key: t('placement.prior'), ...shown }]),
  );
}

function priorOf(t: View['t'], title: string) {
  return { value: title, small: t('placement.prior-vacated') };
}

function revocation({ t, figures }: View, { revokedAt, revocation: order }: Placement): Html | false {
  if (revokedAt === null || order === null) return false;
  const rows = [
    { key: t('placement.order'), value: order.number },
    { key: t('placement.revoked'), value: figures.instant(revokedAt) },
    { key: t('choosing.reason'), value: order.reason },
  ];
  return section({ id: 'revocation', title: t('placement.revocation') }, summaryList(rows));
}
