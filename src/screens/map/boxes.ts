import { link } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, joined, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { hrefOf } from './filter.ts';
import type { MapShown, TalentMap } from './shown.ts';

type Box = TalentMap['boxes'][number];

const levels = ['low', 'mid', 'high'] as const;

/** Shares from which a box is drawn darker. */
const heats = [0.03, 0.08, 0.15, 0.3] as const;

/** The nine boxes as a table with row and column headers; each box leads to its list. */
export function boxGrid(view: View, shown: MapShown): Html {
  const { t } = view;
  const heads = levels.map((level) => html`<th scope="col">${t(`map.potential-${level}`)}</th>`);
  const rows = levels.toReversed().map((performance) => {
    const cells = levels.map((potential) => {
      const box = shown.map.boxes.find((one) => one.performance === performance && one.potential === potential);
      return html`<td>${box !== undefined && boxCell(view, box, shown)}</td>`;
    });
    return html`<tr><th scope="row">${t(`map.performance-${performance}`)} <span class="b-wide">${t('map.expectation')}</span></th>${cells}</tr>`;
  });
  return html`<table class="b-ninebox"><caption class="govuk-visually-hidden">${t('map.caption')}</caption><colgroup><col class="b-ninebox__axis"><col><col><col></colgroup><thead><tr><th scope="col">${t('map.performance')}</th>${heads}</tr></thead><tbody>${rows}</tbody></table>${legend(view)}`;
}

function boxCell(view: View, box: Box, { asked, mayList }: MapShown): Html {
  const { t } = view;
  const words = html`<span class="b-box__no"><span class="govuk-visually-hidden">${t('map.box')} </span>${box.box}</span><span><span class="b-box__count">${countWords(view, box.count)}</span> ${shareWords(view, box)}</span>`;
  const className = `b-box b-box--${heatOf(box.share)}`;
  if (!mayList) return html`<span class="${className}">${words}</span>`;
  return html`<a class="${className}" href="${hrefOf(`/map/boxes/${box.box}`, asked)}">${words}</a>`;
}

function countWords({ t, figures }: View, count: number | null): string {
  return count === null ? t('map.closed') : figures.number(count);
}

/** A share that is not nothing is never printed as 0 %. */
function percentWords({ t, figures }: View, share: number): string {
  const isTiny = share > 0 && share < 0.005;
  return isTiny ? t('map.legend-below', { share: figures.percent(0.01) }) : figures.percent(share);
}

function shareWords(view: View, { count, share }: Box): Html | false {
  const { t } = view;
  if (count === null || share === null) return false;
  const bar = html`<svg class="b-box__guide" viewBox="0 0 60 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 6.5H60" stroke="currentColor" stroke-opacity=".35" stroke-width="1" vector-effect="non-scaling-stroke"/><path d="M0 6.5H${(share * 60).toFixed(1)}" stroke="currentColor" stroke-width="4" vector-effect="non-scaling-stroke"/></svg>`;
  return html`<span class="b-box__share"><span class="govuk-visually-hidden">${t('map.box-people')}, </span>${percentWords(view, share)}</span>${bar}`;
}

/** By the share as it is printed, so that legend and number agree. */
function heatOf(share: number | null): number {
  const shown = Math.round((share ?? 0) * 100) / 100;
  return heats.filter((from) => shown >= from).length;
}

function legend({ t, figures }: View): Html {
  const items = heats.map(
    (from, index) =>
      html`<li><i class="b-box--${index + 1}"></i>${t('map.legend-from', { share: figures.percent(from) })}</li>`,
  );
  return html`<ul class="b-legend" aria-label="${t('map.legend')}"><li><i class="b-box--0"></i>${t('map.legend-below', { share: figures.percent(heats[0]) })}</li>${items}<li>${t('map.legend-share')}</li></ul>`;
}

/** The same as a list of boxes, with what the policy advises. */
export function boxTable(view: View, { map, asked, mayList }: MapShown): Html {
  const { t, locale } = view;
  const columns = [
    { label: t('map.box'), isHeader: true },
    { label: t('map.meaning') },
    { label: t('map.handling') },
    { label: t('map.count'), isNumeric: true },
    { label: t('map.share'), isNumeric: true },
  ];
  const rows = map.boxes.map(({ box, label, handling, count, share }): Piece[] => [
    mayList ? link({ href: hrefOf(`/map/boxes/${box}`, asked), text: box }) : box,
    label?.[locale],
    handling?.[locale],
    countWords(view, count),
    share === null ? t('map.closed') : percentWords(view, share),
  ]);
  return table({ labelledBy: 'nine', columns, rows, isDense: true });
}

/** Those without a box: never a zero. */
export function heldPanel(view: View, { map, asked, mayList }: MapShown): Html {
  const { t, locale } = view;
  const { count, missing } = map.holding;
  const lacks = missing.map(
    (one) => html`${one.label?.[locale] ?? one.indicator} <strong>${countWords(view, one.count)}</strong>`,
  );
  const to = mayList && link({ href: hrefOf('/map/holding', asked), text: t('map.open-list') }, 'govuk-link b-small');
  return html`<div class="b-hold"><b>${countWords(view, count)}</b><p class="b-small"><strong>${t('map.held')}.</strong> ${t('map.held-lead')} ${joined(lacks, '; ')}.</p>${to}</div>`;
}
