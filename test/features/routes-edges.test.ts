import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RouteDeclaration } from '#platform/route.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { formedActs, pathOf } from '#test/support/route-bodies.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** Every route of the API, asked in every wrong way: each is refused by its code, and none moves the ledger. */

let world: World;
let edge: WorldEdge;
let routes: readonly RouteDeclaration[];
/** In its first step, and at its end. */
let selections: { readonly begun: string; readonly ended: string; readonly ref: string | undefined };
let sizeBefore: number;

beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  routes = edge.routes;
  const begun = await bringTo(world, 'nomination');
  const ended = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(ended, '2026-06-15');
  selections = { begun: begun.selectionId, ended: ended.selectionId, ref: ended.refs[0] };
  sizeBefore = await ledgerSize();
}, 60_000);
afterEach(async () => {
  expect(await ledgerSize()).toBe(sizeBefore);
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await edge.close();
  await world.close();
});

async function ledgerSize(): Promise<number> {
  return (await world.admin.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries')).count;
}

const withPost = () => routes.filter(({ method }) => method === 'post');
const aboutSelections = () => withPost().filter(({ path }) => path.includes(':selectionId'));

function actOf({ path }: RouteDeclaration) {
  const act = formedActs[path];
  if (act === undefined) throw new Error(`no formed act for POST ${path}: add one to test/support/route-bodies.ts`);
  return act;
}

interface Sent {
  readonly by?: string;
  readonly selectionId?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** The route's own act, with what is wrong in its place. A header of null is left out. */
async function send(
  declaration: RouteDeclaration,
  wrong: Sent,
): Promise<{ status: number; code: unknown; errors: unknown }> {
  const { by, body } = actOf(declaration);
  const wanted: Readonly<Record<string, string | null>> = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'if-match': declaration.ifMatch === undefined ? null : `"${'0'.repeat(64)}"`,
    ...wrong.headers,
  };
  const headers = Object.entries(wanted).filter((header): header is [string, string] => header[1] !== null);
  const init = { method: 'POST', body: wrong.raw ?? JSON.stringify(wrong.body ?? body), headers };
  const path = pathOf(declaration, wrong.selectionId ?? selections.begun);
  const answer = await (wanted['authorization'] === undefined
    ? edge.ask(wrong.by ?? by, path, init)
    : fetch(`${edge.url}/api/v1${path}`, init));
  const { code, errors } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, code, errors };
}

/** What each route answered, by path, where that is not what was expected. */
async function unlike(
  declarations: readonly RouteDeclaration[],
  expected: { readonly status: number; readonly code: string },
  ask: (declaration: RouteDeclaration) => Promise<{ status: number; code: unknown }>,
): Promise<Record<string, unknown>> {
  const odd: Record<string, unknown> = {};
  for (const declaration of declarations) {
    const { status, code } = await ask(declaration);
    if (status !== expected.status || code !== expected.code) odd[declaration.path] = { status, code };
  }
  return odd;
}

