import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { RefusalCode } from '#domain/codes.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import type { Locale } from '#web/i18n.ts';
import type { KnownAccount } from './accounts.ts';
import { entryIdOf, readIfMatch, readKey } from './idempotency.ts';
import { type FormFault, faultsOf, refuseForm } from './problems.ts';
import { contextOf } from './request-context.ts';

export const apiRoot = '/api/v1';

const largestBodyBytes = 256 * 1024;

/** How many bytes somebody may send, before it is known whether they may do what they ask. */
export interface Allowance {
  readonly bytes: number;
  readonly roles: readonly Role[];
}

/** What everybody may send, where those with a role may send more. */
export function allowedBytes({ grants }: Asker, large: Allowance | undefined): number {
  const has = large !== undefined && grants.some(({ role }) => large.roles.includes(role));
  return has ? large.bytes : largestBodyBytes;
}

/** One JSON route, declared once: the Express handler and the OpenAPI operation both come from it. */
export interface RouteDeclaration {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Always strict: unknown fields are refused. */
  readonly body?: z.ZodType;
  /** Where a body may be larger than those of other routes, for whoever has one of the roles somewhere. */
  readonly large?: Allowance;
  /** Without it the route answers 204. */
  readonly answer?: z.ZodType;
  /** Where the answer is not JSON: a text or the bytes of a file. */
  readonly media?: 'text/plain' | 'text/csv' | 'application/zip';
  /** A fact writes an entry and answers 201 with its receipt; a command changes a running process; reads write nothing. */
  readonly writes?: 'fact' | 'command' | 'session';
  /** The act is bound to content: `If-Match` must name the version that was read. */
  readonly ifMatch?: 'required' | 'optional';
  /** Refusals beyond those of every route, for the documentation. */
  readonly refusals?: readonly RefusalCode[];
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Readonly<Record<string, never>>;

type AnswerOf<D extends RouteDeclaration> = D['answer'] extends z.ZodType ? z.input<D['answer']> : undefined;

/** A request that has passed the edge: its asker is known and its form is right; whether it is allowed is not yet asked. */
export interface RouteRequest<D extends RouteDeclaration = RouteDeclaration> {
  readonly asker: KnownAccount;
  /** Digest of the browser's session for the ledger's actor; null with a bearer token. */
  readonly session: string | null;
  readonly params: Parsed<D['params']>;
  readonly query: Parsed<D['query']>;
  readonly body: Parsed<D['body']>;
  /** The Idempotency-Key of a POST, else empty. */
  readonly key: string;
  /** The entry id that belongs to this account, route and key: what `append` takes as the act's id. Empty unless POST. */
  readonly entryId: string;
  /** The tag that If-Match named, without quotes. */
  readonly ifMatch: D['ifMatch'] extends 'required' ? string : string | undefined;
  readonly locale: Locale;
  /** Path and query as asked, for `next` links. */
  readonly url: string;
}

export interface Reply<Answer> {
  readonly body: Answer;
  /** Opaque version of what is answered; the edge adds the quotes. */
  readonly etag?: string;
  readonly location?: string;
  /** The name under which a browser keeps the answer. */
  readonly fileName?: string;
  /** 202 when the outcome of a command is not known yet. */
  readonly status?: 200 | 202;
}

/** What a request brings to a route, before anything of it is parsed. */
export interface RawRequest {
  readonly asker: KnownAccount;
  readonly session: string | null;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Path below the server, with its ids and without a query. */
  readonly path: string;
  readonly url: string;
  /** The headers as they came. */
  readonly key: string | undefined;
  readonly ifMatch: string | undefined;
  readonly locale: Locale;
}

/** A declared route and what answers it, for whoever asks: a request over HTTP, or a page of this process. */
export interface Operation {
  readonly declaration: RouteDeclaration;
  readonly answer: (raw: RawRequest) => Promise<Reply<unknown>>;
  /** The faults of a request that is not carried out. */
  readonly faults: (raw: RawRequest) => FormFault[];
}

/** The routes of one feature. */
export interface Feature {
  readonly name: string;
  readonly router: Router;
  readonly routes: RouteDeclaration[];
  readonly operations: Operation[];
}

/** An empty set of routes; `route` fills it, `createApp` mounts it. */
export function createFeature(name: string): Feature {
  return { name, router: Router({ strict: true, caseSensitive: true }), routes: [], operations: [] };
}

/** Declares a route of a feature and what answers it. The handler holds no rules and catches nothing. */
export function route<const D extends RouteDeclaration>(
  feature: Feature,
  declaration: D,
  handler: (request: RouteRequest<D>) => Reply<AnswerOf<D>> | Promise<Reply<AnswerOf<D>>>,
): void {
  const read = reader(declaration);
  const operation: Operation = {
    declaration,
    answer: async (raw) => handler(read(raw)),
    faults: (raw) => faultsIn(() => read(raw)),
  };
  const answer: RequestHandler = async (req, res) => {
    const reply = await operation.answer(takenFrom(req, declaration));
    if (contextOf(req).checksAnswers) checkAnswer(declaration, reply);
    send({ declaration, reply, res });
  };
  feature.routes.push(declaration);
  feature.operations.push(operation);
  feature.router[declaration.method](declaration.path, admit(declaration), ...bodyReaders(declaration), answer);
}

/** Notes the pattern for logs and metrics, and turns away whoever is not known. */
function admit({ path }: RouteDeclaration): RequestHandler {
  return (req, _res, next) => {
    const context = contextOf(req);
    context.route = `${apiRoot}${path}`;
    if (context.identity === undefined) throw new Error('the identity was not read before the routes');
    if ('refusal' in context.identity) throw new Refused(context.identity.refusal);
    next();
  };
}

function bodyReaders({ method, large }: RouteDeclaration): RequestHandler[] {
  if (method === 'get') return [];
  const readUpTo = (limit: number) => express.json({ limit, inflate: false, type: 'application/json' });
  const [read, readLarge] = [readUpTo(largestBodyBytes), readUpTo(large?.bytes ?? largestBodyBytes)];
  return [
    (req, _res, next) => {
      if (req.is('application/json') === false) throw new Refused(refuse('input.unsupported-type'));
      next();
    },
    (req, res, next) => (allowedBytes(askerOf(req), large) > largestBodyBytes ? readLarge : read)(req, res, next),
  ];
}

const emptySchema = z.strictObject({});

function identityOf(req: Request) {
  const { identity } = contextOf(req);
  if (identity === undefined || 'refusal' in identity) throw new Error('no asker was admitted');
  return identity;
}

/** Who asks, once they were admitted. */
export function askerOf(req: Request): KnownAccount {
  return identityOf(req).asker;
}

/** A large body is held by what reads it alone, not by the request for as long as that is answered. */
function takenFrom(req: Request, { large }: RouteDeclaration): RawRequest {
  const raw = rawOf(req);
  if (large !== undefined) req.body = undefined;
  return raw;
}

function rawOf(req: Request): RawRequest {
  const { locale } = contextOf(req);
  return {
    ...identityOf(req),
    params: req.params,
    query: req.query,
    body: (req.body ?? {}) as unknown,
    path: `${req.baseUrl}${req.path}`,
    url: req.originalUrl,
    key: req.get('Idempotency-Key'),
    ifMatch: req.get('If-Match'),
    locale,
  };
}

function reader(declaration: RouteDeclaration): (raw: RawRequest) => RouteRequest {
  const { method } = declaration;
  const params = declaration.params ?? emptySchema;
  const query = (declaration.query ?? emptySchema).strict();
  const body = declaration.body ?? emptySchema;
  return (raw) => {
    const named = params.safeParse(raw.params);
    // An id that cannot exist is answered like one that does not.
    if (!named.success) throw new Refused(refuse('thing.missing'));
    const request = {
      asker: raw.asker,
      session: raw.session,
      params: named.data,
      query: parse(query, raw.query, 'query'),
      body: parse(body, method === 'get' ? {} : raw.body, ''),
      locale: raw.locale,
      url: raw.url,
      ifMatch: ifMatchOf(declaration, raw),
      ...keyed(declaration, raw),
    };
    return request as RouteRequest;
  };
}

function parse(schema: z.ZodType, value: unknown, root: string): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused(refuseForm(faultsOf(parsed.error, root)));
  return parsed.data;
}

