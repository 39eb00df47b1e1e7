import { randomUUID } from 'node:crypto';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessRoutes } from '#features/access/routes.ts';
import { type Access, createAccess, giveGrant, openAccount } from '#features/access/service.ts';
import { conductorActor, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import type { Screen } from '#platform/screens.ts';
import { createSessions } from '#platform/sessions.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { PlainBrowser } from '#test/support/plain-browser.ts';
import { html } from '#web/html.ts';

const accountId = randomUUID();
const from = '2026-01-01T00:00:00.000000Z';
let copy: TestDatabase;
let database: Database;
let access: Access;
let edge: Edge;

beforeAll(async () => {
  copy = await cloneDatabase();
  database = openDatabase({ url: copy.appUrl, poolSize: 4, applicationName: 'test' });
  access = createAccess(database);
  await seed();
  edge = await openEdge({
    features: [accessRoutes(access)],
    accounts: access,
    screens: { screens: [firstPage], open: [], acts: [] },
    sessions: createSessions({ sql: database, secrets: ['only-for-tests'], secure: false }),
  });
});
afterAll(async () => {
  await edge.close();
  await database.close();
  await copy.drop();
});

/** Where whoever signed in lands; what every page says of its viewer is all that it shows. */
const firstPage: Screen = {
  path: '/inbox',
  draw: ({ view }) => Promise.resolve({ title: view.t('nav.inbox'), main: html`<h1>${view.t('nav.inbox')}</h1>` }),
};

const agency = 'kota-contoh';
const ledger = openLedger({ log: 'bukti.test/1', build: '0.0.0', keys: openKeyRing(Buffer.alloc(32, 7)) });
const act = { agency, actor: conductorActor };

async function seed(): Promise<void> {
  await database.transaction('conductor', async (tx) => {
    const founding = await tx.one<Parameters<typeof ledger.append>[1]['act']>('SELECT * FROM ledger.begin_act($1)', [
      randomUUID(),
    ]);
    const id = randomUUID();
    const committed = { name: { value: 'Kota Contoh', holder: accountId } };
    await ledger.append(tx, {
      id,
      stream: `agency/${agency}`,
      type: 'agency.founded/1',
      open: {},
      committed,
      act: founding,
      ...act,
    });
    await tx.run('INSERT INTO agencies (code, name, zone, entry_id) VALUES ($1, $2, $3, $4)', [
      agency,
      'Kota Contoh',
      'Asia/Jakarta',
      id,
    ]);
  });
  await database.transaction('conductor', async (tx) => {
    const known = { realm: 'demo', subject: 'secretary', displayName: 'Ratna Wulandari', personId: null };
    await openAccount(ledger, tx, { id: randomUUID(), accountId, ...known, ...act });
    const grant = { role: 'secretary', agency, selectionId: null, from, until: null } as const;
    await giveGrant(ledger, tx, { id: randomUUID(), accountId, grant, ...act });
    const other = { realm: 'demo', subject: 'chair', displayName: 'Bambang Prasetyo', personId: null };
    await openAccount(ledger, tx, { id: randomUUID(), accountId: randomUUID(), ...other, ...act });
  });
}

describe('signing in', () => {
  test('leads over the persona picker to the first page with name and roles', async () => {
    const browser = new PlainBrowser(edge.url);
    const page = await (await browser.signIn('secretary')).text();
    const named = /class="b-header__user">(.*?)<\/div>/.exec(page)?.[1]?.replace(/<[^>]*>/g, '');
    expect(named).toBe('Ratna Wulandari Sekretaris komite');
  });

  test('offers every persona, and three further candidates, without a script or a password', async () => {
    const browser = new PlainBrowser(edge.url);
    const { response } = await browser.follow(await browser.open('/sign-in'));
    const page = await response.text();
    const form = /<form method="post">.*?<\/form>/s.exec(page)?.[0] ?? '';
    const [shown = '', folded = ''] = form.split('<details');
    const buttons = (part: string) => part.match(/<button [^>]*type="submit" name="persona"/g)?.length;
    expect([buttons(shown), buttons(folded), /<script|type="password"/.test(form)]).toEqual([15, 3, false]);
  });

  test('answers /me with the account, its person and its grants in force', async () => {
    const browser = new PlainBrowser(edge.url);
    await browser.signIn('secretary');
    const me = await browser.open('/api/v1/me');
    expect(await me.json()).toEqual({
      accountId,
      displayName: 'Ratna Wulandari',
      personId: null,
      grants: [{ role: 'secretary', agency, selectionId: null, from, until: null }],
    });
  });

  test('returns to the page that asked for it, never to another server', async () => {
    const [own, foreign] = [new PlainBrowser(edge.url), new PlainBrowser(edge.url)];
    const there = await own.signIn('secretary', '/sign-in?return=/api/docs');
    const here = await foreign.signIn('secretary', '/sign-in?return=//evil.example/');
    expect([there.url, here.url]).toEqual([`${edge.url}/api/docs`, `${edge.url}/inbox`]);
  });

  test('works for a program too: its access token is accepted', async () => {
    const verifier = openid.randomPKCECodeVerifier();
    const client = { client_id: 'bukti-cli', redirect_uri: 'http://127.0.0.1:49152/callback' };
    const challenge = {
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    const asked = new URLSearchParams({ ...client, ...challenge, response_type: 'code', scope: 'openid act' });
    const browser = new PlainBrowser(edge.url);
    const picker = await browser.follow(await browser.open(`/oidc/auth?${asked.toString()}`));
    const chosen = new URLSearchParams({ persona: 'secretary' });
    const { address } = await browser.follow(await browser.open(picker.address, { method: 'POST', body: chosen }));
    const code = new URL(address).searchParams.get('code') ?? '';
    const proof = new URLSearchParams({ ...client, code, code_verifier: verifier, grant_type: 'authorization_code' });
    const answer = await fetch(`${edge.url}/oidc/token`, { method: 'POST', body: proof });
    const tokens = (await answer.json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${tokens.access_token}` };
    expect((await fetch(`${edge.url}/api/v1/me`, { headers })).status).toBe(200);
  });

  test('without an account is refused', async () => {
    const browser = new PlainBrowser(edge.url);
    const { response } = await browser.follow(await browser.open('/sign-in'));
    const answer = await browser.open(response.url, {
      method: 'POST',
      body: new URLSearchParams({ persona: 'auditor' }),
    });
    const page = await browser.follow(answer);
    expect([page.response.status, (await page.response.json()) as object]).toMatchObject([
      403,
      { code: 'access.unknown-account' },
    ]);
  });

  test('with a state of another browser is refused', async () => {
    const [mine, theirs] = [new PlainBrowser(edge.url), new PlainBrowser(edge.url)];
    await mine.open('/sign-in');
    await theirs.open('/sign-in');
    const response = await mine.open('/sign-in/callback?code=stolen&state=foreign');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      'session.sign-in-failed',
    ]);
  });

  test('gives the session a new id, so that a planted one is worthless', async () => {
    const browser = new PlainBrowser(edge.url);
    const before = (await browser.open('/sign-in')).headers.getSetCookie().find((line) => line.startsWith('bukti='));
    const after = await browser.signIn('secretary');
    const planted = await fetch(`${edge.url}/api/v1/me`, { headers: { Cookie: before?.split(';')[0] ?? '' } });
    expect([after.status, planted.status]).toEqual([200, 401]);
  });
});

describe('a browser session', () => {
  test('has a cookie that scripts cannot read and other sites cannot send along', async () => {
    const browser = new PlainBrowser(edge.url);
    const line = (await browser.open('/sign-in')).headers.getSetCookie().find((cookie) => cookie.startsWith('bukti='));
    expect([line?.includes('HttpOnly'), line?.includes('SameSite=Lax')]).toEqual([true, true]);
  });

  test.each([
    ['Sec-Fetch-Site cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ['a request of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
  ])('is not used for a change with %s', async (_name, headers) => {
    const browser = new PlainBrowser(edge.url);
    await browser.signIn('secretary');
    const response = await browser.open(`/api/v1/sessions/${'0'.repeat(64)}`, { method: 'DELETE', headers });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'session.cross-site']);
  });

  test('is listed with the one in use, and ends when it is revoked', async () => {
    const [one, two] = [new PlainBrowser(edge.url), new PlainBrowser(edge.url)];
    await one.signIn('secretary');
    await two.signIn('secretary');
    const list = (await (await one.open('/api/v1/sessions')).json()) as { items: { id: string; isThisOne: boolean }[] };
    const own = list.items.filter(({ isThisOne }) => isThisOne);
    const revoked = await two.open(`/api/v1/sessions/${own[0]?.id}`, { method: 'DELETE' });
    const after = await one.open('/api/v1/me');
    expect([own.length, revoked.status, after.status]).toEqual([1, 204, 401]);
  });

  test('of somebody else cannot be revoked, nor be told apart from none', async () => {
    const response = await edge.ask('secretary', `/sessions/${'a'.repeat(64)}`, { method: 'DELETE' });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'thing.missing']);
  });

  test('can begin as somebody else after signing out, without a script', async () => {
    const browser = new PlainBrowser(edge.url);
    await browser.signIn('secretary');
    await browser.open('/sign-out', { method: 'POST' });
    const page = await browser.signIn('chair');
    const me = (await (await browser.open('/api/v1/me')).json()) as { displayName: string };
    expect([page.url, me.displayName]).toEqual([`${edge.url}/inbox`, 'Bambang Prasetyo']);
  });

  test('ends with signing out', async () => {
    const browser = new PlainBrowser(edge.url);
    await browser.signIn('secretary');
    const out = await browser.open('/sign-out', { method: 'POST' });
    const after = await browser.open('/api/v1/me');
    expect([out.status, after.status]).toEqual([303, 401]);
  });
});

test('a grant that was given shows at once after forget', async () => {
  await database.transaction('conductor', (tx) => {
    const grant = { role: 'chair', agency, selectionId: null, from, until: null } as const;
    return giveGrant(ledger, tx, { id: randomUUID(), accountId, grant, ...act });
  });
  access.forget();
  const me = (await (await edge.ask('secretary', '/me')).json()) as { grants: { role: string }[] };
  expect(me.grants.map(({ role }) => role).sort()).toEqual(['chair', 'secretary']);
});

test('opening an account twice with one id gives the same receipt and one account', async () => {
  const id = randomUUID();
  const account = {
    realm: 'demo',
    subject: 'hr',
    displayName: 'Dewi',
    personId: null,
    accountId: randomUUID(),
    id,
    ...act,
  };
  const first = await database.transaction('conductor', (tx) => openAccount(ledger, tx, account));
  const again = await database.transaction('conductor', (tx) => openAccount(ledger, tx, account));
  expect(again).toEqual(first);
});
