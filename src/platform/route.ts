import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { RefusalCode } from '#domain/codes.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Locale } from '#web/i18n.ts';
import type { KnownAccount } from './accounts.ts';
import { entryIdOf, readIfMatch, readKey } from './idempotency.ts';
import { faultsOf, refuseForm } from './problems.ts';
import { contextOf } from './request-context.ts';

export const apiRoot = '/api/v1';

const largestBodyBytes = 256 * 1024;

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
  /** Without it the route answers 204. */
  readonly answer?: z.ZodType;
  /** Where the answer is not JSON: a text or the bytes of a file. */
  readonly media?: 'text/plain' | 'application/zip';
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

/** The routes of one feature. */
export interface Feature {
  readonly name: string;
  readonly router: Router;
  readonly routes: RouteDeclaration[];
}

/** An empty set of routes; `route` fills it, `createApp` mounts it. */
export function createFeature(name: string): Feature {
  return { name, router: Router({ strict: true, caseSensitive: true }), routes: [] };
}

/** Declares a route of a feature and what answers it. The handler holds no rules and catches nothing. */
export function route<const D extends RouteDeclaration>(
  feature: Feature,
  declaration: D,
  handler: (request: RouteRequest<D>) => Reply<AnswerOf<D>> | Promise<Reply<AnswerOf<D>>>,
): void {
  const read = reader(declaration);
  const answer: RequestHandler = async (req, res) => {
    const reply = await handler(read(req));
    if (contextOf(req).checksAnswers) checkAnswer(declaration, reply);
    send({ declaration, reply, res });
  };
  feature.routes.push(declaration);
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

const parseJson = express.json({ limit: largestBodyBytes, inflate: false, type: 'application/json' });

function bodyReaders({ method }: RouteDeclaration): RequestHandler[] {
  if (method === 'get') return [];
  return [
    (req, _res, next) => {
      if (req.is('application/json') === false) throw new Refused(refuse('input.unsupported-type'));
      next();
    },
    parseJson,
  ];
}

const emptySchema = z.strictObject({});

function reader(declaration: RouteDeclaration): (req: Request) => RouteRequest {
  const { method, path } = declaration;
  const params = declaration.params ?? emptySchema;
  const query = (declaration.query ?? emptySchema).strict();
  const body = declaration.body ?? emptySchema;
  return (req) => {
    const { identity, locale } = contextOf(req);
    if (identity === undefined || 'refusal' in identity) throw new Error(`no asker was admitted to ${path}`);
    const named = params.safeParse(req.params);
    // An id that cannot exist is answered like one that does not.
    if (!named.success) throw new Refused(refuse('thing.missing'));
    const request = {
      asker: identity.asker,
      session: identity.session,
      params: named.data,
      query: parse(query, req.query, 'query'),
      body: parse(body, method === 'get' ? {} : (req.body ?? {}), ''),
      locale,
      url: req.originalUrl,
      ifMatch: ifMatchOf(declaration, req),
      ...keyed(declaration, req, identity.asker),
    };
    return request as RouteRequest;
  };
}

function parse(schema: z.ZodType, value: unknown, root: string): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused(refuseForm(faultsOf(parsed.error, root)));
  return parsed.data;
}

function ifMatchOf({ ifMatch }: RouteDeclaration, req: Request): string | undefined {
  if (ifMatch === undefined) return undefined;
  const read = readIfMatch(req.get('If-Match'));
  if ('refusal' in read) throw new Refused(read.refusal);
  if (read.tag === undefined && ifMatch === 'required') throw new Refused(refuse('input.precondition-required'));
  return read.tag;
}

function keyed({ method }: RouteDeclaration, req: Request, asker: KnownAccount): { key: string; entryId: string } {
  if (method !== 'post') return { key: '', entryId: '' };
  const read = readKey(req.get('Idempotency-Key'));
  if ('refusal' in read) throw new Refused(read.refusal);
  const { key } = read;
  const named = `POST ${req.baseUrl}${req.path}`;
  return { key, entryId: entryIdOf({ accountId: asker.accountId, route: named, key }) };
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
