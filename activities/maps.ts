import { type MappingHouse, tickMap } from '#features/mapping/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { perform } from './performing.ts';

/** Moves talent maps; see ConductActivities. */
export function mapActivities(house: MappingHouse): Pick<ConductActivities, 'tickMap'> {
  return { tickMap: (mapId) => perform(tickMap(house, mapId)) };
}
