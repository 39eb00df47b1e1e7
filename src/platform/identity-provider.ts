import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
// The package's own entry warns on every start under Node 20, on which this part of it works.
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Logger } from 'pino';
import { Refused, refuse } from '#domain/refusal.ts';
import { type DemoPeople, personaPage } from '#web/door-pages.ts';
import type { AssetPaths } from '#web/layout.ts';
import { MemoryAdapter } from './identity-memory.ts';
import { writeAtomically } from './kept-files.ts';
import type { MountedProvider, Trust } from './openid.ts';
import { plainView } from './plain-view.ts';
import { refuseForm } from './problems.ts';
import { allowLoopbackForms } from './security.ts';
import { traceOf } from './trace.ts';

/** Where the demo's identity provider stands on the web server. */
const identityPath = '/oidc';

const audience = 'bukti-api';
const resource = 'urn:bukti:api';
const webClient = 'bukti-web';
const cliClient = 'bukti-cli';
const tokenHours = 8;

/** Accounts of the demo are kept under this name, whatever port it runs on. */
export const demoRealm = 'demo';

/** What the web server trusts while the demo's provider stands on it. */
export function demoTrust(publicUrl: string): Trust {
  return { issuer: `${publicUrl}${identityPath}`, realm: demoRealm, audience, clientId: webClient };
}

export interface DemoProviderOptions {
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly people: DemoPeople;
  readonly log: Logger;
  readonly assets: AssetPaths;
}

/**
 * An OpenID Connect provider that knows the personas and asks for no password: for the demo only. Its keys live in the
 * data folder, so tokens outlive a restart; everything else is in memory, so an unfinished sign-in starts again.
 */
export async function createDemoProvider(options: DemoProviderOptions): Promise<MountedProvider> {
  const { publicUrl, dataDir, people, log, assets } = options;
  const { issuer } = demoTrust(publicUrl);
  const kept = await keepIdentity(dataDir, issuer);
  const provider = new Provider(issuer, {
    ...settings(everybody(people)),
    jwks: { keys: [kept.key] },
    cookies: {
      keys: [kept.cookieSecret],
      names: { session: 'demo', interaction: 'demo-asked', resume: 'demo-resume' },
    },
    clients: clients(publicUrl),
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      grant.addResourceScope(resource, 'act');
      await grant.save();
      return grant;
    },
  });
  provider.on('server_error', (_ctx, error) => log.error({ fault: traceOf(error) }, 'demo identity provider'));
  const router = Router();
  router.use(personaPicker(provider, { people, assets }));
  router.use((req, res) => provider.callback()(req, res));
  return { path: identityPath, handler: router };
}

function personaPicker(provider: Provider, { people, assets }: Pick<DemoProviderOptions, 'people' | 'assets'>): Router {
  const router = Router();
  router.get('/interaction/:uid', async (req, res) => {
    await provider.interactionDetails(req, res).catch(noInteraction);
    allowLoopbackForms(res);
    res.type('html').send(personaPage(plainView(req, res), people, assets));
  });
  router.post('/interaction/:uid', express.urlencoded({ extended: false, limit: '4kb' }), async (req, res) => {
    const { session } = await provider.interactionDetails(req, res).catch(noInteraction);
    const { persona } = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    const chosen = everybody(people).find(({ name }) => name === persona);
    if (chosen === undefined) throw new Refused(refuseForm([{ path: 'persona', code: 'unknown' }]));
    // The empty consent is for programs: a native client is never let through without one (RFC 8252).
    const result = { login: { accountId: chosen.name, remember: false }, consent: {} };
    const next = await provider.interactionResult(req, res, result, { mergeWithLastSubmission: false });
    await forgetAnother(provider, session?.uid, chosen.name);
    res.redirect(303, next);
  });
  return router;
}

/**
 * Whoever signed in before in this browser is forgotten. The provider would sign them out itself, but by a page that a
 * script has to send on, and there is no script in a browser without any and none inline in ours.
 */
