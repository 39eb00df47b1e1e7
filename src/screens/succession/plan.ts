import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { planAnswer } from '#schemas/succession.ts';
import {
  breadcrumbs,
  details,
  dotted,
  link,
  metaList,
  type SummaryRow,
  section,
  summaryList,
  tag,
} from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { citationOf, resultOf, valueOf } from '../gates.ts';
import { sourceWords } from '../source-words.ts';
import { mapWords } from './page.ts';
import {
  coverageTag,
  crumbsTo,
  departureWords,
  holderWords,
  isUnconfirmed,
  levelWords,
  mayConduct,
  type Plan,
  proposedOf,
  readinessTag,
} from './shown.ts';

type Successor = Plan['successors'][number];

/** One post: why it is critical, who may succeed, and what stands between each of them and the post. */
export const planScreen: Screen = { path: '/succession/posts/:postId', draw: drawPlan };

async function drawPlan({ ask, view, params }: ScreenRequest): Promise<Page> {
  const { t, figures } = view;
  const plan = await ask.get('/succession/posts/:postId', planAnswer, { params: { postId: params['postId'] ?? '' } });
  const { title } = plan;
  const meta = metaList([
    plan.unit,
    levelWords(view, plan.level),
    t('succession.as-of', { day: figures.shortDay(plan.on) }),
    t('selection.policy', { id: plan.policy.id.toUpperCase(), version: plan.policy.version }),
    mapWords(view, plan),
  ]);
  const head = html`${breadcrumbs(view, crumbsTo(view, { text: title }))}<div class="b-page-head"><h1 class="govuk-heading-l">${title}</h1>${meta}</div>`;
  const main = html`${head}${waysOf(view, plan)}${about(view, plan)}${plan.designation !== null && successors(view, plan)}${former(view, plan)}${history(view, plan)}`;
  return { title, main, at: 'succession' };
}

function waysOf(view: View, plan: Plan): Html | false {
  const { t } = view;
  const at = `/succession/posts/${plan.id}`;
  const isAuthority = holdsAny(view, ['authority']);
  const ways = [
    isAuthority && isUnconfirmed(plan) && link({ href: `${at}/confirmation`, text: t('succession.confirm') }),
    isAuthority &&
      (plan.designation?.withdrawal ?? null) !== null &&
      link({ href: `${at}/withdrawal-confirmation`, text: t('succession.confirm-withdrawal') }),
    isAuthority && proposedOf(plan).length > 0 && link({ href: `${at}/decision`, text: t('succession.decide') }),
    ...conductingWays(view, plan, at),
  ];
  return ways.some((way) => way !== false) && html`<p class="govuk-body">${dotted(ways)}</p>`;
}

function conductingWays(view: View, plan: Plan, at: string): (Html | false)[] {
  const { t } = view;
  const { designation, successors: named } = plan;
  if (!mayConduct(view)) return [];
  return designation === null
    ? [link({ href: `${at}/designation`, text: t('succession.designate-this') })]
    : [
        link({ href: `${at}/talents`, text: t('succession.name') }),
        named.length > 0 && link({ href: `${at}/readiness`, text: t('succession.record') }),
        designation.withdrawal === null &&
          link({
            href: `${at}/withdrawal`,
            text: t(isUnconfirmed(plan) ? 'succession.withdraw' : 'succession.propose-withdrawal'),
          }),
      ];
}

function about(view: View, { holder, departure, designation, coverage }: Plan): Html {
  const { t, figures } = view;
  const held = [
    { key: t('succession.holder'), value: holderWords(view, holder) },
    { key: t('succession.falls-vacant'), value: departureWords(view, departure) },
  ];
  if (designation === null)
    return summaryList([...held, { key: t('succession.critical'), value: t('succession.not-critical') }]);
  return summaryList([
    ...held,
    { key: t('succession.ground'), value: t(`succession.ground-${designation.ground}`), small: designation.reason },
    { key: t('succession.designated'), value: figures.instant(designation.designatedAt) },
    { key: t('succession.confirmed'), value: confirmedWords(view, designation) },
    ...withdrawalRows(view, designation),
    { key: t('succession.coverage'), value: coverageTag(view, coverage) },
  ]);
}

/** When the authority confirmed the designation, or that it has not; with the entry on which that rests. */
function confirmedWords({ t, figures }: View, { confirmed, entry }: NonNullable<Plan['designation']>): Html {
  const way = link({ href: `/receipts/${entry}`, text: t('succession.entry') });
  if (confirmed === null) return html`${tag(t('succession.unconfirmed-yet'), 'yellow')} · ${way}`;
  if (confirmed.by === 'confirmation') return html`${figures.instant(confirmed.at)} · ${way}`;
  return html`${figures.instant(confirmed.at)}<span class="b-source">${t('succession.confirmed-by-decision')}</span>`;
}

function withdrawalRows({ t, figures }: View, { withdrawal }: NonNullable<Plan['designation']>): SummaryRow[] {
  if (withdrawal === null) return [];
  const value = html`${tag(t('succession.withdrawal-waits'), 'yellow')} ${figures.instant(withdrawal.proposedAt)}`;
  return [{ key: t('succession.withdrawal'), value, small: withdrawal.reason ?? undefined }];
}

function successors(view: View, plan: Plan): Html {
  const { t } = view;
  const id = 'successors';
  const title = t('succession.successors');
  if (plan.successors.length === 0)
    return section({ id, title }, html`<p class="govuk-body"><strong>${t('succession.successors-none')}</strong></p>`);
  const drawn = plan.successors.map((one) => successorSection(view, one, plan));
  return html`${section({ id, title }, html`<p class="govuk-body">${t('succession.order')}</p>`)}${drawn}`;
}

