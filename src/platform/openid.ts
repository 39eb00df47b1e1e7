import type { RequestHandler } from 'express';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as openid from 'openid-client';
import { Unavailable } from './weather.ts';

/** The identity provider this installation trusts. */
export interface Trust {
  /** Its address, exactly as it stands in its tokens. */
  readonly issuer: string;
  /**
   * Name under which accounts of this provider are kept. It is not the address, so that a provider can move (or the demo
   * start on another port) without its people becoming strangers.
   */
  readonly realm: string;
  /** What bearer tokens must be meant for. */
  readonly audience: string;
  /** The client that browsers sign in with. */
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** An identity provider that stands on this very server: the demo's. */
export interface MountedProvider {
  readonly path: string;
  readonly handler: RequestHandler;
}

/** A person as the identity provider names them. */
export interface Subject {
  readonly realm: string;
  readonly subject: string;
}

/** The provider's own description of itself, read at first need and kept; a failure is not kept. */
export class TrustedProvider {
  readonly trust: Trust;
  #configuration: Promise<openid.Configuration> | undefined;
  #keys: JWTVerifyGetKey | undefined;

  constructor(trust: Trust) {
    this.trust = trust;
  }

  /** Throws Unavailable when the provider cannot be reached. */
  async configuration(): Promise<openid.Configuration> {
    this.#configuration ??= discover(this.trust);
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw new Unavailable('the identity provider cannot be reached', { cause: error });
    }
  }

  /** The provider's signing keys; fetched once, again when a token names an unknown key, at most every 30 seconds. */
  async keys(): Promise<JWTVerifyGetKey> {
    if (this.#keys === undefined) {
      const { jwks_uri: address } = (await this.configuration()).serverMetadata();
      if (address === undefined) throw new Unavailable('the identity provider publishes no keys');
      this.#keys = createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000, cooldownDuration: 30_000 });
    }
    return this.#keys;
  }
}

async function discover({ issuer, clientId, clientSecret }: Trust): Promise<openid.Configuration> {
  const plain = new URL(issuer).protocol === 'http:';
  const authentication = clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret);
  return openid.discovery(new URL(issuer), clientId, undefined, authentication, {
    timeout: 5,
    // Only an issuer that was configured as http, which the demo's is, may be spoken to without TLS.
    ...(plain ? { execute: [openid.allowInsecureRequests] } : {}),
  });
}
