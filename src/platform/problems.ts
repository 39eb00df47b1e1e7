import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { publicRefusal } from '#domain/access.ts';
import type { RefusalKind } from '#domain/codes/table.ts';
import type { RefusalCode } from '#domain/codes.ts';
import { type Refusal, Refused, refuse } from '#domain/refusal.ts';
import { problemPage } from '#web/door-pages.ts';
import { type Locale, problemTitles, refusalMessage, type WeatherCode, weatherTexts } from '#web/i18n.ts';
import type { AssetPaths } from '#web/layout.ts';
import type { Metrics } from './metrics.ts';
import { plainView } from './plain-view.ts';
import { contextOf, type RequestContext } from './request-context.ts';
import { traceOf } from './trace.ts';
import { ReadOnly, retryAfterS, TooMany } from './weather.ts';

/** RFC 9457. `code` is permanent; further members are the refusal's public details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly [detail: string]: unknown;
}

/** One fault of a request's form. The value is never repeated: it may be personal. */
export interface FormFault {
  readonly path: string;
  readonly code: string;
}

const statusByKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
};

const statusByCode: Partial<Readonly<Record<RefusalCode, number>>> = {
  'session.required': 401,
  'session.token-invalid': 401,
  'input.too-large': 413,
  'input.unsupported-type': 415,
  'input.precondition-required': 428,
  'ballot.motion-stale': 412,
};

/** The HTTP status of a refusal: by its kind, `*.stale` 412, and a few codes with a status of their own. */
export function statusOf({ code, kind }: Refusal): number {
  return statusByCode[code] ?? (kind === 'conflict' && code.endsWith('.stale') ? 412 : statusByKind[kind]);
}

/** `input.invalid` with its faults, at most fifty of them. */
export function refuseForm(faults: readonly FormFault[]): Refusal {
  return refuse('input.invalid', { errors: faults.slice(0, 50) });
}

/** The faults that a schema found, one per unknown field. */
export function faultsOf(error: ZodError, root = ''): FormFault[] {
  return error.issues.flatMap((issue) => {
    const path = [root, ...issue.path].filter((step) => step !== '').map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: 'unknown' }));
    }
    return [{ path: path.join('.'), code: issue.code.replaceAll('_', '-') }];
  });
}

interface Verdict {
  readonly status: number;
  readonly code: RefusalCode | WeatherCode;
  readonly detail: string;
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

function verdictOn(error: unknown, { locale, identity }: RequestContext): Verdict {
  const said = refusalIn(error);
  if (said !== undefined) {
    const refusal = identity !== undefined && 'asker' in identity ? publicRefusal(said, identity.asker) : said;
    const status = statusOf(refusal);
    const headers = status === 401 ? { 'WWW-Authenticate': 'Bearer realm="bukti"' } : {};
    const detail = refusalMessage(refusal, locale);
    return { status, code: refusal.code, detail, members: refusal.details ?? {}, headers };
  }
  return weather(error, locale);
}

function weather(error: unknown, locale: Locale): Verdict {
  const code = weatherCode(error);
  const waitS = retryAfterS(error);
  const headers = waitS === undefined ? {} : { 'Retry-After': String(waitS) };
  return { status: weatherStatus[code], code, detail: weatherTexts[code][locale], headers };
}

const weatherStatus: Readonly<Record<WeatherCode, number>> = {
  'service.unavailable': 503,
  'service.read-only': 503,
  'service.too-many': 429,
  'service.failed': 500,
};

/** What is in the way for a while, and when to try again; undefined for everything else. */
export function weatherOf(
  error: unknown,
): { readonly code: WeatherCode; readonly status: number; readonly retryAfterS: number } | undefined {
  const waitS = retryAfterS(error);
  if (waitS === undefined) return undefined;
  const code = weatherCode(error);
  return { code, status: weatherStatus[code], retryAfterS: waitS };
}

function weatherCode(error: unknown): WeatherCode {
  if (error instanceof TooMany) return 'service.too-many';
  if (error instanceof ReadOnly) return 'service.read-only';
  return retryAfterS(error) === undefined ? 'service.failed' : 'service.unavailable';
}

/** Postgres cannot store these characters: the request's form is at fault, wherever it was noticed. */
const unstorableText = new Set(['22021', '22P05']);

function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof ZodError) return refuseForm(faultsOf(error));
  if (!(error instanceof Error)) return undefined;
  if ('type' in error && error.type === 'entity.too.large')
    return tooLarge('limit' in error && typeof error.limit === 'number' ? error.limit : 0);
  if ('type' in error && typeof error.type === 'string') return bodyRefusals.get(error.type);
  if ('code' in error && typeof error.code === 'string' && unstorableText.has(error.code)) return refuseForm([]);
  return error instanceof URIError ? refuse('thing.missing') : undefined;
}

/** A request of more than so many bytes. */
export function tooLarge(limit: number): Refusal {
  return refuse('input.too-large', { limit: Math.floor((limit / (1024 * 1024)) * 100) / 100 });
}

/** What the body parser may say, as refusals. */
const bodyRefusals: ReadonlyMap<string, Refusal> = new Map([
  ['entity.parse.failed', refuseForm([{ path: 'body', code: 'malformed' }])],
  ['entity.verify.failed', refuseForm([{ path: 'body', code: 'malformed' }])],
  ['request.size.invalid', refuseForm([{ path: 'body', code: 'size' }])],
  ['request.aborted', refuseForm([{ path: 'body', code: 'aborted' }])],
  ['encoding.unsupported', refuse('input.unsupported-type')],
  ['charset.unsupported', refuse('input.unsupported-type')],
]);

/** The one error handler. A refusal or the weather is an answer; anything else is our fault, logged without its data. */
export function createProblemHandler(
  log: Logger,
  { refusals, assets }: Pick<Metrics, 'refusals'> & { readonly assets: AssetPaths },
) {
  return (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    const context = contextOf(req);
    const verdict = verdictOn(error, context);
    context.code = verdict.code;
    refusals.inc({ code: verdict.code });
    if (verdict.status >= 500) log.error({ requestId: context.id, fault: traceOf(error) }, verdict.code);
    if (res.headersSent) {
      next(error);
      return;
    }
    send(verdict, { req, res, assets });
  };
}

interface Sending {
  readonly req: Request;
  readonly res: Response;
  readonly assets: AssetPaths;
}

function send(verdict: Verdict, { req, res, assets }: Sending): void {
  const { id, locale, isPage = false } = contextOf(req);
  const { status, code, detail, members, headers } = verdict;
  const problem: Problem = {
    ...members,
    type: `urn:bukti:problem:${code}`,
    title: (problemTitles[status] ?? problemTitles[500])?.[locale] ?? code,
    status,
    detail,
    instance: `urn:uuid:${id}`,
    code,
  };
  res
    .status(status)
    .set({ 'Content-Language': locale, Vary: 'Accept-Language', 'Cache-Control': 'no-store', ...headers });
  // Whoever takes anything is answered in the form of what was asked for.
  const forms = isPage ? ['html', 'json'] : ['json', 'html'];
  if (!req.path.startsWith('/api/') && req.accepts(forms) === 'html') {
    res.type('html').send(problemPage(plainView(req, res), problem, assets));
    return;
  }
  res.type('application/problem+json').send(JSON.stringify(problem));
}
