import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { post, request, retire } from '#test/support/privacy.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

let world: World;
let edge: WorldEdge;
let placed: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  for (const number of [2, 3, 4, 5]) await retire(world, personOf(number));
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

function personOf(number: number): string {
  return world.people[number - 1]?.personId ?? '';
}

describe('an erasure is refused', () => {
  test('before the clock of the candidacy ends, unless its legal basis permits that', async () => {
    const early = await request(edge, 'hr', { person: personOf(2) });
    expect([early.status, early.code]).toEqual([409, 'erasure.retained']);
    const unlawful = await request(edge, 'hr', { person: personOf(2), basis: 'unlawful-processing' });
    expect(unlawful.status).toBe(201);
    const declined = await post(edge, 'auditor')(`/erasures/${String(unlawful.body['erasureId'])}/declination`, {
      reason: 'Dasar tidak terbukti.',
    });
    expect(declined.status).toBe(201);
  });

  test('while the person holds a post', async () => {
    expect((await request(edge, 'hr', { person: personOf(1) })).code).toBe('erasure.in-office');
  });

  test('on a legal basis that the rules do not know', async () => {
    expect((await request(edge, 'hr', { person: personOf(2), basis: 'because' })).code).toBe('erasure.basis-unknown');
  });

  test('while a legal hold stands, and not after it was lifted', async () => {
    const asked = { agency, person: personOf(4), ground: 'dispute', reason: 'Keberatan diajukan.' };
    const held = await post(edge, 'auditor')('/holds', asked);
    expect(held.status).toBe(201);
    expect((await request(edge, 'hr', { person: personOf(4) })).code).toBe('erasure.held');
    const lifted = await post(edge, 'hr')(`/holds/${String(held.body['holdId'])}/lifting`, { reason: 'Selesai.' });
    expect(lifted.status).toBe(201);
    const again = await post(edge, 'hr')(`/holds/${String(held.body['holdId'])}/lifting`, { reason: 'Selesai.' });
    expect(again.code).toBe('hold.lifted');
    const allowed = await request(edge, 'hr', { person: personOf(4) });
    expect(allowed.status).toBe(201);
    await post(edge, 'auditor')(`/erasures/${String(allowed.body['erasureId'])}/declination`, { reason: 'Ditunda.' });
  });

  test('when a hold was placed between request and approval', async () => {
    const { body } = await request(edge, 'hr', { person: personOf(5) });
    const asked = { agency, person: personOf(5), ground: 'audit', reason: 'Pemeriksaan.' };
    const held = await post(edge, 'auditor')('/holds', asked);
    const approval = `/erasures/${String(body['erasureId'])}/approval`;
    expect((await post(edge, 'auditor')(approval)).code).toBe('erasure.held');
    await post(edge, 'auditor')(`/holds/${String(held.body['holdId'])}/lifting`, { reason: 'Selesai.' });
    await post(edge, 'auditor')(`/erasures/${String(body['erasureId'])}/declination`, { reason: 'Ditunda.' });
  });

  test('to whoever has no part in it, as if it did not exist', async () => {
    for (const by of ['secretary', 'candidate', 'unit-head', 'member-1']) {
      expect((await request(edge, by, { person: personOf(2) })).status).toBe(404);
      expect((await edge.ask(by, `/privacy?agency=${agency}`)).status).toBe(404);
    }
    expect((await request(edge, 'auditor', { person: personOf(2) })).code).toBe('access.forbidden');
  });

  test('on a ground for a hold that the rules do not know', async () => {
    const asked = { agency, person: personOf(2), ground: 'whim', reason: 'Begitu saja.' };
    expect((await post(edge, 'hr')('/holds', asked)).code).toBe('hold.ground-unknown');
  });
});

test('nothing is erased in an agency that has published no rules of retention', async () => {
  const bare = await openWorld({ retention: false });
  const bareEdge = await openWorldEdge(bare);
  const asked = await request(bareEdge, 'hr', { person: bare.people[0]?.personId ?? '' });
  await bareEdge.close();
  await bare.close();
  expect(asked.code).toBe('erasure.rules-missing');
});

describe('two approvals', () => {
  test('need two people in two roles', async () => {
    const { body } = await request(edge, 'hr', { person: personOf(5) });
    const approval = `/erasures/${String(body['erasureId'])}/approval`;
    expect((await post(edge, 'hr')(approval)).code).toBe('access.same-person');
    expect((await request(edge, 'hr', { person: personOf(5) })).code).toBe('erasure.pending');
    expect((await post(edge, 'auditor')(approval, {}, 'once')).status).toBe(201);
    const again = await post(edge, 'auditor')(approval, {}, 'once');
    expect(again.status).toBe(201);
    expect((await post(edge, 'auditor')(approval)).code).toBe('erasure.decided');
    expect((await request(edge, 'hr', { person: personOf(5) })).code).toBe('erasure.done');
  });
});

describe('a running selection', () => {
  test('needs its facts until the candidacy is withdrawn', async () => {
    const { body } = await request(edge, 'hr', { person: personOf(4) });
    const approval = `/erasures/${String(body['erasureId'])}/approval`;
    const running = await bringTo(world, 'assessment', { candidates: [1, 4] });
    expect((await post(edge, 'auditor')(approval)).code).toBe('erasure.selection-running');
    const command = { command: 'withdraw', by: 'hr', candidate: running.refs[1], reason: 'Mengundurkan diri.' };
    await post(edge, 'hr')(`/selections/${running.selectionId}/commands`, command);
    expect((await post(edge, 'auditor')(approval)).status).toBe(201);
    const read = await edge.ask('hr', `/selections/${running.selectionId}/candidates`);
    expect(await read.text()).toContain('Data dihapus / Data erased');
  });
});
