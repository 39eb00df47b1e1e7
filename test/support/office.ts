import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { RouteDeclaration } from '#platform/route.ts';
import { advance } from './selection-builders.ts';
import { agency, openWorld, type World } from './world.ts';
import { openWorldEdge } from './world-edge.ts';

interface Sent {
  readonly body: unknown;
  readonly key?: string;
  readonly ifMatch?: string;
}

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A test world behind its real HTTP edge, with every feature; commands are carried out without Temporal. */
export interface Office {
  readonly world: World;
  readonly routes: readonly RouteDeclaration[];
  /** Routes that were called with success, as `POST /path/:parameter`. */
  readonly called: ReadonlySet<string>;
  ledgerSize(): Promise<number>;
  readonly send: (persona: string, path: string, sent: Sent) => Promise<Answered>;
  /** An act that is accepted: it moves the ledger, and the same key with the same body gets the same answer. */
  readonly act: (persona: string, path: string, sent: Sent) => Promise<Record<string, unknown>>;
  readonly read: <Answer>(persona: string, path: string) => Promise<Answer>;
  /** Any answer as it came. */
  readonly ask: (persona: string, path: string) => Promise<Response>;
  /** Lets the workflow of a selection do what is due. */
  readonly step: (selectionId: string) => Promise<unknown>;
  /** A selection whose criteria are sealed and countersigned, with its nominations open. */
  readonly sealedSelection: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export const reason = 'Alasan yang cukup panjang untuk dicatat dalam berita acara sidang.';

const label = { id: 'Kepemimpinan', en: 'Leadership' };
const criteria = [
  { code: 'kepemimpinan', label, source: 'panel', weight: '50' },
  { code: 'talenta', label, source: 'talent-value', weight: '50' },
];
const vacancy = { fieldsOfStudy: ['administrasi publik'], frozen: false, election: 'none' };

export async function openOffice(): Promise<Office> {
  const world = await openWorld({ assessors: 1, members: 5 });
  const edge = await openWorldEdge(world);
  const { routes } = edge;
  const called = new Set<string>();

  const ledgerSize = async () => {
    const { count } = await world.admin.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries');
    return count;
  };
  const send: Office['send'] = async (persona, path, { body, key = randomUUID(), ifMatch }) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': key };
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    const response = await edge.ask(persona, path, { method: 'POST', body: JSON.stringify(body), headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const act: Office['act'] = async (persona, path, sent) => {
    const name = nameOf(routes, path);
    const key = randomUUID();
    const before = await ledgerSize();
    const first = await send(persona, path, { ...sent, key });
    const status = name.endsWith('/commands') ? 200 : 201;
    expect({ name, status: first.status, problem: first.body['code'] }).toEqual({ name, status, problem: undefined });
    const after = await ledgerSize();
    expect({ name, moved: after > before }).toEqual({ name, moved: true });
    const again = await send(persona, path, { ...sent, key });
    expect({ name, again: again.body, size: await ledgerSize() }).toEqual({ name, again: first.body, size: after });
    called.add(name);
    return first.body;
  };
  const read: Office['read'] = async <Answer>(persona: string, path: string) => {
    const response = await edge.ask(persona, path);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return (await response.json()) as Answer;
  };
  const sealedSelection = async () => {
    const taken = await world.admin.rows<{ post_id: string }>('SELECT post_id FROM selections');
    const post = world.vacancies.find((id) => taken.every(({ post_id }) => post_id !== id));
    const drafted = await act('hr', '/selections', { body: { agency, post, plannedOn: '2026-09-01', policy: 'asn' } });
    const selectionId = String(drafted['selectionId']);
    const at = `/selections/${selectionId}`;
    await act('hr', `${at}/criteria`, { body: { criteria, vacancy } });
    const { digest } = await read<{ digest: string }>('hr', `${at}/criteria`);
    await act('hr', `${at}/seal`, { body: {}, ifMatch: digest });
    await act('secretary', `${at}/countersign`, { body: {}, ifMatch: digest });
    await advance({ world, selectionId });
    return selectionId;
  };
  const close = async () => {
    await edge.close();
    await world.close();
  };
  const step = (selectionId: string) => advance({ world, selectionId });
  return {
    world,
    routes,
    called,
    ledgerSize,
    send,
    act,
    read,
    ask: (persona, path) => edge.ask(persona, path),
    step,
    sealedSelection,
    close,
  };
}

function nameOf(routes: readonly RouteDeclaration[], path: string): string {
  const found = routes.find((route) => {
    const form = new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`);
    return route.method === 'post' && form.test(path);
  });
  if (found === undefined) throw new Error(`no route POST ${path}`);
  return `POST ${found.path}`;
}
