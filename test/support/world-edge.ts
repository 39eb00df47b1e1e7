import { createActivities } from '#activities/index.ts';
import { createAccess } from '#features/access/service.ts';
import type { CommandCourier } from '#features/commands/service.ts';
import type { ErasureJournal } from '#features/erasures/journal.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import type { RouteDeclaration } from '#platform/route.ts';
import { type FeatureParts, listFeatures } from '#programs/features.ts';
import { type Edge, type EdgeOptions, openEdge } from './edge.ts';
import { keepJournal } from './journal.ts';
import { nothing } from './route-bodies.ts';
import type { World } from './world.ts';

export interface WorldEdge extends Edge {
  readonly journal: ErasureJournal;
  readonly routes: readonly RouteDeclaration[];
}

/** The whole API on a test world. `candidate` is its first; `unit-head` has an account and no role, so nothing exists for them. */
export async function openWorldEdge(
  world: World,
  readTrust: FeatureParts['readTrust'] = () => Promise.resolve(undefined),
  pages: Partial<Pick<EdgeOptions, 'screens' | 'sessions'>> = {},
): Promise<WorldEdge> {
  const activities = createActivities(world.house);
  const settled = () => undefined;
  const courier: CommandCourier = {
    // As the courier of the product: what was refused stands with the command.
    deliver: ({ commandId }) => activities.carryOut(commandId).then(settled, settled),
  };
  const access = createAccess(world.house.db);
  const journal = keepJournal();
  const features = listFeatures({ house: world.house, courier, access, readTrust, journal });
  const known = (name: string): KnownAccount =>
    name === 'unit-head'
      ? { accountId: nothing, displayName: name, personId: null, grants: [] }
      : world.account(name === 'candidate' ? 'candidate-1' : name);
  const accounts = {
    findBySubject: ({ subject }: { subject: string }) => Promise.resolve(known(subject)),
    findById: (name: string) => Promise.resolve(known(name)),
  };
  const edge = await openEdge({ features, accounts, ...pages, requestsPerMinute: 100_000 });
  return { ...edge, journal, routes: features.flatMap((feature) => feature.routes) };
}
