import { randomUUID } from 'node:crypto';
import type { BoxRule } from '#domain/policy-pack.ts';
import type { Role } from '#domain/roles.ts';
import { giveGrant } from '#features/access/service.ts';
import { conductorActor } from '#features/audit/service.ts';
import { proposeMove, proposePublication, voteOnResolution } from '#features/mapping/review.ts';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { agency, type World } from './world.ts';

/** Gives an account of the test world a further role in the agency as a whole. */
export async function giveRole(world: World, name: string, role: Role): Promise<void> {
  const { house } = world;
  const account = world.account(name);
  const grant = { role, agency, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  const common = { agency, actor: conductorActor, accountId: account.accountId, grant };
  await house.db.transaction('conductor', (tx) => giveGrant(house.ledger, tx, { ...common, id: randomUUID() }));
  Object.assign(account, { grants: [...account.grants, grant] });
}

/** Acts of a review on one test world, each under a fresh key. */
export function reviewIn(open: () => World) {
  const by = (name: string) => ({ asker: open().account(name), session: null, entryId: randomUUID() });
  return {
    begin: async (): Promise<string> => {
      const { mapId } = await requestMap(open().house, by('hr'), { agency, policyId: 'asn' });
      return mapId;
    },
    draw: (mapId: string) => tickMap(open().house, mapId),
    placeOf: (mapId: string, personId: string): Promise<{ box: number; moved_to: number | null }> =>
      open().admin.one('SELECT box, moved_to FROM mapping_boxes WHERE run_id = $1 AND person_id = $2', [
        mapId,
        personId,
      ]),
    move: async (name: string, asked: { mapId: string; personId: string; to: number }): Promise<string> => {
      const said = {
        ground: 'wider-evidence',
        reason: 'Bukti lintas dinas yang belum tercatat saat peta disusun.',
        evidence: 'SK 12/2026',
      };
      return (await proposeMove(open().house, by(name), { ...asked, ...said })).resolutionId;
    },
    publication: async (name: string, mapId: string): Promise<string> =>
      (await proposePublication(open().house, by(name), mapId)).resolutionId,
    vote: async (name: string, mapId: string, resolutionId: string): Promise<void> => {
      await voteOnResolution(open().house, by(name), { mapId, resolutionId, choice: 'approve', reason: null });
    },
  };
}

/** Boxes beside one, by the layout of the policy. */
export function besides({ layout }: BoxRule, box: number): number[] {
  const grid = layout.map(({ low, medium, high }) => [low, medium, high]);
  const row = grid.findIndex((cells) => cells.includes(box));
  const column = grid[row]?.indexOf(box) ?? -1;
  const near = [grid[row - 1]?.[column], grid[row + 1]?.[column], grid[row]?.[column - 1], grid[row]?.[column + 1]];
  return near.filter((one) => one !== undefined).toSorted();
}