describe('every POST', () => {
  test('has an act of the right form here, and nothing else has', () => {
    expect(Object.keys(formedActs).sort()).toEqual(
      withPost()
        .map(({ path }) => path)
        .sort(),
    );
  });

  test.each<[string, { status: number; code: string }, Sent]>([
    [
      'without an Idempotency-Key',
      { status: 400, code: 'input.key-missing' },
      { headers: { 'idempotency-key': null } },
    ],
    [
      'with a key of 256 signs',
      { status: 400, code: 'input.key-missing' },
      { headers: { 'idempotency-key': 'k'.repeat(256) } },
    ],
    ['with a body that is no JSON', { status: 400, code: 'input.invalid' }, { raw: '{"reason": ' }],
    ['with a list as body', { status: 400, code: 'input.invalid' }, { raw: '[]' }],
    [
      'with a form as body',
      { status: 415, code: 'input.unsupported-type' },
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'with a token of nobody',
      { status: 401, code: 'session.token-invalid' },
      { headers: { authorization: 'Bearer nobody' } },
    ],
  ])('%s is refused', async (_wrong, expected, sent) => {
    expect(await unlike(withPost(), expected, (declaration) => send(declaration, sent))).toEqual({});
  });

  test('with a body above 256 kB is refused, unless its route takes files', async () => {
    const sent = { raw: JSON.stringify({ reason: 'a'.repeat(300_000) }) };
    const others = withPost().filter(({ large }) => large === undefined);
    const expected = { status: 413, code: 'input.too-large' };
    expect(await unlike(others, expected, (declaration) => send(declaration, sent))).toEqual({});
  });

  test('with a body above 256 kB is refused unread on a route that takes files, by whoever has no role that sends any', async () => {
    const taking = withPost().filter(({ large }) => large !== undefined);
    const sent = { by: 'candidate', raw: JSON.stringify({ reason: 'a'.repeat(300_000) }) };
    const expected = { status: 413, code: 'input.too-large' };
    expect(taking.length).toBe(3);
    expect(await unlike(taking, expected, (declaration) => send(declaration, sent))).toEqual({});
    const readByOther = { status: 400, code: 'input.invalid' };
    expect(await unlike(taking, readByOther, (declaration) => send(declaration, { ...sent, by: 'hr' }))).toEqual({});
  });

  test('with an unknown field is refused, and the field is named', async () => {
    for (const declaration of withPost()) {
      const { status, errors } = await send(declaration, { body: { ...actOf(declaration).body, surplus: 1 } });
      expect({ path: declaration.path, status, errors }).toEqual({
        path: declaration.path,
        status: 400,
        errors: [{ path: 'surplus', code: 'unknown' }],
      });
    }
  });

  /** A policy is any JSON object: what is wrong with it the linter says. */
  const isAnyObject = (path: string, field: string) =>
    path === '/policies/proposals' && ['content', 'examples'].includes(field);

  test('with any field of a wrong type is refused, and the field is named', async () => {
    const wrongs = withPost().flatMap((declaration) =>
      Object.keys(actOf(declaration).body).flatMap((field) =>
        [...(isAnyObject(declaration.path, field) ? [] : [{ nested: true }]), 7.5, '\u0000', ['a']].map((value) => ({
          declaration,
          field,
          value,
        })),
      ),
    );
    const accepted: string[] = [];
    for (const { declaration, field, value } of wrongs) {
      const { status, code, errors } = await send(declaration, {
        body: { ...actOf(declaration).body, [field]: value },
      });
      const isNamed = JSON.stringify(errors ?? '').includes(`"path":"${field}`);
      if (status !== 400 || code !== 'input.invalid' || !isNamed) accepted.push(`${declaration.path} ${field}`);
    }
    expect(accepted).toEqual([]);
    expect(wrongs.length).toBeGreaterThan(150);
  });
});

describe('every act bound to content', () => {
  const bound = () => withPost().filter(({ ifMatch }) => ifMatch === 'required');

  test('without If-Match is refused', async () => {
    const expected = { status: 428, code: 'input.precondition-required' };
    expect(await unlike(bound(), expected, (each) => send(each, { headers: { 'if-match': null } }))).toEqual({});
    expect(bound().length).toBeGreaterThanOrEqual(5);
  });

  test.each(['*', 'W/"0"', '"0", "1"', '0'])('with %s as If-Match is refused', async (tag) => {
    const expected = { status: 400, code: 'input.invalid' };
    expect(await unlike(bound(), expected, (each) => send(each, { headers: { 'if-match': tag } }))).toEqual({});
  });
});

