import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#domain/pack-tree.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { findPin } from '#features/policies/service.ts';
import { findWholeProposal } from '#features/proposals/queries.ts';
import { decidePolicy, proposePolicy } from '#features/proposals/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** Which version of a pack is taken where nobody names one: what is in force on the day where the agency is, for all alike. */

let world: World;
let edge: WorldPages;
let asn: JsonObject;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, adjust: (pack) => Object.assign(pack, { effectiveUntil: '2028-01-01' }) });
  edge = await openWorldPages(world);
  asn = JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as JsonObject;
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const request = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });

/** One proposes, another approves. */
async function publish(change: JsonObject): Promise<void> {
  const { house } = world;
  const content = { ...asn, ...change };
  const { proposalId } = await proposePolicy(house, request('hr'), { agency, content, examples: null });
  const found = await house.db.transaction('conductor', (tx) =>
    findWholeProposal(tx, proposalId, world.account('authority')),
  );
  const decided = { proposalId, digest: found?.digest ?? '', verdict: 'approve', reason: null } as const;
  await decidePolicy(house, request('authority'), decided);
}

const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await edge.ask('hr', path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const read = async (path: string) => {
  const answer = await edge.ask('hr', path);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const openPlan = (asked: { person: string | undefined; until: string }) =>
  post('/plans', { agency, ...asked, ground: 'Kompetensi manajerial.' });

test('a pack that has ended, or begins later, draws no map, opens no plan and no selection', async () => {
  await publish({ id: 'asn-lama', version: '2019.1', effectiveFrom: '2019-01-01', effectiveUntil: '2020-01-01' });
  await publish({ id: 'asn-baru', version: '2030.1', effectiveFrom: '2030-01-01' });
  const refused = { status: 409, body: { code: 'policy.not-in-force', on: '2026-06-15' } };
  for (const policy of ['asn-lama', 'asn-baru']) {
    expect(await post('/maps', { agency, policy })).toMatchObject(refused);
    const opening = { agency, post: world.vacancies[0], plannedOn: '2026-12-31', policy };
    expect(await post('/selections', opening)).toMatchObject(refused);
  }
  expect(await post('/maps', { agency, policy: 'nowhere' })).toMatchObject({ status: 404 });
});

test('a later version, and one of last year that is published late, change nothing of what is taken today', async () => {
  await publish({ version: '2030.1', effectiveFrom: '2030-01-01' });
  await publish({ version: '2025.9', effectiveFrom: '2025-01-01', effectiveUntil: '2027-01-01' });
  const found = await world.house.db.transaction('conductor', async (tx) => [
    await findPin(tx, { agency, id: 'asn', on: '2026-06-15' }),
    await findPin(tx, { agency, id: 'asn', on: '2025-12-31' }),
    await findPin(tx, { agency, id: 'asn', on: '2030-01-01' }),
    await findPin(tx, { agency, id: null, on: '2026-06-15' }),
  ]);
  expect(found.map((pin) => pin?.version)).toEqual(['2026.3', '2025.9', '2030.1', '2026.3']);
  const { body: packs } = await read(`/policies?agency=${agency}`);
  expect(packs).toMatchObject({ items: [{ id: 'asn', version: '2026.3' }] });
  expect((await read(`/succession?agency=${agency}`)).body).toMatchObject({ policy: { version: '2026.3' } });
  await mapPopulation(world.house, { agency, policyId: 'asn' });
  const { body: map } = await read(`/map?agency=${agency}`);
  expect(map).toMatchObject({ policy: { version: '2026.3' } });
  expect((await openPlan({ person: world.people[0]?.personId, until: '2027-06-30' })).status).toBe(201);
  const { body: plans } = await read(`/plans?agency=${agency}`);
  const [plan] = plans['items'] as { id: string }[];
  expect((await read(`/plans/${plan?.id ?? ''}`)).body).toMatchObject({ policy: { version: '2026.3' } });
});

test('the page says which version is in force today, which later, and which no longer', async () => {
  const { body } = await read(`/policies/versions?agency=${agency}`);
  const items = body['items'] as { id: string; version: string; standing: string }[];
  const said = items.map(({ id, version, standing }) => `${id} ${version} ${standing}`).toSorted();
  expect(said).toEqual([
    'asn 2025.9 replaced',
    'asn 2026.3 in-force',
    'asn 2030.1 later',
    'asn-baru 2030.1 later',
    'asn-lama 2019.1 ended',
  ]);
  const { text } = await edge.page('hr', '/policies');
  for (const words of ['In force today', 'Not yet in force', 'Replaced', 'No longer in force'])
    expect(text).toContain(words);
});

test('posts and policies of an agency are not told to somebody without a role in it', async () => {
  for (const path of ['/policies?agency=kota-lain', '/posts?agency=kota-lain'])
    expect(await read(path)).toMatchObject({ status: 404, body: { code: 'thing.missing' } });
});

test('where no version is in force any more, succession is not judged and a plan is not opened', async () => {
  await world.stopClockAt('2029-06-15T02:00:00.000000Z');
  const refused = { status: 409, body: { code: 'policy.not-in-force', on: '2029-06-15' } };
  expect(await read(`/succession?agency=${agency}`)).toMatchObject(refused);
  expect(await openPlan({ person: world.people[1]?.personId, until: '2030-06-30' })).toMatchObject(refused);
  expect((await edge.page('hr', '/map/new')).text).toContain('No policy is in force today.');
  await world.stopClockAt('2030-01-01T02:00:00.000000Z');
  expect((await read(`/succession?agency=${agency}`)).body).toMatchObject({ policy: { version: '2030.1' } });
});
