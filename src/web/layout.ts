import type { Role } from '#domain/roles.ts';
import { favicon, icon, mark } from './components/icons.ts';
import { hash, link } from './components/pieces.ts';
import { attributes, Html, html } from './html.ts';
import type { Locale } from './i18n.ts';
import { locales } from './i18n.ts';
import type { MenuEntry, Page, View } from './view.ts';
import type { WordKey } from './words.ts';

/** Addresses of the files that pages load; their names carry the digest of their content. */
export interface AssetPaths {
  readonly stylesheet: string;
  readonly script: string;
}

const languageNames: Readonly<
  Record<Locale, { readonly short: string; readonly long: string; readonly version: string }>
> = {
  id: { short: 'ID', long: 'Bahasa Indonesia', version: 'versi bahasa Indonesia' },
  en: { short: 'EN', long: 'English', version: 'English version' },
};

const faviconUrl = `data:image/svg+xml,${encodeURIComponent(favicon)}`;

/** A whole page without inline script or style, so that it stands under the strict content security policy. */
export function layout(view: View, page: Page, assets: AssetPaths): string {
  const { t, locale } = view;
  return html`<!doctype html>
<html lang="${locale}" class="govuk-template">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${t('furniture.product')}${view.agency !== undefined && `, ${view.agency.name}`}</title>
<link rel="stylesheet" href="${assets.stylesheet}">
<link rel="icon" href="${new Html(faviconUrl)}">
<script type="module" src="${assets.script}"></script>
</head>
<body class="govuk-template__body${page.isPaper === true && ' b-body--paper'}">
<a href="#main" class="govuk-skip-link">${t('furniture.skip')}</a>
${view.isDemo && demoStrip(view)}
${header(view, page)}
${page.bar}
<div class="govuk-width-container b-main"><main class="govuk-main-wrapper" id="main" tabindex="-1">
${page.main}
</main></div>
${footer(view)}
</body>
</html>
`.text;
}

/** The sign-in page: no header and no menu, since nobody is here yet. */
export function doorLayout(view: View, page: Page & { readonly story: Html }, assets: AssetPaths): string {
  return html`<!doctype html>
<html lang="${view.locale}" class="govuk-template">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${view.t('furniture.product')}</title>
<link rel="stylesheet" href="${assets.stylesheet}">
<link rel="icon" href="${new Html(faviconUrl)}">
<script type="module" src="${assets.script}"></script>
</head>
<body class="govuk-template__body">
<a href="#main" class="govuk-skip-link">${view.t('furniture.skip')}</a>
<div class="b-door">
${page.story}
<main class="b-door__form" id="main" tabindex="-1">
<div class="b-door__lang">${languages(view, undefined)}</div>
${page.main}
</main>
</div>
</body>
</html>
`.text;
}

function demoStrip({ t, figures, now }: View): Html {
  return html`<div class="govuk-phase-banner" role="region" aria-label="${t('furniture.demo')}"><div class="govuk-phase-banner__content govuk-width-container"><span><strong class="govuk-phase-banner__content__tag">${t('furniture.demo')}</strong><span class="govuk-phase-banner__content__long">${t('furniture.demo-note')}</span> ${link({ href: '/tour', text: t('furniture.tour') })}</span><span>${figures.deadline(now)}</span></div></div>`;
}

function header(view: View, page: Page): Html {
  const { t, viewer, agency } = view;
  return html`<header>
<div class="govuk-generic-header"><div class="govuk-generic-header__container govuk-width-container">
<div class="govuk-generic-header__logo"><a class="govuk-generic-header__homepage-link" href="/">${mark()}${t('furniture.product')}</a></div>
${agency !== undefined && html`<div class="b-header__agency">${agency.name}</div>`}
<div class="b-header__end">${viewer === undefined ? link({ href: '/sign-in', text: t('furniture.sign-in') }) : signedIn(view, viewer)}${languages(view, page.formId)}</div>
</div></div>
${viewer !== undefined && menu(view, page)}
</header>`;
}

function signedIn({ t }: View, { displayName, roles }: NonNullable<View['viewer']>): Html {
  const named = roles.map((role) => t(roleKey(role))).join(', ');
  return html`<div class="b-header__user"><a class="govuk-link" href="/sessions">${displayName}</a> <span>${named}</span></div><form method="post" action="/sign-out" class="b-inline"><button class="b-link-button b-header__out" type="submit">${t('furniture.sign-out')}</button></form>`;
}

function roleKey(role: Role): WordKey {
  return `role.${role}`;
}

/** The other language of the same page. On a form it is a button of the form, so that what was typed goes along. */
function languages(view: View, formId: string | undefined): Html {
  const items = locales.map((locale) => {
    const { short, long, version } = languageNames[locale];
    const abbreviation = html`<abbr title="${long}">${short}</abbr>`;
    if (locale === view.locale) {
      return html`<li class="govuk-language-navigation__list-item"><span class="govuk-language-navigation__text" aria-current="true" lang="${locale}">${abbreviation}</span></li>`;
    }
    const words = html`${abbreviation}<span class="govuk-visually-hidden"> ${version}</span>`;
    return html`<li class="govuk-language-navigation__list-item">${
      formId === undefined
        ? html`<a class="govuk-language-navigation__link" rel="alternate" lang="${locale}" hreflang="${locale}" href="${inLanguage(view.url, locale)}">${words}</a>`
        : html`<button class="govuk-language-navigation__link" lang="${locale}" form="${formId}" name="language" value="${locale}" type="submit" formnovalidate>${words}</button>`
    }</li>`;
  });
  return html`<nav class="govuk-language-navigation" aria-label="${view.t('furniture.language')}"><ul class="govuk-language-navigation__list">${items}</ul></nav>`;
}

