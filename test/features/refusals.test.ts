import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Office, openOffice, reason } from '#test/support/office.ts';
import { advance } from '#test/support/selection-builders.ts';
import { agency } from '#test/support/world.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(() => office.close());

describe('an act that cannot be accepted is refused by its code, and writes nothing', () => {
  let selectionId: string;
  beforeAll(async () => {
    selectionId = await office.sealedSelection();
  });

  const missing = '00000000-0000-4000-8000-000000000000';
  const vacant = () => ({ agency, post: office.world.vacancies.at(-1), plannedOn: '2026-09-01', policy: 'asn' });
  test.each<[code: string, status: number, persona: string, path: () => string, body: () => unknown]>([
    ['selection.post-missing', 404, 'hr', () => '/selections', () => ({ ...vacant(), post: missing })],
    [
      'selection.post-held',
      409,
      'hr',
      () => '/selections',
      () => ({ ...vacant(), post: office.world.people[1]?.postId }),
    ],
    [
      'selection.planned-out-of-range',
      400,
      'hr',
      () => '/selections',
      () => ({ ...vacant(), plannedOn: '2026-06-14' }),
    ],
    [
      'selection.planned-out-of-range',
      400,
      'hr',
      () => '/selections',
      () => ({ ...vacant(), plannedOn: '2036-09-01' }),
    ],
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
    const before = await office.ledgerSize();
    const refused = await office.send(persona, path(), { body: body() });
    expect({ code: refused.body['code'], status: refused.status }).toEqual({ code, status });
    expect(await office.ledgerSize()).toBe(before);
  });

  test('a post whose selection is going on is busy', async () => {
    const { post_id: post } = await office.world.admin.one<{ post_id: string }>(
      'SELECT post_id FROM selections WHERE id = $1',
      [selectionId],
    );
    const refused = await office.send('hr', '/selections', { body: { ...vacant(), post } });
    expect(refused.body['code']).toBe('selection.post-busy');
  });

  test('the same key with another body is refused and put on the record', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const key = randomUUID();
    await office.send('hr', path, { body: { account: office.world.account('assessor-2').accountId }, key });
    const refused = await office.send('hr', path, {
      body: { account: office.world.account('assessor-3').accountId },
      key,
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'entry.conflict' } });
    const { last } = await office.world.admin.one<{ last: string }>(
      'SELECT type AS last FROM ledger.entries ORDER BY entry_no DESC LIMIT 1',
    );
    expect(last).toBe('entry.conflicted/1');
  });

  test('a content that was erased can no longer be compared', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const key = randomUUID();
    const body = { account: office.world.account('assessor-3').accountId };
    const first = await office.send('hr', path, { body, key });
    const { entry } = first.body['receipt'] as { entry: string };
    const { admin } = office.world;
    const kept = await admin.one<{ salt: Buffer; digest: Buffer }>(
      'DELETE FROM vault.acts WHERE entry_id = $1 RETURNING salt, digest',
      [entry],
    );
    expect((await office.send('hr', path, { body, key })).body['code']).toBe('entry.erased');
    // It was no erasure, of which entries would tell: it is put back.
    await admin.run('INSERT INTO vault.acts (entry_id, salt, digest) VALUES ($1, $2, $3)', [
      entry,
      kept.salt,
      kept.digest,
    ]);
  });

  test('nobody assesses twice, nor in the own selection', async () => {
    const path = `/selections/${selectionId}/assessors`;
    const twice = await office.send('hr', path, { body: { account: office.world.account('assessor-2').accountId } });
    expect(twice.body['code']).toBe('assessment.assigned-already');
    await office.send('hr', `/selections/${selectionId}/nominations`, {
      body: {
        person: office.world.people[0]?.personId,
        way: 'hr',
        note: null,
      },
    });
    const own = await office.send('hr', path, { body: { account: office.world.account('candidate-1').accountId } });
    expect(own.body['code']).toBe('assessment.own-candidacy');
  });

  test('an accepted correction says what holds instead', async () => {
    const at = `/selections/${selectionId}`;
    await office.send('hr', `${at}/nominations/completion`, { body: {} });
    await advance({ world: office.world, selectionId });
    await office.send('candidate', `${at}/corrections`, { body: { field: 'rank', reason } });
    const { corrections } = await office.read<{ corrections: { id: string }[] }>('candidate', `${at}/candidacy`);
    const answer = { correction: corrections[0]?.id, accepts: true, reason: null, value: null };
    expect((await office.send('hr', `${at}/correction-answers`, { body: answer })).body['code']).toBe(
      'correction.value-missing',
    );
    const unread = { ...answer, value: 'PhD' };
    expect((await office.send('hr', `${at}/correction-answers`, { body: unread })).body['code']).toBe(
      'correction.value-form',
    );
  });
});
