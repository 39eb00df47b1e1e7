import { randomUUID } from 'node:crypto';
import { proposePublication, voteOnResolution } from '#features/mapping/review.ts';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { agency, type World } from './world.ts';

/** The units of the test world do not say which studies fit them, and then nobody has a box: now they name all that there are. */
export async function nameStudies({ admin }: World): Promise<void> {
  await admin.run('ALTER TABLE units DISABLE TRIGGER couple_entry');
  await admin.run(
    `UPDATE units SET fields_of_study = ARRAY(SELECT DISTINCT record#>>'{fieldOfStudy,value}' FROM people
       WHERE record#>>'{fieldOfStudy,value}' IS NOT NULL)`,
  );
  await admin.run('ALTER TABLE units ENABLE ALWAYS TRIGGER couple_entry');
}

/** A map drawn, and published by its committee; answers its id. */
export async function publishMap(world: World): Promise<string> {
  const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const { mapId } = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  await tickMap(world.house, mapId);
  const { resolutionId } = await proposePublication(world.house, by('chair'), mapId);
  for (const name of ['chair', 'member-1', 'member-2', 'member-3'])
    await voteOnResolution(world.house, by(name), { mapId, resolutionId, choice: 'approve', reason: null });
  await tickMap(world.house, mapId);
  return mapId;
}
