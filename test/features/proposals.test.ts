import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '#domain/pack-tree.ts';
import { checkRecordIn, type FsckReport } from '#features/fsck/service.ts';
import { findPin, publishPolicy } from '#features/policies/service.ts';
import { findWholeProposal, listVersions } from '#features/proposals/queries.ts';
import { decidePolicy, proposePolicy } from '#features/proposals/service.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { lookAfter } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

let world: World;
let pack: JsonObject;
let examples: JsonObject;
beforeAll(async () => {
  world = await openWorld();
  pack = JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as JsonObject;
  examples = JSON.parse(await readFile('policies/asn/examples.json', 'utf8')) as JsonObject;
}, 120_000);
afterAll(() => world.close());

const request = (name: string, entryId = randomUUID()) => ({ asker: world.account(name), session: null, entryId });
const versioned = (version: string, change: JsonObject = {}): JsonObject => ({ ...pack, version, ...change });

const example = (id: string, expected: JsonObject): JsonObject => ({
  id,
  text: { id: 'Tinggi', en: 'High' },
  asks: 'box',
  Y: '95',
  X: '95',
  expected,
});

async function propose(content: JsonObject, name = 'hr', entryId = randomUUID()) {
  return proposePolicy(world.house, request(name, entryId), { agency, content, examples });
}

async function decide(
  proposalId: string,
  name: string,
  more: { verdict?: 'approve' | 'decline'; reason?: string } = {},
) {
  const found = await world.admin.transaction('conductor', (tx) =>
    findWholeProposal(tx, proposalId, world.account(name)),
  );
  const asked = { verdict: 'approve' as const, reason: null, ...more };
  return decidePolicy(world.house, request(name), { proposalId, digest: found?.digest ?? '', ...asked });
}

const typesOf = async () => {
  const rows = await world.admin.rows<{ type: string }>(
    `SELECT type FROM ledger.entries WHERE stream = $1 AND type LIKE 'policy.%' ORDER BY stream_seq`,
    [`agency/${agency}`],
  );
  return rows.map(({ type }) => type);
};

describe('a policy', () => {
  test('is in force once one has proposed and another approved it, each by an entry', async () => {
    const { proposalId } = await propose(versioned('2027.1'));
    const before = await world.admin.transaction('conductor', (tx) =>
      findPin(tx, { agency, id: 'asn', on: '2026-06-15' }),
    );
    await decide(proposalId, 'authority');
    const after = await world.admin.transaction('conductor', (tx) =>
      findPin(tx, { agency, id: 'asn', on: '2026-06-15' }),
    );
    expect([before?.version, after?.version]).toEqual(['2026.3', '2027.1']);
    expect((await typesOf()).slice(-3)).toEqual(['policy.proposed/1', 'policy.approved/1', 'policy.published/2']);
    const [newest] = await world.admin.transaction('conductor', (tx) => listVersions(tx, agency));
    expect([newest?.proposedBy, newest?.approvedBy]).toEqual(['hr', 'authority']);
  });

  test('is not published by whoever proposed it, nor by an office that only proposes', async () => {
    const { proposalId } = await propose(versioned('2027.2'));
    await expect(decide(proposalId, 'hr')).rejects.toThrow('policy.own-proposal');
    await expect(decide(proposalId, 'secretary')).rejects.toThrow('access.forbidden');
    await expect(decide(proposalId, 'member-1')).rejects.toThrow('thing.missing');
    await expect(propose(versioned('2027.3'))).rejects.toThrow('policy.proposal-open');
    await decide(proposalId, 'authority', { verdict: 'decline', reason: 'Bobot belum dibahas' });
    await expect(decide(proposalId, 'authority')).rejects.toThrow('policy.proposal-closed');
    expect((await typesOf()).at(-1)).toBe('policy.declined/1');
  });

  test('is refused with its faults, or an example that comes out otherwise, and nothing is written', async () => {
    const count = (await typesOf()).length;
    await expect(propose(versioned('2027.4', { talentValue: { performance: '60', potential: '50' } }))).rejects.toThrow(
      'policy.faulty',
    );
    await expect(propose(versioned('2026.3'))).rejects.toThrow('policy.unchanged');
    const other = versioned('2026.3', { effectiveFrom: '2026-02-01' });
    await expect(propose(other)).rejects.toThrow('policy.version-taken');
    const wrong = { about: '', examples: [example('wrong', { box: 1, Y: '0', X: '0' })] };
    const asked = { agency, content: versioned('2027.5'), examples: wrong };
    await expect(proposePolicy(world.house, request('hr'), asked)).rejects.toThrow('policy.examples-failing');
    expect(await typesOf()).toHaveLength(count);
  });

  test('is proposed as an overlay on a published one, and becomes a whole pack', async () => {
    const base = JSON.parse(await readFile('policies/asn/overlays/dpd.json', 'utf8')) as JsonObject;
    await expect(propose(base)).resolves.toMatchObject({ receipt: { stream: `agency/${agency}` } });
  });

  test('that is published changes nothing of a selection that runs', async () => {
    const running = await bringTo(world, 'voting');
    const pins = () =>
      world.admin.rows(
        `SELECT DISTINCT convert_from(bytes, 'UTF8')::jsonb->'policy'->>'digest' AS digest FROM ledger.entries
        WHERE stream = $1 AND convert_from(bytes, 'UTF8')::jsonb->'policy' <> 'null'`,
        [`selection/${running.selectionId}`],
      );
    const before = await pins();
    const { proposalId } = await propose(versioned('2028.1'));
    await decide(proposalId, 'authority');
    expect(before).toHaveLength(1);
    expect(await pins()).toEqual(before);
  });

  test('that a program publishes past four eyes is found by fsck', async () => {
    const { house, admin } = world;
    const { log, keys } = house.ledger;
    const report = await lookAfter(
      world,
      (tx) => publishPolicy(house.ledger, tx, { agency, content: versioned('2030.1') }),
      (tx) => checkRecordIn(tx, { log, keys }),
    );
    const before = await admin.transaction('conductor', (tx) => checkRecordIn(tx, { log, keys }));
    const told = ({ findings }: FsckReport) => findings.map(({ code }) => code);
    expect([told(before), told(report)]).toEqual([[], ['merit.publication']]);
  });

  test('that was proposed twice under one key is one proposal', async () => {
    const key = randomUUID();
    const first = await propose(versioned('2029.1'), 'secretary', key);
    expect(await propose(versioned('2029.1'), 'secretary', key)).toEqual(first);
  });
});
