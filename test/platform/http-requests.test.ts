import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refused, refuse } from '#domain/refusal.ts';
import { pageOf, readCursor } from '#platform/pagination.ts';
import { createFeature, route } from '#platform/route.ts';
import { pageQuery, pageSchema, textSchema, uuidSchema } from '#schemas/requests.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';

const accountId = '11111111-1111-4111-8111-111111111111';
const thingId = '22222222-2222-4222-8222-222222222222';
const account = { accountId, personId: null, displayName: 'Ratna', grants: [] };
const accounts = {
  findBySubject: ({ subject }: { subject: string }) => Promise.resolve(subject === 'secretary' ? account : undefined),
  findById: () => Promise.resolve(undefined),
};

const feature = createFeature('things');
const noteSchema = z.strictObject({ note: textSchema(100), count: z.int().optional() });
const seen: { key: string; entryId: string; ifMatch: string | undefined }[] = [];
route(
  feature,
  {
    method: 'post',
    path: '/things/:thingId/notes',
    summary: 'Add a note',
    params: z.strictObject({ thingId: uuidSchema }),
    body: noteSchema,
    answer: z.strictObject({ note: z.string() }),
    writes: 'fact',
  },
  ({ body, key, entryId, ifMatch }) => {
    seen.push({ key, entryId, ifMatch });
    return { body: { note: body.note }, etag: 'v1' };
  },
);
route(
  feature,
  {
    method: 'put',
    path: '/things/motion',
    summary: 'Bound',
    body: noteSchema,
    answer: z.string(),
    ifMatch: 'required',
  },
  ({ ifMatch }) => {
    if (ifMatch !== 'v1') throw new Refused(refuse('input.stale'));
    return { body: ifMatch };
  },
);
const rows = Array.from({ length: 5 }, (_, index) => ({ id: `id-${index}`, name: `n${index}` }));
route(
  feature,
  {
    method: 'get',
    path: '/things',
    summary: 'All things',
    query: z.strictObject(pageQuery),
    answer: pageSchema(z.strictObject({ id: z.string(), name: z.string() })),
  },
  ({ query, url }) => {
    const after = readCursor(query.cursor)?.sortKey ?? '';
    const found = rows.filter(({ name }) => name > after).slice(0, query.limit + 1);
    return { body: pageOf(found, { url, limit: query.limit }, ({ id, name }) => ({ id, sortKey: name })) };
  },
);
let edge: Edge;
beforeAll(async () => {
  edge = await openEdge({ features: [feature], accounts });
});
afterAll(() => edge.close());

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return edge.ask('secretary', `/things/${thingId}/notes`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'key-1', ...headers },
  });
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  return (await response.json()) as Record<string, unknown>;
}

describe('a well-formed act', () => {
  test('answers 201 with its body and a strong ETag', async () => {
    const response = await post('{"note":"  baik "}');
    expect([response.status, response.headers.get('ETag'), await response.json()]).toEqual([
      201,
      '"v1"',
      { note: 'baik' },
    ]);
  });

  test('has the same entry id with the same key, another with another key', async () => {
    seen.length = 0;
    await post('{"note":"a"}', { 'Idempotency-Key': 'one' });
    await post('{"note":"a"}', { 'Idempotency-Key': 'one' });
    await post('{"note":"a"}', { 'Idempotency-Key': 'two' });
    const [first, again, other] = seen.map(({ entryId }) => entryId);
    expect([again === first, other === first]).toEqual([true, false]);
  });
});

