import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { foundAgency } from '#features/agencies/service.ts';
import { conductorActor, derivedId } from '#features/audit/service.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import type { supervisionAnswer } from '#schemas/supervision.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { post } from '#test/support/privacy.ts';
import { publishMap } from '#test/support/published-map.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** The questions of the merit measurement, for a regional supervisor with warrants in two of three agencies. */

type Answers = z.output<typeof supervisionAnswer>;

// Personas of the demo whom the world itself gives no account, or none that is asked here.
const [regional, third] = ['administrator', 'assessor-3'] as const;
const others = ['kota-kedua', 'kota-ketiga'];
const known = new Map<string, KnownAccount>();

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  const { db, ledger } = world.house;
  for (const code of others)
    await db.transaction('conductor', (tx) => foundAgency(ledger, tx, { code, name: code, zone: 'Asia/Makassar' }));
  known.set(regional, await employ(regional, [agency, 'kota-kedua']));
  known.set(third, await employ(third, ['kota-ketiga']));
  edge = await openWorldEdge({ ...world, account: (name) => known.get(name) ?? world.account(name) });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function employ(name: string, agencies: readonly string[]): Promise<KnownAccount> {
  const { db, ledger } = world.house;
  const accountId = randomUUID();
  const role = 'auditor' as const;
  const from = '2026-01-01T00:00:00.000000Z';
  const grants = agencies.map((at) => ({ role, agency: at, selectionId: null, from, until: null }));
  await db.transaction('conductor', async (tx) => {
    const act = { agency: agencies[0] ?? agency, actor: conductorActor, accountId };
    const person = { realm: 'test', subject: `${name}-luar`, displayName: name, personId: null };
    await openAccount(ledger, tx, { ...act, ...person, id: derivedId(accountId, 'opened') });
    for (const grant of grants)
      await giveGrant(ledger, tx, { ...act, agency: grant.agency, id: derivedId(accountId, grant.agency), grant });
  });
  return { accountId, displayName: name, personId: null, grants };
}

async function read(by: string, query = ''): Promise<{ status: number; items: Answers['items'] }> {
  const answer = await edge.ask(by, `/supervision${query}`);
  const { items } = (await answer.json()) as Partial<Answers>;
  return { status: answer.status, items: items ?? [] };
}

function figure({ items }: { readonly items: Answers['items'] }, question: string, name: string) {
  const found = items.find((one) => one.agency === agency)?.questions.find((one) => one.question === question);
  return found?.figures.find((one) => one.figure === name)?.value;
}

test('a regional supervisor sees the agencies of the grants and no other', async () => {
  expect((await read(regional)).items.map((one) => one.agency)).toEqual([agency, 'kota-kedua']);
  expect((await read(third)).items.map((one) => one.agency)).toEqual(['kota-ketiga']);
  expect((await read(regional, '?agency=kota-kedua')).items.map((one) => one.agency)).toEqual(['kota-kedua']);
  expect((await read(regional, '?agency=kota-ketiga')).status).toBe(404);
  const file = await (await edge.ask(regional, '/supervision/file')).text();
  expect(file).toContain('kota-kedua');
  expect(file).not.toContain('kota-ketiga');
});

test('HR and auditor read their own agency, all others nothing', async () => {
  const readers = ['hr', 'secretary', 'auditor', 'authority', 'chair', 'assessor-1', 'candidate', 'unit-head'];
  const answers = await Promise.all(readers.map(async (by) => ({ by, ...(await read(by)) })));
  expect(answers.filter(({ status }) => status === 200).map(({ by }) => by)).toEqual(['hr', 'auditor']);
  expect(answers.every(({ items }) => items.every((one) => one.agency === agency))).toBe(true);
});

test('what nothing is kept of has no data, and what is not known is not zero', async () => {
  const answers = await read('auditor');
  const states = answers.items[0]?.questions.map(({ question, state }) => `${question} ${state}`);
  expect(states).toEqual([
    'mapping data',
    'acquisition data',
    'recruitment data',
    'development data',
    'retention no-data',
    'monitoring no-data',
    'digital data',
  ]);
  expect(figure(answers, 'mapping', 'people')).toBe(5);
  expect(figure(answers, 'mapping', 'people-in-boxes')).toBeNull();
  expect(figure(answers, 'mapping', 'map-age-days')).toBeNull();
  expect(figure(answers, 'recruitment', 'days-to-effect-median')).toBeNull();
  const file = await (await edge.ask('auditor', '/supervision/file')).text();
  expect(file).toMatch(/retention,,NO DATA/);
  expect(file).toMatch(/map-age-days,UNKNOWN/);
});

test('figures follow the data, each with the query that yields it and the entries it rests on', async () => {
  const mapId = await publishMap(world);
  const [vacancy] = world.vacancies;
  const act = (what: string, body: unknown, by = 'hr') =>
    post(edge, by)(`/succession/posts/${vacancy ?? ''}/${what}`, body);
  await act('designation', { ground: 'public-service', reason: 'Layanan langsung.' });
  const before = await read(regional);
  expect(['critical-posts', 'critical-posts-proposed'].map((name) => figure(before, 'acquisition', name))).toEqual([
    0, 1,
  ]);
  const { body } = await act('successors', { person: world.people[0]?.personId });
  const { successorId } = body as { successorId: string };
  await act('decision', { successors: [successorId], decree: 'SK 1/2026' }, 'authority');
  const answers = await read(regional);
  expect([
    figure(answers, 'mapping', 'people-in-boxes'),
    figure(answers, 'mapping', 'map-age-days'),
    figure(answers, 'mapping', 'successors-from-map'),
    figure(answers, 'acquisition', 'critical-posts'),
    figure(answers, 'acquisition', 'critical-posts-proposed'),
    figure(answers, 'acquisition', 'successors-recorded-ready'),
    figure(answers, 'recruitment', 'posts-vacant'),
    figure(answers, 'digital', 'known-birth'),
  ]).toEqual([5, 0, 1, 1, 0, 1, 24, 5]);
  const { rows } = await world.admin.one<{ rows: { type: string; stream: string }[] }>(
    `SELECT jsonb_agg(jsonb_build_object('type', type, 'stream', stream)) AS rows FROM ledger.entries WHERE id = ANY ($1::uuid[])`,
    [answers.items[0]?.questions.slice(0, 2).flatMap(({ evidence }) => evidence.map(({ id }) => id))],
  );
  expect(rows.map(({ type }) => type).toSorted()).toEqual(['mapping.published/1', 'post.designated/1']);
  expect(rows.map(({ stream }) => stream)).toContain(`mapping/${mapId}`);
  const asked = answers.items[0]?.questions.flatMap(({ figures }) => figures) ?? [];
  for (const { query, value } of asked) {
    const row = await world.admin.maybe<{ value: number | null }>(query, [agency]);
    expect([query, row?.value ?? null]).toEqual([query, value]);
  }
});

test('the reading of a supervisor is put down, that of the office is not', async () => {
  const { count: before } = await world.admin.one<{ count: number }>('SELECT count(*) AS count FROM readings');
  await read('hr');
  await read(regional);
  const { count, names } = await world.admin.one<{ count: number; names: string[] }>(
    'SELECT count(*) AS count, array_agg(DISTINCT reading) AS names FROM readings',
  );
  expect([count - before, names]).toEqual([2, ['supervision']]);
});
