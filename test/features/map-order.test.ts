import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readOwnPlace } from '#features/mapping/places.ts';
import { listOpenMaps } from '#features/mapping/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { besides, reviewIn } from '#test/support/reviewed.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';
import { figuresOf } from '#web/figures.ts';
import { pack } from '../domain/vectors/reader.ts';

/** Several maps under review at once: the one that was begun last is the newest, whichever is resolved on first. */

let world: World;
let pages: WorldPages;
let maps: string[];
const { begin, draw, move, placeOf, publication, vote } = reviewIn(() => world);
const members = ['chair', 'member-1', 'member-2'];

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  pages = await openWorldPages(world);
  await nameStudies(world);
  maps = [];
  for (let index = 0; index < 3; index += 1) maps.push(await begun());
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

async function begun(): Promise<string> {
  const mapId = await begin();
  await draw(mapId);
  return mapId;
}

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

test('one’s own place names the certificates and posts that were counted, on the page and in the letter', async () => {
  const { status, text } = await pages.page('candidate-1', '/map/own');
  expect([status, text]).toEqual([
    200,
    expect.stringMatching(/Pelatihan Contoh · 1 · 24 JP · history\.json:1 · 7 May 2025/),
  ]);
  expect(text).toContain('Kepala Bidang Kinerja · Dinas Contoh Kesehatan · Kota Contoh');
  const letter = await pages.page('candidate-1', '/map/own/letter');
  expect([letter.status, letter.html.startsWith('%PDF')]).toEqual([200, true]);
});

describe('an old map', () => {
  const old = () => `agency=kota-contoh&map=${idOf(0)}`;

  test('is read like the newest: in numbers, box by box, and with what was put to the committee', async () => {
    const read = async (path: string) => (await (await pages.ask('hr', path)).json()) as Record<string, unknown>;
    expect(await read(`/map?${old()}`)).toMatchObject({ id: idOf(0), people: 5 });
    const { status, html } = await pages.page('hr', `/map?map=${idOf(0)}`);
    expect([status, html.match(/href="\/map\/boxes\/\d\?map=/g)?.length]).toEqual([200, 9]);
    const people = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((box) => read(`/map/boxes/${box}?${old()}`)));
    expect(people.flatMap(({ items }) => items as unknown[]).length).toBe(5);
    const review = await pages.page('chair', `/map/review?map=${idOf(1)}`);
    expect(review.text).toContain('Waiting for votes');
    expect((await pages.page('chair', '/map/review')).text).not.toContain('Waiting for votes');
  });

  test('is a link on the page of the map and of its review, with its state', async () => {
    for (const [by, path] of [
      ['hr', '/map'],
      ['chair', '/map/review'],
    ] as const) {
      const { html, text } = await pages.page(by, path);
      expect(maps.map((id) => html.includes(`href="${path}?map=${id}"`))).toEqual([true, true, true]);
      expect(text.match(/Not published: a later map is/g)?.length).toBe(2);
    }
  });

  test('of another agency, or of none, is not there', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const path of ['/map', '/map/review'])
      expect((await pages.page('hr', `${path}?map=${nowhere}`)).status).toBe(404);
    expect((await pages.ask('hr', `/map/holding?agency=kota-contoh&map=${nowhere}`)).status).toBe(404);
  });
});

test('a map that is being drawn is listed and not opened, and no other is begun before it is drawn', async () => {
  const mapId = await begin();
  expect((await pages.ask('hr', `/map?agency=kota-contoh&map=${mapId}`)).status).toBe(409);
  const { status, html } = await pages.page('hr', '/map');
  expect([status, html.includes(`map=${mapId}`), html.includes('Being drawn')]).toEqual([200, false, true]);
  const checked = await pages.page('hr', '/map/new', { step: 'check', policy: 'asn' });
  expect([checked.status, /Another map of the agency is still being drawn/.test(checked.text)]).toEqual([400, true]);
  await draw(mapId);
});

test('nobody is moved on a map once a later one is published, since nobody could vote on that', async () => {
  const [old, later] = [await begun(), await begun()];
  await resolve(later);
  expect(await draw(later)).toBe('published');
  const personId = world.account('candidate-1').personId ?? '';
  const { box } = await placeOf(old, personId);
  const to = besides(pack.boxes, box)[0] ?? 0;
  await expect(move('hr', { mapId: old, personId, to })).rejects.toThrow('map.superseded');
  const answer = await pages.ask('hr', `/maps/${old}/people/${personId}/moves`);
  expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'map.superseded' })]);
});

test('of two published maps the newest is in force, and the other says when it was published and which map took its place', async () => {
  const { items } = (await (await pages.ask('chair', '/maps?agency=kota-contoh')).json()) as {
    items: { id: string; state: string; publishedAt: string | null }[];
  };
  const published = items.filter(({ state }) => state === 'published');
  const [newest = '', older = ''] = published.map(({ publishedAt }) =>
    figuresOf('en', 'Asia/Jakarta').instant(publishedAt ?? ''),
  );
  const replaced = `Superseded published ${older} superseded by the map published ${newest}`;
  for (const [by, path] of [
    ['hr', '/map'],
    ['chair', '/map/review'],
  ] as const) {
    const { text } = await pages.page(by, path);
    expect([text.match(/In force/g)?.length, text]).toEqual([
      2,
      expect.stringContaining(`In force published ${newest}`),
    ]);
    expect(text).toContain(replaced);
    const old = await pages.page(by, `${path}?map=${published[1]?.id}`);
    expect(old.text.split('superseded by the map published').length).toBe(3);
  }
});
