import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createActivities } from '#activities/index.ts';
import { createAccess } from '#features/access/service.ts';
import type { RouteDeclaration } from '#platform/route.ts';
import { listFeatures } from '#programs/features.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { formedActs, nothing, pathOf } from '#test/support/route-bodies.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** Every route of the API, asked in every wrong way: each is refused by its code, and none moves the ledger. */

let world: World;
let edge: Edge;
let routes: readonly RouteDeclaration[];
/** In its first step, and at its end. */
let selections: { readonly begun: string; readonly ended: string };
let sizeBefore: number;

beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  const { carryOut } = createActivities(world.house);
  const courier = { deliver: async ({ commandId }: { commandId: string }) => void (await carryOut(commandId)) };
  const access = createAccess(world.house.db);
  const house = { house: world.house, courier, access, readTrust: () => Promise.resolve(undefined) };
  const features = listFeatures(house);
  routes = features.flatMap((feature) => feature.routes);
  edge = await openEdge({
    features,
    accounts: {
      findBySubject: ({ subject }) => Promise.resolve(known(subject)),
      findById: () => Promise.resolve(undefined),
    },
    requestsPerMinute: 100_000,
  });
  const begun = await bringTo(world, 'nomination');
  const ended = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(ended, '2026-06-15');
  selections = { begun: begun.selectionId, ended: ended.selectionId };
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

/** `unit-head` has an account here and no role: nothing exists for them. */
function known(name: string) {
  if (name === 'unit-head') return { accountId: nothing, displayName: name, personId: null, grants: [] };
  return world.account(name === 'candidate' ? 'candidate-1' : name);
}

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
  const wanted = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'if-match': declaration.ifMatch === undefined ? null : `"${'0'.repeat(64)}"`,
    ...wrong.headers,
  };
  const headers = Object.entries(wanted).filter((header): header is [string, string] => header[1] !== null);
  const answer = await edge.ask(wrong.by ?? by, pathOf(declaration, wrong.selectionId ?? selections.begun), {
    method: 'POST',
    body: wrong.raw ?? JSON.stringify(wrong.body ?? body),
    headers,
  });
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
      'with a body above 256 kB',
      { status: 413, code: 'input.too-large' },
      { raw: JSON.stringify({ reason: 'a'.repeat(300_000) }) },
    ],
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

  test('with any field of a wrong type is refused, and the field is named', async () => {
    const accepted: string[] = [];
    for (const declaration of withPost()) {
      const { body } = actOf(declaration);
      for (const field of Object.keys(body)) {
        for (const value of [{ nested: true }, 7.5, '\u0000', ['a']]) {
          const { status, code, errors } = await send(declaration, { body: { ...body, [field]: value } });
          const named = JSON.stringify(errors ?? '').includes(`"path":"${field}`);
          if (status !== 400 || code !== 'input.invalid' || !named) accepted.push(`${declaration.path} ${field}`);
        }
      }
    }
    expect(accepted).toEqual([]);
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

  test('that has ended is refused by whoever may act', async () => {
    const statuses = new Map<string, string>();
    for (const declaration of aboutSelections()) {
      const { status, code } = await send(declaration, { selectionId: selections.ended });
      statuses.set(declaration.path.replace('/selections/:selectionId/', ''), `${status} ${String(code)}`);
    }
    expect(Object.fromEntries(statuses)).toMatchSnapshot();
  });

  test('of a later stage is refused in the first', async () => {
    const early = ['nominations', 'nominations/completion', 'verifications', 'seats', 'assessors', 'commands'];
    const statuses = new Map<string, string>();
    for (const declaration of aboutSelections()) {
      const name = declaration.path.replace('/selections/:selectionId/', '');
      if (early.includes(name)) continue;
      const { status, code } = await send(declaration, {});
      statuses.set(name, `${status} ${String(code)}`);
    }
    expect(Object.fromEntries(statuses)).toMatchSnapshot();
  });
});
