import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '#domain/pack-tree.ts';
import { seal } from '#features/criteria/service.ts';
import { type ReplayedSelection, replayDecisions } from '#features/fsck/replay.ts';
import { decidePolicy, proposePolicy } from '#features/proposals/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { sealCriteria } from '#test/support/sealing.ts';
import { bringOn, bringTo, type Case, entryTypesOf, openFieldsOf, stageOf } from '#test/support/selection-builders.ts';
import { agency } from '#test/support/world.ts';

/** A selection that is running when its agency publishes another version of the policy. */

let world: ConductedWorld;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const newer = 'Peraturan baru berlaku.';

/** Another version of the policy, with the one assessor of this world; proposed by one and approved by another. */
async function publish(version: string): Promise<void> {
  const pack = JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as JsonObject;
  const examples = JSON.parse(await readFile('policies/asn/examples.json', 'utf8')) as JsonObject;
  const content = { ...pack, version, assessment: { ...(pack['assessment'] as JsonObject), assessors: 1 } };
  const request = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const { proposalId } = await proposePolicy(world.house, request('hr'), { agency, content, examples });
  const digest = sha256Hex(canonicalBytes(content));
  await decidePolicy(world.house, request('authority'), { proposalId, digest, verdict: 'approve', reason: null });
}

async function move(begun: Case, version: string, { by = 'authority', reason = newer } = {}) {
  return give(begun, world, { name: 'move-policy', by, content: { policy: 'asn', version, reason } });
}

const pinOf = ({ selectionId }: Case) =>
  world.admin.one<{ state: string; version: string }>(
    'SELECT state, policy_version AS version FROM selections WHERE id = $1',
    [selectionId],
  );

/** Versions of the policy that the entries of a selection name, each once, in their order. */
async function versionsOf({ selectionId }: Case): Promise<string[]> {
  const rows = await world.admin.rows<{ bytes: Buffer }>(
    'SELECT bytes FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq',
    [`selection/${selectionId}`],
  );
  const named = rows.map(
    ({ bytes }) => (JSON.parse(bytes.toString('utf8')) as { policy: { version: string } | null }).policy,
  );
  return named.flatMap((policy) => policy?.version ?? []).filter((version, at, all) => version !== all[at - 1]);
}

test('a new version of the policy leaves a running selection where it is', async () => {
  const begun = await bringTo(world, 'nomination');
  const before = await pinOf(begun);
  await publish('2031.1');
  expect([await pinOf(begun), await versionsOf(begun)]).toEqual([before, [before.version]]);
});

test('a command moves it, from its criteria on, and what follows is decided under the new version', async () => {
  const begun = await bringTo(world, 'nomination');
  const { version: old } = await pinOf(begun);
  await publish('2032.1');
  const { state } = await move(begun, '2032.1');
  const outcome = await world.conductor.client.workflow.getHandle(`selection:${begun.selectionId}`).result();
  await keepPath(world, 'policy-moved', begun.selectionId);
  expect({ command: state, outcome, ...(await pinOf(begun)), stage: (await stageOf(begun)).state }).toEqual({
    command: 'done',
    outcome: 'draft',
    state: 'draft',
    version: '2032.1',
    stage: 'cancelled',
  });

  await sealCriteria(world, begun.selectionId);
  await world.settle(begun.selectionId);
  const opened = (await openFieldsOf(begun, 'stage.opened/1')).map(({ attempt }) => attempt);
  await bringOn(begun, 'choosing', { candidates: [1, 2] });
  expect({
    opened,
    versions: await versionsOf(begun),
    types: (await entryTypesOf(begun)).filter((type) => type.startsWith('selection.policy')),
  }).toEqual({
    opened: [1, 2],
    versions: [old, '2032.1'],
    types: ['selection.policy-moved/1'],
  });
  expect(await findingsOf(begun)).toEqual([]);
});

/** What a replay of all decisions finds in a selection. */
async function findingsOf({ selectionId }: Case): Promise<unknown> {
  const { log, keys } = world.house.ledger;
  const told: ReplayedSelection[] = [];
  await replayDecisions({ db: world.admin, log, keys, onSelection: (one) => told.push(one), onMap: () => undefined });
  return told.find((one) => one.selectionId === selectionId)?.findings;
}

test('criteria of the older version cannot be signed any more', async () => {
  const begun = await bringTo(world, 'nomination');
  await publish('2033.1');
  await move(begun, '2033.1');
  const { digest } = await world.admin.one<{ digest: Buffer }>('SELECT digest FROM criteria WHERE selection_id = $1', [
    begun.selectionId,
  ]);
  const signing = seal(world.house, world.act('secretary', begun.selectionId), digest.toString('hex'));
  await expect(signing).rejects.toMatchObject({ refusal: { code: 'criteria.other-policy' } });
});

test('nor are they valid again when it moves back', async () => {
  const begun = await bringTo(world, 'nomination');
  const { version: first } = await pinOf(begun);
  await publish('2034.1');
  await move(begun, '2034.1');
  await move(begun, first);
  const { digest } = await world.admin.one<{ digest: Buffer }>('SELECT digest FROM criteria WHERE selection_id = $1', [
    begun.selectionId,
  ]);
  const signing = seal(world.house, world.act('secretary', begun.selectionId), digest.toString('hex'));
  await expect(signing).rejects.toMatchObject({ refusal: { code: 'criteria.other-policy' } });
  await sealCriteria(world, begun.selectionId);
  await world.settle(begun.selectionId);
  expect(await findingsOf(begun)).toEqual([]);
});

test.each([
  ['once anybody was nominated', 'assessment', { version: '2026.3' }, 'command.policy-late'],
  ['to a version that is not published', 'nomination', { version: '1999.1' }, 'selection.policy-missing'],
  ['without a reason', 'nomination', { version: '2026.3', reason: ' ' }, 'command.reason-missing'],
] as const)('nothing moves %s', async (_when, milestone, { version, ...changes }, code) => {
  const begun = await bringTo(world, milestone, { candidates: [3, 4] });
  const before = await pinOf(begun);
  const { refusal } = await move(begun, version, changes);
  expect([refusal?.code, await pinOf(begun)]).toEqual([code, before]);
});

test('only the authority who sets the policy gives the command', async () => {
  const begun = await bringTo(world, 'nomination');
  await expect(move(begun, '2026.3', { by: 'hr' })).rejects.toMatchObject({ refusal: { code: 'access.forbidden' } });
});
