import { hash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Refusal, refuse } from '#domain/refusal.ts';
import type { Subject, Trust } from './openid.ts';
import { Unavailable } from './weather.ts';

/** Asymmetric only: a symmetric or absent signature could be made by whoever asks. */
const algorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];

const keptTokens = 10_000;

const longestToken = 8_192;

interface Kept {
  readonly subject: Subject;
  readonly expiresAtMs: number;
}

export type Bearer = { readonly subject: Subject } | { readonly refusal: Refusal };

export type BearerCheck = (token: string) => Promise<Bearer>;

/**
 * Checks bearer tokens of the trusted issuer: signature, algorithm, issuer, audience, expiry. A token that passed is
 * remembered by its hash until it expires, so that a vote pays for its signature once.
 */
export function createBearerCheck(trust: Trust, keys: () => Promise<JWTVerifyGetKey>): BearerCheck {
  const kept = new Map<string, Kept>();
  return async (token) => {
    if (token.length > longestToken) return { refusal: refuse('session.token-invalid') };
    const name = hash('sha256', token);
    const known = kept.get(name);
    if (known !== undefined) {
      if (Date.now() < known.expiresAtMs) return known;
      kept.delete(name);
    }
    const payload = await verify(token, trust, await keys());
    if (payload?.sub === undefined || payload.exp === undefined) return { refusal: refuse('session.token-invalid') };
    const fresh = { subject: { realm: trust.realm, subject: payload.sub }, expiresAtMs: payload.exp * 1000 };
    keep(kept, name, fresh);
    return fresh;
  };
}

async function verify(token: string, trust: Trust, keys: JWTVerifyGetKey): Promise<JWTPayload | undefined> {
  const { issuer, audience } = trust;
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      clockTolerance: 5,
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || error instanceof TypeError) {
      throw new Unavailable('the keys of the identity provider cannot be fetched', { cause: error });
    }
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** Bounded: the oldest goes first, and comes back at the price of one signature check. */
function keep(kept: Map<string, Kept>, name: string, fresh: Kept): void {
  if (kept.size >= keptTokens) {
    const oldest = kept.keys().next();
    if (oldest.done !== true) kept.delete(oldest.value);
  }
  kept.set(name, fresh);
}

/** The token of an Authorization header; undefined when it is of another scheme or form. */
export function bearerToken(header: string): string | undefined {
  return /^Bearer ([\w~+/.-]+=*)$/i.exec(header)?.[1];
}
