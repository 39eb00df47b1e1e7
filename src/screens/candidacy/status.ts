import { cited } from '#web/components/cited.ts';
import { link, linkButton } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { OwnCandidacy } from './own.ts';

/** Where it stands in one sentence, what comes next and when, and what the person may do now. */
export function statusPanel(view: View, own: OwnCandidacy): Html {
  const { t, locale } = view;
  const { result, words } = own;
  const sentence = result === null ? words[locale] : t(`mine.outcome-${result.outcome}`);
  const main = html`<div class="b-status__words"><p class="govuk-caption-m">${t('mine.now')}</p><h2 id="status">${sentence}</h2>${result !== null && resultWords(view, own)}${nextWords(view, own)}</div>`;
  return html`<section class="b-status" aria-labelledby="status">${main}${countdown(view, own)}${ways(view, own)}</section>`;
}

/** The rule that decided, with where it stands; and where the selection as a whole stands. */
function resultWords(view: View, { result, words }: OwnCandidacy): Piece {
  const { t, locale } = view;
  if (result === null) return false;
  const { rule, citation } = result;
  const decided = result.outcome === 'not-admitted' ? false : html`<p class="b-mt-4">${words[locale]}</p>`;
  return html`${decided}<p class="b-mt-4">${t('mine.outcome-rule', { rule: rule[locale] })}<span class="b-source">${cited(view, citation, ' · ')}</span></p>`;
}

function nextWords({ t }: View, { next }: OwnCandidacy): Html {
  if (next === null) return html`<p class="b-mt-4">${t('mine.nothing-next')}</p>`;
  const when = next.at === null && next.what !== 'resumption' && html` ${t('mine.next-unknown')}`;
  return html`<p class="b-mt-4"><strong>${t('mine.next')}:</strong> ${t(`mine.next-${next.what}`)}${when}</p>`;
}

const hourMs = 3_600_000;

function countdown({ t, figures, now }: View, { next }: OwnCandidacy): Html | false {
  const at = next?.at ?? null;
  if (at === null) return false;
  const hours = Math.max(0, Math.floor((Date.parse(at) - Date.parse(now)) / hourMs));
  const [count, unit] = hours < 48 ? ([hours, 'hours'] as const) : ([Math.floor(hours / 24), 'days'] as const);
  return html`<div class="b-countdown"><span class="b-countdown__no">${figures.number(count)}</span><div><p><strong>${t(`mine.${unit}-left`, { count })}</strong></p><p class="b-small b-soft">${t('mine.latest', { at: figures.deadline(at) })}</p></div></div>`;
}

/** From here on there is nothing to withdraw from; the API decides for all others when it is asked. */
const over: readonly OwnCandidacy['status'][] = ['placed', 'not-admitted', 'withdrawn', 'ended'];

function ways({ t }: View, { selection, status, explanation, ...own }: OwnCandidacy): Html | false {
  const href = `/selections/${selection.id}`;
  const offered = [
    own.mayConfirm && linkButton({ href: `${href}/my-data`, text: t('mine.confirm') }),
    own.mayDispute && linkButton({ href: `${href}/dispute`, text: t('mine.dispute') }, 'secondary'),
    explanation !== null && linkButton({ href: '#values', text: t('mine.read-reasons') }, 'secondary'),
    !over.includes(status) && html`<p>${link({ href: `${href}/withdraw`, text: t('mine.withdraw') })}</p>`,
  ].filter((way) => way !== false);
  return offered.length > 0 && html`<div class="b-status__next">${offered}</div>`;
}
