/** The part of `oidc-provider` that the demo uses; the package carries no types. */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  interface Session {
    accountId?: string;
    authorizations?: object;
    persist(): Promise<string>;
  }

  export interface InteractionDetails {
    readonly uid: string;
    readonly session?: { readonly uid: string };
    readonly prompt: { readonly name: string };
  }

  export interface AuthorizationContext {
    readonly oidc: {
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (subject: {
      clientId: string;
      accountId: string;
    }) => Grant;
    readonly Session: { findByUid(uid: string): Promise<Session | undefined> };
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<InteractionDetails>;
    interactionResult(
      req: IncomingMessage,
      res: ServerResponse,
      result: object,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<string>;
    on(event: 'server_error', listener: (ctx: unknown, error: Error) => void): void;
  }
}
