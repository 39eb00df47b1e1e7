import type { Answer, Asking } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { Unavailable } from '#platform/weather.ts';
import { verificationAnswer } from '#schemas/audit.ts';
import { explanationAnswer } from '#schemas/explanations.ts';
import { historyPage, requirementsAnswer } from '#schemas/history.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import { breadcrumbs, code, details, link, linkButton, metaList, section } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { criteriaNames } from '../criteria-names.ts';
import { readSelectionHead, type SelectionHead } from '../selection-head.ts';
import { cursorIn, type Entries, entryTimeline } from './entries.ts';
import { explanationSection } from './explanation.ts';
import { type EntryLink, requirementsSection } from './requirements.ts';
import { checksSection, findingsSection, limitsSection, resultPanel, type Verified } from './verification.ts';

/** A selection as its record proves it: what was asked and shown, who was taken out by what, and whether the record holds. */
export const recordScreen: Screen = { path: '/selections/:selectionId/audit', draw: drawRecord };

/** Requirements point at entries anywhere in the record, so all of them stand on the page, as far as that is sensible. */
const mostEntries = 1_000;

async function drawRecord(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const head = await readSelectionHead(request);
  const found = await readRecord(request, head);
  const { requirements, explanation, verified, entries, criteria } = found;
  const bundle = `/api/v1/selections/${head.selectionId}/bundle`;
  const linkTo = linksTo(request, entries ?? []);
  const names = criteriaNames(criteria, view);
  const why =
    explanation !== undefined && explanationSection(view, { items: explanation.items, linkTo, criteria: names });
  const even = html`<div class="b-split b-split--even b-section">${requirementsSection(view, { items: requirements.items, linkTo })}${checksSection(view, verified)}</div>`;
  const main = html`${pageHead(request, head, entries?.length)}${resultPanel(view, verified, bundle)}${why}${even}${findingsSection(view, verified)}${limitsSection(view, bundle)}${entries !== undefined && entriesSection(request, head, entries)}`;
  return { title: `${view.t('record.title')}: ${head.selection.post.title}`, main, at: 'audit' };
}

async function readRecord({ ask }: ScreenRequest, { at }: SelectionHead) {
  const requirements = await ask.get('/selections/:selectionId/requirements', requirementsAnswer, at);
  const [explanation, verified, entries, criteria] = await Promise.all([
    ask.find('/selections/:selectionId/explanation', explanationAnswer, at),
    verificationOf(ask, at),
    readEntries(ask, at),
    ask.find('/selections/:selectionId/criteria', criteriaAnswer, at),
  ]);
  return { requirements, explanation, verified, entries, criteria };
}

/** The rest of the page stands without the checks, where these cannot run just now. */
function verificationOf(ask: Asking, at: SelectionHead['at']): Promise<Verified> {
  return ask.find('/selections/:selectionId/verification', verificationAnswer, at).catch((error: unknown) => {
    if (error instanceof Unavailable) return undefined;
    throw error;
  });
}

/** Newest first; undefined for whoever may not read the entries. */
async function readEntries(ask: Asking, at: SelectionHead['at']): Promise<Entries | undefined> {
  const read = (cursor: string | undefined) =>
    ask.find('/selections/:selectionId/history', historyPage, {
      ...at,
      query: { depth: 'detail', limit: '200', ...(cursor === undefined ? {} : { cursor }) },
    });
  let page: Answer<typeof historyPage> | undefined = await read(undefined);
  if (page === undefined) return undefined;
  const entries: Entries = [...page.items];
  for (let next = cursorIn(page.next); next !== undefined && entries.length < mostEntries; next = cursorIn(page.next)) {
    page = await read(next);
    if (page === undefined) break;
    entries.push(...page.items);
  }
  return entries;
}

function linksTo({ view }: ScreenRequest, entries: Entries): EntryLink {
  const numbers = new Map(entries.map(({ entry, streamSeq }) => [entry, streamSeq]));
  return (entry) => {
    const number = numbers.get(entry);
    if (number === undefined) return code(`${entry.slice(0, 8)} …`);
    return link({ href: `#entry-${entry}`, text: view.t('history.entry', { number }) });
  };
}

function pageHead({ view }: ScreenRequest, { selection, href }: SelectionHead, count: number | undefined): Html {
  const { t, figures } = view;
  const { post, openedAt, endedAt, state } = selection;
  const isAuditor = view.viewer?.roles.includes('auditor') === true;
  const crumbs = breadcrumbs(view, [
    isAuditor ? { text: t('nav.audit'), href: '/audit' } : { text: t('nav.board'), href: '/board' },
    { text: `${selection.code}, ${post.title}`, href },
    { text: t('record.title') },
  ]);
  const meta = metaList([
    t('record.title'),
    code(selection.code),
    endedAt === null
      ? t('selection.opened', { day: figures.day(openedAt) })
      : t('stage.span', { from: figures.day(openedAt), to: figures.day(endedAt) }),
    count !== undefined && t('record.entries-count', { count }),
    t(`selection.state-${state}` as WordKey),
  ]);
  const reads = isAuditor && html` ${link({ href: '/audit/readings', text: t('record.own-reads') })}`;
  return html`${crumbs}<div class="b-page-head"><h1 class="govuk-heading-l">${post.title}</h1>${meta}</div><p class="govuk-body-s b-mb-5">${t('record.reads-recorded')}${reads}</p>`;
}

function entriesSection({ view }: ScreenRequest, { href }: SelectionHead, entries: Entries): Html {
  const { t } = view;
  const aside = html`<p class="govuk-body-s b-mb-0">${t('history.newest')}</p>`;
  const raw = linkButton({ href: `${href}?history=raw#history`, text: t('history.raw') }, 'small');
  return section(
    { id: 'entries', title: t('record.all-entries'), aside },
    html`${details(t('record.entries-count', { count: entries.length }), entryTimeline(view, entries), { isOpen: view.isPrinted })}<p class="b-mt-5">${raw}</p>`,
  );
}
