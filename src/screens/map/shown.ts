import type { Answer } from '#platform/asking.ts';
import type { mapAnswer } from '#schemas/mapping.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { MapQuery } from './filter.ts';

export type TalentMap = Answer<typeof mapAnswer>;

export interface MapShown {
  readonly map: TalentMap;
  readonly asked: MapQuery;
  /** The viewer may see who is in a box; the lists decide again when they are asked. */
  readonly mayList: boolean;
}

/** `4.012 orang`. */
export function peopleWords({ t, figures }: View, people: number): Html {
  return html`${t('map.people', { count: people }).replace(String(people), figures.number(people))}`;
}
