import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readBoard } from '#features/boards/board.ts';
import { remind } from '#features/conduct/reminders.ts';
import { completePool, nominate } from '#features/nominations/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { advance, bringTo, type Case, conducts, declare, tickLive, vote } from '#test/support/selection-builders.ts';
import { beginsAt, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterEach(async () => {
  await world.runClockFrom(beginsAt);
  await expectLedgerIntact(world.addresses);
});
afterAll(async () => {
  await edge.close();
  await world.close();
});

type Item = ReturnType<Awaited<ReturnType<typeof readBoard>>['itemOf']>;

interface Board {
  readonly items: Item[];
  readonly next: string | null;
  readonly totals: Record<string, number>;
  readonly durations: Record<string, unknown>;
}

async function boardOf(name: string, query = ''): Promise<Board> {
  const answer = await edge.ask(name, `/board${query}`);
  expect({ query, status: answer.status }).toEqual({ query, status: 200 });
  return (await answer.json()) as Board;
}

async function rowOf({ selectionId }: Case, name: string): Promise<Item | undefined> {
  const { items } = await boardOf(name, '?limit=200&state=all');
  return items.find(({ id }) => id === selectionId);
}

describe('a row of the board', () => {
  test('says where the selection stands, who is awaited and how far they are', async () => {
    const begun = await bringTo(world, 'voting');
    for (const name of ['chair', 'member-1', 'member-2']) await vote(begun, name, 'abstain');
    await world.runClockFrom('2026-06-17T02:00:00.000000Z');
    expect(await rowOf(begun, 'secretary')).toMatchObject({
      level: 'jpt-pratama',
      unit: 'badan-contoh',
      state: 'running',
      // From Monday to Wednesday; Tuesday is 1 Muharam.
      ageWorkingDays: 1,
      stageAgeWorkingDays: 1,
      workingDaysLeft: 2,
      blocked: null,
      awaiting: [{ who: 'member', count: 2, names: ['member-3', 'member-4'] }],
      progress: { done: 3, total: 5 },
      remindersSent: 0,
      stages: [
        { kind: 'nomination', attempt: 1, state: 'closed' },
        { kind: 'assessment', state: 'closed' },
        { kind: 'committee-review', state: 'open', step: 'voting' },
      ],
    });
  });

  test('counts the reminders of its stage and says when the last one was', async () => {
    const begun = await bringTo(world, 'declaring');
    const { at } = await remind(world.house, conducts, world.act('secretary', begun.selectionId));
    expect(await rowOf(begun, 'hr')).toMatchObject({ remindersSent: 1, lastRemindedAt: at });
  });

  test('names nobody to whom names are not open, and counts nothing for whom the counts are not', async () => {
    const begun = await bringTo(world, 'declaring');
    await declare(begun, 'chair');
    await declare(begun, 'member-1', { in: 0, interest: 'actual' });
    expect(await rowOf(begun, 'chair')).toMatchObject({ awaiting: [{ who: 'member', count: 3, names: [] }] });
    const nothing = { awaiting: [], progress: null, cure: [] };
    for (const name of ['member-1', 'member-2', 'authority', 'candidate'])
      expect(await rowOf(begun, name)).toMatchObject(nothing);
    expect(await rowOf(begun, 'auditor')).toMatchObject({ awaiting: [{ count: 3, names: [] }], progress: { done: 2 } });
  });

  test('says what blocks the selection and what would cure it', async () => {
    const begun = await bringTo(world, 'assessment', { candidates: [1] });
    await tickLive(begun);
    expect(await rowOf(begun, 'hr')).toMatchObject({
      blocked: 'assessment.assessors-missing',
      cure: [{ code: 'assessor.assign', count: 1 }],
    });
  });

  test('names candidates by their codes', async () => {
    const begun = await bringTo(world, 'nomination');
    const personId = world.people[0]?.personId ?? '';
    await nominate(world.house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
    await completePool(world.house, world.act('hr', begun.selectionId));
    await advance(begun);
    expect(await rowOf(begun, 'hr')).toMatchObject({
      awaiting: [{ who: 'candidate', count: 1, names: [expect.stringMatching(/^K-\d\d$/)] }],
      progress: { done: 0, total: 1 },
    });
  });

  test('of an ended selection waits for nobody', async () => {
    const begun = await bringTo(world, 'choosing', { candidates: [5] });
    expect(await rowOf(begun, 'authority')).toMatchObject({ awaiting: [{ who: 'authority', count: 1, names: [] }] });
    await placeFirst(begun, '2026-06-15');
    expect(await rowOf(begun, 'hr')).toMatchObject({ state: 'placed', dueAt: null, awaiting: [], progress: null });
    expect((await boardOf('hr', '?state=ended')).items.map(({ id }) => id)).toContain(begun.selectionId);
    expect((await boardOf('hr')).items.map(({ id }) => id)).not.toContain(begun.selectionId);
  });
});

describe('the board', () => {
  test('is paged in the order that was asked for, every selection once', async () => {
    for (const sort of ['due', 'age', 'number']) {
      const all = (await boardOf('hr', `?sort=${sort}&state=all&limit=200`)).items.map(({ id }) => id);
      const paged: string[] = [];
      for (let path: string | null = `/board?sort=${sort}&state=all&limit=2`; path !== null; ) {
        const page: Board = await boardOf('hr', path.slice(path.indexOf('?')));
        paged.push(...page.items.map(({ id }) => id));
        path = page.next;
      }
      expect({ sort, paged }).toEqual({ sort, paged: all });
    }
    const due = (await boardOf('hr', '?limit=200')).items.map(({ dueAt }) => dueAt ?? 'without');
    expect(due).toEqual(due.toSorted());
  });

  test('refuses the cursor of another order', async () => {
    const { next } = await boardOf('hr', '?sort=number&limit=1&state=all');
    const cursor = new URLSearchParams(next?.split('?')[1]).get('cursor') ?? '';
    const answer = await edge.ask('hr', `/board?sort=due&cursor=${cursor}`);
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject({
      status: 400,
      code: 'input.invalid',
    });
  });

  test('is filtered by stage, step, blockage, level, unit and part of a title or code', async () => {
    const ids = async (query: string) => (await boardOf('hr', `?limit=200&${query}`)).items.map(({ id }) => id);
    const [chosen] = (await boardOf('hr', '?step=voting')).items;
    expect(chosen?.stages.at(-1)).toMatchObject({ step: 'voting' });
    expect(await ids(`q=${chosen?.code.slice(-3)}`)).toEqual([chosen?.id]);
    expect(await ids('q=100%25')).toEqual([]);
    expect(await ids('stage=committee-review&unit=badan-contoh&level=jpt-pratama')).toContain(chosen?.id);
    expect(await ids('unit=dinas-lain')).toEqual([]);
    expect(await ids('level=pengawas')).toEqual([]);
    expect(await ids('agency=provinsi')).toEqual([]);
    const blocked = (await boardOf('hr', '?blocked=true')).items;
    expect(blocked.every((item) => item.blocked !== null) && blocked.length > 0).toBe(true);
    expect(await ids('blocked=false')).not.toContain(blocked[0]?.id);
  });

  test('counts what is live, blocked, overdue and due soon under the same filters', async () => {
    const { items, totals } = await boardOf('hr', '?limit=200');
    const blocked = items.filter((item) => item.blocked !== null).length;
    const soon = items.filter(({ workingDaysLeft }) => workingDaysLeft !== null && workingDaysLeft <= 2).length;
    expect(totals).toEqual({ live: items.length, blocked, overdue: 0, dueSoon: soon });
    await world.runClockFrom('2026-08-03T02:00:00.000000Z');
    const due = items.filter(({ dueAt }) => dueAt !== null).length;
    expect((await boardOf('hr')).totals).toEqual({ live: items.length, blocked, overdue: due, dueSoon: 0 });
    expect((await boardOf('hr', '?agency=provinsi')).totals).toEqual({ live: 0, blocked: 0, overdue: 0, dueSoon: 0 });
  });

  test('measures closed stages in working days, and nothing from fewer than five', async () => {
    const { durations } = await boardOf('hr');
    const { n } = await world.admin.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM stages WHERE kind = 'nomination' AND state = 'closed'`,
    );
    expect(n).toBeGreaterThan(4);
    expect(durations).toMatchObject({ nomination: { count: n, median: 0, p90: 0 }, placement: null });
    expect((await boardOf('hr', '?agency=provinsi')).durations).toMatchObject({ nomination: null });
  });

  test.each(['hr', 'secretary', 'auditor', 'member-1', 'assessor-1', 'candidate'])(
    'says of one selection what its row says: %s',
    async (name) => {
      const { items } = await boardOf(name, '?limit=200&state=all');
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) {
        const answer = await edge.ask(name, `/selections/${item.id}/standing`);
        expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: item });
      }
    },
  );

  test('is empty for whoever has no part and no role', async () => {
    expect(await boardOf('unit-head')).toMatchObject({
      items: [],
      totals: { live: 0 },
      durations: { nomination: null },
    });
  });
});
