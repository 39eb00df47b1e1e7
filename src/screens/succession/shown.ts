import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import type { coverageAnswer, forecastAnswer, planAnswer } from '#schemas/succession.ts';
import { type Crumb, type TagTone, tag } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { agencyOf } from '../asker.ts';

export type Coverage = Answer<typeof coverageAnswer>;
export type Forecast = Answer<typeof forecastAnswer>;
export type Plan = Answer<typeof planAnswer>;
export type Readiness = Plan['successors'][number]['readiness'];
type Departure = Plan['departure'];

/** The agency whose succession the viewer reads. */
export function successionAgency({ ask }: ScreenRequest): string {
  return agencyOf(ask.asker, ['hr', 'secretary', 'auditor', 'authority']);
}

/** Whether to offer the acts: the API decides again. */
export function mayConduct(view: View): boolean {
  return holdsAny(view, ['hr']);
}

/** Successors on whom the authority has not decided. */
export function proposedOf({ successors }: Plan): Plan['successors'] {
  return successors.filter(({ decidedAt }) => decidedAt === null);
}

/** Whether the post is only proposed as critical. */
export function isUnconfirmed({ designation }: Pick<Plan, 'designation'>): boolean {
  return designation !== null && designation.confirmed === null;
}

export function crumbsTo({ t }: View, ...rest: readonly Crumb[]): Crumb[] {
  return [{ text: t('nav.succession'), href: '/succession' }, ...rest];
}

export function levelWords({ t }: View, level: string): string {
  const key = `map.level-${level}`;
  return isWord(key) ? t(key) : level;
}

/** Who holds a post, or that nobody does. */
export function holderWords({ t }: View, holder: string | null): Piece {
  return holder ?? tag(t('succession.vacant'), 'yellow');
}

/** When it falls vacant. Not known says so, with what is missing. */
export function departureWords(view: View, { status, on, retirementAge, missing }: Departure): Piece {
  const { t, figures } = view;
  if (status === 'vacant') return t('succession.vacant-now');
  if (on === null || retirementAge === null) {
    return html`${t('furniture.unknown')}<span class="b-source">${missingWords(view, missing)}</span>`;
  }
  const age = t(status === 'reached' ? 'succession.age-reached' : 'succession.age-at', { age: retirementAge });
  return html`${figures.shortDay(on)}<span class="b-source">${age}</span>`;
}

function missingWords({ t }: View, missing: readonly string[]): string {
  return t(missing.includes('bornOn') ? 'succession.missing-birth' : 'succession.missing-age');
}

const tones = {
  now: 'green',
  'one-to-two-years': 'turquoise',
  later: 'grey',
  unknown: 'yellow',
} as const satisfies Record<Readiness, TagTone>;

export function readinessTag(
  view: View,
  { readiness, readyOn }: Pick<Plan['successors'][number], 'readiness' | 'readyOn'>,
): Html {
  const { t, figures } = view;
  const from =
    readiness === 'one-to-two-years' &&
    readyOn !== null &&
    html`<span class="b-source">${t('succession.ready-from', { day: figures.shortDay(readyOn) })}</span>`;
  return html`${tag(t(`succession.readiness-${readiness}`), tones[readiness])}${from}`;
}

const coverages = {
  ready: 'green',
  unknown: 'yellow',
  'not-ready': 'red',
  proposed: 'yellow',
  none: 'red',
  unconfirmed: 'grey',
} as const;

export function coverageTag({ t }: View, coverage: keyof typeof coverages): Html {
  return tag(t(`succession.coverage-${coverage}`), coverages[coverage]);
}

/** A link to a file of the API, under the session of the page. */
export function fileLink(path: string, text: string): Html {
  return html`<a class="govuk-link" href="/api/v1${path}" download>${text}</a>`;
}