describe('every act in a selection', () => {
  test('that does not exist answers as missing', async () => {
    const expected = { status: 404, code: 'thing.missing' };
    const foreign = { selectionId: randomUUID() };
    expect(await unlike(aboutSelections(), expected, (each) => send(each, foreign))).toEqual({});
  });

  test('by somebody without a role in the agency answers as missing', async () => {
    const expected = { status: 404, code: 'thing.missing' };
    expect(await unlike(aboutSelections(), expected, (each) => send(each, { by: 'unit-head' }))).toEqual({});
  });

  test('by the auditor, who may do nothing, is forbidden', async () => {
    const expected = { status: 403, code: 'access.forbidden' };
    expect(await unlike(aboutSelections(), expected, (each) => send(each, { by: 'auditor' }))).toEqual({});
  });

  test('that has ended is refused to whoever may act', async () => {
    const others: Readonly<Record<string, string>> = {
      '/criteria': 'criteria.sealed',
      '/seal': 'criteria.sealed',
      '/countersign': 'criteria.countersigned',
      '/commands': 'stage.move-illegal',
    };
    const odd: Record<string, unknown> = {};
    for (const declaration of aboutSelections()) {
      const { body } = actOf(declaration);
      const { status, code } = await send(declaration, { selectionId: selections.ended, body: withRealThings(body) });
      const expected = others[declaration.path.replace('/selections/:selectionId', '')] ?? 'stage.closed';
      if (status !== 409 || code !== expected) odd[declaration.path] = { status, code };
    }
    expect(odd).toEqual({});
  });

  test('of a later stage is refused in the first, for its step or for want of a seat, a desk or somebody to remind', async () => {
    const early = ['/nominations', '/nominations/completion', '/verifications', '/seats', '/assessors', '/commands'];
    const codes = new Set<unknown>();
    for (const declaration of aboutSelections()) {
      if (early.includes(declaration.path.replace('/selections/:selectionId', ''))) continue;
      codes.add((await send(declaration, {})).code);
    }
    expect([...codes].map(String).sort()).toEqual([
      'access.not-assigned',
      'access.not-chair',
      'access.not-seated',
      'criteria.countersigned',
      'criteria.sealed',
      'reminder.nobody-awaited',
      'stage.wrong-step',
      // Whoever is no candidate has no data to confirm or to dispute.
      'thing.missing',
    ]);
  });

  /** So that the stage is the reason, and not that there is no such person. */
  function withRealThings(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const real: Readonly<Record<string, unknown>> = {
      person: world.people.at(-1)?.personId,
      account: world.account('assessor-2').accountId,
      candidate: selections.ref,
    };
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, real[name] ?? value]));
  }
});

describe('every reading', () => {
  const readings = () => routes.filter(({ method }) => method === 'get');
  const read = async (declaration: RouteDeclaration, by: string, selectionId = selections.ended) => {
    const answer = await edge.ask(by, pathOf(declaration, selectionId));
    const text = await answer.text();
    return `${answer.status} ${text.replace(/"instance":"[^"]*"/, '').replaceAll(selectionId, '')}`;
  };

  test('needs a token', async () => {
    for (const declaration of readings()) {
      const { status } = await fetch(`${edge.url}/api/v1${pathOf(declaration, selections.ended)}`);
      expect({ path: declaration.path, status }).toEqual({ path: declaration.path, status: 401 });
    }
  });

  test('with an unknown parameter is refused', async () => {
    for (const declaration of readings()) {
      const answer = await edge.ask('hr', `${pathOf(declaration, selections.ended)}?surplus=1`);
      expect({ path: declaration.path, status: answer.status }).toEqual({ path: declaration.path, status: 400 });
    }
  });

  test('of a selection that is hidden answers as of one that does not exist', async () => {
    for (const declaration of readings()) {
      const hidden = await read(declaration, 'unit-head');
      expect({ path: declaration.path, hidden }).toEqual({
        path: declaration.path,
        hidden: await read(declaration, 'unit-head', randomUUID()),
      });
      if (declaration.path.includes(':selectionId')) expect(hidden).toMatch(/^(404|200 \{"items":\[\]\})/);
    }
  });
});
