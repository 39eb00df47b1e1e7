import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** A page from which something is sent is there for whoever can send it, and for nobody else. */

let world: World;
let pages: WorldPages;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  pages = await openWorldPages(world);
}, 120_000);
afterAll(async () => {
  await pages.close();
  await world.close();
});

const everybody = ['hr', 'secretary', 'chair', 'member-1', 'authority', 'auditor', 'assessor-1', 'candidate'];

test.each([
  ['/imports/new', ['hr']],
  ['/policies/new', ['hr', 'secretary']],
  ['/plans/new', ['hr']],
  ['/map/new', ['hr', 'secretary']],
])('%s is there for %j', async (path, senders) => {
  const answers = await Promise.all(everybody.map(async (by) => [by, (await pages.page(by, path)).status] as const));
  expect(answers).toEqual(everybody.map((by) => [by, senders.includes(by) ? 200 : 404]));
});
