import { Html, html } from '../html.ts';

const petal = 'M11.3 11.3C11.3 6.1 7.9 2.7 2.7 2.7c0 5.2 3.4 8.6 8.6 8.6z';
const petals = [0, 90, 180, 270].map((turn) => `<path transform="rotate(${turn} 12 12)" d="${petal}"/>`).join('');

/** The kawung motif: four petals for the four stages around an empty centre. */
export function mark(className = 'b-mark'): Html {
  return html`<svg class="${className}" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">${new Html(petals)}</svg>`;
}

/** The motif as a pattern, behind the story of the sign-in page. */
export const weave = new Html(
  `<svg class="b-door__weave" aria-hidden="true" focusable="false" width="100%" height="100%"><defs><pattern id="kawung" width="48" height="48" patternUnits="userSpaceOnUse"><g fill="currentColor" transform="scale(2)">${petals}</g></pattern></defs><rect width="100%" height="100%" fill="url(#kawung)"/></svg>`,
);

export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#24418a">${petals}</svg>`;

const circle = '<circle cx="12" cy="12" r="8.5"/>';

const drawings = {
  seal: '<path d="M12 3.2l2.2 1.7 2.8-.3.9 2.6 2.4 1.5-.8 2.7.8 2.7-2.4 1.5-.9 2.6-2.8-.3L12 19.6l-2.2-1.7-2.8.3-.9-2.6-2.4-1.5.8-2.7-.8-2.7 2.4-1.5.9-2.6 2.8.3z"/><path d="M8.7 11.6l2.3 2.3 4.2-4.6"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  tick: '<path d="M4.5 12.5l5 5 10-11"/>',
  download: '<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"/>',
  ask: '<circle cx="12" cy="12" r="8.5" stroke-dasharray="3.2 2.6"/><path d="M9.7 9.8a2.3 2.3 0 1 1 3.4 2c-.8.4-1.1.9-1.1 1.7M12 16.2v.2"/>',
  print: '<path d="M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z"/>',
  fine: `${circle}<path d="M8 12.4l2.8 2.8L16 9.4"/>`,
  out: `${circle}<path d="M6 18L18 6"/>`,
  warning: '<path d="M12 4l9 15.5H3z"/><path d="M12 10v4M12 16.8v.2"/>',
  arrow: '<path d="M4 12h15M13 6l6 6-6 6"/>',
  cross: '<path d="M6 6l12 12M18 6L6 18"/>',
  hidden:
    '<path d="M4 4l16 16M9.9 5.6A9.5 9.5 0 0 1 21 12a13 13 0 0 1-2.2 3M6.3 7.5A13 13 0 0 0 3 12c1.6 3.5 5 6 9 6 1.3 0 2.5-.2 3.6-.7"/>',
  clock: `${circle}<path d="M12 7.5V12l3 2"/>`,
  search: '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
} as const;

export type IconName = keyof typeof drawings;

/** An icon never stands without words beside it. */
export function icon(name: IconName, className = ''): Html {
  return html`<svg class="b-icon ${className}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${new Html(drawings[name])}</svg>`;
}
