import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { personas } from '#demo/personas.ts';
import { assignAssessor, submitSheet } from '#features/assessments/service.ts';
import { appointSeats } from '#features/committees/service.ts';
import { countersign, draftCriteria, seal } from '#features/criteria/service.ts';
import { readInbox } from '#features/duties/inbox.ts';
import { requestCorrection } from '#features/nominations/data-check.ts';
import { completePool, nominate, withdraw } from '#features/nominations/service.ts';
import { draftSelection } from '#features/selections/service.ts';
import type { Sql } from '#platform/database.ts';
import { carryOutDirectly } from '#test/support/commands.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { chooseFirst } from '#test/support/placing.ts';
import { advance, bringTo, type Case, declare, refsOf, stageOf, vote } from '#test/support/selection-builders.ts';
import { agency, beginsAt, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

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

type Inbox = Awaited<ReturnType<typeof readInbox>>;

/** Over HTTP for who can sign in there, so that every answer is compared with its schema. */
async function inboxOf(name: string): Promise<Inbox> {
  if (!personas.some((persona) => persona.name === name)) return readInbox(world.house, world.account(name));
  const answer = await edge.ask(name, '/inbox');
  expect(answer.status).toBe(200);
  return (await answer.json()) as Inbox;
}

async function owedIn({ selectionId }: Pick<Case, 'selectionId'>, name: string): Promise<readonly string[]> {
  const { items } = await inboxOf(name);
  return items.filter(({ selection }) => selection.id === selectionId).map(({ act }) => act);
}

async function itemIn({ selectionId }: Pick<Case, 'selectionId'>, name: string) {
  const { items } = await inboxOf(name);
  return items.find(({ selection }) => selection.id === selectionId);
}

describe('the inbox', () => {
  test('asks the member who has not voted, with the deadline, its arithmetic and how many have', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'chair', 'approve');
    await vote(begun, 'member-1', 'abstain');
    expect(await owedIn(begun, 'member-1')).toEqual([]);
    expect(await itemIn(begun, 'member-2')).toMatchObject({
      stage: 'committee-review',
      step: 'voting',
      act: 'ballot.cast',
      optional: false,
      // Due at the end of Friday; Tuesday is 1 Muharam.
      workingDaysLeft: 3,
      progress: { done: 2, total: 5 },
      conflict: 'none',
      blocked: null,
      overdue: false,
      deadline: { explanation: { workingDays: 3 } },
    });
  });

  test('asks for the declaration first and tells the undeclared nothing of the others', async () => {
    const begun = await bringTo(world, 'declaring');
    await declare(begun, 'chair');
    expect(await itemIn(begun, 'member-1')).toMatchObject({
      act: 'interest.declare',
      conflict: 'not-declared',
      progress: null,
    });
    expect(await owedIn(begun, 'chair')).toEqual([]);
  });

  test('shows a recused member nothing of the selection, neither owed nor next', async () => {
    const begun = await bringTo(world, 'declaring');
    for (const name of ['chair', 'member-1', 'member-2', 'member-3']) await declare(begun, name);
    await declare(begun, 'member-4', { in: 0, interest: 'actual' });
    const { items, next } = await inboxOf('member-4');
    expect(items.map(({ selection }) => selection.id)).not.toContain(begun.selectionId);
    expect(next?.selectionId).not.toBe(begun.selectionId);
  });
});

