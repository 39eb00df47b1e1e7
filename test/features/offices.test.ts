import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#domain/roles.ts';
import { giveGrant } from '#features/access/service.ts';
import type { ActRequest } from '#features/acts/service.ts';
import { conductorActor } from '#features/audit/service.ts';
import { type ReplayedSelection, replayDecisions, replayDecisionsIn } from '#features/fsck/replay.ts';
import { choose } from '#features/placements/service.ts';
import { openOffices } from '#ledger/bundle-offices.ts';
import { readBundle } from '#ledger/bundle-read.ts';
import { sourceOf } from '#ledger/byte-source.ts';
import { fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { writeZip } from '#ledger/zip-write.ts';
import { askPython, bundleCase, hasPython } from '#test/ledger/python-verifier.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { lookAfter } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** Who held the office for what they did in a selection, as its auditor is shown. */

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let placed: Case;
let usurped: Case;
let usurpedBundle: Uint8Array;
let placedBundle: Uint8Array;

beforeAll(async () => {
  world = await openWorld({ assessors: 2 });
  notary = await openNotary(world);
  edge = await openWorldEdge(world, notary.readTrust);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2] });
  await placeFirst(placed, '2026-06-15');
  usurped = await bringTo(world, 'choosing', { candidates: [3, 4] });
  const asked = { candidate: usurped.refs[0] ?? '', reason: null, exception: null };
  await choose(world.house, believed('auditor', 'authority', asked), asked);
  await notary.signAll();
  [placedBundle, usurpedBundle] = [await download(placed), await download(usurped)];
}, 120_000);
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
});

/** An act as a server takes it that believes somebody to hold an office which no entry has given to them. */
function believed(name: string, role: Role, content: object): ActRequest {
  const request = world.act(name, usurped.selectionId, { content });
  const grant = { role, agency, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  return { ...request, asker: { ...request.asker, grants: [grant] } };
}

async function download({ selectionId }: Case, by = 'auditor', what = 'bundle'): Promise<Uint8Array> {
  const answer = await edge.ask(by, `/selections/${selectionId}/${what}`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

async function trust() {
  const { policy = '', epochs = '' } = (await notary.readTrust()) ?? {};
  return { policy: toUtf8(policy), epochs: toUtf8(epochs) };
}

async function told(bundle: Uint8Array): Promise<{ product: object; python: object }> {
  const own = await trust();
  const shown = ({ exitCode, findings }: ReturnType<typeof verifyBundle>) => ({
    exitCode,
    found: findings.map(({ code }) => code),
  });
  const product = shown(verifyBundle(bundle, { ...own, merit: checkMerit }));
  const [answer] = hasPython ? askPython([bundleCase(bundle, own)]) : [undefined];
  return { product, python: hasPython ? shown(answer as ReturnType<typeof verifyBundle>) : product };
}

function filesOf(bundle: Uint8Array) {
  const { content } = readBundle(bundle, new FindingList());
  if (content === undefined) throw new Error('not a bundle');
  return content.files;
}

describe('a selection whose every act was of its office', () => {
  test('verifies to its end', async () => {
    const sound = { exitCode: 0, found: [] };
    expect(await told(placedBundle)).toEqual({ product: sound, python: sound });
  });

  test('carries who held which office where it opens who acted, and nowhere else', async () => {
    const file = filesOf(placedBundle).get('offices.ndjson') ?? new Uint8Array(0);
    const offices = openOffices(sourceOf(file)).readAll(new FindingList());
    expect(offices.length).toBeGreaterThan(8);
    expect(offices.every(({ openings }) => openings.map(({ field }) => field).join() === 'validity')).toBe(true);
    for (const [by, what] of [
      ['hr', 'bundle'],
      ['candidate', 'own-bundle?profile=candidate'],
      ['candidate', 'own-bundle?profile=appellant'],
    ] as const)
      expect(filesOf(await download(placed, by, what)).has('offices.ndjson')).toBe(false);
  });

  test('says in clear of nobody by which account they acted', () => {
    const files = filesOf(placedBundle);
    const entries = (fromUtf8(files.get('entries.ndjson') ?? new Uint8Array(0)) ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from((JSON.parse(line) as { bytes: string }).bytes, 'base64').toString());
    for (const name of ['authority', 'hr', 'chair', 'secretary'])
      expect(entries.filter((entry) => entry.includes(world.account(name).accountId))).toEqual([]);
  });
});

describe('a choice by somebody to whom no entry gave the office', () => {
  test('is found in the bundle, by its own code alone', async () => {
    const found = { exitCode: 1, found: ['merit.office'] };
    expect(await told(usurpedBundle)).toEqual({ product: found, python: found });
  });

  test('is found by deriving the record again, and nothing else is', async () => {
    const replayed = new Map<string, ReplayedSelection>();
    const { log, keys } = world.house.ledger;
    const onSelection = (one: ReplayedSelection) => replayed.set(one.selectionId, one);
    await replayDecisions({ db: world.admin, log, keys, onSelection, onMap: () => undefined });
    const codes = (one: Case) => replayed.get(one.selectionId)?.findings.map(({ code }) => code);
    expect([codes(placed), codes(usurped)]).toEqual([[], ['merit.office']]);
  });

  test('stays found where the office is given afterwards and not sealed yet; only grants are opened for it', async () => {
    const { ledger } = world.house;
    const grant = {
      role: 'authority',
      agency,
      selectionId: null,
      from: '2026-01-01T00:00:00.000000Z',
      until: null,
    } as const;
    const { accountId } = world.account('auditor');
    const given = { id: randomUUID(), agency, actor: conductorActor, accountId, grant };
    const told: ReplayedSelection[] = [];
    const opened = await lookAfter(
      world,
      (tx) => giveGrant(ledger, tx, given),
      async (tx) => {
        const asked = vi.spyOn(tx, 'rows');
        const onSelection = (one: ReplayedSelection) => told.push(one);
        const { selectionId } = usurped;
        const { log, keys } = ledger;
        await replayDecisionsIn(tx, { log, keys, selectionId, onSelection, onMap: () => undefined });
        const ids = asked.mock.calls
          .filter(([text]) => text.includes('vault.openings'))
          .map(([, values]) => values?.[0]);
        asked.mockRestore();
        return tx.rows<{ type: string }>(
          `SELECT DISTINCT type FROM ledger.entries WHERE stream LIKE 'agency/%' AND id = ANY ($1::uuid[])`,
          [ids.flat()],
        );
      },
    );
    expect(told.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['merit.office']]);
    expect(opened).toEqual([{ type: 'grant.given/1' }]);
  });

  test('cannot be shown whole without the offices: the check is left open', async () => {
    const own = await trust();
    const hidden = withoutOffices(usurpedBundle);
    const { checks, findings } = verifyBundle(hidden, { ...own, merit: checkMerit });
    expect([checks[11]?.status, checks[11]?.reason]).toEqual(['SKIPPED', 'no-openings']);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['merit.undisclosed']));
  });
});

/** The bundle without that file, and without a word of it in its table of contents. */
function withoutOffices(bundle: Uint8Array): Uint8Array {
  const { content } = readBundle(bundle, new FindingList());
  if (content === undefined) throw new Error('not a bundle');
  const { manifest, files } = content;
  const isKept = ({ path }: { readonly path: string }) => path !== 'offices.ndjson' && path !== 'bundle.json';
  const kept = [...files].map(([path, bytes]) => ({ path, bytes })).filter(isKept);
  const table = canonicalBytes({ ...manifest, files: manifest.files.filter(isKept) });
  return writeZip([{ path: 'bundle.json', bytes: table }, ...kept]);
}
