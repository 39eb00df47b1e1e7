import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createActivities } from '#activities/index.ts';
import { createAccess } from '#features/access/service.ts';
import type { CommandCourier } from '#features/commands/service.ts';
import type { RouteDeclaration } from '#platform/route.ts';
import { listFeatures } from '#programs/features.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { advance } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** A whole selection over HTTP: every route that changes something is called, and moves the ledger. */

let world: World;
let edge: Edge;
let routes: readonly RouteDeclaration[];
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  const { carryOut } = createActivities(world.house);
  const courier: CommandCourier = {
    deliver: async ({ commandId }) => void (await carryOut(commandId).catch(() => undefined)),
  };
  const access = createAccess(world.house.db);
  const parts = { house: world.house, courier, access, readTrust: () => Promise.resolve(undefined) };
  const features = listFeatures(parts);
  routes = features.flatMap((feature) => feature.routes);
  const known = (name: string) => Promise.resolve(world.account(name === 'candidate' ? 'candidate-1' : name));
  edge = await openEdge({
    features,
    accounts: { findBySubject: ({ subject }) => known(subject), findById: () => known('hr') },
  });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

/** Change nothing in the record, each for its reason. */
const exempt: Readonly<Record<string, string>> = {
  'DELETE /sessions/:sessionId': 'sessions are no part of the record',
  'POST /people/search': 'a reading, asked with POST to keep the number out of addresses',
};
const called = new Set<string>();

