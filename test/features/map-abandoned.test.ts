import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { replayDecisions } from '#features/fsck/replay.ts';
import { drawMap } from '#features/mapping/drawing.ts';
import { readPlace } from '#features/mapping/places.ts';
import { abandonMap, listOpenMaps } from '#features/mapping/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { reviewIn } from '#test/support/reviewed.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** A map that cannot be drawn is abandoned, so that its agency can have another; one that is drawn stays. */

let world: World;
let pages: WorldPages;
const { begin, draw } = reviewIn(() => world);
const reason = 'Catatan satu orang tidak dapat dihitung.';

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  pages = await openWorldPages(world);
  await nameStudies(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });

test('what is still drawn is abandoned with a reason by the office that begins maps, once, and nothing more comes of it', async () => {
  const mapId = await begin();
  await expect(begin()).rejects.toThrow('map.drawing');
  await expect(abandonMap(world.house, by('chair'), { mapId, reason })).rejects.toThrow('thing.missing');
  await expect(abandonMap(world.house, by('hr'), { mapId, reason: ' ' })).rejects.toThrow('map.abandoning-unexplained');
  const request = by('hr');
  const receipt = await abandonMap(world.house, request, { mapId, reason });
  expect(await abandonMap(world.house, request, { mapId, reason })).toEqual(receipt);
  await expect(abandonMap(world.house, by('secretary'), { mapId, reason })).rejects.toThrow('map.abandoned');
  expect(await draw(mapId)).toBe('abandoned');
  expect(await listOpenMaps(world.house.db)).toEqual([]);
  expect((await pages.ask('hr', `/map?agency=${agency}&map=${mapId}`)).status).toBe(409);
});

test('what was begun after it is drawn, is the map that is shown, and is not abandoned any more', async () => {
  const mapId = await begin();
  expect(await draw(mapId)).toBe('drawn');
  await expect(abandonMap(world.house, by('hr'), { mapId, reason })).rejects.toThrow('map.already-drawn');
  const shown = (await (await pages.ask('hr', `/map?agency=${agency}`)).json()) as { id: string };
  expect(shown.id).toBe(mapId);
  const { items } = (await (await pages.ask('hr', `/maps?agency=${agency}`)).json()) as { items: { state: string }[] };
  expect(items.map(({ state }) => state)).toEqual(['drawn', 'abandoned']);
});

test('nobody reads the box of whoever was drawn before it was abandoned, and replay finds nothing to object to', async () => {
  const mapId = await begin();
  const { id: personId } = await world.admin.one<{ id: string }>('SELECT id FROM people ORDER BY id LIMIT 1');
  // Everybody has an entry; that these are all was not said yet.
  expect(await drawMap(world.house, mapId, () => false)).toBe('drawing');
  const asked = { asker: world.account('hr'), mapId, personId };
  await expect(readPlace(world.house, asked)).rejects.toThrow('map.not-drawn');
  await abandonMap(world.house, by('secretary'), { mapId, reason });
  await expect(readPlace(world.house, asked)).rejects.toThrow('map.abandoned');
  const maps: { readonly boxes: number; readonly findings: unknown }[] = [];
  const { log, keys } = world.house.ledger;
  const { unequal } = await replayDecisions({
    db: world.admin,
    log,
    keys,
    onSelection: () => undefined,
    onMap: (map) => maps.push(map),
  });
  expect([unequal, maps.map(({ boxes }) => boxes > 0).toSorted()]).toEqual([0, [false, true, true]]);
});

test('the office abandons it on its page, and the list says so; to the committee the way is not shown', async () => {
  const mapId = await begin();
  const [path, way] = [`/map/abandonment/${mapId}`, `href="/map/abandonment/${mapId}"`];
  const reviewed = await Promise.all(['hr', 'chair'].map((name) => pages.page(name, `/map/review?map=${mapId}`)));
  expect(reviewed.map(({ html }) => html.includes(way))).toEqual([true, false]);
  const blank = await pages.page('hr', path, { reason: ' ', step: 'check' });
  expect([blank.status, blank.html.includes('id="reason-error"')]).toEqual([400, true]);
  const sent = await pages.page('hr', path, { reason, step: 'send' });
  expect(sent.status).toBe(303);
  const { text } = await pages.page('hr', `/map/review?map=${mapId}`);
  expect(text).toContain('Abandoned');
  const again = await pages.page('hr', path, { reason, step: 'check' });
  expect([again.status, again.text.includes('The map was abandoned while it was being drawn.')]).toEqual([400, true]);
});
