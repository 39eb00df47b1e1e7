import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { declareInterests } from '#features/committees/service.ts';
import { requestCorrection } from '#features/nominations/data-check.ts';
import { completePool } from '#features/nominations/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { advance, bringTo, type Case } from '#test/support/selection-builders.ts';
import { agency, beginsAt, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** What the office reads before it acts, and who reads it beside the office. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
beforeEach(() => world.runClockFrom(beginsAt));
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function itemsOf(by: string, path: string): Promise<Record<string, unknown>[]> {
  const answer = await edge.ask(by, path);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
}

const requestOf = ({ selectionId }: Pick<Case, 'selectionId'>, by: string) => ({
  asker: world.account(by),
  session: null,
  entryId: randomUUID(),
  selectionId,
  content: null,
});

test('the policies of an agency are its packs in the version in force', async () => {
  const items = await itemsOf('hr', `/policies?agency=${agency}`);
  expect(items).toMatchObject([{ id: 'asn', title: { id: 'Manajemen talenta ASN' } }]);
});

test('assessors are read by the office, and by an assessor the own assignment', async () => {
  const { selectionId } = await bringTo(world, 'declaring', { candidates: [1] });
  const at = `/selections/${selectionId}/assessors`;
  const account = world.account('assessor-1').accountId;
  for (const by of ['hr', 'secretary', 'assessor-1']) {
    expect(await itemsOf(by, at)).toMatchObject([{ account, replacedBy: null }]);
  }
  expect(await itemsOf('candidate', at)).toEqual([]);
});

test('a correction is read by HR beside what the data state, by its candidate, and by no other', async () => {
  const begun = await bringTo(world, 'nomination');
  await edge.ask('hr', `/selections/${begun.selectionId}/nominations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ person: world.people[0]?.personId, way: 'hr' }),
  });
  await completePool(world.house, requestOf(begun, 'hr'));
  await advance(begun);
  const asked = { field: 'rank', reason: 'Pangkat sudah naik.' };
  await requestCorrection(world.house, requestOf(begun, 'candidate-1'), asked);
  const at = `/selections/${begun.selectionId}/corrections`;
  const [read] = await itemsOf('hr', at);
  expect(read).toMatchObject({ ...asked, answer: null, value: null });
  expect(read?.['stated']).toEqual(expect.any(String));
  expect(await itemsOf('candidate', at)).toEqual([read]);
  expect(await itemsOf('secretary', at)).toEqual([]);
  for (const by of ['assessor-1', 'member-1']) expect((await edge.ask(by, at)).status).toBe(404);
});

test('declarations are read by the secretary, and by a member the own one', async () => {
  const begun = await bringTo(world, 'declaring', { candidates: [1, 2] });
  const [first = '', second = ''] = begun.refs;
  const tie = { tie: 'affiliation', note: 'Rekan seangkatan.' } as const;
  const interests = [
    { candidate: first, interest: 'possible', ...tie },
    { candidate: second, interest: 'none', tie: null, note: null },
  ] as const;
  await declareInterests(world.house, requestOf(begun, 'member-1'), interests);
  const at = `/selections/${begun.selectionId}/declarations`;
  for (const by of ['secretary', 'member-1']) expect(await itemsOf(by, at)).toMatchObject([{ seat: 2, interests }]);
  for (const by of ['hr', 'member-2', 'candidate']) expect(await itemsOf(by, at)).toEqual([]);
});