function inLanguage(url: string, locale: Locale): string {
  const [path = '/', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', locale);
  return `${path}?${parameters.toString()}`;
}

interface Entry {
  readonly at: MenuEntry;
  readonly href: string;
  readonly words: WordKey;
  readonly roles: readonly Role[] | 'all';
}

const entries: readonly Entry[] = [
  { at: 'inbox', href: '/inbox', words: 'nav.inbox', roles: 'all' },
  {
    at: 'board',
    href: '/board',
    words: 'nav.board',
    roles: ['hr', 'secretary', 'authority', 'auditor', 'chair', 'member'],
  },
  { at: 'mine', href: '/candidacies', words: 'nav.mine', roles: ['candidate'] },
  { at: 'map', href: '/map', words: 'nav.map', roles: ['hr', 'secretary', 'authority', 'auditor'] },
  {
    at: 'succession',
    href: '/succession',
    words: 'nav.succession',
    roles: ['hr', 'secretary', 'authority', 'auditor'],
  },
  { at: 'imports', href: '/imports', words: 'nav.imports', roles: ['hr', 'auditor'] },
  { at: 'map', href: '/map/review', words: 'nav.map', roles: ['chair', 'member'] },
  {
    at: 'policies',
    href: '/policies',
    words: 'nav.policies',
    roles: ['hr', 'secretary', 'authority', 'auditor', 'administrator'],
  },
  { at: 'audit', href: '/audit', words: 'nav.audit', roles: ['auditor'] },
  { at: 'privacy', href: '/privacy', words: 'nav.privacy', roles: ['hr', 'administrator', 'auditor'] },
];

function menu(view: View, { at, tasks }: Page): Html {
  const { t, viewer } = view;
  const open = entries.filter(({ roles }) => roles === 'all' || roles.some((role) => viewer?.roles.includes(role)));
  // Whoever has several roles is led where the first of them leads.
  const mine = open.filter((entry, index) => open.findIndex(({ at: other }) => other === entry.at) === index);
  const items = mine.map(({ at: entry, href, words }) =>
    item({ isCurrent: entry === at, href, text: t(words), badge: entry === 'inbox' ? badge(view, tasks) : undefined }),
  );
  const help = item({ isCurrent: at === 'help', href: '/help', text: t('furniture.help'), isLast: true });
  return html`<div class="govuk-service-navigation"><div class="govuk-width-container"><nav class="govuk-service-navigation__wrapper" aria-label="${t('furniture.main-menu')}"><ul class="govuk-service-navigation__list">${items}${help}</ul></nav></div></div>`;
}

function badge({ t }: View, tasks: number | undefined): Html | undefined {
  if (tasks === undefined || tasks === 0) return undefined;
  const [, rest = ''] = t('nav.inbox-count', { count: tasks }).split(String(tasks));
  return html`<span class="moj-notification-badge">${tasks}<span class="govuk-visually-hidden">${rest}</span></span>`;
}

interface MenuItem {
  readonly href: string;
  readonly text: string;
  readonly isCurrent: boolean;
  readonly isLast?: boolean;
  readonly badge?: Html | undefined;
}

function item({ href, text, isCurrent, isLast = false, badge: count }: MenuItem): Html {
  const modifiers = `${isCurrent ? ' govuk-service-navigation__item--active' : ''}${isLast ? ' govuk-service-navigation__item--end' : ''}`;
  return html`<li class="govuk-service-navigation__item${modifiers}"><a class="govuk-service-navigation__link" href="${href}"${attributes({ 'aria-current': isCurrent ? 'page' : undefined })}>${text}${count}</a></li>`;
}

function footer({ t, figures, checkpoint }: View): Html {
  const said =
    checkpoint === undefined
      ? html`${t('furniture.checkpoint-missing')}`
      : html`${t('furniture.checkpoint', { size: figures.number(checkpoint.size) })} ${hash(checkpoint.root)}${checkpoint.witnesses !== undefined && ` · ${t('furniture.witnesses', checkpoint.witnesses)}`}`;
  const links = [
    { href: '/help', text: t('furniture.help') },
    { href: '/help/verify', text: t('furniture.verify') },
    { href: '/checkpoints', text: t('furniture.checkpoints') },
    { href: '/api/docs', text: t('furniture.api') },
  ].map((one) => html`<li>${link(one, 'govuk-footer__link')}</li>`);
  return html`<footer class="govuk-footer"><div class="govuk-width-container b-footer__grid">
<p class="b-checkpoint">${icon('seal')}<span>${said}</span></p>
<nav aria-label="${t('furniture.footer-links')}"><ul class="govuk-footer__inline-list">${links}</ul></nav>
</div></footer>`;
}
