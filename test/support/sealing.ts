import { randomUUID } from 'node:crypto';
import { countersign, draftCriteria, seal } from '#features/criteria/service.ts';
import { draftSelection } from '#features/selections/service.ts';
import { agency, type World } from './world.ts';

/** A post that is vacant and has no selection yet. */
export async function freeVacancy({ admin, vacancies }: World): Promise<string> {
  const taken = await admin.rows<{ post_id: string }>('SELECT post_id FROM selections');
  const free = vacancies.find((postId) => taken.every(({ post_id }) => post_id !== postId));
  if (free === undefined) throw new Error('the test world has no vacancy left');
  return free;
}

/** Opens a selection for a post and seals its criteria. */
export async function sealSelection(world: World, postId: string, plannedOn = '2026-09-01'): Promise<string> {
  const { house } = world;
  const drafting = { asker: world.account('hr'), session: null, entryId: randomUUID() };
  const { selectionId } = await draftSelection(house, {
    ...drafting,
    agency,
    postId,
    plannedOn,
    policy: 'asn',
  });
  await sealCriteria(world, selectionId);
  return selectionId;
}

/** Drafts the criteria under the policy that the selection is pinned to, and has them signed twice. */
export async function sealCriteria(world: World, selectionId: string): Promise<void> {
  const { house } = world;
  const criteria = [
    { code: 'panel', label: { id: 'Wawancara', en: 'Interview' }, source: 'panel' as const, weight: '60' },
    {
      code: 'talent',
      label: { id: 'Nilai talenta', en: 'Talent value' },
      source: 'talent-value' as const,
      weight: '40',
    },
  ];
  const vacancy = { fieldsOfStudy: ['administrasi publik'], frozen: false, election: 'none' as const };
  await draftCriteria(house, world.act('hr', selectionId), { criteria, vacancy });
  const { digest } = await world.admin.one<{ digest: Buffer }>(
    'SELECT digest FROM criteria WHERE selection_id = $1 ORDER BY version DESC LIMIT 1',
    [selectionId],
  );
  await seal(house, world.act('secretary', selectionId), digest.toString('hex'));
  await countersign(house, world.act('authority', selectionId), digest.toString('hex'));
}
