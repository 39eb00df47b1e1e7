import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { meSchema, ownSessionsSchema, sessionParams } from '#schemas/access.ts';
import { accountQuery, accountsAnswer } from '#schemas/lookups.ts';
import type { Access } from './service.ts';

const me = {
  method: 'get',
  path: '/me',
  summary: 'The account that asks, its person and its grants in force',
  answer: meSchema,
} as const satisfies RouteDeclaration;

const ownSessions = {
  method: 'get',
  path: '/sessions',
  summary: 'Own browser sessions, newest first',
  answer: ownSessionsSchema,
} as const satisfies RouteDeclaration;

const endSession = {
  method: 'delete',
  path: '/sessions/:sessionId',
  summary: 'End one of the own browser sessions',
  params: sessionParams,
  writes: 'session',
} as const satisfies RouteDeclaration;

const accounts = {
  method: 'get',
  path: '/accounts',
  summary: 'Accounts with a role in an agency, for its office',
  query: accountQuery,
  answer: accountsAnswer,
} as const satisfies RouteDeclaration;

/** Who am I, where am I signed in, and whom can the office appoint. */
export function accessRoutes(access: Access): Feature {
  const feature = createFeature('access');
  route(feature, me, async ({ asker: { accountId, displayName, personId, grants } }) => ({
    body: { accountId, displayName, personId, grants: [...grants] },
  }));
  route(feature, ownSessions, async ({ asker, session }) => {
    const sessions = await access.listSessions(asker.accountId);
    return { body: { items: sessions.map((own) => ({ ...own, isThisOne: own.id === session })) } };
  });
  route(feature, endSession, async ({ asker, params }) => {
    await access.revokeSession(asker.accountId, params.sessionId);
    return { body: undefined };
  });
  route(feature, accounts, async ({ asker, query: { agency, role } }) => ({
    body: { items: await access.listAccounts(asker, { agency, role }) },
  }));
  return feature;
}
