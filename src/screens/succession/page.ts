import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { coverageAnswer } from '#schemas/succession.ts';
import { dotted, link, metaList, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import {
  type Coverage,
  coverageTag,
  departureWords,
  fileLink,
  holderWords,
  levelWords,
  mayConduct,
  successionAgency,
} from './shown.ts';

/** Critical posts, and who is ready to succeed their holders. */
export const successionScreen: Screen = { path: '/succession', draw: drawCoverage };

async function drawCoverage(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t, figures } = view;
  const agency = successionAgency(request);
  const covered = await ask.get('/succession', coverageAnswer, { query: { agency } });
  const title = t('nav.succession');
  const meta = metaList([
    t('succession.as-of', { day: figures.shortDay(covered.on) }),
    t('selection.policy', { id: covered.policy.id.toUpperCase(), version: covered.policy.version }),
    mapWords(view, covered),
  ]);
  const head = html`<div class="b-page-head"><h1 class="govuk-heading-l">${title}</h1>${meta}</div>`;
  const main = html`${head}<p class="govuk-body-l">${t('succession.lead')}</p>${waysOf(view, agency)}${gaps(view, covered)}${posts(view, covered)}`;
  return { title, main, at: 'succession' };
}

export function mapWords({ t, figures }: View, { map }: Pick<Coverage, 'map'>): string {
  if (map === null) return t('succession.no-map');
  return t('succession.map', { day: figures.shortDay(map.on), boxes: figures.list(map.boxes.map(String)) });
}

function waysOf(view: View, agency: string): Html {
  const { t } = view;
  const ways = [
    link({ href: '/succession/forecast', text: t('succession.forecast') }),
    mayConduct(view) && link({ href: '/succession/forecast#posts', text: t('succession.designate') }),
    holdsAny(view, ['hr', 'auditor']) && link({ href: '/supervision', text: t('supervision.title') }),
    fileLink(`/succession/file?agency=${agency}`, t('succession.download-coverage')),
  ];
  return html`<p class="govuk-body">${dotted(ways)}</p>`;
}

/** The answer first: how many posts have nobody who is ready, in words; those that are only proposed as critical apart. */
function gaps({ t }: View, { items }: Coverage): Html | false {
  if (items.length === 0) return false;
  const count = (coverage: Coverage['items'][number]['coverage']) =>
    items.filter((one) => one.coverage === coverage).length;
  const unconfirmed = count('unconfirmed');
  const words = t('succession.gaps', {
    posts: items.length - unconfirmed,
    none: count('none'),
    proposed: count('proposed'),
    notReady: count('not-ready'),
    unknown: count('unknown'),
  });
  const apart = unconfirmed > 0 && html` ${t('succession.unconfirmed', { count: unconfirmed })}`;
  return html`<p class="govuk-body"><strong>${words}</strong>${apart}</p>`;
}

function posts(view: View, { items }: Coverage): Html {
  const { t, figures } = view;
  const id = 'critical';
  const title = t('succession.critical');
  if (items.length === 0)
    return section({ id, title }, html`<p class="govuk-body">${t('succession.critical-none')}</p>`);
  const columns = [
    { label: t('succession.post'), isHeader: true },
    { label: t('succession.holder') },
    { label: t('succession.falls-vacant') },
    { label: t('succession.readiness-now'), isNumeric: true },
    { label: t('succession.readiness-one-to-two-years'), isNumeric: true },
    { label: t('succession.readiness-later'), isNumeric: true },
    { label: t('succession.readiness-unknown'), isNumeric: true },
    { label: t('succession.proposed'), isNumeric: true },
    { label: t('succession.coverage') },
  ];
  const rows = items.map((post): Piece[] => [
    html`${link({ href: `/succession/posts/${post.id}`, text: post.title })}<span class="b-source">${dotted([post.unit, levelWords(view, post.level)])}</span>`,
    holderWords(view, post.holder),
    departureWords(view, post.departure),
    figures.number(post.counts.now),
    figures.number(post.counts['one-to-two-years']),
    figures.number(post.counts.later),
    figures.number(post.counts.unknown),
    figures.number(post.proposed),
    coverageTag(view, post.coverage),
  ]);
  return section({ id, title }, table({ labelledBy: id, columns, rows, isDense: true }));
}
