import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#domain/roles.ts';
import { exportMapBundle } from '#features/audit/map-bundle.ts';
import { proposePublication, voteOnResolution } from '#features/mapping/review.ts';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { readBundle } from '#ledger/bundle-read.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { askPython, bundleCase, hasPython } from '#test/ledger/python-verifier.ts';
import { nameStudies, publishMap } from '#test/support/mapped.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { besides, giveRole, reviewIn } from '#test/support/reviewed.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';
import { pack } from '../domain/vectors/reader.ts';

/** A talent map as a file that a stranger checks. */

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let [published, usurped, changed] = ['', '', ''];

beforeAll(async () => {
  world = await openWorld({ members: 5 });
  notary = await openNotary(world);
  edge = await openWorldEdge(world, notary.readTrust);
  await nameStudies(world);
  published = await publishMap(world);
  usurped = await publishByUsurper();
  changed = await publishMap(world);
  await notary.signAll();
}, 120_000);
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
});

/** A map that the committee resolved on with the vote of somebody whom a server believed to be a member. */
async function publishByUsurper(): Promise<string> {
  const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
  const { mapId } = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  await tickMap(world.house, mapId);
  const role: Role = 'secretary';
  const grant = { role, agency, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  const usurper = by('auditor');
  const believed = { ...usurper, asker: { ...usurper.asker, grants: [grant] } };
  const { resolutionId } = await proposePublication(world.house, believed, mapId);
  for (const name of ['chair', 'member-1', 'member-2', 'member-3'])
    await voteOnResolution(world.house, by(name), { mapId, resolutionId, choice: 'approve', reason: null });
  await tickMap(world.house, mapId);
  return mapId;
}

async function download(by: string, mapId: string): Promise<Uint8Array> {
  const answer = await edge.ask(by, `/maps/${mapId}/bundle`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

async function told(bundle: Uint8Array): Promise<readonly object[]> {
  const { policy = '', epochs = '' } = (await notary.readTrust()) ?? {};
  const own = { policy: toUtf8(policy), epochs: toUtf8(epochs) };
  const shown = ({ exitCode, findings }: ReturnType<typeof verifyBundle>) => ({
    exitCode,
    found: findings.map(({ code }) => code),
  });
  const product = shown(verifyBundle(bundle, { ...own, merit: checkMerit }));
  const [answer] = hasPython ? askPython([bundleCase(bundle, own)]) : [undefined];
  return hasPython ? [product, shown(answer as ReturnType<typeof verifyBundle>)] : [product];
}

function contentOf(bundle: Uint8Array) {
  const { content } = readBundle(bundle, new FindingList());
  if (content === undefined) throw new Error('not a bundle');
  return content;
}

describe('the bundle of a map', () => {
  test('verifies to its end, each box and resolution derived again, in both programs', async () => {
    const bundle = await download('auditor', published);
    for (const answer of await told(bundle)) expect(answer).toEqual({ exitCode: 0, found: [] });
    const { manifest, openings } = contentOf(bundle);
    expect(manifest).toMatchObject({ profile: 'inspectorate', streams: [`mapping/${published}`] });
    expect(openings.filter(({ field }) => field === 'derivation').length).toBe(5);
  });

  test('shows a publication that was put by somebody without an office', async () => {
    for (const answer of await told(await download('auditor', usurped)))
      expect(answer).toEqual({ exitCode: 1, found: ['merit.office'] });
  });

  test('opens nothing for the personnel office, and is not there for whoever may not list the people', async () => {
    expect(contentOf(await download('secretary', published)).openings.length).toBe(0);
    for (const by of ['candidate', 'authority', 'chair', 'member-1'])
      expect([by, (await edge.ask(by, `/maps/${published}/bundle`)).status]).toEqual([by, 404]);
    expect((await edge.ask('auditor', `/maps/${randomUUID()}/bundle`)).status).toBe(404);
  });

  test('is not made of more people than fit into memory', async () => {
    const house = { db: world.house.db, ledger: world.house.ledger, readTrust: notary.readTrust };
    const asked = { asker: world.account('auditor'), mapId: published };
    await expect(exportMapBundle(house, asked, 4)).rejects.toMatchObject({ refusal: { code: 'map.bundle-large' } });
    expect((await exportMapBundle(house, asked, 5)).fileName).toBe(`map-${published}.zip`);
  });

  test('is a reading under a warrant, and put down', async () => {
    await download('auditor', changed);
    const rows = await world.admin.rows<{ reading: string }>('SELECT reading FROM readings WHERE stream = $1', [
      `mapping/${changed}`,
    ]);
    expect(rows.map(({ reading }) => reading)).toEqual(['bundle']);
  });
});

describe('the bundle of a map under review', () => {
  const { begin, draw, placeOf, move, vote } = reviewIn(() => world);
  let [mapId, resolutionId] = ['', ''];

  /** How many openings of a move and of votes it has, once the newest entry is signed. */
  async function shownTo(by: string): Promise<string[]> {
    await notary.signAll();
    const bundle = await download(by, mapId);
    for (const answer of await told(bundle)) expect(answer).toEqual({ exitCode: 0, found: [] });
    const fields = contentOf(bundle).openings.map(({ field }) => field);
    return fields.filter((field) => ['content', 'choice', 'reason'].includes(field)).sort();
  }

  test('opens no vote before its resolution is decided', async () => {
    mapId = await begin();
    await draw(mapId);
    const personId = world.account('candidate-1').personId ?? '';
    const { box } = await placeOf(mapId, personId);
    resolutionId = await move('hr', { mapId, personId, to: besides(pack.boxes, box)[0] ?? 0 });
    await vote('chair', mapId, resolutionId);
    expect(await shownTo('auditor')).toEqual(['content']);
    for (const name of ['member-1', 'member-2', 'member-3']) await vote(name, mapId, resolutionId);
    const votes = ['choice', 'choice', 'choice', 'choice'];
    expect(await shownTo('auditor')).toEqual([...votes, 'content', 'reason', 'reason', 'reason', 'reason']);
  });

  test('opens nothing of what the committee was asked about the auditor', async () => {
    await giveRole(world, 'candidate-1', 'auditor');
    expect(await shownTo('candidate')).toEqual([]);
  });
});
