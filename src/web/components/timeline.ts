import { type Html, html, type Piece } from '../html.ts';

export interface TimelineItem {
  readonly title: Piece;
  readonly by?: Piece;
  readonly date: Piece;
  readonly body?: Piece;
  /** `stage`: a stage moved here. `now`: what is awaited. */
  readonly kind?: 'stage' | 'now';
}

export function timeline(items: readonly TimelineItem[]): Html {
  const drawn = items.map(
    ({ title, by, date, body, kind }) =>
      html`<div class="moj-timeline__item${kind !== undefined && ` moj-timeline__item--${kind}`}"><div class="moj-timeline__header"><h3 class="moj-timeline__title">${title}</h3>${by !== undefined && html` <p class="moj-timeline__byline">${by}</p>`}</div><p class="moj-timeline__date">${date}</p><div class="moj-timeline__description">${body}</div></div>`,
  );
  return html`<div class="moj-timeline">${drawn}</div>`;
}
