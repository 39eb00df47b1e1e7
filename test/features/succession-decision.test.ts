import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { designatePost, nameSuccessor } from '#features/succession/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { publishMap } from '#test/support/published-map.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** The page on which the authority decides on a plan of succession. */

let world: World;
let pages: WorldPages;
let postId: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  pages = await openWorldPages(world);
  await publishMap(world);
  postId = world.vacancies[0] ?? '';
  const by = () => ({ asker: world.account('hr'), session: null, entryId: randomUUID() });
  await designatePost(world.house, by(), { postId, ground: 'public-service', reason: 'Layanan langsung.' });
  for (const { personId } of world.people.slice(0, 2)) await nameSuccessor(world.house, by(), { postId, personId });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

test('only the authority is shown the way to it', async () => {
  const way = `/succession/posts/${postId}/decision`;
  const seen = await Promise.all(
    ['hr', 'auditor', 'authority'].map(async (name) => {
      const { html, text } = await pages.page(name, `/succession/posts/${postId}`);
      return [html.includes(`href="${way}"`), text.includes('Waiting for a decision')];
    }),
  );
  expect(seen).toEqual([
    [false, true],
    [false, true],
    [true, true],
  ]);
});

test('it names everybody who is proposed, wants the decree, and is gone once it is decided', async () => {
  const path = `/succession/posts/${postId}/decision`;
  const { text } = await pages.page('authority', path);
  expect(['Kandidat 1', 'Kandidat 2'].map((name) => text.includes(name))).toEqual([true, true]);
  const blank = await pages.page('authority', path, { decree: ' ', step: 'check' });
  expect([blank.status, blank.html.includes('id="decree-error"')]).toEqual([400, true]);
  expect((await pages.page('authority', path, { decree: 'SK 800.1/7/2026', step: 'send' })).status).toBe(303);
  expect((await pages.page('authority', path)).status).toBe(409);
  const plan = await pages.page('hr', `/succession/posts/${postId}`);
  expect([plan.text.includes('Decided'), plan.text.includes('Proposed')]).toEqual([true, false]);
});
