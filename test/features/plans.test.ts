import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { planSource } from '#domain/plan-evidence.ts';
import { checkRecordIn } from '#features/fsck/service.ts';
import { readPlace } from '#features/mapping/places.ts';
import { tickPlan } from '#features/plans/service.ts';
import { planFolding } from '#ledger/fold/plan.ts';
import { StreamFold } from '#ledger/fold/stream-fold.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies, publishMap } from '#test/support/mapped.ts';
import { bareEntry, planAttacks } from '#test/support/plan-attacks.ts';
import { completion, opening, plansIn } from '#test/support/planned.ts';
import { post } from '#test/support/privacy.ts';
import { lookAfter, quietly } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** A development plan over HTTP, from the box it stands on to the evidence that the next map counts. */

let world: World;
let edge: WorldEdge;
let firstMap: string;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 5 });
  edge = await openWorldEdge(world);
  await nameStudies(world);
  firstMap = await publishMap(world);
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const { personOf, codeOf, shown, done, entryOf, planWith } = plansIn(() => ({ world, edge }));

test('is opened by the office alone, on the box of the newest published map, and once', async () => {
  expect([
    await codeOf('secretary', '/plans', opening(personOf(3))),
    await codeOf('candidate-3', '/plans', opening(personOf(3))),
    await codeOf('hr', '/plans', opening(personOf(3), '2026-06-15')),
    await codeOf('hr', '/plans', opening(personOf(3), '2036-06-15')),
    await codeOf('hr', '/plans', opening(randomUUID())),
  ]).toEqual(['thing.missing', 'thing.missing', 'plan.day-past', 'plan.too-long', 'thing.missing']);
  const key = randomUUID();
  const first = await post(edge, 'hr')('/plans', opening(personOf(3)), key);
  const again = await post(edge, 'hr')('/plans', opening(personOf(3)), key);
  expect([first.status, again.body]).toEqual([201, first.body]);
  expect(await codeOf('hr', '/plans', opening(personOf(3)))).toBe('plan.open-already');
  const both = await Promise.all([2, 2].map((number) => post(edge, 'hr')('/plans', opening(personOf(number)))));
  expect(both.map(({ code = 'done' }) => code).toSorted()).toEqual(['done', 'plan.open-already']);
  const opened = both.find(({ status }) => status === 201);
  await done('hr', `/plans/${String(opened?.body['planId'])}/closing`, { outcome: 'discontinued', text: 'x' });
  const plan = await shown('candidate-3', String(first.body['planId']));
  const { box } = await world.admin.one<{ box: number }>(
    'SELECT box FROM mapping_boxes WHERE run_id = $1 AND person_id = $2',
    [firstMap, personOf(3)],
  );
  expect([plan.box, plan.mapId, plan.reviewOn, plan.handling !== null]).toEqual([box, firstMap, '2027-06-15', true]);
});