/** The faults for which a reading was refused; anything else goes on. */
function faultsIn(reading: () => unknown): FormFault[] {
  try {
    reading();
    return [];
  } catch (error) {
    const faults = error instanceof Refused ? error.refusal.details?.['errors'] : undefined;
    if (faults === undefined) throw error;
    return faults as FormFault[];
  }
}

function ifMatchOf({ ifMatch }: RouteDeclaration, raw: RawRequest): string | undefined {
  if (ifMatch === undefined) return undefined;
  const read = readIfMatch(raw.ifMatch);
  if ('refusal' in read) throw new Refused(read.refusal);
  if (read.tag === undefined && ifMatch === 'required') throw new Refused(refuse('input.precondition-required'));
  return read.tag;
}

function keyed({ method }: RouteDeclaration, raw: RawRequest): { key: string; entryId: string } {
  if (method !== 'post') return { key: '', entryId: '' };
  const read = readKey(raw.key);
  if ('refusal' in read) throw new Refused(read.refusal);
  const { key } = read;
  return { key, entryId: entryIdOf({ accountId: raw.asker.accountId, route: `POST ${raw.path}`, key }) };
}

/** Tests let every answer be compared with what the OpenAPI document promises. */
function checkAnswer({ answer, path }: RouteDeclaration, { body }: Reply<unknown>): void {
  const fitting = answer?.safeParse(body);
  if (fitting?.success === false) throw new Error(`answer of ${path}: ${z.prettifyError(fitting.error)}`);
}

interface Answered {
  readonly declaration: RouteDeclaration;
  readonly reply: Reply<unknown>;
  readonly res: Response;
}

function send({ declaration, reply, res }: Answered): void {
  res.setHeader('Cache-Control', 'no-store');
  if (reply.etag !== undefined) res.setHeader('ETag', `"${reply.etag}"`);
  if (reply.location !== undefined) res.setHeader('Location', reply.location);
  if (declaration.answer === undefined) {
    res.status(204).end();
    return;
  }
  res.status(reply.status ?? successStatus(declaration));
  if (declaration.media === undefined) res.json(reply.body);
  else sendFile(declaration.media, reply, res);
}

function sendFile(media: string, { body, fileName }: Reply<unknown>, res: Response): void {
  if (fileName !== undefined) res.attachment(fileName);
  res.type(media).send(body instanceof Uint8Array ? Buffer.from(body) : String(body));
}

/** The status of an accepted request. */
export function successStatus({ answer, writes }: RouteDeclaration): number {
  if (answer === undefined) return 204;
  return writes === 'fact' ? 201 : 200;
}