/** Whether the authority has decided on a successor, and when. */
function decisionTag({ t, figures }: View, { decidedAt }: Successor): Html {
  if (decidedAt === null) return tag(t('succession.proposed'), 'yellow');
  return html`${tag(t('succession.decided'), 'green')}<span class="b-source">${figures.shortDay(decidedAt)}</span>`;
}

function successorSection(view: View, one: Successor, plan: Plan): Html {
  const { t, figures } = view;
  const id = `successor-${one.id}`;
  const place = t(one.isShared ? 'succession.place-shared' : 'succession.place', { place: one.place });
  const value = one.talentValue === null ? t('furniture.unknown') : figures.score(one.talentValue);
  const meta = metaList([
    one.title,
    one.box !== null && t('gate-value.box', { box: one.box }),
    t('succession.talent-value', { value }),
  ]);
  const ways = dotted([
    link({ href: `/map/people/${one.mapId}/${one.person}`, text: t('succession.on-map'), hidden: one.name }),
    mayConduct(view) &&
      link({ href: `/succession/posts/${plan.id}/removals/${one.id}`, text: t('succession.remove'), hidden: one.name }),
  ]);
  const aside = html`<span class="b-row">${decisionTag(view, one)} ${readinessTag(view, one)}</span>`;
  return section(
    { id, title: `${place} ${one.name}`, aside },
    html`${meta}<p class="govuk-body">${ways}</p>${gatesOf(view, one)}${recordedOf(view, one)}`,
  );
}

/** What stands between the person and the post in sight; what is passed is folded away, and counted. */
function gatesOf(view: View, { name, gates }: Successor): Html {
  const { t } = view;
  const columns = [
    { label: t('gates.rule'), isHeader: true },
    { label: t('gates.result') },
    { label: t('gates.value') },
    { label: t('gates.source') },
  ];
  const rowOf = (gate: Successor['gates'][number]): Piece[] => {
    const shown = { ...gate, verified: false };
    return [
      html`${gate.rule[view.locale]}<br><small class="b-soft">${citationOf(view, shown)}</small>`,
      resultOf(view, shown),
      valueOf(view, shown),
      sourceWords(view, gate.source),
    ];
  };
  const passed = gates.filter(({ result }) => result === 'PASS');
  const between = gates.filter(({ result }) => result !== 'PASS');
  const caption = t('succession.between', { name });
  const inSight =
    gates.length === 0
      ? html`<p class="govuk-body">${t('succession.no-gates')}</p>`
      : between.length > 0 && table({ caption, columns, rows: between.map(rowOf) });
  const folded =
    passed.length > 0 &&
    details(
      t('gates.passed', { count: passed.length }),
      table({ caption: t('gates.passed-by', { candidate: name }), columns, rows: passed.map(rowOf) }),
      { className: 'b-details--plain', isOpen: view.isPrinted },
    );
  return html`${inSight}${folded}`;
}

function recordedOf(view: View, { recorded, name }: Successor): Html | false {
  const { t, figures } = view;
  if (recorded.length === 0) return false;
  const columns = [
    { label: t('succession.recorded-on'), isHeader: true },
    { label: t('succession.readiness') },
    { label: t('succession.entry') },
  ];
  const rows = recorded.map((one): Piece[] => [
    figures.shortDay(one.on),
    readinessTag(view, one),
    link({ href: `/receipts/${one.entry}`, text: t('succession.entry'), hidden: figures.instant(one.derivedAt) }),
  ]);
  const caption = t('succession.recorded-of', { name });
  return details(t('succession.recorded'), table({ caption, columns, rows, isDense: true }), {
    className: 'b-details--plain',
    isOpen: view.isPrinted,
  });
}

function former(view: View, { former: gone }: Plan): Html | false {
  const { t, figures } = view;
  if (gone.length === 0) return false;
  const id = 'former';
  const columns = [
    { label: t('map.person'), isHeader: true },
    { label: t('succession.named-at') },
    { label: t('succession.ended-at') },
    { label: t('map.reason') },
  ];
  const rows = gone.map((one): Piece[] => [
    one.name,
    figures.shortDay(one.namedAt),
    figures.shortDay(one.removedAt),
    one.reason ?? t('succession.ended-with-post'),
  ]);
  return section({ id, title: t('succession.former') }, table({ labelledBy: id, columns, rows, isDense: true }));
}

/** What happened to the plan, in words; each line leads to its entry. */
function history(view: View, { history: told }: Plan): Html | false {
  const { t, figures } = view;
  if (told.length === 0) return false;
  const id = 'history';
  const columns = [
    { label: t('succession.told-at'), isHeader: true },
    { label: t('succession.told-what') },
    { label: t('map.person') },
    { label: t('succession.told-by') },
    { label: t('succession.entry') },
  ];
  const rows = told.map(({ entry, type, at, by, person }): Piece[] => [
    figures.instant(at),
    toldWords(view, type),
    person ?? '–',
    by ?? t('succession.told-derived'),
    link({ href: `/receipts/${entry}`, text: t('succession.entry'), hidden: figures.instant(at) }),
  ]);
  return section({ id, title: t('succession.history') }, table({ labelledBy: id, columns, rows, isDense: true }));
}

function toldWords({ t }: View, type: string): string {
  const key = `succession.told-${type.split('/')[0] ?? ''}`;
  return isWord(key) ? t(key) : type;
}
