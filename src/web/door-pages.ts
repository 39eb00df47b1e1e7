import { icon, mark, weave } from './components/icons.ts';
import { details, link, linkButton } from './components/pieces.ts';
import { type Html, html } from './html.ts';
import { type AssetPaths, doorLayout, layout } from './layout.ts';
import type { View } from './view.ts';
import type { WordKey } from './words.ts';

export interface PersonaChoice {
  readonly name: string;
  readonly displayName: string;
  readonly role: { readonly id: string; readonly en: string };
}

export interface DemoPeople {
  readonly personas: readonly PersonaChoice[];
  /** Further candidates, folded away below the personas. */
  readonly contenders: readonly PersonaChoice[];
}

/** The demo's sign-in: one button per persona. */
export function personaPage(view: View, { personas, contenders }: DemoPeople, assets: AssetPaths): string {
  const { t } = view;
  const main = html`<h1 class="govuk-heading-l">${t('door.personas-title')}</h1>
<p class="govuk-body b-mt-4">${t('door.personas-lead')}</p>
<form method="post">${choices(view, personas)}
${contenders.length > 0 && details(t('door.other-candidates'), choices(view, contenders))}</form>
${onlyCheck(view)}
${details(t('door.outside-demo'), html`<p class="govuk-body b-mb-0">${t('door.outside-demo-body')}</p>`)}`;
  return doorLayout(view, { title: t('door.personas-title'), main, story: story(view) }, assets);
}

function choices({ t, locale }: View, people: readonly PersonaChoice[]): Html {
  const items = people.map(
    ({ name, displayName, role }) =>
      html`<li><button class="b-persona" type="submit" name="persona" value="${name}"><span><strong>${displayName}</strong><span class="b-persona__what">${role[locale]}: ${t(whatOf(name))}</span></span><span></span><span class="b-chev" aria-hidden="true"></span></button></li>\n`,
  );
  return html`<ul class="b-personas">
${items}</ul>`;
}

/** What a persona does: those with a number share one description. */
function whatOf(name: string): WordKey {
  return `door.what-${name.replace(/-\d+$/, '')}` as WordKey;
}

/** The first page of whoever is not signed in. */
export function homePage(view: View, assets: AssetPaths): string {
  const { t } = view;
  const main = html`<h1 class="govuk-heading-l">${t('door.home-title')}</h1>
<p class="govuk-body b-mt-4">${t('door.home-lead')}</p>
<p>${linkButton({ href: '/sign-in', text: t('furniture.sign-in') })}</p>
${onlyCheck(view)}`;
  return doorLayout(view, { title: t('door.home-title'), main, story: story(view) }, assets);
}

function onlyCheck({ t }: View): Html {
  return html`<p class="govuk-body">${t('door.only-check')} ${link({ href: '/help/verify', text: t('furniture.verify') })} ${t('door.only-check-after')}</p>`;
}

function story({ t }: View): Html {
  const steps = (['lock', 'hidden', 'fine', 'seal'] as const).map((name, index) => {
    const words = (['door.step-seal', 'door.step-alone', 'door.step-vote', 'door.step-check'] as const)[index];
    return html`<li>${icon(name)}<span>${words !== undefined && t(words)}</span></li>`;
  });
  return html`<aside class="b-door__story" aria-label="${t('door.about')}">${weave}<div class="b-door__brand">${mark()}${t('furniture.product')}</div><p class="b-door__claim">${t('door.claim')}</p><p>${t('door.lead')}</p><ul class="b-door__steps">${steps}</ul></aside>`;
}

export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
}

/** A problem for a person in a browser: which rule, in words, and the way back. */
export function problemPage(view: View, { title, detail, instance, code }: ProblemWords, assets: AssetPaths): string {
  const { t } = view;
  const hint = code === 'thing.missing' && html`<p class="govuk-body">${t('furniture.not-found-hint')}</p>`;
  const main = html`<div class="b-narrow"><h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${detail}</p>${hint}<p class="govuk-body">${t('problem.lead')}</p><p class="govuk-body-s">${t('furniture.problem-number')}: <span class="b-code b-code--long">${instance}</span> <span class="b-code">${code}</span></p><p>${linkButton({ href: '/', text: t('furniture.home') }, 'secondary')}</p></div>`;
  return layout(view, { title, main }, assets);
}
