import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  confirmPost,
  confirmWithdrawnPost,
  decidePlan,
  designatePost,
  nameSuccessor,
  withdrawPost,
} from '#features/succession/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { publishMap } from '#test/support/published-map.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** Who may propose, and who confirm and decide on, a critical post and its plan; and the pages on which the authority does. */

const reason = 'Layanan langsung.';
const proposer = () => ({ asker: world.account('hr'), session: null, entryId: randomUUID() });

let world: World;
let pages: WorldPages;
let postId: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  pages = await openWorldPages(world);
  await publishMap(world);
  postId = world.vacancies[0] ?? '';
  const by = { ...proposer(), asker: world.account('authority') };
  await confirmPost(world.house, by, await proposePost(0));
  for (const { personId } of world.people.slice(0, 2))
    await nameSuccessor(world.house, proposer(), { postId, personId });
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

/** A post that HR has proposed as critical. */
async function proposePost(
  at: number,
  by = proposer,
): Promise<{ postId: string; designation: string; decree: string }> {
  const on = world.vacancies[at] ?? '';
  const { designationId } = await designatePost(world.house, by(), { postId: on, ground: 'public-service', reason });
  return { postId: on, designation: designationId, decree: 'SK 1/2026' };
}

test('the authority alone is shown the way to confirm a post; the page says why it is critical, and is gone once it is', async () => {
  const { postId: on } = await proposePost(1);
  const path = `/succession/posts/${on}/confirmation`;
  const seen = await Promise.all(
    ['hr', 'auditor', 'authority'].map(async (name) => {
      const { html, text } = await pages.page(name, `/succession/posts/${on}`);
      return [html.includes(`href="${path}"`), text.includes('Not confirmed yet')];
    }),
  );
  expect(seen).toEqual([
    [false, true],
    [false, true],
    [true, true],
  ]);
  expect((await pages.page('authority', path)).text).toContain(reason);
  const blank = await pages.page('authority', path, { decree: ' ', step: 'check' });
  expect([blank.status, blank.html.includes('id="decree-error"')]).toEqual([400, true]);
  expect((await pages.page('hr', '/succession')).text).toContain('1 more post is only proposed as critical');
  expect((await pages.page('authority', path, { decree: 'SK 800.1/7/2026', step: 'send' })).status).toBe(303);
  expect((await pages.page('authority', path)).status).toBe(409);
  expect((await pages.page('hr', `/succession/posts/${on}`)).text).toContain('Confirmed as a critical post');
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
  expect([plan.text.includes('Decided'), plan.text.includes('Waiting for a decision')]).toEqual([true, false]);
});

test('whoever proposed that a post is critical neither confirms it, nor decides on its plan before another has', async () => {
  const own = await proposePost(2, () => alsoAs('authority', 'hr'));
  const confirming = confirmPost(world.house, alsoAs('authority', 'hr'), own);
  await expect(confirming).rejects.toThrow('succession.own-confirmation');
  const personId = world.people[2]?.personId ?? '';
  const { successorId } = await nameSuccessor(world.house, proposer(), { postId: own.postId, personId });
  const asked = { postId: own.postId, successors: [successorId], decree: 'SK 1/2026' };
  const deciding = decidePlan(world.house, alsoAs('authority', 'hr'), asked);
  await expect(deciding).rejects.toThrow('succession.own-confirmation');
});

test('whoever proposed a withdrawal does not confirm it; the authority alone is shown the way to, with the reason', async () => {
  const withdrawn = await proposePost(4);
  const { postId: on } = withdrawn;
  await confirmPost(world.house, { ...proposer(), asker: world.account('authority') }, withdrawn);
  await withdrawPost(world.house, alsoAs('authority', 'hr'), { postId: on, reason: 'Struktur berubah.' });
  const confirming = confirmWithdrawnPost(world.house, alsoAs('authority', 'hr'), withdrawn);
  await expect(confirming).rejects.toThrow('succession.own-withdrawal');
  const path = `/succession/posts/${on}/withdrawal-confirmation`;
  const seen = await Promise.all(
    ['hr', 'authority'].map(async (name) => {
      const { html, text } = await pages.page(name, `/succession/posts/${on}`);
      return [html.includes(`href="${path}"`), html.includes(`/posts/${on}/withdrawal"`), text.includes('Struktur')];
    }),
  );
  expect(seen).toEqual([
    [false, false, true],
    [true, false, true],
  ]);
  const checked = await pages.page('authority', path, { decree: 'SK 9/2026', step: 'check' });
  expect(checked.text).toContain('Struktur berubah.');
  expect((await pages.page('authority', path, { decree: 'SK 9/2026', step: 'send' })).status).toBe(403);
});

test('a decision on the plan says that it confirms the designation, and does', async () => {
  const { postId: on } = await proposePost(3);
  await nameSuccessor(world.house, proposer(), { postId: on, personId: world.people[2]?.personId ?? '' });
  const path = `/succession/posts/${on}/decision`;
  const checked = await pages.page('authority', path, { decree: 'SK 9/2026', step: 'check' });
  expect(checked.text).toContain('With it the post is confirmed as critical.');
  expect((await pages.page('authority', path, { decree: 'SK 9/2026', step: 'send' })).status).toBe(303);
  expect((await pages.page('hr', `/succession/posts/${on}`)).text).toContain('by the decision on its succession plan');
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
