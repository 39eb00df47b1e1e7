import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#domain/pack-tree.ts';
import { findWholeProposal } from '#features/proposals/queries.ts';
import { decidePolicy, proposePolicy } from '#features/proposals/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { besides, giveRole, reviewIn } from '#test/support/reviewed.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';
import { pack } from '../domain/vectors/reader.ts';

/** What waits for somebody outside of selections: votes on a map, and proposed policies. The first candidate has a seat. */

let world: World;
let pages: WorldPages;
let mapId: string;
const { begin, draw, placeOf, move, vote, publication } = reviewIn(() => world);

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 2 });
  pages = await openWorldPages(world);
  await giveRole(world, 'candidate-1', 'member');
  await nameStudies(world);
  mapId = await begin();
  await draw(mapId);
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await pages.close();
  await world.close();
});

interface Waiting {
  readonly votes: readonly { readonly resolutionId: string; readonly since: string; readonly kind: string }[];
  readonly policies: readonly { readonly proposalId: string; readonly since: string; readonly version: string }[];
}

async function waitingFor(name: string): Promise<Waiting> {
  const answer = await pages.ask(name, '/inbox');
  expect(answer.status).toBe(200);
  return (await answer.json()) as Waiting;
}

const votesOf = async (name: string) => (await waitingFor(name)).votes.map((one) => one.resolutionId);

test('a move waits for each member until they have voted, and never for whom it is about', async () => {
  const personId = world.account('candidate-1').personId ?? '';
  const { box } = await placeOf(mapId, personId);
  const resolutionId = await move('chair', { mapId, personId, to: besides(pack.boxes, box)[0] ?? 0 });
  for (const name of ['chair', 'member-1']) expect(await votesOf(name)).toEqual([resolutionId]);
  for (const name of ['candidate-1', 'hr', 'authority']) expect(await votesOf(name)).toEqual([]);
  const { html, text } = await pages.page('member-1', '/inbox');
  expect(html).toContain(`href="/map/votes/${mapId}/${resolutionId}"`);
  expect(text).toMatch(/Your vote on the talent map .* since /);
  await vote('member-1', mapId, resolutionId);
  expect([await votesOf('member-1'), await votesOf('member-2')]).toEqual([[], [resolutionId]]);
  for (const name of ['chair', 'member-2']) await vote(name, mapId, resolutionId);
});

test('a publication waits for all of them', async () => {
  const resolutionId = await publication('secretary', mapId);
  const { votes } = await waitingFor('candidate-1');
  expect(votes).toMatchObject([{ resolutionId, kind: 'publish' }]);
});

test('a proposed policy waits for the authority, and not for whoever has proposed it, until it is decided', async () => {
  const read = async (name: string) => JSON.parse(await readFile(`policies/asn/${name}.json`, 'utf8')) as JsonObject;
  const content = { ...(await read('pack')), version: '2027.1' };
  const files = { agency, content, examples: await read('examples') };
  const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const policiesOf = async (name: string) => (await waitingFor(name)).policies.map((one) => one.proposalId);
  await giveRole(world, 'secretary', 'authority');
  const { proposalId } = await proposePolicy(world.house, by('secretary'), files);
  expect(await policiesOf('authority')).toEqual([proposalId]);
  for (const name of ['secretary', 'hr', 'chair']) expect(await policiesOf(name)).toEqual([]);
  const { html, text } = await pages.page('authority', '/inbox');
  expect(html).toContain(`href="/policies/proposals/${proposalId}"`);
  expect(text).toMatch(/Policies that wait for your decision .*2027\.1 since /);
  const found = await world.admin.transaction('conductor', (tx) =>
    findWholeProposal(tx, proposalId, world.account('authority')),
  );
  const decision = { proposalId, digest: found?.digest ?? '', verdict: 'approve', reason: null } as const;
  await decidePolicy(world.house, by('authority'), decision);
  expect(await policiesOf('authority')).toEqual([]);
});
