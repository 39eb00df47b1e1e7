import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { personas } from '#demo/personas.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { conductorActor, derivedId } from '#features/audit/service.ts';
import { prepareChild } from '#platform/child-program.ts';
import { childEnvironment } from '#platform/config.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { demoRealm, issueDemoToken } from '#platform/identity-provider.ts';
import { findFreePort } from '#platform/ports.ts';
import type { ProgramSpec } from '#platform/supervised.ts';
import { openProxy, type Proxy } from '#test/support/holding-proxy.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo, entryTypesOf } from '#test/support/selection-builders.ts';
import { agency, beginsAt, openWorld, type World } from '#test/support/world.ts';

/** `bukti server` in a process of its own, killed after Postgres has committed an act and before anybody was told. */

let folder: string;
let world: World;
let proxy: Proxy;
let spec: ProgramSpec;
let url: string;
let server: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-server-'));
  const vault = Buffer.from((await keepSecrets(folder)).vault, 'base64url');
  world = await openWorld({ vault });
  await employ('hr');
  proxy = await openProxy(world.addresses.appUrl);
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}/api/v1`;
  const env = childEnvironment({
    PORT: String(port),
    BUKTI_DATA_DIR: folder,
    BUKTI_DEMO: '1',
    BUKTI_ORIGIN: 'bukti.example/test',
    DATABASE_APP_URL: proxy.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
  });
  spec = prepareChild({ name: 'server', env, logFile: join(folder, 'server.log'), graceMs: 1_000 });
  await start();
});
afterAll(async () => {
  await kill();
  await proxy.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await spec.spawn();
  await spec.untilReady(server, AbortSignal.timeout(60_000));
}

/** Whoever asked a killed server learns of it before its end is known here: by then the next one may have been started. */
async function kill(): Promise<void> {
  const child = server;
  server = undefined;
  if (child === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** An account that the demo's tokens name. */
async function employ(subject: 'hr'): Promise<void> {
  const { db, ledger } = world.house;
  const accountId = derivedId(demoRealm, subject);
  const act = { agency, actor: conductorActor, accountId };
  await db.transaction('conductor', async (tx) => {
    const opened = { id: derivedId(accountId, 'opened'), realm: demoRealm, subject, displayName: subject };
    await openAccount(ledger, tx, { ...act, ...opened, personId: null });
    const grant = { role: subject, agency, selectionId: null, from: beginsAt, until: null };
    await giveGrant(ledger, tx, { ...act, id: derivedId(accountId, 'grant'), grant });
  });
}

async function countEntries(): Promise<number> {
  return (await world.admin.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries')).count;
}

async function nominate(selectionId: string, person: string | undefined): Promise<Response> {
  const issued = await issueDemoToken('hr', { dataDir: folder, personas });
  if ('problem' in issued) throw new Error(issued.problem);
  return fetch(`${url}/selections/${selectionId}/nominations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${issued.token}`,
      'content-type': 'application/json',
      'idempotency-key': `nominate ${person}`,
    },
    body: JSON.stringify({ person, way: 'hr' }),
  });
}

test('an act whose answer was lost with the server is there, once, and its retry gets the receipt', async () => {
  const begun = await bringTo(world, 'nomination');
  let lost = 0;
  const people = world.people.slice(0, 3);
  for (const { personId } of people) {
    const before = await countEntries();
    proxy.holdBack = async () => {
      if ((await countEntries()) === before) return false;
      await kill();
      return true;
    };
    lost += await nominate(begun.selectionId, personId).then(
      () => 0,
      () => 1,
    );
    proxy.holdBack = () => Promise.resolve(false);
    await start();
    const recorded = await countEntries();
    const again = await nominate(begun.selectionId, personId);
    const { receipt } = (await again.json()) as { receipt: { entry: string } };
    const { found } = await world.admin.one<{ found: number }>(
      'SELECT count(*) AS found FROM ledger.entries WHERE id = $1',
      [receipt.entry],
    );
    expect([again.status, found, await countEntries()]).toEqual([201, 1, recorded]);
  }
  const nominations = (await entryTypesOf(begun)).filter((type) => type === 'nomination.filed/1');
  await expectLedgerIntact(world.addresses);
  expect({ lost, nominations: nominations.length }).toEqual({
    lost: people.length,
    nominations: people.length,
  });
});
