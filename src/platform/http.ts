import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { Refused, refuse } from '#domain/refusal.ts';
import { type Locale, locales } from '#web/i18n.ts';
import type { ViewParts } from '#web/view.ts';
import type { Accounts } from './accounts.ts';
import { openApi } from './asking.ts';
import type { Assets } from './assets.ts';
import { createBearerCheck } from './bearer.ts';
import { createHealthRouter, measureRequests, type Probe } from './health.ts';
import { chosenBefore, languageIn } from './language.ts';
import type { Metrics } from './metrics.ts';
import { createDocsRouter, openApiDocument } from './openapi.ts';
import { type MountedProvider, type Trust, TrustedProvider } from './openid.ts';
import { createProblemHandler } from './problems.ts';
import { createPublicRouter, type PublicRecord, publicPaths } from './public-record.ts';
import { contextOf, setContext } from './request-context.ts';
import { apiRoot, type Feature } from './route.ts';
import { createScreenRouter, type Screens } from './screens.ts';
import { limitRate, securityHeaders } from './security.ts';
import type { Sessions } from './sessions.ts';
import { createSignInRouter, identify } from './sign-in.ts';
import { createVerifiersRouter, readVerifiers } from './verifiers.ts';

export interface AppDeps {
  /** Address under which people reach this server, without a slash at its end: for cookies, redirects and origin checks. */
  readonly publicUrl: string;
  readonly version: string;
  readonly log: Logger;
  readonly registry: Registry;
  readonly figures: Pick<Metrics, 'refusals'>;
  readonly features: readonly Feature[];
  readonly accounts: Accounts;
  readonly trust: Trust;
  readonly sessions: Sessions;
  readonly probes: readonly Probe[];
  readonly assets: Assets;
  readonly screens: Screens;
  /** What every page shows besides its own matter. */
  readonly surroundings: (agency: string | undefined) => Promise<Pick<ViewParts, 'agency' | 'checkpoint' | 'now'>>;
  /** What of the record stands open to everybody; without it nothing does. */
  readonly record?: PublicRecord;
  readonly isDemo?: boolean;
  /** The demo's identity provider, where this server carries it. */
  readonly identityProvider?: MountedProvider;
  /** Requests a minute for one account, or for one address where nobody is known. */
  readonly requestsPerMinute?: number;
  /** Compare every answer with its schema before it is sent: for tests. */
  readonly checksAnswers?: boolean;
  /** Number of proxies in front, whose forwarded addresses are believed. */
  readonly proxies?: number;
}

/** The web application; whoever calls it owns the server that carries it. */
export function createApp(deps: AppDeps): Express {
  const { log, registry, publicUrl } = deps;
  const app = express();
  app.disable('x-powered-by');
  // Versions are ours to give: an ETag means content that an act may be bound to.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.proxies ?? 0);
  app.use(openRequest(deps.checksAnswers ?? false), logRequests(log), measureRequests(registry));
  app.use(createHealthRouter({ probes: deps.probes, registry }));
  app.use(securityHeaders(publicUrl));
  mountSite(app, deps);
  app.use((_req, _res, next) => next(new Refused(refuse('thing.missing'))));
  app.use(createProblemHandler(log, { ...deps.figures, assets: deps.assets.paths }));
  return app;
}

function mountSite(app: Express, deps: AppDeps): void {
  const { publicUrl, accounts, trust, features, identityProvider: mounted } = deps;
  const provider = new TrustedProvider(trust);
  const checkBearer = createBearerCheck(trust, () => provider.keys());
  const assets = deps.assets.paths;
  const identity = { publicUrl, accounts, provider, checkBearer, sessions: deps.sessions.handler, assets };
  const limit = limitRate(deps.requestsPerMinute ?? 3_000);
  app.use(deps.assets.router);
  app.use(createVerifiersRouter(readVerifiers()));
  if (mounted !== undefined) app.use(mounted.path, limit, mounted.handler);
  app.use(createDocsRouter(openApiDocument(features, deps.version)));
  app.use(apiRoot, ...identify(identity), limit, ...features.map(({ router }) => router));
  app.use(['/sign-in', '/sign-out'], limit);
  app.use(createSignInRouter(identity));
  const { screens, surroundings, isDemo = false, record } = deps;
  if (record !== undefined) app.use(publicPaths, limit).use(createPublicRouter(record));
  const isSecure = publicUrl.startsWith('https:');
  const { drafts } = deps.sessions;
  const found = { api: openApi(features), assets, surroundings, isDemo, isSecure, drafts, limit, record };
  app.use(createScreenRouter(screens, { ...found, identify: identify(identity) }));
}

function openRequest(checksAnswers: boolean): RequestHandler {
  return (req, res, next) => {
    const id = randomUUID();
    const locale = req.path.startsWith('/api/') ? languageOfAsker(req) : languageIn(req);
    setContext(req, { id, locale, checksAnswers, beganAtMs: performance.now() });
    res.setHeader('X-Request-Id', id);
    next();
  };
}

/** Programs ask by header; people choose, and a browser's setting is not their choice: what a page leads to is in the language of the page. */
function languageOfAsker(req: Request): Locale {
  if (req.headers.cookie !== undefined) return chosenBefore(req) ?? 'id';
  const wanted = req.acceptsLanguages([...locales]);
  return locales.find((known) => known === wanted) ?? 'id';
}

const unlogged = new Set(['/healthz', '/readyz', '/metrics']);

/** One line per request: number, method, route pattern, status, time, code of a refusal. Never the address as asked, for it may name people. */
function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    // `close` comes once, whether the answer was sent or its reader has gone.
    if (!unlogged.has(req.url)) res.once('close', () => log.info(lineOf(req, res), 'request'));
    next();
  };
}

function lineOf(req: IncomingMessage, { statusCode: status }: ServerResponse): object {
  const { id: requestId, route = 'other', code, beganAtMs } = contextOf(req);
  return { requestId, method: req.method, route, status, ms: Math.round(performance.now() - beganAtMs), code };
}
