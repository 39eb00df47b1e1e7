import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#platform/database.ts';
import { readInstance } from '#platform/instance.ts';
import { type Conductor, openConductor } from '#platform/temporal.ts';
import { type Demo, joinDemo } from '#test/support/demo.ts';

/** Temporal knows ids, codes and instants of the story, and nothing about its people. */

interface Kept {
  /** What was given to, answered by or attached to workflows and activities. */
  readonly payloads: ReadonlySet<string>;
  /** Every other text of the events. */
  readonly texts: ReadonlySet<string>;
  readonly workflows: readonly string[];
}

let demo: Demo;
let conductor: Conductor;
let admin: Database;
let kept: Kept;
beforeAll(async () => {
  demo = await joinDemo();
  const settings = await readInstance(demo.dataDir);
  conductor = openConductor(settings['TEMPORAL_ADDRESS'] ?? '', settings['TEMPORAL_NAMESPACE'] ?? '');
  admin = openDatabase({ url: settings['DATABASE_URL'] ?? '', poolSize: 1, applicationName: 'test' });
  kept = await readHistories();
});
afterAll(async () => {
  await conductor.close();
  await admin.close();
});

async function readHistories(): Promise<Kept> {
  const payloads = new Set<string>();
  const texts = new Set<string>();
  const workflows: string[] = [];
  for await (const { workflowId, runId, memo, typedSearchAttributes } of conductor.client.workflow.list()) {
    workflows.push(workflowId);
    for (const leaf of leavesOf([memo, typedSearchAttributes.getAll()])) payloads.add(leaf);
    const history = await conductor.client.workflow.getHandle(workflowId, runId).fetchHistory();
    collect(JSON.parse(historyToJSON(history)) as unknown, { payloads, texts });
  }
  return { payloads, texts, workflows };
}

function collect(value: unknown, into: { payloads: Set<string>; texts: Set<string> }): void {
  if (typeof value === 'string') into.texts.add(value);
  if (typeof value !== 'object' || value === null) return;
  const { data, ...rest } = value as { readonly data?: unknown };
  if (typeof data === 'string') {
    for (const leaf of leavesOf(decode(data))) into.payloads.add(leaf);
  } else if (data !== undefined) collect(data, into);
  for (const member of Object.values(rest)) collect(member, into);
}

function decode(data: string): unknown {
  const text = Buffer.from(data, 'base64').toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Every text and number, and every name of a member, in a value. */
function leavesOf(value: unknown): string[] {
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...leavesOf(member)]);
}

test('the story has left histories, of selections and of their stages', () => {
  expect(kept.workflows.length).toBeGreaterThanOrEqual(5 + 4 + 3 + 3 + 2 + 1);
  expect(kept.payloads.size).toBeGreaterThan(50);
});

test('no name of anybody, and no number of a civil servant, is in them', async () => {
  const people = await admin.rows<{ name: string; nip: string }>('SELECT name, nip FROM people');
  const accounts = await admin.rows<{ name: string }>('SELECT display_name AS name FROM accounts');
  const all = [...kept.payloads, ...kept.texts];
  const words = new Set(all.flatMap((text) => text.split(/[^\p{L}\p{N}'.-]+/u)));
  // A name of one word must not be a word; a longer one must not be part of any text.
  const suspects = [...people, ...accounts].map(({ name }) => name);
  const isTold = (name: string) => (name.includes(' ') ? all.some((text) => text.includes(name)) : words.has(name));
  expect(people.length).toBeGreaterThan(8_000);
  expect([...new Set(suspects)].filter(isTold)).toEqual([]);
  expect(all.filter((text) => /(?<!\d)\d{18}(?!\d)/.test(text))).toEqual([]);
  expect(people.filter(({ nip }) => all.some((text) => text.includes(nip)))).toEqual([]);
});

test('no score and no reason of the story is in them', async () => {
  const sheets = await admin.rows<{ value: string }>(
    `SELECT DISTINCT v.value FROM score_sheets s, jsonb_each_text(s.scores || s.reasons) v WHERE v.value IS NOT NULL`,
  );
  const totals = await admin.rows<{ content: Buffer }>('SELECT content FROM rankings');
  const ranked = totals.flatMap(({ content }) => scoresIn(JSON.parse(content.toString('utf8'))));
  const spoken = await admin.rows<{ reason: string }>('SELECT reason FROM ballots WHERE reason IS NOT NULL');
  const suspects = new Set([...sheets.map(({ value }) => value), ...ranked, ...spoken.map(({ reason }) => reason)]);
  expect(suspects.size).toBeGreaterThan(10);
  expect([...kept.payloads].filter((leaf) => suspects.has(leaf) && !isCounter(leaf))).toEqual([]);
});

/** A payload may hold the number of an attempt; the scores of the story begin at 60. */
function isCounter(leaf: string): boolean {
  return /^[0-9]$/.test(leaf);
}

/** Exact numbers as they are written: with a fraction, or of two digits and more. */
function scoresIn(value: unknown): string[] {
  return leavesOf(value).filter((leaf) => /^\d{2,3}(\.\d+)?$|^\d+\/\d+$/.test(leaf));
}

test('payloads hold ids, codes, digests, instants, durations and counters, and nothing else', () => {
  const form =
    /^([0-9a-f-]{36}|[A-Za-z][A-Za-z0-9._-]{0,63}|\d{4}-\d\d-\d\dT[\d:.]+Z|\d+|[0-9a-f-]{36}:[a-z-]+:[0-9a-f-]+|)$/;
  const details = /^(nomination|assessment|committee-review|placement) \(attempt \d+\): [a-z]+$/;
  // Which build of the worker ran it: an attribute that Temporal adds itself.
  const build = /^unversioned:@temporalio\/worker@[\w.+]+$/;
  const forms = [form, details, build];
  expect([...kept.payloads].filter((leaf) => !forms.some((known) => known.test(leaf)))).toEqual([]);
});
