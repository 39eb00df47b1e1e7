import type { Answer } from '#platform/asking.ts';
import type { mapAnswer } from '#schemas/mapping.ts';
import type { MapQuery } from './filter.ts';

export type TalentMap = Answer<typeof mapAnswer>;

export interface MapShown {
  readonly map: TalentMap;
  readonly asked: MapQuery;
  /** The viewer may see who is in a box; the lists decide again when they are asked. */
  readonly mayList: boolean;
}
