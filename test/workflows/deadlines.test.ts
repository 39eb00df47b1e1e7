import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignAssessor, finaliseSheet, submitSheet } from '#features/assessments/service.ts';
import { nominate } from '#features/nominations/service.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { chooseFirst, concur, decree, swearIn } from '#test/support/placing.ts';
import {
  advance,
  attend,
  bringTo,
  type Case,
  declare,
  move,
  refsOf,
  seatCommittee,
  stageOf,
  vote,
} from '#test/support/selection-builders.ts';
import { fastForward, passUntil } from '#test/support/time.ts';
import { endOf, lastDayOf, localDay, workingDaysBefore } from '#test/support/working-calendar.ts';

/** Half a year in which everybody waits until the last moment, or longer: every deadline, reminder and escalation of the pack. */

interface StepRule {
  readonly step: string;
  readonly workingDays: number;
  readonly reminders: readonly number[];
  readonly escalations: readonly { daysBefore: number; to: string }[];
}

const { stages } = JSON.parse(readFileSync('policies/asn/pack.json', 'utf8')) as {
  stages: Record<string, { steps: StepRule[] }>;
};
const rules = Object.values(stages).flatMap(({ steps }) => steps);

let world: ConductedWorld;
let begun: Case;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
  begun = await bringTo(world, 'nomination');
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await world.close();
});

interface Sent {
  readonly at: string;
  readonly kind: string;
}

/** Lets the present step run out; answers its due day and what was sent on which day, beside what the calendars say. */
async function runOut(workingDays?: number) {
  const { step, from, sentBefore } = await present();
  const rule = rules.find((one) => one.step === step);
  if (rule === undefined) throw new Error(`the pack has no step ${step}`);
  const last = lastDayOf(from, workingDays ?? rule.workingDays);
  await passUntil(world, begun.selectionId, { to: endOf(last), passing: fastForward });
  const sent = (await remindersSent()).slice(sentBefore).map(({ at, kind }) => `${kind} ${localDay(at)}`);
  const { due_at } = (await dueBefore(step)) ?? { due_at: null };
  return {
    found: { due: due_at, sent: sent.sort() },
    expected: { due: endOf(last), sent: scheduleOf(rule, last, from) },
  };
}

function scheduleOf({ reminders, escalations }: StepRule, last: string, from: string): string[] {
  const planned = [
    ...reminders.map((daysBefore) => `reminder ${workingDaysBefore(last, daysBefore)}`),
    ...escalations.map(({ daysBefore }) => `escalation ${workingDaysBefore(last, daysBefore)}`),
  ];
  return planned.filter((line) => `${line.split(' ')[1]}T00:30:00.000000Z` > from).sort();
}

async function present() {
  const row = await world.admin.one<{ step: string; from: string }>(
    `SELECT step, deadline->'explanation'->>'receivedAt' AS from FROM stages WHERE selection_id = $1 AND state = 'open'`,
    [begun.selectionId],
  );
  return { ...row, sentBefore: (await remindersSent()).length };
}

async function remindersSent(): Promise<Sent[]> {
  const rows = await world.admin.rows<{ bytes: Buffer }>(
    `SELECT bytes FROM ledger.entries WHERE stream = $1 AND type = 'reminder.sent/1' ORDER BY stream_seq`,
    [`selection/${begun.selectionId}`],
  );
  return rows.map(({ bytes }) => {
    const { at, open } = JSON.parse(bytes.toString('utf8')) as { at: string; open: { kind: string } };
    return { at, kind: open.kind };
  });
}

/** The due instant that was last recorded for a step. */
async function dueBefore(step: string): Promise<{ due_at: string } | undefined> {
  const rows = await world.admin.rows<{ bytes: Buffer }>(
    `SELECT bytes FROM ledger.entries WHERE stream = $1 AND type IN ('stage.opened/1', 'stage.stepped/1', 'deadline.moved/1') ORDER BY stream_seq DESC`,
    [`selection/${begun.selectionId}`],
  );
  const moves = rows.map(
    ({ bytes }) => (JSON.parse(bytes.toString('utf8')) as { open: { due: string; step?: string } }).open,
  );
  const begins = moves.findIndex((open) => open.step === step);
  const [latest] = moves.slice(0, begins + 1).filter((open) => open.step === undefined || open.step === step);
  return latest && { due_at: latest.due };
}

