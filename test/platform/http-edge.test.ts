import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Unready } from '#platform/health.ts';
import { createFeature, route } from '#platform/route.ts';
import { receiptSchema, textSchema, uuidSchema } from '#schemas/requests.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';

const account = { accountId: '11111111-1111-4111-8111-111111111111', personId: null, displayName: 'Ratna', grants: [] };
const accounts = { findBySubject: () => Promise.resolve(account), findById: () => Promise.resolve(undefined) };

const feature = createFeature('ballots');
const receipt = {
  entry: account.accountId,
  stream: 'selection/x',
  streamSeq: 1,
  leaf: '0'.repeat(64),
  at: '2026-03-25T08:03:00.123456Z',
};
route(
  feature,
  {
    method: 'post',
    path: '/selections/:selectionId/ballots',
    summary: 'Cast a ballot',
    params: z.strictObject({ selectionId: uuidSchema }),
    body: z.strictObject({ choice: z.enum(['approve', 'reject', 'abstain']), reason: textSchema(2000) }),
    answer: z.strictObject({ receipt: receiptSchema }),
    writes: 'fact',
    ifMatch: 'required',
  },
  () => ({ body: { receipt } }),
);
route(feature, { method: 'get', path: '/ballots', summary: 'Own ballots', answer: z.array(z.string()) }, () => ({
  body: [],
}));

let edge: Edge;
beforeAll(async () => {
  const probes = [
    { name: 'database', check: () => Promise.resolve('18.4') },
    { name: 'temporal', check: () => Promise.resolve(undefined) },
  ];
  edge = await openEdge({ features: [feature], accounts, probes, requestsPerMinute: 12 });
});
afterAll(() => edge.close());

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

async function document(): Promise<{ openapi: string; paths: Record<string, Record<string, Operation>> }> {
  const response = await fetch(`${edge.url}/api/v1/openapi.json`);
  return (await response.json()) as { openapi: string; paths: Record<string, Record<string, Operation>> };
}

describe('the OpenAPI document', () => {
  test('is of version 3.1 and has every declared route', async () => {
    const { openapi, paths } = await document();
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((name) => `${name} ${path}`),
    );
    expect([openapi, found.sort()]).toEqual(['3.1.0', ['get /ballots', 'post /selections/{selectionId}/ballots']]);
  });

  test('asks for an Idempotency-Key on every POST, and for If-Match where the act is bound to content', async () => {
    const { paths } = await document();
    const parameters = paths['/selections/{selectionId}/ballots']?.['post']?.parameters ?? [];
    expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'selectionId',
      'Idempotency-Key',
      'If-Match',
    ]);
  });

  test('names the problems of every route as application/problem+json', async () => {
    const { paths } = await document();
    const responses = paths['/selections/{selectionId}/ballots']?.['post']?.responses ?? {};
    const problems = Object.keys(responses).filter(
      (status) => responses[status]?.content?.['application/problem+json'],
    );
    expect(problems).toEqual(['400', '401', '403', '404', '412', '413', '415', '428', '429', '500', '503']);
  });

  test('has one answer for an accepted fact: 201', async () => {
    const { paths } = await document();
    const responses = Object.keys(paths['/selections/{selectionId}/ballots']?.['post']?.responses ?? {});
    expect(responses.filter((status) => status.startsWith('2'))).toEqual(['201']);
  });
});

describe('the pages', () => {
  test('of the documentation load scripts and styles from this server alone', async () => {
    const page = await (await fetch(`${edge.url}/api/docs`)).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const loaded = await Promise.all(files.map(async (path) => (await fetch(`${edge.url}${path}`)).status));
    expect([/<script>|<style>|style=/.test(page), loaded]).toEqual([false, [200, 200, 200]]);
  });

  test('the verifier for browsers is given as it lies in the project, under the policy that it carries itself', async () => {
    const response = await fetch(`${edge.url}/verifiers/bukti-verify.html`);
    const page = await response.text();
    expect(page).toBe(readFileSync('verifiers/bukti-verify.html', 'utf8'));
    const [, carried] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    expect(response.headers.get('Content-Security-Policy')).toBe(`${carried ?? 'none'}; frame-ancestors 'none'`);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
  });

  test.each([['/'], ['/api/docs'], ['/api/v1/me']])('%s carries the strict content security policy', async (path) => {
    const { headers } = await fetch(`${edge.url}${path}`);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect([policy.includes("default-src 'none'"), policy.includes('unsafe'), headers.get('X-Powered-By')]).toEqual([
      true,
      false,
      null,
    ]);
  });

  test.each([
    ['id', '/nowhere', 'lang="id"'],
    ['en', '/nowhere?lang=en', 'There is no such thing'],
  ])('show a problem as a page to a browser, in the language it has chosen: %s', async (_chosen, path, words) => {
    const response = await fetch(`${edge.url}${path}`, { headers: { Accept: 'text/html', 'Accept-Language': 'en' } });
    expect([response.status, (await response.text()).includes(words)]).toEqual([404, true]);
  });
});

describe('health', () => {
  test('the process answers on /healthz', async () => {
    expect(await (await fetch(`${edge.url}/healthz`)).json()).toEqual({ status: 'alive' });
  });

  test('is ready while every probe passes', async () => {
    const response = await fetch(`${edge.url}/readyz`);
    const { status, checks } = (await response.json()) as { status: string; checks: { name: string; ok: boolean }[] };
    expect([response.status, status, checks.map(({ name, ok }) => [name, ok])]).toEqual([
      200,
      'ready',
      [
        ['database', true],
        ['temporal', true],
      ],
    ]);
  });

  test('counts requests by route pattern and refusals by code on /metrics', async () => {
    await edge.ask('secretary', '/ballots');
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    expect(text).toMatch(/bukti_http_request_seconds_count\{method="GET",route="\/api\/v1\/ballots",status="200"\} \d/);
    expect(text).toMatch(/bukti_refusals_total\{code="thing.missing"\} \d/);
  });
});

test('a probe that fails makes it not ready and is named, without the words of the failure', async () => {
  const down = await openEdge({
    features: [],
    accounts,
    probes: [
      { name: 'temporal', check: () => Promise.reject(new Error('connection to 10.0.0.7 refused')) },
      { name: 'record', check: () => Promise.reject(new Unready('read-only: signer.behind')) },
    ],
  });
  const response = await fetch(`${down.url}/readyz`);
  const text = await response.text();
  await down.close();
  expect([response.status, text.includes('"name":"temporal","ok":false'), text.includes('10.0.0.7')]).toEqual([
    503,
    true,
    false,
  ]);
  // Unless it was meant to be told.
  expect(text).toContain('"note":"read-only: signer.behind"');
});

test('requests beyond the limit answer 429 with Retry-After', async () => {
  const answers: Response[] = [];
  for (let turn = 0; turn < 14; turn += 1) answers.push(await edge.ask('secretary', '/ballots'));
  const last = answers.at(-1);
  const { code } = (await last?.json()) as { code: string };
  expect([last?.status, code, Number(last?.headers.get('Retry-After')) > 0]).toEqual([429, 'service.too-many', true]);
});
