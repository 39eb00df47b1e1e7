import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseInstant, writeInstant } from '#domain/dates.ts';
import { ballotRoutes } from '#features/ballots/routes.ts';
import { stepBack } from '#features/committees/service.ts';
import { openDatabase } from '#platform/database.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import {
  bringTo,
  type Case,
  motionDigestOf,
  openFieldsOf,
  stageOf,
  tickLive,
  vote,
} from '#test/support/selection-builders.ts';
import { beginsAt, openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({
    assessors: 1,
    members: 14,
    adjust: (pack) => Object.assign(pack['committee'] as object, { maxSeats: 15 }),
  });
});
beforeEach(() => world.runClockFrom(beginsAt));
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const refusedWith = (code: string) => ({ refusal: { code } });

async function ballotCountOf({ selectionId }: Case): Promise<number> {
  const { count } = await world.admin.one<{ count: number }>(
    'SELECT count(*) AS count FROM ballots b JOIN motions m ON m.id = b.motion_id WHERE m.selection_id = $1',
    [selectionId],
  );
  return count;
}

async function markOf({ selectionId }: Case): Promise<string | null> {
  const mark = await world.admin.maybe<{ ready_since: string | null }>(
    'SELECT ready_since FROM wake_marks WHERE selection_id = $1',
    [selectionId],
  );
  return mark?.ready_since ?? null;
}

test('fifteen members who vote at once all count, and the stage is marked ready once', async () => {
  const begun = await bringTo(world, 'voting', { members: 14 });
  const receipts = await Promise.all(begun.seated.map((name) => vote(begun, name, 'approve')));
  expect(new Set(receipts.map(({ streamSeq }) => streamSeq)).size).toBe(15);
  expect(await markOf(begun)).not.toBeNull();
  await tickLive(begun);
  expect(await openFieldsOf(begun, 'outcome.derived/1')).toMatchObject([
    { outcome: 'approved', cast: 15, supporting: 15, required: 8 },
  ]);
});

test('of two votes at once by one member one counts and the other is refused', async () => {
  const begun = await bringTo(world, 'voting');
  const votes = await Promise.allSettled([vote(begun, 'member-1', 'approve'), vote(begun, 'member-1', 'reject')]);
  expect(votes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(votes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: refusedWith('ballot.already-cast'),
  });
  expect(await ballotCountOf(begun)).toBe(1);
});

test('servers that take turns each know the ballots that the other has taken', async () => {
  const begun = await bringTo(world, 'voting');
  const db = openDatabase({ url: world.addresses.appUrl, poolSize: 2, applicationName: 'test' });
  const elsewhere = { ...begun, world: { ...world, house: { ...world.house, db } } };
  try {
    await vote(begun, 'chair', 'approve');
    await vote(elsewhere, 'member-1', 'approve');
    await vote(begun, 'member-2', 'approve');
    await expect(vote(begun, 'member-1', 'reject')).rejects.toMatchObject(refusedWith('ballot.already-cast'));
    await expect(vote(elsewhere, 'member-2', 'reject')).rejects.toMatchObject(refusedWith('ballot.already-cast'));
    await vote(elsewhere, 'member-3', 'approve');
    expect(await markOf(begun)).toBeNull();
    await vote(begun, 'member-4', 'approve');
    expect(await markOf(begun)).not.toBeNull();
  } finally {
    await db.close();
  }
});

