import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { foundAgency } from '#features/agencies/service.ts';
import { conductorActor, derivedId } from '#features/audit/service.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { nothing } from '#test/support/route-bodies.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** Another agency on the same deployment, with every office of its own: for it, ours does not exist. */

const offices = ['hr', 'secretary', 'authority', 'auditor', 'administrator'] as const;
const other = 'kota-lain';

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let ours: Case;
const strangers = new Map<string, KnownAccount>();
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  notary = await openNotary(world);
  ours = await bringTo(world, 'voting');
  await notary.signAll();
  const { db, ledger } = world.house;
  await db.transaction('conductor', (tx) =>
    foundAgency(ledger, tx, { code: other, name: other, zone: 'Asia/Makassar' }),
  );
  for (const role of offices) strangers.set(role, await employ(role));
  const account = (name: string) => strangers.get(name) ?? world.account(name);
  edge = await openWorldEdge({ ...world, account }, notary.readTrust);
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await edge.close();
  await notary.close();
  await world.close();
});

async function employ(role: (typeof offices)[number]): Promise<KnownAccount> {
  const { db, ledger } = world.house;
  const accountId = randomUUID();
  const grant = { role, agency: other, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  await db.transaction('conductor', async (tx) => {
    const act = { agency: other, actor: conductorActor, accountId };
    const person = { realm: 'test', subject: `${role}-lain`, displayName: role, personId: null };
    await openAccount(ledger, tx, { ...act, ...person, id: derivedId(accountId, 'opened') });
    await giveGrant(ledger, tx, { ...act, id: derivedId(accountId, role), grant });
  });
  return { accountId, displayName: role, personId: null, grants: [grant] };
}

const viewers = [...offices, 'unit-head'];

test.each(viewers)('no reading of a selection tells the other %s that ours exists', async (by) => {
  const paths = edge.routes
    .filter(({ method, path }) => method === 'get' && path.startsWith('/selections/:selectionId'))
    .map(({ path }) => path);
  const answers = await Promise.all(
    paths.map(async (path) => {
      const answer = await edge.ask(by, path.replace(':selectionId', ours.selectionId).replace(/:\w+/g, nothing));
      const { code } = (await answer.json()) as { readonly code?: string };
      return `${path} ${answer.status} ${code ?? ''}`;
    }),
  );
  expect(paths.length).toBeGreaterThan(15);
  expect(answers).toEqual(paths.map((path) => `${path} 404 thing.missing`));
});

test.each([...offices])('no row of ours is there for a statement of its %s', async (role) => {
  const viewer = strangers.get(role)?.accountId ?? '';
  const tables = [
    'selections',
    'candidates',
    'score_sheets',
    'ballots',
    'declarations',
    'stages',
    'criteria',
    'people',
  ];
  const counts = await world.house.db.transaction(viewer, async (tx) => {
    const found: string[] = [];
    for (const table of tables) {
      const { count } = await tx.one<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
      if (count > 0) found.push(`${table} ${count}`);
    }
    return found;
  });
  expect(counts).toEqual([]);
});

test('the rows are there for our own auditor', async () => {
  const { accountId } = world.account('auditor');
  const { count } = await world.house.db.transaction(accountId, (tx) =>
    tx.one<{ count: number }>('SELECT count(*) AS count FROM selections'),
  );
  expect(count).toBe(1);
});
