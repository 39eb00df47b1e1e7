import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readOwnPlace } from '#features/mapping/places.ts';
import { listOpenMaps } from '#features/mapping/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { reviewIn } from '#test/support/reviewed.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** Several maps under review at once: the one that was begun last is the newest, whichever is resolved on first. */

let world: World;
let pages: WorldPages;
let maps: string[];
const { begin, draw, publication, vote } = reviewIn(() => world);
const members = ['chair', 'member-1', 'member-2'];

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  pages = await openWorldPages(world);
  await nameStudies(world);
  maps = [];
  for (let index = 0; index < 3; index += 1) {
    const mapId = await begin();
    await draw(mapId);
    maps.push(mapId);
  }
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

const idOf = (index: number) => maps[index] ?? '';

async function resolve(mapId: string): Promise<string> {
  const resolutionId = await publication('secretary', mapId);
  for (const name of members) await vote(name, mapId, resolutionId);
  return resolutionId;
}

test('a map that was begun before a published one is not published, however far its review is', async () => {
  await resolve(idOf(0));
  const open = await publication('hr', idOf(1));
  await resolve(idOf(2));
  expect(await draw(idOf(2))).toBe('published');
  // All had voted for the first before the last was published.
  expect(await draw(idOf(0))).toBe('superseded');
  expect(await draw(idOf(1))).toBe('superseded');
  await expect(vote('chair', idOf(1), open)).rejects.toThrow('map.superseded');
  await expect(publication('secretary', idOf(0))).rejects.toThrow('map.superseded');
  expect(await listOpenMaps(world.house.db)).toEqual([]);
});

test('nobody waits for a vote on it, and the list of maps says so', async () => {
  const inbox = (await (await pages.ask('chair', '/inbox')).json()) as { votes: unknown[] };
  expect(inbox.votes).toEqual([]);
  const { items } = (await (await pages.ask('chair', '/maps?agency=kota-contoh')).json()) as {
    items: { id: string; superseded: boolean }[];
  };
  expect(items.map(({ id, superseded }) => [id, superseded])).toEqual([
    [idOf(2), false],
    [idOf(1), true],
    [idOf(0), true],
  ]);
});

test('one’s own place is on the map that the office is shown', async () => {
  const { mapId } = await readOwnPlace(world.house, world.account('candidate-1'));
  const shown = (await (await pages.ask('hr', '/map?agency=kota-contoh')).json()) as { id: string };
  expect([mapId, shown.id]).toEqual([idOf(2), idOf(2)]);
});