async function forgetAnother(provider: Provider, uid: string | undefined, chosen: string): Promise<void> {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid);
  if (session?.accountId === undefined || session.accountId === chosen) return;
  delete session.accountId;
  delete session.authorizations;
  await session.persist();
}

function everybody({ personas, contenders }: DemoPeople): DemoPeople['personas'] {
  return [...personas, ...contenders];
}

/** The sign-in was finished, is too old, or was begun in another browser. */
function noInteraction(): never {
  throw new Refused(refuse('session.sign-in-failed'));
}

function clients(publicUrl: string): object[] {
  const common = { token_endpoint_auth_method: 'none', response_types: ['code'], grant_types: ['authorization_code'] };
  const signing = { id_token_signed_response_alg: 'ES256' };
  return [
    { ...common, ...signing, client_id: webClient, redirect_uris: [`${publicUrl}/sign-in/callback`] },
    // A program on the person's own machine listens on any port of the loopback address (RFC 8252).
    {
      ...common,
      ...signing,
      client_id: cliClient,
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
    },
  ];
}

function settings(people: DemoPeople['personas']): object {
  return {
    adapter: MemoryAdapter,
    findAccount: (_ctx: unknown, subject: string) => {
      const persona = people.find(({ name }) => name === subject);
      if (persona === undefined) return undefined;
      return { accountId: subject, claims: () => ({ sub: subject, name: persona.displayName }) };
    },
    claims: { openid: ['sub'], profile: ['name'] },
    scopes: ['openid', 'profile'],
    pkce: { required: () => true },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `${identityPath}/interaction/${uid}` },
    ttl: { Interaction: 600, Session: 3_600, Grant: 3_600, IdToken: 600, AuthorizationCode: 60, AccessToken: 3_600 },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'act',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenHours * 3_600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    renderError: (ctx: { type: string; body: string }, out: { error: string; error_description?: string }) => {
      ctx.type = 'text/plain';
      ctx.body = `${out.error}: ${out.error_description ?? ''}\n`;
    },
  };
}

interface KeptIdentity {
  readonly issuer: string;
  readonly key: JWK & { readonly kid: string };
  readonly cookieSecret: string;
}

const identityFile = (dataDir: string) => join(dataDir, 'oidc', 'identity.json');

/** Keys of the data folder, made on first use; the address is kept with them, so that tokens can be made without asking. */
async function keepIdentity(dataDir: string, issuer: string): Promise<KeptIdentity> {
  const kept = await readIdentity(dataDir);
  if (kept?.issuer === issuer) return kept;
  const fresh = kept ?? { key: await makeKey(), cookieSecret: randomBytes(32).toString('base64url') };
  const identity: KeptIdentity = { ...fresh, issuer };
  await mkdir(join(dataDir, 'oidc'), { recursive: true, mode: 0o700 });
  await writeAtomically(identityFile(dataDir), JSON.stringify(identity));
  return identity;
}

async function readIdentity(dataDir: string): Promise<KeptIdentity | undefined> {
  try {
    return JSON.parse(await readFile(identityFile(dataDir), 'utf8')) as KeptIdentity;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeKey(): Promise<JWK & { readonly kid: string }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}

export interface DemoTokenDeps {
  readonly dataDir: string;
  readonly personas: readonly { readonly name: string }[];
}

export type DemoToken = { readonly token: string } | { readonly problem: 'unknown-persona' | 'demo-never-started' };

/** A bearer token of a persona, good for eight hours, signed with the demo's key in the data folder; no server needed. */
export async function issueDemoToken(personaName: string, { dataDir, personas }: DemoTokenDeps): Promise<DemoToken> {
  if (!personas.some(({ name }) => name === personaName)) return { problem: 'unknown-persona' };
  const identity = await readIdentity(dataDir);
  if (identity === undefined) return { problem: 'demo-never-started' };
  const { issuer, key } = identity;
  const token = await new SignJWT({ client_id: cliClient, scope: 'act' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(personaName)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${tokenHours}h`)
    .sign(await importJWK(key, 'ES256'));
  return { token };
}
