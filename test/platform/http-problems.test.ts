import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFeature, route } from '#platform/route.ts';
import type { Screen } from '#platform/screens.ts';
import { ReadOnly, Unavailable } from '#platform/weather.ts';
import { uuidSchema } from '#schemas/requests.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';

const accountId = '11111111-1111-4111-8111-111111111111';
const thingId = '22222222-2222-4222-8222-222222222222';
const account = { accountId, personId: null, displayName: 'Ratna', grants: [] };
const accounts = { findBySubject: () => Promise.resolve(account), findById: () => Promise.resolve(undefined) };

const feature = createFeature('faults');
route(
  feature,
  {
    method: 'get',
    path: '/things/:thingId',
    summary: 'One thing',
    params: z.strictObject({ thingId: uuidSchema }),
    answer: z.null(),
  },
  () => ({ body: null }),
);
const faults: Readonly<Record<string, () => Error>> = {
  bug: () => new Error('the name is Ratna'),
  weather: () => new Unavailable('temporal'),
  'read-only': () => new ReadOnly('signer.behind'),
  shutdown: () => Object.assign(new Error('terminating connection'), { code: '57P01', severity: 'FATAL' }),
  refused: () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  row: () => Object.assign(new Error('Key (nip)=(199001)'), { code: '23505', severity: 'ERROR', constraint: 'c' }),
};
route(
  feature,
  {
    method: 'get',
    path: '/faults/:name',
    summary: 'Fails',
    params: z.strictObject({ name: z.string() }),
    answer: z.null(),
  },
  ({ params }) => {
    throw faults[params.name]?.() ?? new Error('unknown');
  },
);

const unfit = { open: 'x', secret: 'y' };
route(
  feature,
  { method: 'get', path: '/unfit', summary: 'Says too much', answer: z.strictObject({ open: z.string() }) },
  () => ({ body: unfit }),
);

const upload: Screen = {
  path: '/uploads/new',
  takes: { bytes: 1_000_000, roles: [] },
  draw: () => Promise.reject(new Error('the name is Ratna')),
};
const screens = { screens: [upload], open: [], acts: [] };

let edge: Edge;
beforeAll(async () => {
  edge = await openEdge({ features: [feature], accounts, screens });
});
afterAll(() => edge.close());

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  return (await response.json()) as Record<string, unknown>;
}

describe('problems', () => {
  test('a path that cannot be decoded is a 404 problem', async () => {
    const response = await edge.ask('secretary', '/faults/%E0%A4%A');
    expect([response.status, (await problemOf(response))['code']]).toEqual([404, 'thing.missing']);
  });

  test('an answer that does not fit its schema is not sent where answers are checked', async () => {
    const response = await edge.ask('secretary', '/unfit');
    expect([response.status, (await response.text()).includes('secret')]).toEqual([500, false]);
  });

  test('an unknown path is a 404 problem with the number of the request', async () => {
    const response = await fetch(`${edge.url}/api/v1/nothing`);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 404, code: 'thing.missing', type: 'urn:bukti:problem:thing.missing' });
    expect(problem['instance']).toBe(`urn:uuid:${response.headers.get('X-Request-Id')}`);
  });

  test.each([
    [undefined, 'Tidak ada, atau tidak untuk Anda.'],
    ['en', 'There is no such thing, or not for you.'],
    ['en-GB,en;q=0.9,id;q=0.5', 'There is no such thing, or not for you.'],
    ['id-ID,en;q=0.5', 'Tidak ada, atau tidak untuk Anda.'],
    ['fr', 'Tidak ada, atau tidak untuk Anda.'],
  ])('with Accept-Language %s say: %s', async (language, detail) => {
    const headers = language === undefined ? {} : { 'Accept-Language': language };
    const response = await fetch(`${edge.url}/api/v1/nothing`, { headers });
    expect((await problemOf(response))['detail']).toBe(detail);
  });

  test.each([
    ['language=en', 'id', 'There is no such thing, or not for you.'],
    ['language=id', 'en', 'Tidak ada, atau tidak untuk Anda.'],
    ['session=of-a-page', 'en', 'Tidak ada, atau tidak untuk Anda.'],
  ])('what a page leads to is in the language of the page: %s', async (cookie, language, detail) => {
    const headers = { Cookie: cookie, 'Accept-Language': language };
    const response = await fetch(`${edge.url}/api/v1/nothing`, { headers });
    expect((await problemOf(response))['detail']).toBe(detail);
  });

  test('a record that takes no acts is 503 with a code of its own, in words', async () => {
    const response = await edge.ask('secretary', '/faults/read-only');
    const { code, detail } = await problemOf(response);
    expect([response.status, code]).toEqual([503, 'service.read-only']);
    expect([response.headers.get('Retry-After'), String(detail).length > 40]).toEqual(['60', true]);
  });

  test.each([['weather'], ['shutdown'], ['refused']])('%s is 503 with Retry-After', async (name) => {
    const response = await edge.ask('secretary', `/faults/${name}`);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2']);
    expect((await problemOf(response))['code']).toBe('service.unavailable');
  });

  test('a bug answers 500 without saying what happened', async () => {
    const response = await edge.ask('secretary', '/faults/bug');
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain('Ratna');
  });

  test('the log has the number of a fault, and nothing of the row that the database quotes', async () => {
    const response = await edge.ask('secretary', '/faults/row?');
    const line = edge.log.find(
      (entry) => entry.includes(response.headers.get('X-Request-Id') ?? 'none') && entry.includes('fault'),
    );
    expect(line).toContain('23505');
    expect(line).not.toContain('199001');
  });

  test('the log names the route, never the address as asked', async () => {
    await edge.ask('secretary', `/things/${thingId}`);
    expect(edge.log.some((line) => line.includes('/api/v1/things/:thingId'))).toBe(true);
    expect(edge.log.some((line) => line.includes(thingId))).toBe(false);
  });
});

describe('what goes wrong with a page is said on a page', () => {
  const files = new FormData();
  files.append('files', new Blob(['a;b']), 'siasn-profile.csv');
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const send = async (
    accept: string,
    { body = files, language = '' }: { body?: FormData | string; language?: string } = {},
  ) =>
    fetch(`${edge.url}/uploads/new`, {
      method: 'POST',
      body,
      headers: {
        Accept: accept,
        Authorization: `Bearer ${await edge.token('secretary')}`,
        ...(language === '' ? {} : { Cookie: `language=${language}` }),
      },
    });

  test.each([['text/html'], [browser], ['*/*']])('to whoever takes %s', async (accept) => {
    const response = await send(accept);
    const text = await response.text();
    expect([response.status, response.headers.get('Content-Type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect([text.includes('Kesalahan kami'), text.includes('Ratna')]).toEqual([true, false]);
  });

  test('in the language that was chosen', async () => {
    expect(await (await send(browser, { language: 'en' })).text()).toContain('Our fault');
  });

  test('where the form is no upload', async () => {
    const response = await send('*/*', { body: 'x' });
    expect([response.status, response.headers.get('Content-Type')]).toEqual([415, 'text/html; charset=utf-8']);
  });

  test('except to a program that asks for JSON', async () => {
    expect((await problemOf(await send('application/json')))['code']).toBe('service.failed');
  });

  test('and the log has none of its words', () => {
    expect(edge.log.some((line) => line.includes('service.failed'))).toBe(true);
    expect(edge.log.some((line) => line.includes('Ratna'))).toBe(false);
  });
});