function nameOf(method: string, path: string): string {
  const found = routes.find((route) => {
    const form = new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`);
    return route.method === method.toLowerCase() && form.test(path);
  });
  if (found === undefined) throw new Error(`no route ${method} ${path}`);
  return `${method} ${found.path}`;
}

async function ledgerSize(): Promise<number> {
  const { count } = await world.admin.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries');
  return count;
}

interface Sent {
  readonly key?: string;
  readonly ifMatch?: string;
}

async function send(persona: string, path: string, body: unknown, { key = randomUUID(), ifMatch }: Sent = {}) {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': key };
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const response = await edge.ask(persona, path, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** An act that is accepted: it moves the ledger, and the same key with the same body gets the same answer. */
async function act(persona: string, path: string, body: unknown, sent: Sent = {}): Promise<Record<string, unknown>> {
  const name = nameOf('POST', path);
  const key = randomUUID();
  const before = await ledgerSize();
  const first = await send(persona, path, body, { ...sent, key });
  expect({ name, status: first.status, problem: first.body['code'] }).toEqual({
    name,
    status: name.endsWith('/commands') ? 200 : 201,
    problem: undefined,
  });
  const after = await ledgerSize();
  expect({ name, moved: after > before }).toEqual({ name, moved: true });
  const again = await send(persona, path, body, { ...sent, key });
  expect({ name, again: again.body }).toEqual({ name, again: first.body });
  expect({ name, size: await ledgerSize() }).toEqual({ name, size: after });
  called.add(name);
  return first.body;
}

async function read<Answer>(persona: string, path: string): Promise<Answer> {
  const response = await edge.ask(persona, path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return (await response.json()) as Answer;
}

const label = { id: 'Kepemimpinan', en: 'Leadership' };
const criteria = [
  { code: 'kepemimpinan', label, source: 'panel', weight: '50' },
  { code: 'talenta', label, source: 'talent-value', weight: '50' },
];
const reason = 'Alasan yang cukup panjang untuk dicatat dalam berita acara sidang.';

async function openSelection(): Promise<string> {
  const taken = await world.admin.rows<{ post_id: string }>('SELECT post_id FROM selections');
  const post = world.vacancies.find((id) => taken.every(({ post_id }) => post_id !== id));
  const drafted = await act('hr', '/selections', { agency, post, plannedOn: '2026-09-01', policy: 'asn' });
  return String(drafted['selectionId']);
}

async function sealedSelection(): Promise<string> {
  const selectionId = await openSelection();
  const at = `/selections/${selectionId}`;
  const vacancy = { fieldsOfStudy: null, frozen: false, election: 'none' };
  await act('hr', `${at}/criteria`, { criteria, vacancy: { ...vacancy, fieldsOfStudy: ['administrasi publik'] } });
  const { digest } = await read<{ digest: string }>('hr', `${at}/criteria`);
  await act('hr', `${at}/seal`, {}, { ifMatch: digest });
  await act('secretary', `${at}/countersign`, {}, { ifMatch: digest });
  await advance({ world, selectionId });
  return selectionId;
}

const seats = ['chair', 'member-1', 'member-2', 'member-3', 'member-4'];

async function toVoting(selectionId: string): Promise<void> {
  const at = `/selections/${selectionId}`;
  const step = () => advance({ world, selectionId });
  const [first] = world.people;
  await act('hr', `${at}/nominations`, { person: first?.personId, way: 'hr', note: null });
  await act('hr', `${at}/nominations/completion`, {});
  await step();
  await act('candidate', `${at}/corrections`, { field: 'fieldOfStudy', reason });
  const { corrections } = await read<{ corrections: { id: string }[] }>('candidate', `${at}/candidacy`);
  await act('hr', `${at}/correction-answers`, { correction: corrections[0]?.id, accepts: false, reason, value: null });
  const { ref, recordDigest } = await read<{ ref: string; recordDigest: string }>('candidate', `${at}/candidacy`);
  await act('hr', `${at}/verifications`, { candidate: ref, gate: 'wealth-report', result: 'pass', evidence: reason });
  await act('candidate', `${at}/data-confirmations`, {}, { ifMatch: recordDigest });
  const accounts = seats.map((name, index) => ({
    seat: index + 1,
    role: index === 0 ? 'chair' : 'member',
    account: world.account(name).accountId,
  }));
  await act('secretary', `${at}/seats`, { seats: accounts });
  await act('hr', `${at}/assessors`, { account: world.account('assessor-1').accountId });
  await step();
  const sheet = { candidate: ref, scores: [{ criterion: 'kepemimpinan', score: '82', reason }] };
  await act('assessor-1', `${at}/score-sheets`, sheet);
  await step();
  await act('assessor-1', `${at}/final-sheets`, sheet);
  await step();
  for (const name of seats) {
    const interest = name === 'member-4' || name === 'member-3' ? 'possible' : 'none';
    const tie = interest === 'none' ? null : 'affiliation';
    await act(name, `${at}/declarations`, { interests: [{ candidate: ref, interest, tie, note: null }] });
  }
  await act('member-4', `${at}/step-backs`, { reason });
  await act('secretary', `${at}/upheld-interests`, { seat: 4, reason });
  await step();
  for (const name of seats.slice(0, 3))
    await act(name, `${at}/presences`, { seat: seats.indexOf(name) + 1, presence: 'present' });
  const { digest } = await read<{ digest: string }>('chair', `${at}/ranking`);
  await act('chair', `${at}/motion`, { candidates: [ref] }, { ifMatch: digest });
  await step();
}

test('every route that changes something moves the ledger, and a repeated act changes nothing', {
  timeout: 120_000,
}, async () => {
  const selectionId = await sealedSelection();
  const at = `/selections/${selectionId}`;
  const step = () => advance({ world, selectionId });
  await toVoting(selectionId);
  const { digest, content } = await read<{ digest: string; content: { candidates: string[] } }>(
    'chair',
    `${at}/motion`,
  );
  for (const name of seats.slice(0, 3))
    await act(name, `${at}/ballots`, { choice: 'approve', reason }, { ifMatch: digest });
  await step();
  const [ref] = content.candidates;
  await act('authority', `${at}/choices`, { candidate: ref, reason: null, exception: null });
  await step();
  await act('hr', `${at}/concurrence-replies`, {
    reply: 'returned',
    letterNumber: 'B-1/2026',
    repliedOn: '2026-06-15',
    reason,
  });
  await act('hr', `${at}/concurrence-requests`, {});
  await act('hr', `${at}/concurrence-replies`, {
    reply: 'issued',
    letterNumber: 'B-2/2026',
    repliedOn: '2026-06-15',
    reason: null,
  });
  await step();
  await act('authority', `${at}/decrees`, { number: 'SK-1/2026', issuedOn: '2026-06-15', effectiveOn: '2026-06-15' });
  await step();
  await act('hr', `${at}/inaugurations`, { on: '2026-06-15', minutesNumber: 'BA-1/2026' });
  await step();
  const paused = await sealedSelection();
  await act('hr', `/selections/${paused}/commands`, { command: 'pause', reason });
  const mutating = routes
    .filter(({ method }) => method !== 'get')
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const elsewhere = [
    'POST /selections/:selectionId/choice-approvals',
    'POST /selections/:selectionId/lapse-certificates',
  ];
  expect(mutating.filter((name) => !called.has(name) && !(name in exempt) && !elsewhere.includes(name))).toEqual([]);
});

describe('an act that cannot be accepted is refused by its code, and writes nothing', () => {
  let selectionId: string;
  beforeAll(async () => {
    selectionId = await sealedSelection();
  });

  const missing = '00000000-0000-4000-8000-000000000000';
  const vacant = () => ({ agency, post: world.vacancies.at(-1), plannedOn: '2026-09-01', policy: 'asn' });
  test.each<[code: string, status: number, persona: string, path: () => string, body: () => unknown]>([
    ['selection.post-missing', 404, 'hr', () => '/selections', () => ({ ...vacant(), post: missing })],
    ['selection.post-held', 409, 'hr', () => '/selections', () => ({ ...vacant(), post: world.people[1]?.postId })],
    ['selection.policy-missing', 404, 'hr', () => '/selections', () => ({ ...vacant(), policy: 'other' })],
    ['thing.missing', 404, 'auditor', () => `/selections/${missing}/nominations/completion`, () => ({})],
    ['access.forbidden', 403, 'member-1', () => `/selections/${selectionId}/nominations/completion`, () => ({})],
    ['nomination.pool-empty', 409, 'hr', () => `/selections/${selectionId}/nominations/completion`, () => ({})],
    [
      'stage.wrong-step',
      409,
      'hr',
      () => `/selections/${selectionId}/correction-answers`,
      () => ({ correction: missing, accepts: true, reason: null, value: null }),
    ],
    [
      'input.invalid',
      400,
      'hr',
      () => `/selections/${selectionId}/nominations`,
      () => ({ person: missing, way: 'hr', note: null, extra: 1 }),
    ],
    ['input.invalid', 400, 'hr', () => `/selections/${selectionId}/nominations`, () => ({ person: 7, way: 'hr' })],
    ['input.precondition-required', 428, 'hr', () => `/selections/${selectionId}/seal`, () => ({})],
    [
      'command.due-earlier',
      400,
      'hr',
      () => `/selections/${selectionId}/commands`,
      () => ({ command: 'extend', workingDays: 1, reason }),
    ],
  ])('%s answers %i', async (code, status, persona, path, body) => {
    const before = await ledgerSize();
    const refused = await send(persona, path(), body());
    expect({ code: refused.body['code'], status: refused.status }).toEqual({ code, status });
    expect(await ledgerSize()).toBe(before);
  });

  test('a post whose selection is going on is busy', async () => {
    const { post_id: post } = await world.admin.one<{ post_id: string }>(
      'SELECT post_id FROM selections WHERE id = $1',
      [selectionId],
    );
    const refused = await send('hr', '/selections', { ...vacant(), post });
    expect(refused.body['code']).toBe('selection.post-busy');
  });

  test('the same key with another body is refused and put on the record', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const key = randomUUID();
    await send('hr', path, { account: world.account('assessor-2').accountId }, { key });
    const refused = await send('hr', path, { account: world.account('assessor-3').accountId }, { key });
    expect(refused).toMatchObject({ status: 409, body: { code: 'entry.conflict' } });
    const { last } = await world.admin.one<{ last: string }>(
      'SELECT type AS last FROM ledger.entries ORDER BY entry_no DESC LIMIT 1',
    );
    expect(last).toBe('entry.conflicted/1');
  });

  test('a content that was erased can no longer be compared', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const key = randomUUID();
    const body = { account: world.account('assessor-3').accountId };
    const first = await send('hr', path, body, { key });
    const { entry } = first.body['receipt'] as { entry: string };
    await world.admin.run('DELETE FROM vault.acts WHERE entry_id = $1', [entry]);
    expect((await send('hr', path, body, { key })).body['code']).toBe('entry.erased');
  });

  test('nobody assesses twice, nor in the own selection', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const twice = await send('hr', path, { account: world.account('assessor-2').accountId });
    expect(twice.body['code']).toBe('assessment.assigned-already');
    await send('hr', `/selections/${selectionId}/nominations`, {
      person: world.people[0]?.personId,
      way: 'hr',
      note: null,
    });
    const own = await send('hr', path, { account: world.account('candidate-1').accountId });
    expect(own.body['code']).toBe('assessment.own-candidacy');
  });

  test('an accepted correction says what holds instead', async () => {
    const at = `/selections/${selectionId}`;
    await send('hr', `${at}/nominations/completion`, {});
    await advance({ world, selectionId });
    await send('candidate', `${at}/corrections`, { field: 'rank', reason });
    const { corrections } = await read<{ corrections: { id: string }[] }>('candidate', `${at}/candidacy`);
    const answer = { correction: corrections[0]?.id, accepts: true, reason: null, value: null };
    expect((await send('hr', `${at}/correction-answers`, answer)).body['code']).toBe('correction.value-missing');
  });
});
