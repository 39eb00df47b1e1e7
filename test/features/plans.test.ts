import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { planSource } from '#domain/plan-evidence.ts';
import { checkRecordIn } from '#features/fsck/service.ts';
import { readPlace } from '#features/mapping/places.ts';
import { tickPlan } from '#features/plans/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies, publishMap } from '#test/support/mapped.ts';
import { planAttacks, type ShownPlan } from '#test/support/plan-attacks.ts';
import { erase, post, retire } from '#test/support/privacy.ts';
import { bringTo } from '#test/support/selection-builders.ts';
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

const personOf = (number: number) => world.people[number - 1]?.personId ?? '';
const codeOf = async (by: string, path: string, body: unknown) => (await post(edge, by)(path, body)).code ?? 'done';
const ground = 'Kotak pada peta talenta terbit.';
const opening = (person: string, until = '2028-06-15') => ({ agency, person, until, ground });

async function shown(by: string, planId: string): Promise<ShownPlan> {
  const answer = await edge.ask(by, `/plans/${planId}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as ShownPlan;
}

/** What an accepted act answers. */
async function done(by: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const said = await post(edge, by)(path, body);
  expect({ path, status: said.status, code: said.code }).toEqual({ path, status: 201, code: undefined });
  return said.body;
}

const completion = {
  doneOn: '2026-06-14',
  startedOn: null,
  number: 'SRT-1/2026',
  hours: 40,
  validUntil: null,
  word: null,
  evidence: 'Sertifikat SRT-1/2026',
};

/** A plan of a person with one agreed action. */
async function planWith(number: number, action: { kind: string; dueOn?: string }) {
  const { planId } = await done('hr', '/plans', opening(personOf(number)));
  const at = `/plans/${String(planId)}`;
  const goal = await done('hr', `${at}/goals`, { text: 'Memperkuat kompetensi.', indicator: 'D' });
  await done(`candidate-${number}`, `${at}/agreements`, { item: goal['itemId'] });
  const asked = { goal: goal['itemId'], text: 'Pelatihan analisis data', dueOn: '2026-09-01', ...action };
  const { itemId } = await done('hr', `${at}/actions`, asked);
  await done(`candidate-${number}`, `${at}/agreements`, { item: itemId });
  return { planId: String(planId), at, actionId: String(itemId), goalId: String(goal['itemId']) };
}

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
    const report = { action: plan.actionId, ...completion };
    expect([
      await codeOf('hr', `${plan.at}/confirmations`, { action: plan.actionId }),
      await codeOf('hr', `${plan.at}/completions`, report),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, number: null }),
      await codeOf('member-1', `${plan.at}/completions`, { ...report, doneOn: '2026-06-16' }),
    ]).toEqual(['plan.not-reported', 'plan.other-part', 'plan.evidence-missing', 'plan.done-ahead']);
    await done('member-1', `${plan.at}/completions`, report);
    await done('hr', `${plan.at}/returns`, { action: plan.actionId, reason: 'Nomor tidak terbaca.' });
    expect((await shown('hr', plan.planId)).actions[0]).toMatchObject({
      state: 'agreed',
      reason: 'Nomor tidak terbaca.',
    });
    await done('candidate-1', `${plan.at}/completions`, report);
    expect([
      await codeOf('candidate-1', `${plan.at}/confirmations`, { action: plan.actionId }),
      await codeOf('hr', `${plan.at}/closing`, { outcome: 'achieved', text: 'x' }),
    ]).toEqual(['plan.other-part', 'plan.reports-open']);
    const { receipt } = await done('hr', `${plan.at}/confirmations`, { action: plan.actionId });
    const { entry } = receipt as { entry: string };
    const [action] = (await shown('candidate-1', plan.planId)).actions;
    expect(action).toMatchObject({ state: 'confirmed', evidence: entry, isInRecord: true, may: [] });
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

  test('finds every column of a plan compared', async () => {
    const { admin } = world;
    const columns = await admin.rows<{ name: string; column: string }>(
      `SELECT table_name AS name, column_name AS column FROM information_schema.columns
       WHERE table_name LIKE 'plan%' AND column_name NOT IN ('id', 'plan_id', 'entry_id') AND table_schema = 'public'`,
    );
    expect(columns.length).toBeGreaterThan(35);
    const fold = readFileSync('src/ledger/fold/plan.ts', 'utf8');
    expect(columns.filter(({ column }) => !new RegExp(`\\b${column}\\b`).test(fold))).toEqual([]);
  });
});

test('evidence does not reach what a selection has frozen', async () => {
  await bringTo(world, 'choosing', { candidates: [2] });
  const frozen = () =>
    world.admin.one('SELECT record, record_digest FROM candidates WHERE person_id = $1', [personOf(2)]);
  const before = await frozen();
  const { at, actionId } = await planWith(2, { kind: 'award' });
  await done('candidate-2', `${at}/completions`, { action: actionId, ...completion, word: 'nasional' });
  await done('hr', `${at}/confirmations`, { action: actionId });
  const { awards } = await world.admin.one<{ awards: { items: { level: string }[] } }>(
    `SELECT record->'awards' AS awards FROM people WHERE id = $1`,
    [personOf(2)],
  );
  expect([await frozen(), awards.items.at(-1)?.level]).toEqual([before, 'nasional']);
});

test('whoever is erased leaves the course of their plan and no word of it, nor their name in the plan of another', async () => {
  const { planId, at, actionId } = await planWith(5, { kind: 'course' });
  await done('candidate-5', `${at}/completions`, { action: actionId, ...completion });
  await done('hr', `${at}/confirmations`, { action: actionId });
  const { items } = (await (await edge.ask('candidate-3', '/plans/own')).json()) as { items: { id: string }[] };
  const other = items[0]?.id ?? '';
  await done('hr', `/plans/${other}/mentor`, { account: world.account('candidate-5').accountId });
  await done('candidate-3', `/plans/${other}/goals`, { text: 'Bersama Kandidat 5 memimpin tim.', indicator: null });
  await retire(world, personOf(5));
  expect((await erase(edge, { person: personOf(5), basis: 'unlawful-processing' })).status).toBe(201);
  const left = await world.admin.one(
    `SELECT p.content, g.content AS goal, a.content AS action, a.report, a.evidence, a.state FROM plans p
     JOIN plan_goals g ON g.plan_id = p.id JOIN plan_actions a ON a.plan_id = p.id WHERE p.id = $1`,
    [planId],
  );
  const nothing = { content: null, goal: null, action: null, report: null, evidence: null };
  expect(left).toEqual({ ...nothing, state: 'confirmed' });
  const named = await world.admin.one<{ text: string }>(
    `SELECT content->>'text' AS text FROM plan_goals WHERE plan_id = $1`,
    [other],
  );
  expect([named.text.includes('Kandidat 5'), named.text.includes('memimpin tim')]).toEqual([false, true]);
  const openings = await world.admin.rows(
    `SELECT o.field FROM vault.openings o JOIN ledger.entries e ON e.id = o.entry_id
     WHERE e.stream = $1 AND o.field <> 'person'`,
    [`plan/${planId}`],
  );
  expect([openings, await tickPlan(world.house, planId)]).toEqual([[], { state: 'closed', inMs: null }]);
  expect(await codeOf('hr', `${at}/closing`, { outcome: 'discontinued', text: 'x' })).toBe('thing.missing');
});
