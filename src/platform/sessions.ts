import { hash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Sql } from './database.ts';
import { openSavedDrafts, type SavedDrafts } from './saved-drafts.ts';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
    signedInAt: string;
    /** What a person recognises the session by in the list of their own. */
    agent: string;
    /** What the callback of a running sign-in must match. */
    signIn: { readonly state: string; readonly nonce: string; readonly verifier: string; readonly returnTo: string };
  }
}

/** A session ends after this long without a request … */
const idleMs = 2 * 3_600_000;

/** … and after a working day in any case. */
const longestMs = 12 * 3_600_000;

export interface SessionOptions {
  readonly sql: Sql;
  /** Newest first; older ones are still accepted, so that the secret can be changed. */
  readonly secrets: readonly string[];
  readonly secure: boolean;
}

export interface Sessions {
  readonly handler: RequestHandler;
  readonly drafts: SavedDrafts;
  /** Stops the sweep of expired rows. */
  close(): void;
}

/** Browser sessions in Postgres: a deleted row is a revoked session, effective with the next request. */
export function createSessions({ sql, secrets, secure }: SessionOptions): Sessions {
  const Store = connectPgSimple(session);
  const store = new Store({
    tableName: 'sessions',
    pgPromise: { any: (text: string, values: readonly unknown[]) => sql.rows(text, values) },
    ttl: idleMs / 1000,
    errorLog: () => undefined,
  });
  const handler = session({
    // The prefix makes browsers refuse the cookie from anywhere but this very host over TLS.
    name: secure ? '__Host-bukti' : 'bukti',
    secret: [...secrets],
    store,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: idleMs, path: '/' },
  });
  return { handler, drafts: openSavedDrafts(sql), close: () => store.close() };
}

/** The name of a session that may be shown and recorded: its id would be the key to it. */
export function sessionDigest(sid: string): string {
  return hash('sha256', sid);
}

/** The account that is signed in with this request's session, if any. */
export function signedInAccount({ session }: Request): string | undefined {
  // No session when the store is out of reach or the request came with a bearer token.
  const { accountId, signedInAt } = (session as Request['session'] | undefined) ?? {};
  if (accountId === undefined || signedInAt === undefined) return undefined;
  return Date.now() < Date.parse(signedInAt) + longestMs ? accountId : undefined;
}

/** Starts the session of an account under a new id, so that an id planted before the sign-in is worthless. */
export async function beginSession(req: Request, accountId: string): Promise<void> {
  const { draft } = req.session;
  await settled((done) => req.session.regenerate(done));
  if (draft !== undefined) req.session.draft = draft;
  req.session.accountId = accountId;
  req.session.signedInAt = new Date().toISOString();
  req.session.agent = (req.get('User-Agent') ?? '').slice(0, 200);
  await settled((done) => req.session.save(done));
}

export async function endSession(req: Request): Promise<void> {
  await settled((done) => req.session.destroy(done));
}

export async function saveSession(req: Request): Promise<void> {
  await settled((done) => req.session.save(done));
}

function settled(start: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('the session store failed'));
    });
  });
}
