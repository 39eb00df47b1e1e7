import { randomUUID } from 'node:crypto';
import { proposePublication, voteOnResolution } from '#features/mapping/review.ts';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { nameStudies } from './mapped.ts';
import { agency, type World } from './world.ts';

/** A map of everybody, drawn, resolved on by the committee and published; nobody of the test world is held on it. The world needs three members. */
export async function publishMap(world: World): Promise<string> {
  await nameStudies(world);
  const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const { mapId } = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  await tickMap(world.house, mapId);
  const { resolutionId } = await proposePublication(world.house, by('secretary'), mapId);
  const vote = { mapId, resolutionId, choice: 'approve', reason: null } as const;
  for (const name of ['chair', 'member-1', 'member-2']) await voteOnResolution(world.house, by(name), vote);
  await tickMap(world.house, mapId);
  return mapId;
}