const extend = (workingDays: number) =>
  give(begun, world, { name: 'extend', by: 'hr', content: { workingDays, reason: 'Perlu waktu.' } });

test('nominations close with what is there, at the end of their last day', async () => {
  for (const number of [1, 2, 3]) {
    const personId = world.people[number - 1]?.personId ?? '';
    await nominate(world.house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
  }
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ kind: 'nomination', step: 'data-check', blocked: null });
});

test('candidates who do not answer do not hold the data check', async () => {
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ kind: 'assessment', step: 'independent' });
});

test('sheets that are missing block the assessment until it is extended', async () => {
  begun = { ...begun, refs: await refsOf(begun, [1, 2, 3]) };
  const { accountId } = world.account('assessor-1');
  await assignAssessor(world.house, world.act('hr', begun.selectionId), { accountId });
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'independent', blocked: 'assessment.sheets-missing' });
});

test('an extension has reminders and escalations of its own', async () => {
  await extend(10);
  const { found, expected } = await runOut(10);
  expect(found).toEqual(expected);
});

test('final scores that nobody changed stand as filed', async () => {
  await extend(3);
  await fileSheets(submitSheet);
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ kind: 'committee-review', step: 'declaring' });
});

async function fileSheets(file: typeof submitSheet | typeof finaliseSheet): Promise<void> {
  for (const [index, candidateRef] of begun.refs.entries()) {
    const scores = [{ criterion: 'panel', score: String(90 - 5 * index), reason: 'Cukup jelas.' }];
    await file(world.house, world.act('assessor-1', begun.selectionId), { candidateRef, scores });
  }
  await advance(begun);
}

test('members who have not declared do not hold a committee that has its quorum', async () => {
  await seatCommittee(begun);
  for (const name of begun.seated.slice(0, 4)) await declare(begun, name);
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'deliberating' });
});

test('a committee without a motion is blocked, and does not vote', async () => {
  await attend(begun, begun.seated.slice(0, 3));
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'deliberating', blocked: 'motion.missing' });
});

test('a vote ends at its due instant with the ballots of a quorum', async () => {
  await extend(2);
  await move(begun);
  await advance(begun);
  for (const name of begun.seated.slice(0, 3)) await vote(begun, name, 'approve');
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ kind: 'placement', step: 'choosing' });
});

test('silence of the authority chooses nobody', async () => {
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'choosing', blocked: 'stage.late' });
  await chooseFirst(begun);
});

test('silence of the outside authority is no concurrence', async () => {
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'concurrence', blocked: 'stage.late' });
  await concur(begun, '2026-09-01');
});

test('a decree that does not come is awaited', async () => {
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'decree', blocked: 'stage.late' });
  await decree(begun, { issuedOn: '2026-09-01', effectiveOn: '2026-12-15' });
});

test('an inauguration that does not come is awaited', async () => {
  const { found, expected } = await runOut();
  expect(found).toEqual(expected);
  expect(await stageOf(begun)).toMatchObject({ step: 'inauguration', blocked: 'stage.late' });
  await swearIn(begun, '2026-09-02');
});

test('a placement takes effect in the first moment of its day, half a year after it began', async () => {
  await passUntil(world, begun.selectionId, { to: '2026-12-14T17:00:00.000000Z', passing: fastForward });
  await world.conductor.client.workflow.getHandle(`selection:${begun.selectionId}`).result();
  await keepPath(world, 'half-a-year', begun.selectionId);
  expect(await stageOf(begun)).toMatchObject({ kind: 'placement', state: 'closed', result: 'effective' });
  const { day } = await world.admin.one<{ day: string }>(
    `SELECT (effected_at AT TIME ZONE 'Asia/Jakarta')::date AS day FROM placements WHERE selection_id = $1`,
    [begun.selectionId],
  );
  expect(day).toBe('2026-12-15');
});
