import type { IncomingMessage } from 'node:http';
import type { Refusal } from '#domain/refusal.ts';
import type { Locale } from '#web/i18n.ts';
import type { KnownAccount } from './accounts.ts';

/** Who a request comes from (`session` is the digest of a browser's session), or why nobody is known. */
export type Identity =
  | { readonly asker: KnownAccount; readonly session: string | null }
  | { readonly refusal: Refusal };

/** What the edge knows about one request; kept outside of Express's own objects, so that it is typed. */
export interface RequestContext {
  readonly id: string;
  readonly locale: Locale;
  /** By the clock that never jumps. */
  readonly beganAtMs: number;
  readonly checksAnswers: boolean;
  /** Pattern of the matched route: the only path that logs and metrics may show. */
  route?: string;
  /** Whether a page was asked for: what goes wrong with it is said on a page. */
  isPage?: boolean;
  /** Code of the problem that it was answered with. */
  code?: string;
  identity?: Identity;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

export function setContext(req: IncomingMessage, context: RequestContext): void {
  contexts.set(req, context);
}

/** The context of a request that came through `createApp`. */
export function contextOf(req: IncomingMessage): RequestContext {
  const context = contexts.get(req);
  if (context === undefined) throw new Error('this request has no context: it did not come through createApp');
  return context;
}
