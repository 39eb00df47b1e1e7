import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { decidePlan, designatePost, nameSuccessor } from '#features/succession/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { publishMap } from '#test/support/published-map.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** Who may propose, and who decide on, a plan of succession; and the page on which the authority does. */

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

/** An account of the world with a further role in the agency as a whole. */
function alsoAs(name: string, role: 'hr' | 'authority') {
  const account = world.account(name);
  const grant = { role, agency, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  return { asker: { ...account, grants: [...account.grants, grant] }, session: null, entryId: randomUUID() };
}

test('nobody proposes themselves', async () => {
  const request = alsoAs('candidate-2', 'hr');
  const asked = { postId, personId: request.asker.personId ?? '' };
  await expect(nameSuccessor(world.house, request, asked)).rejects.toThrow('succession.own-naming');
});

test('neither whoever proposed somebody decides on them, nor whoever is proposed', async () => {
  const personId = world.account('candidate-4').personId ?? '';
  const { successorId } = await nameSuccessor(world.house, alsoAs('authority', 'hr'), { postId, personId });
  const asked = { postId, successors: [successorId], decree: 'SK 1/2026' };
  for (const name of ['authority', 'candidate-4'])
    await expect(decidePlan(world.house, alsoAs(name, 'authority'), asked)).rejects.toThrow('succession.own-decision');
});