describe('a ballot', () => {
  test('repeated under its key gets its first receipt and is cast once', async () => {
    const begun = await bringTo(world, 'voting');
    const key = randomUUID();
    const first = await vote(begun, 'member-1', { choice: 'approve', key });
    expect(await vote(begun, 'member-1', { choice: 'approve', key })).toEqual(first);
    await expect(vote(begun, 'member-1', { choice: 'reject', key })).rejects.toMatchObject(
      refusedWith('entry.conflict'),
    );
    expect(await ballotCountOf(begun)).toBe(1);
  });

  test('is cast on the content that was read, or refused', async () => {
    const begun = await bringTo(world, 'voting');
    const stale = vote(begun, 'member-1', { choice: 'approve', ifMatch: 'f'.repeat(64) });
    await expect(stale).rejects.toMatchObject(refusedWith('ballot.motion-stale'));
  });

  test('counts in the last moment before the due instant, and is late at it', async () => {
    const begun = await bringTo(world, 'voting');
    const { due_at: due } = await stageOf(begun);
    await world.stopClockAt(writeInstant((parseInstant(due ?? '') ?? 0) - 1));
    await vote(begun, 'member-1', 'approve');
    await world.stopClockAt(writeInstant((parseInstant(due ?? '') ?? 0) + 1_000));
    await expect(vote(begun, 'member-2', 'approve')).rejects.toMatchObject(refusedWith('stage.late'));
    expect(await ballotCountOf(begun)).toBe(1);
  });

  test('of dissent says why; an approval need not', async () => {
    const begun = await bringTo(world, 'voting');
    await expect(vote(begun, 'member-1', { choice: 'reject', reason: null })).rejects.toMatchObject(
      refusedWith('ballot.reason-missing'),
    );
    await vote(begun, 'member-1', { choice: 'approve', reason: null });
    expect(await ballotCountOf(begun)).toBe(1);
  });

  test('is not for the recused', async () => {
    const begun = await bringTo(world, 'voting');
    await stepBack(world.house, world.act('member-1', begun.selectionId), { reason: 'Kerabat kandidat.' });
    await expect(vote(begun, 'member-1', 'approve')).rejects.toMatchObject(refusedWith('ballot.recused'));
  });

  test('does not wake the stage before it may be ready', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-1', 'approve');
    expect(await markOf(begun)).toBeNull();
  });
});

test('at the due instant a quorum decides without those who are silent; silence approves nothing', async () => {
  const begun = await bringTo(world, 'voting');
  await vote(begun, 'chair', 'reject');
  await vote(begun, 'member-1', 'reject');
  await vote(begun, 'member-2', 'approve');
  const { due_at: due } = await stageOf(begun);
  await world.runClockFrom(due ?? '');
  await tickLive(begun);
  expect(await openFieldsOf(begun, 'outcome.derived/1')).toMatchObject([
    { outcome: 'rejected', against: 2, supporting: 1, cast: 3 },
  ]);
  expect(await stageOf(begun)).toMatchObject({ state: 'closed', result: 'rejected' });
});

describe('over HTTP', () => {
  let edge: Edge;
  beforeAll(async () => {
    const find = (name: string) => Promise.resolve(world.account(name === 'candidate' ? 'candidate-1' : name));
    edge = await openEdge({
      features: [ballotRoutes(world.house)],
      accounts: { findBySubject: ({ subject }) => find(subject), findById: find },
    });
  });
  afterAll(() => edge.close());

  const cast = (begun: Case, persona: string, headers: Record<string, string>) =>
    edge.ask(persona, `/selections/${begun.selectionId}/ballots`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
      body: JSON.stringify({ choice: 'approve', reason: null }),
    });
  const read = async (begun: Case, persona: string, thing: string) => {
    const answer = await edge.ask(persona, `/selections/${begun.selectionId}/${thing}`);
    return {
      status: answer.status,
      etag: answer.headers.get('etag'),
      body: (await answer.json()) as { items: { seat: number }[] },
    };
  };

  test('a ballot names the motion that was read', async () => {
    const begun = await bringTo(world, 'voting');
    expect((await cast(begun, 'member-1', {})).status).toBe(428);
    const { etag } = await read(begun, 'member-1', 'motion');
    expect(etag).toBe(`"${await motionDigestOf(begun)}"`);
    const answer = await cast(begun, 'member-1', { 'If-Match': etag ?? '' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ receipt: { stream: `selection/${begun.selectionId}` } });
  });

  test('ballots are seen by their voters alone until the motion closes', async () => {
    const begun = await bringTo(world, 'voting');
    for (const name of begun.seated.slice(1)) await vote(begun, name, 'approve');
    const seatsSeenBy = async (persona: string) =>
      (await read(begun, persona, 'ballots')).body.items.map(({ seat }) => seat);
    expect(await seatsSeenBy('member-1')).toEqual([2]);
    expect(await seatsSeenBy('secretary')).toEqual([]);
    expect((await read(begun, 'secretary', 'outcome')).status).toBe(404);
    await vote(begun, 'chair', 'approve');
    await tickLive(begun);
    expect(await seatsSeenBy('secretary')).toEqual([1, 2, 3, 4, 5]);
    expect((await read(begun, 'secretary', 'outcome')).body).toMatchObject({
      tally: { outcome: 'approved', approve: 5 },
    });
    expect((await read(begun, 'candidate', 'outcome')).status).toBe(200);
  });
});
