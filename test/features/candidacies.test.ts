import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { getOwnCandidacy, listOwnCandidacies } from '#features/candidacies/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { chooseFirst, concur, decree, placeFirst } from '#test/support/placing.ts';
import { advance, bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** What a person sees of the own part in selections. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

interface Item {
  readonly selection: { readonly id: string; readonly title: string };
  readonly status: string;
  readonly next: { readonly what: string; readonly at: string | null } | null;
  readonly mayConfirm: boolean;
  readonly mayDispute: boolean;
  readonly correction: { readonly state: string; readonly answer: string | null } | null;
}

async function read<Answer>(by: string, path: string): Promise<Answer> {
  const answer = await edge.ask(by, path);
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return (await answer.json()) as Answer;
}

async function post(by: string, path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await edge.ask(by, path, { method: 'POST', body: JSON.stringify(body), headers });
  expect({ path, status: answer.status }).toEqual({ path, status: 201 });
}

/** `candidate` has a token of the demo; the others are asked for past the edge. */
async function statusOf(by: string, selectionId: string) {
  const items =
    by === 'candidate'
      ? (await read<{ items: Item[] }>(by, '/candidacies')).items
      : await listOwnCandidacies(world.house.db, world.account(by));
  return items.find(({ selection }) => selection.id === selectionId);
}

test('a person sees each own candidacy with its status, and nobody sees another’s', async () => {
  const checking = await bringTo(world, 'nomination');
  const at = `/selections/${checking.selectionId}`;
  await post('hr', `${at}/nominations`, { person: world.people[0]?.personId, way: 'hr', note: null });
  expect(await statusOf('candidate', checking.selectionId)).toMatchObject({
    status: 'submitted',
    next: { what: 'data-check-opens', at: expect.any(String) },
    mayConfirm: false,
    mayDispute: false,
    correction: null,
  });
  await post('hr', `${at}/nominations/completion`, {});
  await advance(checking);
  expect(await statusOf('candidate', checking.selectionId)).toMatchObject({
    status: 'data-check',
    next: { what: 'confirm-data' },
    mayConfirm: true,
    mayDispute: true,
  });
  expect(await statusOf('candidate-2', checking.selectionId)).toBeUndefined();
  for (const by of ['hr', 'secretary', 'auditor', 'unit-head'])
    expect(await read(by, '/candidacies')).toEqual({ items: [] });
});

test('a correction shows while it is open, and then with its answer', async () => {
  const { items } = await read<{ items: Item[] }>('candidate', '/candidacies');
  const at = `/selections/${items[0]?.selection.id}`;
  await post('candidate', `${at}/corrections`, { field: 'rank', reason: 'Golongan belum diperbarui.' });
  expect((await read<{ items: Item[] }>('candidate', '/candidacies')).items[0]).toMatchObject({
    mayConfirm: false,
    next: { what: 'data-freezes' },
    correction: { state: 'open', answer: null },
  });
  const { corrections } = await read<{ corrections: { id: string }[] }>('candidate', `${at}/candidacy`);
  const answer = { accepts: false, reason: 'Sesuai SIASN.', value: null };
  await post('hr', `${at}/correction-answers`, { correction: corrections[0]?.id, ...answer });
  expect((await read<{ items: Item[] }>('candidate', '/candidacies')).items[0]).toMatchObject({
    mayConfirm: true,
    correction: { state: 'refused', answer: 'Sesuai SIASN.' },
  });
});

test('after the end one is placed, and for the others the selection has ended', async () => {
  const begun = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  expect(await statusOf('candidate-2', begun.selectionId)).toMatchObject({
    status: 'decided',
    next: { what: 'placement' },
  });
  await placeFirst(begun, '2026-06-15');
  expect(await statusOf('candidate', begun.selectionId)).toMatchObject({ status: 'placed', next: null });
  const own = await edge.ask('candidate', `/selections/${begun.selectionId}/candidacy`);
  const { recordDigest } = (await own.json()) as { recordDigest: string };
  expect([own.status, own.headers.get('etag')]).toEqual([200, `"${recordDigest}"`]);
  expect(await statusOf('candidate-2', begun.selectionId)).toMatchObject({ status: 'ended', next: null });
});

describe('the own candidacy in one selection', () => {
  let begun: Case;
  const own = (by: string) =>
    getOwnCandidacy(world.house.db, { asker: world.account(by), selectionId: begun.selectionId });

  test('shows gates and explanation from the freeze on, and no score before the decision', async () => {
    begun = await bringTo(world, 'voting');
    const found = await own('candidate-1');
    expect(found.gates?.[0]).toMatchObject({ result: 'PASS', rule: expect.any(Object), citation: expect.any(Object) });
    expect(found.explanation?.indicators).toHaveLength(11);
    expect(found.explanation).toMatchObject({ talentValue: found.merit?.talentValue, box: { box: found.merit?.box } });
    expect([found.scores, found.result]).toEqual([null, null]);
    expect(found.receipts.map(({ type }) => type)).toEqual(['data.confirmed/2']);
  });

  test('shows own scores with their reasons and what came of them once it is decided, and no rank', async () => {
    begun = await bringTo(world, 'choosing', { candidates: [1, 2, 3, 4] });
    const first = await own('candidate-1');
    const fourth = await own('candidate-4');
    expect(first.scores?.criteria).toMatchObject([
      { code: 'panel', value: '90', weight: '60', contribution: '54', reasons: ['Cukup jelas.'] },
      { code: 'talent', weight: '40' },
    ]);
    expect([first.result?.outcome, fourth.result?.outcome]).toEqual(['shortlisted', 'not-shortlisted']);
    expect(JSON.stringify(fourth)).not.toContain(first.ref);
    expect(JSON.stringify([fourth.scores, fourth.result])).not.toContain('rank"');
  });

  test('tells of the choice from its decree on', async () => {
    await chooseFirst(begun);
    await concur(begun, '2026-06-15');
    expect((await own('candidate-1')).result?.outcome).toBe('shortlisted');
    await decree(begun, { issuedOn: '2026-06-15', effectiveOn: '2026-06-15' });
    expect((await own('candidate-1')).result?.outcome).toBe('chosen');
    expect((await own('candidate-2')).result?.outcome).toBe('shortlisted');
  });

  test('is missing for whoever does not stand in it', async () => {
    await expect(own('hr')).rejects.toThrow('thing.missing');
    await expect(own('candidate-5')).rejects.toThrow('thing.missing');
  });
});
