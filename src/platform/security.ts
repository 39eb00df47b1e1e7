import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import helmet, { type HelmetOptions } from 'helmet';
import { Refused, refuse } from '#domain/refusal.ts';
import { contextOf } from './request-context.ts';
import { TooMany } from './weather.ts';

/** Headers of every answer: only our own files, no inline script or style, no framing. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const overTls = publicUrl.startsWith('https:');
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: overTls,
    referrerPolicy: { policy: 'same-origin' },
  });
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** What helmet sets is the same for every answer, so it is asked once. */
function headersOf(options: HelmetOptions): readonly (readonly [string, string | number | readonly string[]])[] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, (error) => {
    if (error instanceof Error) throw error;
  });
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

/** Browsers apply `form-action` to the redirects after a form as well; a program that signs in listens on the loopback address. */
export function allowLoopbackForms(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader(
    'Content-Security-Policy',
    policy.replace("form-action 'self'", "form-action 'self' http://127.0.0.1:*"),
  );
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site asks a signed-in browser for. Browsers say where a request comes from and scripts
 * cannot forge it: `Sec-Fetch-Site` must be same-origin; where it is absent (older browsers), `Origin` must be ours.
 */
export function requireSameOrigin(req: Request, publicUrl: string): void {
  if (readingMethods.has(req.method)) return;
  const site = req.get('Sec-Fetch-Site');
  const isOurs = site === undefined ? req.get('Origin') === new URL(publicUrl).origin : site === 'same-origin';
  if (!isOurs) throw new Refused(refuse('session.cross-site'));
}

/** At most so many requests a minute for one account, or for one address where nobody is known. */
export function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // They look for mistakes in this very configuration, at every request.
    validate: false,
    keyGenerator: (req) => {
      const { identity } = contextOf(req);
      return identity !== undefined && 'asker' in identity ? identity.asker.accountId : ipKeyGenerator(req.ip ?? '');
    },
    handler: (_req, res, next) => {
      const wait = Number(res.getHeader('Retry-After') ?? 60);
      next(new TooMany(Number.isFinite(wait) ? wait : 60));
    },
  });
}