describe('a plan', () => {
  let plan: Awaited<ReturnType<typeof planWith>>;
  beforeAll(async () => {
    plan = await planWith(1, { kind: 'course' });
  });

  test('is seen by the person, the office, the mentor and auditors, and is not there for others', async () => {
    await done('hr', `${plan.at}/mentor`, { account: world.account('member-1').accountId });
    const readers = ['hr', 'candidate-1', 'member-1', 'auditor', 'candidate-2', 'secretary', 'member-2', 'chair'];
    const answers = await Promise.all(readers.map(async (by) => (await edge.ask(by, plan.at)).status));
    expect(answers).toEqual([200, 200, 200, 200, 404, 404, 404, 404]);
    const listed = await Promise.all(
      ['hr', 'auditor', 'chair'].map(async (by) => (await edge.ask(by, `/plans?agency=${agency}`)).status),
    );
    expect(listed).toEqual([200, 200, 404]);
    const own = (await (await edge.ask('member-1', '/plans/own')).json()) as {
      items: { id: string; isOwn: boolean }[];
    };
    expect(own.items).toMatchObject([{ id: plan.planId, isOwn: false }]);
    expect((await shown('member-1', plan.planId)).mentor).toBe('member-1');
  });

  test('is agreed by both sides: none agrees for the other, and silence does not', async () => {
    const { itemId } = await done('candidate-1', `${plan.at}/goals`, { text: 'Memimpin tim.', indicator: 'T' });
    const item = { item: itemId };
    expect([
      await codeOf('candidate-1', `${plan.at}/agreements`, item),
      await codeOf('member-1', `${plan.at}/agreements`, item),
      await codeOf('hr', `${plan.at}/actions`, { goal: itemId, kind: 'team', text: 'x', dueOn: '2026-09-01' }),
      await codeOf('hr', `${plan.at}/goals`, { text: 'x', indicator: 'X' }),
      await codeOf('hr', `${plan.at}/actions`, { goal: plan.goalId, kind: 'team', text: 'x', dueOn: '2028-06-16' }),
      await codeOf('hr', `${plan.at}/mentor`, { account: world.account('candidate-1').accountId }),
      await codeOf('hr', `${plan.at}/mentor`, { account: randomUUID() }),
    ]).toEqual([
      'plan.same-side',
      'plan.other-part',
      'plan.goal-not-agreed',
      'plan.indicator-unknown',
      'plan.after-end',
      'plan.mentor-self',
      'plan.mentor-unknown',
    ]);
    await done('hr', `${plan.at}/agreements`, item);
    expect(await codeOf('hr', `${plan.at}/agreements`, item)).toBe('plan.item-settled');
  });

  test('takes a completed action as evidence once the office has confirmed it, and the next map counts and names it', async () => {
    const { admin, house } = world;
    await admin.run(`ALTER TABLE people DISABLE TRIGGER couple_entry`);
    await admin.run(`UPDATE people SET record = jsonb_set(record, '{courses}', '{"source": "siasn", "items": []}')`);
    await admin.run(`ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry`);
    const [action, report] = [plan.actionId, { action: plan.actionId, ...completion }];
    expect([
      await codeOf('hr', `${plan.at}/confirmations`, { action, report: randomUUID() }),
      await codeOf('hr', `${plan.at}/completions`, report),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, number: null }),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, number: '12/2026 Siti Aminah' }),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, doneOn: '2026-06-16' }),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, doneOn: '1950-01-01' }),
    ]).toEqual([
      'plan.not-reported',
      'plan.other-part',
      'plan.evidence-missing',
      'input.invalid',
      'plan.done-ahead',
      'plan.done-before',
    ]);
    const first = await entryOf('member-1', `${plan.at}/completions`, report);
    await done('hr', `${plan.at}/returns`, { action, report: first, reason: 'Nomor tidak terbaca.' });
    expect((await shown('hr', plan.planId)).actions[0]).toMatchObject({
      state: 'agreed',
      reason: 'Nomor tidak terbaca.',
    });
    const second = await entryOf('candidate-1', `${plan.at}/completions`, report);
    expect((await shown('hr', plan.planId)).actions[0]).toMatchObject({ reportEntry: second });
    expect([
      await codeOf('candidate-1', `${plan.at}/confirmations`, { action, report: second }),
      await codeOf('hr', `${plan.at}/confirmations`, { action, report: first }),
      await codeOf('hr', `${plan.at}/returns`, { action, report: first, reason: 'x' }),
      await codeOf('hr', `${plan.at}/closing`, { outcome: 'achieved', text: 'x' }),
    ]).toEqual(['plan.other-part', 'input.stale', 'input.stale', 'plan.reports-open']);
    const entry = await entryOf('hr', `${plan.at}/confirmations`, { action, report: second });
    expect((await shown('candidate-1', plan.planId)).actions[0]).toMatchObject({
      state: 'confirmed',
      evidence: entry,
      isInRecord: true,
      may: [],
    });
    const mapId = await publishMap(world);
    const asked = { asker: world.account('hr'), personId: personOf(1) };
    const [before, after] = [
      await readPlace(house, { ...asked, mapId: firstMap }),
      await readPlace(house, { ...asked, mapId }),
    ];
    const certificates = (place: typeof after) =>
      place.explanation.indicators.flatMap(({ parts }) => parts).find(({ code }) => code === 'D.cert');
    expect(certificates(after)?.value).toBe('1');
    expect(certificates(after)?.source).toBe(`siasn, ${planSource(plan.planId, entry)}`);
    expect(certificates(after)?.rows).toMatchObject([
      { source: planSource(plan.planId, entry), date: completion.doneOn },
    ]);
    expect(certificates(before)?.source).not.toContain('plan:');
  });

  test('reminds once for each day, and decides nothing', async () => {
    const { planId, at, actionId } = await planWith(4, { kind: 'coaching', dueOn: '2026-07-01' });
    const kinds = async () => (await shown('hr', planId)).reminders.map(({ kind, on }) => `${kind} ${on}`);
    expect(await tickPlan(world.house, planId)).toMatchObject({ state: 'open', inMs: expect.any(Number) });
    expect(await kinds()).toEqual([]);
    await world.runClockFrom('2026-06-20T02:00:00.000000Z');
    const { inMs } = await tickPlan(world.house, planId);
    await tickPlan(world.house, planId);
    expect(await kinds()).toEqual(['due-soon 2026-06-17']);
    // Midnight in Jakarta, at the beginning of the day after the action was due.
    expect(Math.round(Number(inMs) / 60_000)).toBe(
      Math.round((Date.parse('2026-07-01T17:00:00Z') - Date.parse('2026-06-20T02:00:00Z')) / 60_000),
    );
    await world.runClockFrom('2026-07-02T02:00:00.000000Z');
    await tickPlan(world.house, planId);
    expect(await kinds()).toEqual(['overdue 2026-07-02', 'due-soon 2026-06-17']);
    expect((await shown('hr', planId)).actions[0]).toMatchObject({ id: actionId, state: 'agreed', isOverdue: true });
    const { plans } = (await (await edge.ask('candidate-4', '/inbox')).json()) as { plans: { act: string }[] };
    expect(plans).toMatchObject([{ act: 'action.complete', planId, isOverdue: true, text: 'Pelatihan analisis data' }]);
    await done('candidate-4', `${at}/drops`, { action: actionId, reason: 'Mentor pindah tugas.' });
    expect(await codeOf('hr', `${at}/drops`, { action: actionId, reason: 'x' })).toBe('plan.action-over');
    expect(await codeOf('candidate-4', `${at}/completions`, { action: actionId, ...completion })).toBe(
      'plan.action-not-agreed',
    );
  });

  test('is reviewed, and closed with what came of it; after that nothing happens in it', async () => {
    expect(await codeOf('candidate-1', `${plan.at}/reviews`, { outcome: 'on-track', text: 'x' })).toBe(
      'plan.other-part',
    );
    await done('member-1', `${plan.at}/reviews`, { outcome: 'on-track', text: 'Sesuai jadwal.' });
    expect(await shown('hr', plan.planId)).toMatchObject({
      reviewOn: '2027-07-02',
      reviews: [{ outcome: 'on-track' }],
    });
    await done('hr', `${plan.at}/closing`, { outcome: 'achieved', text: 'Sasaran tercapai.' });
    expect([
      await codeOf('hr', `${plan.at}/reviews`, { outcome: 'on-track', text: 'x' }),
      (await shown('hr', plan.planId)).may,
      await tickPlan(world.house, plan.planId),
    ]).toEqual(['plan.closed', [], { state: 'closed', inMs: null }]);
    await done('hr', '/plans', opening(personOf(1)));
  });
});

