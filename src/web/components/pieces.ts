import { attributes, type Html, html, joined, type Piece } from '../html.ts';
import type { View } from '../view.ts';
import { icon } from './icons.ts';

/** The small pieces of pages, each drawn in one place; their classes are those of the stylesheet. */

export type TagTone = 'plain' | 'grey' | 'yellow' | 'green' | 'red' | 'purple' | 'turquoise';

export function tag(text: string, tone: TagTone = 'plain'): Html {
  return html`<strong class="govuk-tag${tone === 'plain' ? '' : ` govuk-tag--${tone}`}">${text}</strong>`;
}

export interface Link {
  readonly href: string;
  readonly text: Piece;
  /** Completes the text for those who hear it out of its place. */
  readonly hidden?: string;
}

export function link({ href, text, hidden }: Link, className = 'govuk-link'): Html {
  return html`<a class="${className}" href="${href}">${text}${hidden === undefined ? false : html`<span class="govuk-visually-hidden"> ${hidden}</span>`}</a>`;
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function linkButton(to: Link, kind: 'primary' | 'secondary' | 'small' = 'primary'): Html {
  const classes = {
    primary: 'govuk-button',
    secondary: 'govuk-button govuk-button--secondary',
    small: 'govuk-button govuk-button--secondary b-button--small',
  };
  return link(to, classes[kind]);
}

/** Groups of four, shortened to both ends: never the only name of a thing. */
export function hash(hex: string, length: 'short' | 'full' = 'short'): Html {
  const groups = hex.match(/.{1,4}/g) ?? [];
  const shown = length === 'full' ? groups : [...groups.slice(0, 2), '…', ...groups.slice(-1)];
  return html`<code class="b-hash">${shown.join(' ')}</code>`;
}

export function code(text: string): Html {
  return html`<span class="b-code">${text}</span>`;
}

/** A fraction as pips and words. More than twelve are words alone. */
export function fraction({ done, total }: { readonly done: number; readonly total: number }, words: string): Html {
  const pips = Array.from({ length: total }, (_one, index) => html`<i${index < done && html` class="is-on"`}></i>`);
  return html`<span class="b-fraction">${total <= 12 && html`<span class="b-pips" aria-hidden="true">${pips}</span>`}<span>${words}</span></span>`;
}

export function metaList(items: readonly Piece[]): Html {
  return html`<ul class="b-meta">${present(items).map((item) => html`<li>${item}</li>`)}</ul>`;
}

export interface SummaryRow {
  readonly key: Piece;
  readonly value: Piece;
  readonly small?: Piece;
  readonly action?: Piece;
}

export function summaryList(rows: readonly SummaryRow[], className = ''): Html {
  const drawn = rows.map(
    ({ key, value, small, action }) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${key}</dt><dd class="govuk-summary-list__value">${value}${small !== undefined && html`<small>${small}</small>`}</dd>${action !== undefined && html`<dd class="govuk-summary-list__actions">${action}</dd>`}</div>`,
  );
  return html`<dl class="govuk-summary-list ${className}">${drawn}</dl>`;
}

export function details(summary: Piece, body: Piece, { isOpen = false, className = '' } = {}): Html {
  return html`<details class="govuk-details ${className}"${attributes({ open: isOpen })}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${summary}</span></summary><div class="govuk-details__text">${body}</div></details>`;
}

/** Closed things are shown as closed, with when they open; never as a gap or a zero. */
export function locked({
  id,
  title,
  body,
}: {
  readonly id: string;
  readonly title: string;
  readonly body: Piece;
}): Html {
  return html`<section class="b-locked" aria-labelledby="${id}">${icon('lock')}<div><h3 id="${id}">${title}</h3>${body}</div></section>`;
}

export interface EmptyState {
  readonly title: string;
  readonly body: Piece;
  readonly mark: Html;
}

export function empty({ title, body, mark: drawn }: EmptyState): Html {
  return html`<div class="b-empty">${drawn}<div><h2 class="govuk-heading-s">${title}</h2>${body}</div></div>`;
}

export function notice(view: View, text: Piece, kind: 'notice' | 'success' = 'notice'): Html {
  const isSuccess = kind === 'success';
  return html`<div class="govuk-notification-banner${isSuccess && ' govuk-notification-banner--success'}" role="${isSuccess ? 'alert' : 'region'}" aria-labelledby="notice-title"><div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="notice-title">${view.t(isSuccess ? 'furniture.success' : 'furniture.notice')}</h2></div><div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading">${text}</p></div></div>`;
}

export interface Crumb {
  readonly text: string;
  /** Missing on the last: this page. */
  readonly href?: string;
}

export function breadcrumbs(view: View, crumbs: readonly Crumb[]): Html {
  const items = crumbs.map(
    ({ text, href }) =>
      html`<li class="govuk-breadcrumbs__list-item">${href === undefined ? html`<span aria-current="page">${text}</span>` : link({ href, text }, 'govuk-breadcrumbs__link')}</li>`,
  );
  return html`<nav class="govuk-breadcrumbs" aria-label="${view.t('furniture.breadcrumbs')}"><ol class="govuk-breadcrumbs__list">${items}</ol></nav>`;
}

export interface Way {
  readonly text: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** A choice between views of one thing, as links that the server answers. */
export function viewSwitch(label: string, ways: readonly Way[]): Html {
  const items = ways.map(
    ({ text, href, isCurrent }) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${href}"${attributes({ 'aria-current': isCurrent ? 'true' : undefined })}>${text}</a></li>`,
  );
  return html`<nav class="moj-sub-navigation" aria-label="${label}"><ul class="moj-sub-navigation__list">${items}</ul></nav>`;
}

export function list(items: readonly Piece[], kind: 'plain' | 'bullet' | 'number' = 'bullet'): Html {
  const drawn = present(items).map((item) => html`<li>${item}</li>`);
  if (kind === 'number') return html`<ol class="govuk-list govuk-list--number">${drawn}</ol>`;
  return html`<ul class="govuk-list${kind === 'bullet' && ' govuk-list--bullet'}">${drawn}</ul>`;
}

export function section(
  {
    id,
    title,
    aside,
    className = 'b-section',
  }: { readonly id: string; readonly title: string; readonly aside?: Piece; readonly className?: string },
  body: Piece,
): Html {
  return html`<section class="${className}" aria-labelledby="${id}"><div class="b-section__head"><h2 class="govuk-heading-m" id="${id}">${title}</h2>${aside}</div>${body}</section>`;
}

/** Words one after another with a middle dot. */
export function dotted(pieces: readonly Piece[]): Piece {
  return joined(present(pieces), ' · ');
}

function present(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece) => piece !== undefined && piece !== null && piece !== false);
}