describe('bad input', () => {
  test.each([
    ['malformed JSON', '{"note":', [{ path: 'body', code: 'malformed' }]],
    ['a bare value', '"note"', [{ path: 'body', code: 'malformed' }]],
    ['an unknown field', '{"note":"a","extra":1}', [{ path: 'extra', code: 'unknown' }]],
    ['__proto__ as a field', '{"note":"a","__proto__":{"x":1}}', [{ path: '__proto__', code: 'unknown' }]],
    ['a wrong type', '{"note":7}', [{ path: 'note', code: 'invalid-type' }]],
    ['a missing field', '{}', [{ path: 'note', code: 'invalid-type' }]],
    ['only white space', '{"note":"   "}', [{ path: 'note', code: 'too-small' }]],
    ['NUL', '{"note":"a\\u0000"}', [{ path: 'note', code: 'custom' }]],
    ['a lone surrogate', '{"note":"\\ud800"}', [{ path: 'note', code: 'custom' }]],
    ['a bidirectional override', '{"note":"\\u202e"}', [{ path: 'note', code: 'custom' }]],
    ['a fraction for a count', '{"note":"a","count":1.5}', [{ path: 'count', code: 'invalid-type' }]],
  ])('%s is input.invalid and names the place, not the value', async (_name, body, errors) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'input.invalid', errors });
  });

  test('no body at all is input.invalid', async () => {
    const response = await post('');
    expect((await problemOf(response))['code']).toBe('input.invalid');
  });

  test('a body above 256 kB is input.too-large', async () => {
    const response = await post(`{"note":"${'a'.repeat(300_000)}"}`);
    const { code, detail } = await problemOf(response);
    expect([response.status, code]).toEqual([413, 'input.too-large']);
    expect(detail).toContain('0.25 MB');
    expect(detail).toContain('bukti import');
  });

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/merge-patch+json']])(
    '%s is input.unsupported-type',
    async (type) => {
      const response = await post('{"note":"a"}', { 'Content-Type': type });
      expect([response.status, (await problemOf(response))['code']]).toEqual([415, 'input.unsupported-type']);
    },
  );

  test('a compressed body is input.unsupported-type', async () => {
    const response = await post('{"note":"a"}', { 'Content-Encoding': 'gzip' });
    expect(response.status).toBe(415);
  });

  test('an unknown query parameter is input.invalid', async () => {
    const response = await edge.ask('secretary', '/things?sort=name');
    expect(await problemOf(response)).toMatchObject({ status: 400, errors: [{ path: 'query.sort', code: 'unknown' }] });
  });

  test('an id that cannot exist is thing.missing', async () => {
    const response = await edge.ask('secretary', '/things/7/notes', {
      method: 'POST',
      body: '{"note":"a"}',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k' },
    });
    expect([response.status, (await problemOf(response))['code']]).toEqual([404, 'thing.missing']);
  });
});

describe('Idempotency-Key', () => {
  test('is needed for every POST', async () => {
    const response = await edge.ask('secretary', `/things/${thingId}/notes`, {
      method: 'POST',
      body: '{"note":"a"}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect([response.status, (await problemOf(response))['code']]).toEqual([400, 'input.key-missing']);
  });

  test.each([['é'], ['a'.repeat(256)]])('%s is refused', async (key) => {
    const response = await post('{"note":"a"}', { 'Idempotency-Key': key });
    expect((await problemOf(response))['code']).toBe('input.key-missing');
  });
});

describe('If-Match', () => {
  const put = (ifMatch?: string) =>
    edge.ask('secretary', '/things/motion', {
      method: 'PUT',
      body: '{"note":"a"}',
      headers: { 'Content-Type': 'application/json', ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }) },
    });

  test('is required where the act is bound to content', async () => {
    const response = await put();
    expect([response.status, (await problemOf(response))['code']]).toEqual([428, 'input.precondition-required']);
  });

  test.each([['v1'], ['W/"v1"'], ['*'], ['"v1", "v2"'], ['"v 1"'], ['""']])('%s is not one strong tag', async (tag) => {
    const response = await put(tag);
    expect(await problemOf(response)).toMatchObject({
      status: 400,
      errors: [{ path: 'If-Match', code: 'strong-etag' }],
    });
  });

  test('of an older version is input.stale', async () => {
    const response = await put('"v0"');
    expect([response.status, (await problemOf(response))['code']]).toEqual([412, 'input.stale']);
  });

  test('of the version read passes', async () => {
    expect((await put('"v1"')).status).toBe(200);
  });
});

describe('pages', () => {
  test('follow one another by next until the last', async () => {
    const names: string[] = [];
    let next: string | null = '/api/v1/things?limit=2';
    while (next !== null) {
      const response = await edge.ask('secretary', next.replace('/api/v1', ''));
      const page = (await response.json()) as { items: { name: string }[]; next: string | null };
      names.push(...page.items.map(({ name }) => name));
      next = page.next;
    }
    expect(names).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  test.each([['limit=0'], ['limit=201'], ['limit=x'], ['cursor=bm9uc2Vuc2U'], ['limit=1&limit=2']])(
    '%s is input.invalid',
    async (query) => {
      const response = await edge.ask('secretary', `/things?${query}`);
      expect([response.status, (await problemOf(response))['code']]).toEqual([400, 'input.invalid']);
    },
  );
});
