import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tickPlan } from '#features/plans/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies, publishMap } from '#test/support/mapped.ts';
import { completion, plansIn } from '#test/support/planned.ts';
import { erase, retire } from '#test/support/privacy.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** What a confirmed action leaves in the record of a person, and what an erasure leaves of a plan. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 5 });
  edge = await openWorldEdge(world);
  await nameStudies(world);
  await publishMap(world);
  const { admin } = world;
  await admin.run(`ALTER TABLE people DISABLE TRIGGER couple_entry`);
  await admin.run(`UPDATE people SET record = jsonb_set(record, '{courses}', '{"source": "siasn", "items": []}')`);
  await admin.run(`ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry`);
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const { personOf, codeOf, done, entryOf, planWith, confirmed } = plansIn(() => ({ world, edge }));

test('evidence does not reach what a selection has frozen', async () => {
  await bringTo(world, 'choosing', { candidates: [2] });
  const frozen = () =>
    world.admin.one('SELECT record, record_digest FROM candidates WHERE person_id = $1', [personOf(2)]);
  const before = await frozen();
  const { at, actionId } = await planWith(2, { kind: 'award' });
  const said = { action: actionId, ...completion, word: 'nasional' };
  const report = await entryOf('candidate-2', `${at}/completions`, said);
  await done('hr', `${at}/confirmations`, { action: actionId, report });
  const { awards } = await world.admin.one<{ awards: { items: { level: string }[] } }>(
    `SELECT record->'awards' AS awards FROM people WHERE id = $1`,
    [personOf(2)],
  );
  expect([await frozen(), awards.items.at(-1)?.level]).toEqual([before, 'nasional']);
});

test('whoever is erased leaves the course of their plan and no word of it, nor their name in the plan of another', async () => {
  const { planId, at, actionId } = await planWith(5, { kind: 'course' });
  await confirmed(5, { at, actionId });
  const { planId: other, at: there } = await planWith(3, { kind: 'coaching' });
  await done('hr', `${there}/mentor`, { account: world.account('candidate-5').accountId });
  const goal = { text: 'Bersama Kandidat 5 memimpin tim.', indicator: null };
  const { itemId: goalId } = await done('candidate-3', `${there}/goals`, goal);
  await done('hr', `${there}/agreements`, { item: goalId });
  const asked = { goal: goalId, kind: 'course', text: 'Kursus bersama Kandidat 5', dueOn: '2026-09-01' };
  const { itemId } = await done('candidate-3', `${there}/actions`, asked);
  await done('hr', `${there}/agreements`, { item: itemId });
  await confirmed(3, { at: there, actionId: String(itemId) });
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
    `SELECT content->>'text' AS text FROM plan_goals WHERE plan_id = $1 AND id = $2`,
    [other, goalId],
  );
  expect([named.text.includes('Kandidat 5'), named.text.includes('memimpin tim')]).toEqual([false, true]);
  const kept = await world.admin.one<{ said: string; evidence: { number: string }; record: string; items: number }>(
    `SELECT a.content->>'text' AS said, a.evidence, e.record::text AS record, jsonb_array_length(e.record->'courses'->'items') AS items
     FROM plan_actions a JOIN plans p ON p.id = a.plan_id JOIN people e ON e.id = p.person_id WHERE a.id = $1`,
    [itemId],
  );
  expect([kept.said.includes('Kandidat 5'), kept.evidence.number, kept.items]).toEqual([false, completion.number, 1]);
  expect(`${JSON.stringify(kept.evidence)}${kept.record}`).not.toContain('Kandidat 5');
  const openings = await world.admin.rows(
    `SELECT o.field FROM vault.openings o JOIN ledger.entries e ON e.id = o.entry_id
     WHERE e.stream = $1 AND o.field <> 'person'`,
    [`plan/${planId}`],
  );
  expect([openings, await tickPlan(world.house, planId)]).toEqual([[], { state: 'closed', inMs: null }]);
  expect(await codeOf('hr', `${at}/closing`, { outcome: 'discontinued', text: 'x' })).toBe('thing.missing');
});