describe('whoever writes past the application', () => {
  const found = async (statement: string) => {
    const { log, keys } = world.house.ledger;
    const { findings } = await lookAfter(
      world,
      (tx) => quietly(tx, [statement]),
      (tx) => checkRecordIn(tx, { log, keys }),
    );
    return findings.filter(({ code }) => code === 'state.fold').map(({ place }) => place.split(' ')[0]);
  };

  test.each(planAttacks)('changes %s and fsck tells: %s', async (table, statement) => {
    const tables = await found(statement);
    expect(tables).toContain(table);
  });

  test.each([
    ['plans', 'plan.opened/1'],
    ['plan_goals', 'goal.proposed/1'],
    ['plan_actions', 'action.proposed/1'],
    ['plan_reminders', 'plan.reminded/1'],
    ['plan_reviews', 'plan.reviewed/1'],
  ])('finds every column of %s compared', async (table, type) => {
    const columns = await world.admin.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    );
    const fold = new StreamFold(`plan/${randomUUID()}`);
    planFolding[type]?.(fold, bareEntry(type));
    const [row = {}] = fold.list(table);
    expect(Object.keys(row).toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
  });
});

test('the plans of an agency come page by page, those that go on first', async () => {
  interface Listed {
    readonly items: { id: string; outcome: string | null }[];
    readonly next: string | null;
  }
  const read = async (path: string) => (await (await edge.ask('auditor', path)).json()) as Listed;
  const whole = await read(`/plans?agency=${agency}`);
  expect([whole.items.length > 3, whole.next]).toEqual([true, null]);
  const states = whole.items.map(({ outcome }) => Number(outcome !== null));
  expect(states).toEqual(states.toSorted());
  const paged: unknown[] = [];
  for (let path: string | null = `/plans?agency=${agency}&limit=2`; path !== null; ) {
    const { items, next }: Listed = await read(path);
    paged.push(...items);
    path = next?.replace('/api/v1', '') ?? null;
  }
  expect(paged).toEqual(whole.items);
  expect((await edge.ask('auditor', `/plans?agency=${agency}&cursor=x`)).status).toBe(400);
});
