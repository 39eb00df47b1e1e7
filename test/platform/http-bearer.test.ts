import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportSPKI, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { personas } from '#demo/personas.ts';
import { openAssets } from '#platform/assets.ts';
import { createBearerCheck } from '#platform/bearer.ts';
import { createDemoProvider, demoRealm, demoTrust, issueDemoToken } from '#platform/identity-provider.ts';
import { openLog } from '#platform/log.ts';
import { createFeature, route } from '#platform/route.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';

const account = { accountId: '11111111-1111-4111-8111-111111111111', personId: null, displayName: 'Ratna', grants: [] };
const accounts = {
  findBySubject: ({ realm, subject }: { realm: string; subject: string }) =>
    Promise.resolve(realm === demoRealm && subject === 'secretary' ? account : undefined),
  findById: () => Promise.resolve(undefined),
};
const feature = createFeature('who');
route(
  feature,
  { method: 'get', path: '/who', summary: 'Who asks', answer: z.strictObject({ accountId: z.string() }) },
  ({ asker, session }) => ({ body: { accountId: `${asker.accountId}/${session}` } }),
);

let edge: Edge;
let key: JWK;
beforeAll(async () => {
  edge = await openEdge({ features: [feature], accounts });
  const identity = JSON.parse(await readFile(join(edge.dataDir, 'oidc', 'identity.json'), 'utf8')) as { key: JWK };
  key = identity.key;
});
afterAll(() => edge.close());

async function ask(authorization?: string): Promise<{ status: number; code: unknown; challenge: string | null }> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  const response = await fetch(`${edge.url}/api/v1/who`, { headers });
  const { code } = (await response.json()) as { code?: unknown };
  return { status: response.status, code, challenge: response.headers.get('WWW-Authenticate') };
}

interface Forgery {
  readonly claims?: JWTPayload;
  readonly without?: string;
  readonly alg?: string;
  readonly kid?: string | undefined;
  readonly with?: Parameters<SignJWT['sign']>[0];
}

async function forge(forgery: Forgery): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const good = { iss: `${edge.url}/oidc`, aud: 'bukti-api', sub: 'secretary', iat: nowS, exp: nowS + 600 };
  const claims = Object.entries({ ...good, ...forgery.claims }).filter(([name]) => name !== forgery.without);
  return new SignJWT(Object.fromEntries(claims))
    .setProtectedHeader({ alg: forgery.alg ?? 'ES256', kid: forgery.kid ?? key.kid ?? '' })
    .sign(forgery.with ?? (await importJWK(key, 'ES256')));
}

describe('a bearer token', () => {
  test('of a persona is accepted and has no browser session', async () => {
    const response = await edge.ask('secretary', '/who');
    expect(await response.json()).toEqual({ accountId: `${account.accountId}/null` });
  });

  test('made by hand with the right key and claims is accepted, so the refusals below have one reason each', async () => {
    expect((await ask(`Bearer ${await forge({})}`)).status).toBe(200);
  });

  const past = Math.floor(Date.now() / 1000) - 60;
  test.each<[string, () => Promise<string>]>([
    ['that has expired', () => forge({ claims: { exp: past } })],
    ['without an expiry', () => forge({ without: 'exp' })],
    ['that is not valid yet', () => forge({ claims: { nbf: past + 3600 } })],
    ['for another audience', () => forge({ claims: { aud: 'bukti-web' } })],
    ['of another issuer', () => forge({ claims: { iss: 'https://elsewhere.example' } })],
    ['without a subject', () => forge({ without: 'sub' })],
    ['signed with a foreign key', async () => forge({ with: (await generateKeyPair('ES256')).privateKey })],
    [
      'signed with a foreign key that names itself',
      async () => forge({ with: (await generateKeyPair('ES256')).privateKey, kid: 'mine' }),
    ],
    [
      'signed with the public key as a shared secret',
      async () => {
        const { publicKey } = await generateKeyPair('ES256', { extractable: true });
        return forge({ alg: 'HS256', with: new TextEncoder().encode(await exportSPKI(publicKey)) });
      },
    ],
    [
      'without a signature',
      () =>
        Promise.resolve(
          new UnsecuredJWT({ sub: 'secretary' })
            .setIssuer(`${edge.url}/oidc`)
            .setAudience('bukti-api')
            .setExpirationTime('1h')
            .encode(),
        ),
    ],
    ['with one character of its signature changed', async () => flip(await forge({}))],
    ['that is no token', () => Promise.resolve('hello')],
    ['beyond all size', () => Promise.resolve('a'.repeat(9_000))],
  ])('%s is refused with 401', async (_name, token) => {
    expect(await ask(`Bearer ${await token()}`)).toEqual({
      status: 401,
      code: 'session.token-invalid',
      challenge: 'Bearer realm="bukti"',
    });
  });

  test('is refused with 401 in another scheme', async () => {
    expect(await ask('Basic c2VjcmV0YXJ5Og==')).toMatchObject({ status: 401, code: 'session.token-invalid' });
  });

  test('is required', async () => {
    expect(await ask()).toMatchObject({ status: 401, code: 'session.required' });
  });

  test('of someone without an account is access.unknown-account', async () => {
    const response = await edge.ask('auditor', '/who');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      'access.unknown-account',
    ]);
  });

  test('is issued for personas alone, and only once the demo has been started', async () => {
    expect([
      await issueDemoToken('mayor', { dataDir: edge.dataDir, personas }),
      await issueDemoToken('secretary', { dataDir: join(edge.dataDir, 'elsewhere'), personas }),
    ]).toEqual([{ problem: 'unknown-persona' }, { problem: 'demo-never-started' }]);
  });

  test('outlives a restart: the keys stay in the data folder', async () => {
    const token = await edge.token('secretary');
    const options = {
      publicUrl: edge.url,
      dataDir: edge.dataDir,
      people: { personas, contenders: [] },
      log: openLog('test', 'silent'),
      assets: openAssets().paths,
    };
    await createDemoProvider(options);
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
  });

  test('pays for its signature once, and again when it has expired', async () => {
    let checks = 0;
    const check = createBearerCheck(demoTrust(edge.url), () => {
      checks += 1;
      return Promise.resolve(importJWKOnly(key));
    });
    const token = await forge({});
    await check(token);
    await check(token);
    expect(checks).toBe(1);
  });
});

function flip(token: string): string {
  const at = token.lastIndexOf('.') + 5;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

function importJWKOnly(jwk: JWK) {
  const { d: _private, ...publicKey } = jwk;
  return async () => {
    const imported = await importJWK(publicKey, 'ES256');
    if (imported instanceof Uint8Array) throw new Error('not a key pair');
    return imported;
  };
}
