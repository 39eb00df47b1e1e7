import { conducts } from '#activities/index.ts';
import { accessRoutes } from '#features/access/routes.ts';
import type { Access } from '#features/access/service.ts';
import { agencyRoutes } from '#features/agencies/routes.ts';
import { assessmentRoutes } from '#features/assessments/routes.ts';
import { auditRoutes } from '#features/audit/routes.ts';
import { ballotRoutes } from '#features/ballots/routes.ts';
import { boardRoutes } from '#features/boards/routes.ts';
import { candidacyRoutes } from '#features/candidacies/routes.ts';
import { commandRoutes } from '#features/commands/routes.ts';
import type { CommandCourier } from '#features/commands/service.ts';
import { committeeRoutes } from '#features/committees/routes.ts';
import { conductRoutes } from '#features/conduct/routes.ts';
import { criteriaRoutes } from '#features/criteria/routes.ts';
import { dutyRoutes } from '#features/duties/routes.ts';
import type { ErasureJournal } from '#features/erasures/journal.ts';
import { erasureRoutes } from '#features/erasures/routes.ts';
import { explanationRoutes } from '#features/explanations/routes.ts';
import { historyRoutes } from '#features/history/routes.ts';
import { impactRoutes } from '#features/impacts/routes.ts';
import { importRoutes } from '#features/imports/routes.ts';
import { mappingRoutes } from '#features/mapping/routes.ts';
import { minutesRoutes } from '#features/minutes/routes.ts';
import { nominationRoutes } from '#features/nominations/routes.ts';
import { peopleRoutes } from '#features/people/routes.ts';
import { placementRoutes } from '#features/placements/routes.ts';
import { planRoutes } from '#features/plans/routes.ts';
import { policyRoutes } from '#features/policies/routes.ts';
import { postRoutes } from '#features/posts/routes.ts';
import { proposalRoutes } from '#features/proposals/routes.ts';
import { readingRoutes } from '#features/readings/routes.ts';
import { selectionRoutes } from '#features/selections/routes.ts';
import { successionRoutes } from '#features/succession/routes.ts';
import { supervisionRoutes } from '#features/supervision/routes.ts';
import type { Feature } from '#platform/route.ts';
import type { OpenHouse } from './house.ts';

export interface FeatureParts extends Pick<OpenHouse, 'house' | 'readTrust'> {
  readonly courier: CommandCourier;
  readonly access: Access;
  readonly journal: ErasureJournal;
}

/** Every noun that the API serves. */
export function listFeatures({ access, house, courier, readTrust, journal }: FeatureParts): Feature[] {
  return [
    accessRoutes(access),
    agencyRoutes(house),
    peopleRoutes(house),
    importRoutes(house),
    postRoutes(house),
    dutyRoutes(house),
    boardRoutes(house),
    policyRoutes(house),
    proposalRoutes(house),
    selectionRoutes(house),
    criteriaRoutes(house),
    nominationRoutes(house),
    mappingRoutes(house),
    successionRoutes(house),
    supervisionRoutes(house),
    planRoutes(house),
    candidacyRoutes(house),
    assessmentRoutes(house),
    committeeRoutes(house),
    ballotRoutes(house),
    placementRoutes(house),
    commandRoutes(house, courier),
    conductRoutes(house, conducts),
    auditRoutes({ ...house, readTrust }),
    historyRoutes(house),
    explanationRoutes(house),
    impactRoutes(house),
    minutesRoutes(house),
    readingRoutes(house),
    erasureRoutes({ ...house, journal, access }),
  ];
}
