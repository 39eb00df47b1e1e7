import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { forecastAnswer } from '#schemas/succession.ts';
import { breadcrumbs, details, dotted, link, metaList, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import {
  crumbsTo,
  departureWords,
  type Forecast,
  fileLink,
  holderWords,
  levelWords,
  successionAgency,
} from './shown.ts';

type Post = Forecast['posts'][number];

/** When posts fall vacant by the age of their holders. */
export const forecastScreen: Screen = { path: '/succession/forecast', draw: drawForecast };

async function drawForecast(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t, figures } = view;
  const agency = successionAgency(request);
  const forecast = await ask.get('/succession/forecast', forecastAnswer, { query: { agency } });
  const title = t('succession.forecast');
  const meta = metaList([
    t('succession.as-of', { day: figures.shortDay(forecast.on) }),
    t('selection.policy', { id: forecast.policy.id.toUpperCase(), version: forecast.policy.version }),
  ]);
  const file = html`<p class="govuk-body">${fileLink(`/succession/forecast/file?agency=${agency}`, t('succession.download-forecast'))}</p>`;
  const main = html`${breadcrumbs(view, crumbsTo(view, { text: title }))}<div class="b-page-head"><h1 class="govuk-heading-l">${title}</h1>${meta}</div><p class="govuk-body-l">${t('succession.forecast-lead')}</p>${file}${outside(view, forecast)}${months(view, forecast)}${lists(view, forecast)}`;
  return { title, main, at: 'succession' };
}

function countRow({ figures }: View, name: Piece, { all, critical, proposed }: Forecast['later']): Piece[] {
  return [name, figures.number(all), figures.number(critical), figures.number(proposed)];
}

function columnsOf({ t }: View, first: string) {
  return [
    { label: first, isHeader: true },
    { label: t('succession.posts-all'), isNumeric: true },
    { label: t('succession.posts-critical'), isNumeric: true },
    { label: t('succession.posts-proposed'), isNumeric: true },
  ];
}

function outside(view: View, { vacant, reached, later, unknown }: Forecast): Html {
  const { t } = view;
  const rows = [
    countRow(view, t('succession.vacant-now'), vacant),
    countRow(view, t('succession.reached'), reached),
    countRow(view, t('succession.after-months'), later),
    countRow(view, t('furniture.unknown'), unknown),
  ];
  const body = table({ labelledBy: 'standing', columns: columnsOf(view, t('succession.when')), rows, isDense: true });
  return section({ id: 'standing', title: t('succession.standing') }, body);
}

function months(view: View, { months: ahead }: Forecast): Html {
  const { t, figures } = view;
  const rows = ahead
    .filter(({ all }) => all > 0)
    .map(({ month, ...counts }) => countRow(view, figures.month(month), counts));
  const body =
    rows.length === 0
      ? html`<p class="govuk-body">${t('succession.months-none')}</p>`
      : table({ labelledBy: 'months', columns: columnsOf(view, t('succession.month')), rows, isDense: true });
  return section(
    { id: 'months', title: t('succession.months') },
    html`${body}<p class="govuk-body-s">${t('succession.months-note')}</p>`,
  );
}

/** The posts behind the numbers. */
function lists(view: View, { posts }: Forecast): Html {
  const { t } = view;
  const of = (status: Post['departure']['status']) => posts.filter(({ departure }) => departure.status === status);
  const dated = of('dated').toSorted((one, other) => ((one.departure.on ?? '') < (other.departure.on ?? '') ? -1 : 1));
  const groups = [
    { title: t('succession.vacant-now'), items: of('vacant') },
    { title: t('succession.reached'), items: of('reached') },
    { title: t('succession.dated'), items: dated },
    { title: t('furniture.unknown'), items: of('unknown') },
  ];
  const drawn = groups
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) =>
      details(`${title} (${items.length})`, postTable(view, title, items), { isOpen: view.isPrinted }),
    );
  return section({ id: 'posts', title: t('succession.posts') }, html`${drawn}`);
}

function postTable(view: View, caption: string, items: readonly Post[]): Html {
  const { t } = view;
  const columns = [
    { label: t('succession.post'), isHeader: true },
    { label: t('succession.holder') },
    { label: t('succession.falls-vacant') },
  ];
  const rows = items.map((post): Piece[] => [
    html`${link({ href: `/succession/posts/${post.id}`, text: post.title })} ${standingTag(view, post)}<span class="b-source">${dotted([post.unit, levelWords(view, post.level)])}</span>`,
    holderWords(view, post.holder),
    departureWords(view, post.departure),
  ]);
  return table({ caption, columns, rows, isDense: true });
}

function standingTag({ t }: View, { isCritical, isProposed }: Post): Html | false {
  if (isProposed) return tag(t('succession.is-proposed'), 'grey');
  return isCritical && tag(t('succession.is-critical'), 'purple');
}