describe('a candidate', () => {
  test('confirms the own data once, and owes nothing after a withdrawal', async () => {
    const begun = await bringTo(world, 'nomination');
    const people = [1, 2].map((number) => world.people[number - 1]?.personId ?? '');
    for (const personId of people)
      await nominate(world.house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
    expect(await owedIn(begun, 'candidate-1')).toEqual([]);
    expect(await owedIn(begun, 'candidate-3')).toEqual(['nomination.file']);
    expect(await owedIn(begun, 'hr')).toEqual(['pool.complete', 'nomination.file']);
    await completePool(world.house, world.act('hr', begun.selectionId));
    await advance(begun);
    expect(await itemIn(begun, 'candidate-1')).toMatchObject({ act: 'data.confirm', progress: null, conflict: null });
    const content = { by: 'candidate', candidate: (await refsOf(begun, [1]))[0], reason: null };
    await carryOutDirectly(begun, { name: 'withdraw', by: 'candidate-1', content, handler: withdraw });
    expect(await owedIn(begun, 'candidate-1')).toEqual([]);
    expect(await owedIn(begun, 'candidate-2')).toEqual(['data.confirm']);
  });
});

test('HR answers corrections', async () => {
  const begun = await bringTo(world, 'nomination');
  const personId = world.people[4]?.personId ?? '';
  await nominate(world.house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
  await completePool(world.house, world.act('hr', begun.selectionId));
  await advance(begun);
  expect(await owedIn(begun, 'hr')).toEqual([]);
  const dispute = { field: 'fieldOfStudy', reason: 'Ijazah terakhir belum tercatat.' } as const;
  await requestCorrection(world.house, world.act('candidate-5', begun.selectionId), dispute);
  expect(await owedIn(begun, 'hr')).toEqual(['correction.answer']);
  expect(await owedIn(begun, 'candidate-5')).toEqual([]);
});

test('HR verifies what the data leave unknown', async () => {
  const { house } = world;
  const { selectionId } = await draftSelection(house, {
    asker: world.account('hr'),
    session: null,
    entryId: randomUUID(),
    agency,
    postId: world.vacancies.at(-2) ?? '',
    plannedOn: '2026-09-01',
    policy: 'asn',
  });
  const label = { id: 'Nilai talenta', en: 'Talent value' };
  const criteria = [{ code: 'talent', label, source: 'talent-value' as const, weight: '100' }];
  // Nobody has stated whether the post is frozen: that gate stays UNKNOWN.
  const vacancy = { fieldsOfStudy: null, frozen: null, election: 'none' as const };
  await draftCriteria(house, world.act('hr', selectionId), { criteria, vacancy });
  expect(await owedIn({ selectionId }, 'hr')).toEqual(['criteria.seal']);
  const { digest } = await world.admin.one<{ digest: Buffer }>('SELECT digest FROM criteria WHERE selection_id = $1', [
    selectionId,
  ]);
  await seal(house, world.act('secretary', selectionId), digest.toString('hex'));
  expect(await owedIn({ selectionId }, 'secretary')).toEqual([]);
  expect(await itemIn({ selectionId }, 'authority')).toMatchObject({ act: 'criteria.countersign', progress: null });
  await countersign(house, world.act('authority', selectionId), digest.toString('hex'));
  await advance({ world, selectionId });
  const personId = world.people[0]?.personId ?? '';
  await nominate(house, world.act('hr', selectionId), { personId, way: 'hr', note: null });
  await completePool(house, world.act('hr', selectionId));
  await advance({ world, selectionId });
  expect(await itemIn({ selectionId }, 'hr')).toMatchObject({ act: 'gate.verify', progress: { done: 0, total: 1 } });
});

test('an assessor counts the own sheets', async () => {
  const begun = await bringTo(world, 'assessment', { candidates: [1, 2] });
  await assignAssessor(world.house, world.act('hr', begun.selectionId), {
    accountId: world.account('assessor-1').accountId,
  });
  const scores = [{ criterion: 'panel', score: '80', reason: 'Cukup jelas.' }];
  const sheet = { candidateRef: begun.refs[0] ?? '', scores };
  await submitSheet(world.house, world.act('assessor-1', begun.selectionId), sheet);
  expect(await itemIn(begun, 'assessor-1')).toMatchObject({ act: 'sheet.submit', progress: { done: 1, total: 2 } });
  expect(await owedIn(begun, 'assessor-2')).toEqual([]);
});

test('criteria that are sealed wait for another hand, before there is a stage', async () => {
  const { selectionId } = await draftSelection(world.house, {
    asker: world.account('hr'),
    session: null,
    entryId: randomUUID(),
    agency,
    postId: world.vacancies.at(-1) ?? '',
    plannedOn: '2026-09-01',
    policy: 'asn',
  });
  const item = await itemIn({ selectionId }, 'hr');
  expect(item).toMatchObject({
    stage: null,
    step: null,
    act: 'criteria.draft',
    dueAt: null,
    progress: { done: 0, total: 2 },
  });
});

test('what a concurrence waits for has the lapse of the outside authority as its term', async () => {
  const begun = await bringTo(world, 'choosing');
  expect(await owedIn(begun, 'authority')).toEqual(['choice.make']);
  await chooseFirst(begun);
  expect(await itemIn(begun, 'hr')).toMatchObject({
    act: 'concurrence.reply',
    optional: true,
    dueAt: '2026-06-23T17:00:00.000000Z',
    workingDaysLeft: 5,
    deadline: { explanation: { workingDays: 5 }, nudges: [] },
  });
});

test('while nothing is owed it says what comes next and when', async () => {
  const begun = await bringTo(world, 'assessment', { candidates: [1] });
  const seats = ['chair', 'member-1', 'member-2', 'member-3', 'successor'].map((name, index) => ({
    seat: index + 1,
    role: index === 0 ? ('chair' as const) : ('member' as const),
    account: world.account(name).accountId,
  }));
  await appointSeats(world.house, world.act('secretary', begun.selectionId), seats);
  const { due_at: at } = await stageOf(begun);
  const { items, next } = await inboxOf('successor');
  expect({ items, next }).toMatchObject({ items: [], next: { selectionId: begun.selectionId, step: 'declaring', at } });
  expect(await inboxOf('auditor')).toMatchObject({ items: [], next: null });
});

test('the own acts of the last seven days are named by their entries, newest first, and nobody else sees them', async () => {
  const begun = await bringTo(world, 'voting');
  const receipt = await vote(begun, 'member-3', 'approve');
  const { done } = await inboxOf('member-3');
  expect(done[0]).toMatchObject({ type: 'ballot.cast/1', entry: receipt.entry, selection: { id: begun.selectionId } });
  expect(done[1]).toMatchObject({ type: 'interest.declared/1' });
  expect((await inboxOf('assessor-3')).done).toEqual([]);
  await world.runClockFrom('2026-06-23T02:00:00.000000Z');
  expect((await inboxOf('member-3')).done).toEqual([]);
  await world.runClockFrom(beginsAt);
});

test('the number of queries does not grow with the number of selections', async () => {
  const asked = async () => {
    let count = 0;
    const counting = <S extends Sql>(sql: S): S => ({
      ...sql,
      rows: (text: string, values?: readonly unknown[]) => {
        count += 1;
        return sql.rows(text, values);
      },
      one: (text: string, values?: readonly unknown[]) => {
        count += 1;
        return sql.one(text, values);
      },
      maybe: (text: string, values?: readonly unknown[]) => {
        count += 1;
        return sql.maybe(text, values);
      },
    });
    const { db } = world.house;
    const transaction: typeof db.transaction = (viewer, work) => db.transaction(viewer, (tx) => work(counting(tx)));
    await readInbox({ ...world.house, db: { ...db, transaction } }, world.account('hr'));
    return count;
  };
  const before = await asked();
  await bringTo(world, 'nomination');
  await bringTo(world, 'voting', { candidates: [1] });
  expect(await asked()).toBe(before);
});
