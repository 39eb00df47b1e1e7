import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { ownCandidacyAnswer } from '#schemas/candidacies.ts';
import { selectionAnswer } from '#schemas/selections.ts';
import { icon } from '#web/components/icons.ts';
import { breadcrumbs, code, link, locked, metaList } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { courseSection } from './course.ts';
import { gatesSection, valuesSection } from './explanation.ts';
import type { OwnCandidacy } from './own.ts';
import { scoresSection } from './scores.ts';
import { statusPanel } from './status.ts';
import { correctionsSection, dataSection } from './used-facts.ts';

/** What a person reads about the own candidacy in one selection, and nothing about anybody else. */
export const candidacyScreen: Screen = { path: '/selections/:selectionId/candidacy', draw: drawCandidacy };

async function drawCandidacy({ ask, params, view }: ScreenRequest): Promise<Page> {
  const at = { params: { selectionId: params['selectionId'] ?? '' } };
  const [own, selection] = await Promise.all([
    ask.get('/selections/:selectionId/candidacy', ownCandidacyAnswer, at),
    ask.find('/selections/:selectionId', selectionAnswer, at),
  ]);
  const { t } = view;
  const title = t('mine.title', { post: own.selection.title });
  const crumbs = breadcrumbs(view, [{ text: t('nav.mine'), href: '/candidacies' }, { text: own.selection.code }]);
  const head = html`<div class="b-page-head"><h1 class="govuk-heading-l">${title}</h1>${metaList([code(own.selection.code)])}</div>`;
  const left = html`<div>${statusPanel(view, own)}${valuesSection(view, own.explanation)}${scoresSection(view, own.scores)}${gatesSection(view, own.gates)}${dataSection(view, own)}${correctionsSection(view, own)}</div>`;
  const right = html`<div class="b-stack">${courseSection(view, { own, stages: selection?.stages ?? [] })}${receiptsPanel(view, own)}${hiddenPanel(view)}</div>`;
  return { title, main: html`${crumbs}${head}<div class="b-split">${left}${right}</div>`, at: 'mine' };
}

const actWords = {
  'data.confirmed/1': 'mine.act-confirmed',
  'data.confirmed/2': 'mine.act-confirmed',
  'correction.requested/1': 'mine.act-correction',
  'candidacy.withdrawn/1': 'mine.act-withdrawn',
} as const;

/** Every own act with the page that proves it. */
function receiptsPanel({ t, figures }: View, { receipts }: OwnCandidacy): Html {
  const items = receipts.map(({ entry, type, at }) => {
    const words = type in actWords ? actWords[type as keyof typeof actWords] : 'mine.act-other';
    return html`<li>${link({ href: `/receipts/${entry}`, text: t(words) })}<span class="b-source">${figures.instant(at)}</span></li>`;
  });
  const body =
    items.length === 0
      ? html`<p class="b-small b-mb-0">${t('mine.receipts-none')}</p>`
      : html`<p class="b-small b-mb-4">${t('mine.receipts-lead')}</p><ul class="govuk-list b-mb-0">${items}</ul>`;
  return html`<section class="b-proof b-mt-5" aria-labelledby="receipts"><div class="b-proof__head">${icon('seal')}<h2 id="receipts">${t('mine.receipts')}</h2></div><div class="b-proof__body">${body}</div></section>`;
}

function hiddenPanel({ t }: View): Html {
  const body = html`<p>${t('mine.hidden-body')}</p>`;
  return html`<div class="b-mt-5">${locked({ id: 'hidden', title: t('mine.hidden'), body })}</div>`;
}
