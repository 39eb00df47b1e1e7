import { type RequestHandler, Router } from 'express';
import * as openid from 'openid-client';
import { Refused, refuse } from '#domain/refusal.ts';
import { homePage } from '#web/door-pages.ts';
import type { AssetPaths } from '#web/layout.ts';
import type { Accounts } from './accounts.ts';
import type { BearerCheck } from './bearer.ts';
import { bearerToken } from './bearer.ts';
import { rememberLanguage } from './language.ts';
import type { Subject, TrustedProvider } from './openid.ts';
import { plainView } from './plain-view.ts';
import { contextOf, type Identity } from './request-context.ts';
import { requireSameOrigin } from './security.ts';
import { beginSession, endSession, saveSession, sessionDigest, signedInAccount } from './sessions.ts';
import { Unavailable } from './weather.ts';

export interface IdentityDeps {
  readonly publicUrl: string;
  readonly accounts: Accounts;
  readonly checkBearer: BearerCheck;
  readonly provider: TrustedProvider;
  readonly sessions: RequestHandler;
  readonly assets: AssetPaths;
}

/** Finds out who asks: a bearer token if one is sent, else the browser's session. Never turns anyone away itself. */
export function identify(deps: IdentityDeps): RequestHandler[] {
  const { sessions } = deps;
  return [
    // A request with a token neither needs nor touches a session.
    (req, res, next) => (req.headers.authorization === undefined ? sessions(req, res, next) : next()),
    async (req, _res, next) => {
      const { authorization } = req.headers;
      contextOf(req).identity =
        authorization === undefined ? await bySession(req, deps) : await byBearer(authorization, deps);
      next();
    },
  ];
}

async function byBearer(authorization: string, { accounts, checkBearer }: IdentityDeps): Promise<Identity> {
  const token = bearerToken(authorization);
  if (token === undefined) return { refusal: refuse('session.token-invalid') };
  const bearer = await checkBearer(token);
  if ('refusal' in bearer) return bearer;
  const account = await accounts.findBySubject(bearer.subject);
  return account === undefined ? { refusal: refuse('access.unknown-account') } : { asker: account, session: null };
}

async function bySession(req: Parameters<RequestHandler>[0], deps: IdentityDeps): Promise<Identity> {
  const accountId = signedInAccount(req);
  if (accountId === undefined) return { refusal: refuse('session.required') };
  requireSameOrigin(req, deps.publicUrl);
  const account = await deps.accounts.findById(accountId);
  if (account === undefined) return { refusal: refuse('access.unknown-account') };
  return { asker: account, session: sessionDigest(req.sessionID) };
}

/** `/`, `/sign-in`, its callback and `/sign-out`: authorization code with PKCE, then a session of our own. */
export function createSignInRouter(deps: IdentityDeps): Router {
  const router = Router();
  router.get('/', ...identify(deps), (req, res) => {
    const { identity } = contextOf(req);
    res.set('Cache-Control', 'no-store');
    rememberLanguage({ req, res, isSecure: req.secure });
    if (identity !== undefined && 'asker' in identity) res.redirect(303, '/inbox');
    else res.type('html').send(homePage(plainView(req, res), deps.assets));
  });
  router.get('/sign-in', deps.sessions, beginSignIn(deps));
  router.get('/sign-in/callback', deps.sessions, finishSignIn(deps));
  router.post('/sign-out', deps.sessions, async (req, res) => {
    requireSameOrigin(req, deps.publicUrl);
    await endSession(req);
    res.clearCookie(deps.publicUrl.startsWith('https:') ? '__Host-bukti' : 'bukti', { path: '/' }).redirect(303, '/');
  });
  return router;
}

function callbackUrl(publicUrl: string): string {
  return `${publicUrl}/sign-in/callback`;
}

function beginSignIn({ provider, publicUrl }: IdentityDeps): RequestHandler {
  return async (req, res) => {
    rememberLanguage({ req, res, isSecure: req.secure });
    const configuration = await provider.configuration();
    const { return: wanted } = req.query;
    const signIn = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      returnTo: typeof wanted === 'string' && isOwnPath(wanted) ? wanted : '/',
    };
    req.session.signIn = signIn;
    await saveSession(req);
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl(publicUrl),
      scope: 'openid profile',
      state: signIn.state,
      nonce: signIn.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(signIn.verifier),
      code_challenge_method: 'S256',
      // On a shared office computer nobody signs in as the colleague before them.
      prompt: 'login',
    });
    res.redirect(303, address.href);
  };
}

/** A path on this server: `//host` and `/\host` would lead away from it. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

function finishSignIn(deps: IdentityDeps): RequestHandler {
  return async (req, res) => {
    const { signIn } = req.session;
    if (signIn === undefined) throw new Refused(refuse('session.sign-in-failed'));
    // One answer per question: a second one finds nothing to match.
    delete req.session.signIn;
    const configuration = await deps.provider.configuration();
    const query = req.originalUrl.split('?')[1] ?? '';
    const answer = new URL(`${callbackUrl(deps.publicUrl)}?${query}`);
    const subject = await exchange({ configuration, answer, signIn, realm: deps.provider.trust.realm });
    const account = await deps.accounts.findBySubject(subject);
    if (account === undefined) throw new Refused(refuse('access.unknown-account'));
    await beginSession(req, account.accountId);
    res.redirect(303, signIn.returnTo);
  };
}

interface Exchange {
  readonly configuration: openid.Configuration;
  readonly answer: URL;
  readonly signIn: { readonly state: string; readonly nonce: string; readonly verifier: string };
  readonly realm: string;
}

/** The code for a proof of who signed in. What the provider or the browser got wrong is a refusal, not a fault of ours. */
async function exchange({ configuration, answer, signIn, realm }: Exchange): Promise<Subject> {
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, answer, {
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      pkceCodeVerifier: signIn.verifier,
      idTokenExpected: true,
    });
    const subject = tokens.claims()?.sub;
    if (subject === undefined) throw new Refused(refuse('session.sign-in-failed'));
    return { realm, subject };
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof TypeError && error.message === 'fetch failed') {
      throw new Unavailable('the identity provider cannot be reached', { cause: error });
    }
    throw new Refused(refuse('session.sign-in-failed'));
  }
}
