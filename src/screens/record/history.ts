import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { historyPage } from '#schemas/history.ts';
import { link, section, viewSwitch } from '#web/components/pieces.ts';
import type { TimelineItem } from '#web/components/timeline.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { SelectionHead } from '../selection-head.ts';
import { cursorIn, entryTimeline } from './entries.ts';

const depths = ['summary', 'detail', 'raw'] as const;
type Depth = (typeof depths)[number];

interface History {
  readonly depth: Depth;
  readonly page: Answer<typeof historyPage>;
  /** No newer entries precede these. */
  readonly isNewest: boolean;
  /** The viewer may read every entry. */
  readonly isWhole: boolean;
}

/** In the depth that the address asks for; in the shallow one for whoever may not go deeper. */
export async function readHistory({ ask, query }: ScreenRequest, { at }: SelectionHead): Promise<History | undefined> {
  const asked = depths.find((one) => one === query['history']) ?? 'summary';
  const { cursor } = query;
  const isNewest = cursor === undefined;
  const from = cursor === undefined ? {} : { cursor };
  const find = (depth: Depth, rest: Readonly<Record<string, string>>) =>
    ask.find('/selections/:selectionId/history', historyPage, { ...at, query: { depth, ...rest } });
  if (asked !== 'summary') {
    const page = await find(asked, { limit: '50', ...from });
    if (page !== undefined) return { depth: asked, page, isNewest, isWhole: true };
  }
  const page = await find('summary', { limit: '50', ...(asked === 'summary' ? from : {}) });
  if (page === undefined) return undefined;
  const isWhole = asked === 'summary' && (await find('detail', { limit: '1' })) !== undefined;
  return { depth: 'summary', page, isNewest: isNewest || asked !== 'summary', isWhole };
}

/** What happened, newest first. Deeper views are offered only to those to whom they would answer. */
export function historySection(
  view: View,
  { depth, page, isNewest, isWhole }: History,
  { href, now }: { readonly href: string; readonly now: readonly TimelineItem[] },
): Html {
  const { t } = view;
  const ways = depths.map((one) => ({
    text: t(`history.${one}`),
    href: `${href}?history=${one}#history`,
    isCurrent: one === depth,
  }));
  const next = cursorIn(page.next);
  const older = `${href}?history=${depth}&cursor=${encodeURIComponent(next ?? '')}#history`;
  const body =
    page.items.length === 0
      ? html`<p class="govuk-body">${t('history.none')}</p>`
      : html`${entryTimeline(view, page.items, isNewest ? now : [])}${next !== undefined && html`<p class="b-mt-5">${link({ href: older, text: t('record.older') })}</p>`}`;
  const audit = isWhole && html`<p class="b-mt-5">${link({ href: `${href}/audit`, text: t('record.title') })}</p>`;
  const aside = isWhole && viewSwitch(t('history.depth'), ways);
  return section({ id: 'history', title: t('history.title'), aside }, html`${body}${audit}`);
}
