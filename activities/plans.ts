import { type PlanHouse, tickPlan } from '#features/plans/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { perform } from './performing.ts';

/** Sends what development plans remind of; see ConductActivities. */
export function planActivities(house: PlanHouse): Pick<ConductActivities, 'tickPlan'> {
  return { tickPlan: (planId) => perform(tickPlan(house, planId)) };
}
