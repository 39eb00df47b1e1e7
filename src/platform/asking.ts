import type { z } from 'zod';
import { Refused } from '#domain/refusal.ts';
import type { Locale } from '#web/i18n.ts';
import type { KnownAccount } from './accounts.ts';
import type { FormFault } from './problems.ts';
import { apiRoot, type Feature, type Operation, type RawRequest, type Reply } from './route.ts';

/** What a route answers, by its schema. */
export type Answer<S extends z.ZodType> = z.output<S>;

/** On whose behalf the API is asked, and in which language it refuses. */
export interface OnBehalf {
  readonly asker: KnownAccount;
  readonly session: string | null;
  readonly locale: Locale;
}

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export interface Act extends Asked {
  /** An act is posted unless it takes something away. */
  readonly method?: 'post' | 'delete';
  /** Pattern of the route, as it was declared. */
  readonly path: `/${string}`;
  readonly body: unknown;
  readonly key: string;
  /** The tag of what was read, without quotes. */
  readonly ifMatch?: string | undefined;
}

/**
 * The API from inside the server: the same routes, parsers, rules and refusals as over HTTP, without the network. Pages know
 * nothing else of the product, so what a page shows or does, the API would show or do for the same person.
 */
export interface Asking {
  readonly asker: KnownAccount;
  /** Throws what the route refuses. The schema is the one of the route's answer and names its type. */
  get<S extends z.ZodType>(path: `/${string}`, answer: S, asked?: Asked): Promise<z.output<S>>;
  /** As `get`; undefined where the thing is not there, or not for this person, or the act is not theirs. */
  find<S extends z.ZodType>(path: `/${string}`, answer: S, asked?: Asked): Promise<z.output<S> | undefined>;
  /** As `find`, for a reading that is asked with POST: what it names does not belong in an address. */
  search<S extends z.ZodType>(path: `/${string}`, answer: S, body: unknown): Promise<z.output<S> | undefined>;
  act(act: Act): Promise<Reply<unknown>>;
  /** What is wrong with the form of an act that is not carried out. */
  faults(act: Act): FormFault[];
}

export interface Api {
  onBehalf(of: OnBehalf): Asking;
}

/** Opens the API of all features to pages of the same process. */
export function openApi(features: readonly Feature[]): Api {
  const operations = new Map(
    features.flatMap(({ operations: all }) => all.map((one) => [nameOf(one.declaration), one] as const)),
  );
  const find = (method: string, path: string): Operation => {
    const operation = operations.get(nameOf({ method, path }));
    if (operation === undefined) throw new Error(`no route is declared: ${method} ${path}`);
    return operation;
  };
  return { onBehalf: (of) => askingOf(of, find) };
}

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}

function askingOf(of: OnBehalf, operation: (method: string, path: string) => Operation): Asking {
  const get = async <S extends z.ZodType>(path: `/${string}`, _answer: S, asked: Asked = {}) => {
    const { body } = await operation('get', path).answer(rawOf(of, { path, body: {}, ...asked }));
    return body as z.output<S>;
  };
  const search = async <S extends z.ZodType>(path: `/${string}`, _answer: S, body: unknown) => {
    const reply = await operation('post', path).answer(rawOf(of, { path, body, key: crypto.randomUUID() }));
    return reply.body as z.output<S>;
  };
  return {
    asker: of.asker,
    get,
    find: (path, answer, asked) => unlessHidden(get(path, answer, asked)),
    search: (path, answer, body) => unlessHidden(search(path, answer, body)),
    act: (act) => operation(act.method ?? 'post', act.path).answer(rawOf(of, act)),
    faults: (act) => operation(act.method ?? 'post', act.path).faults(rawOf(of, act)),
  };
}

async function unlessHidden<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Refused && hides(error)) return undefined;
    throw error;
  }
}

function hides({ refusal: { kind } }: Refused): boolean {
  return kind === 'missing' || kind === 'forbidden';
}

function rawOf(
  of: OnBehalf,
  { path, params = {}, query = {}, body, ...act }: Omit<Act, 'key'> & { key?: string },
): RawRequest {
  const filled = `${apiRoot}${path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))}`;
  const search = new URLSearchParams(query).toString();
  return {
    ...of,
    params,
    query,
    body,
    path: filled,
    url: search === '' ? filled : `${filled}?${search}`,
    key: act.key,
    ifMatch: act.ifMatch === undefined ? undefined : `"${act.ifMatch}"`,
  };
}
