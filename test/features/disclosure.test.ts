import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleContent, DisclosureProfile } from '#ledger/bundle.ts';
import { readBundle } from '#ledger/bundle-read.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { randomSalt } from '#ledger/crypto.ts';
import { disclosureRules } from '#ledger/disclosure.ts';
import { parseEntry } from '#ledger/entry.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { entryTypes } from '#ledger/registry.ts';
import type { EntryTypes } from '#ledger/types.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Copy {
  readonly zip: Uint8Array;
  readonly content: BundleContent;
}

let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let placed: Case;
const copies = new Map<DisclosureProfile, Copy>();

beforeAll(async () => {
  world = await openWorld({ assessors: 2 });
  notary = await openNotary(world);
  edge = await openWorldEdge(world, notary.readTrust);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  await notary.signAll();
  copies.set('inspectorate', await download('auditor', 'bundle'));
  copies.set('public', await download('hr', 'bundle'));
  copies.set('candidate', await download('candidate', 'own-bundle?profile=candidate'));
  copies.set('appellant', await download('candidate', 'own-bundle?profile=appellant'));
}, 120_000);
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
});

const ask = (by: string, what: string) => edge.ask(by, `/selections/${placed.selectionId}/${what}`);

async function download(by: string, what: string): Promise<Copy> {
  const answer = await ask(by, what);
  expect(answer.status).toBe(200);
  const zip = new Uint8Array(await answer.arrayBuffer());
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('not a bundle');
  return { zip, content };
}

function copy(profile: DisclosureProfile): Copy {
  const found = copies.get(profile);
  if (found === undefined) throw new Error(`no copy for ${profile}`);
  return found;
}

function openingsOf({ content }: Copy): Map<string, string> {
  return new Map(
    content.openings.map(({ entry, field, salt, value }) => [`${entry} ${field}`, `${salt} ${toHex(value)}`]),
  );
}

function envelopesOf({ content }: Copy) {
  return content.entries.flatMap(({ bytes }) => {
    const parsed = parseEntry(bytes, world.house.ledger.log);
    return parsed.ok ? [parsed.value] : [];
  });
}

const profiles: readonly DisclosureProfile[] = ['candidate', 'appellant', 'inspectorate', 'public'];
const pairs = profiles.flatMap((one, index) => profiles.slice(index + 1).map((other) => [one, other] as const));

describe('two copies of one record', () => {
  test.each(pairs)('%s and %s differ only in openings that one of them has', (one, other) => {
    const [first, second] = [copy(one), copy(other)];
    // Who held which office is carried where it is opened who acts, beside the entries.
    const others = ['bundle.json', 'openings.ndjson', 'offices.ndjson'];
    const same = (path: string) => !others.includes(path);
    const filesOf = ({ content }: Copy) =>
      [...content.files].filter(([path]) => same(path)).map(([path, bytes]) => [path, toHex(bytes)]);
    expect(filesOf(first)).toEqual(filesOf(second));
    const [left, right] = [openingsOf(first), openingsOf(second)];
    const common = [...left].filter(([place]) => right.has(place));
    expect(common.filter(([place, opening]) => right.get(place) !== opening)).toEqual([]);
  });

  test('each verifies, and the narrower shows nothing that the wider hides', async () => {
    const trust = await notary.readTrust();
    const pinned = { policy: toUtf8(trust?.policy ?? ''), epochs: toUtf8(trust?.epochs ?? '') };
    for (const profile of profiles) {
      const { checks } = verifyBundle(copy(profile).zip, { ...pinned, merit: checkMerit });
      expect({ profile, failed: checks.filter(({ status }) => status === 'FAIL') }).toEqual({ profile, failed: [] });
    }
    const [narrow, wide, all] = [copy('candidate'), copy('appellant'), copy('inspectorate')].map(openingsOf);
    expect([...(narrow?.keys() ?? [])].filter((place) => wide?.has(place) !== true)).toEqual([]);
    expect([...(wide?.keys() ?? [])].filter((place) => all?.has(place) !== true)).toEqual([]);
    expect(openingsOf(copy('public')).size).toBe(0);
  });

  test('every salt is drawn for itself', () => {
    const salts = copy('inspectorate').content.openings.map(({ salt }) => salt);
    expect(new Set(salts).size).toBe(salts.length);
  });

  test('every declared field stands in every entry, null included', () => {
    const lacking = envelopesOf(copy('public')).filter(({ type, committed }) => {
      const declared = Object.keys((entryTypes as EntryTypes)[type]?.committed ?? {});
      return declared.sort().join() !== Object.keys(committed).sort().join();
    });
    expect(lacking).toEqual([]);
    const nulls = copy('inspectorate').content.openings.filter(({ value }) => fromUtf8(value) === 'null');
    expect(nulls.length).toBeGreaterThan(0);
  });
});

test('a commitment tells neither the value nor its size, nor that two values are the same', () => {
  const place = { log: 'bukti.example/test', entry: randomUUID(), type: 'ballot.cast/1', field: 'reason' };
  const values = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    fc.integer({ min: 0, max: 100 }),
  );
  fc.assert(
    fc.property(values, (value) => {
      const bytes = canonicalBytes(value);
      const [one, other] = [commit(place, randomSalt(), bytes), commit(place, randomSalt(), bytes)];
      return one.length === 64 && one !== other;
    }),
  );
});

describe('a candidate', () => {
  test('sees the own record and gates, and no score', () => {
    const types = typesShown('candidate');
    expect(types).toContain('snapshot.frozen/2 record');
    expect(types).toContain('criteria.drafted/1 content');
    expect(types).not.toContain('sheet.submitted/1 scores');
    expect(types).not.toContain('ballot.cast/1 choice');
  });

  test('as an appellant sees the own scores with their reasons, and the order without names', () => {
    const types = typesShown('appellant');
    expect(types).toEqual(
      expect.arrayContaining(['sheet.submitted/1 scores', 'sheet.finalised/1 reasons', 'ranking.derived/1 ranking']),
    );
    expect(types).not.toContain('ballot.cast/1 reason');
  });

  test.each(['candidate', 'appellant'] as const)('as %s never sees a name or a number of anybody else', (profile) => {
    const text = copy(profile)
      .content.openings.map(({ value }) => fromUtf8(value))
      .join('\n');
    expect(text).toContain('Kandidat 1');
    const others = ['Kandidat 2', 'Kandidat 3', 'hr', 'assessor-1', 'member-1'].map((name) => `"${name}"`);
    expect(others.filter((name) => text.includes(name))).toEqual([]);
  });

  test.each(['hr', 'auditor', 'unit-head', 'member-1'])('is not %s', async (by) => {
    expect((await ask(by, 'own-bundle?profile=candidate')).status).toBe(404);
  });
});

function typesShown(profile: DisclosureProfile): string[] {
  const types = new Map(envelopesOf(copy(profile)).map(({ id, type }) => [id, type]));
  return copy(profile).content.openings.map(({ entry, field }) => `${types.get(entry) ?? ''} ${field}`);
}

test('nobody has an own copy before the decision stands', async () => {
  const { selectionId } = await bringTo(world, 'assessment', { candidates: [1, 2] });
  const answer = await edge.ask('candidate', `/selections/${selectionId}/own-bundle?profile=candidate`);
  expect(answer.status).toBe(404);
});

describe('the verifier', () => {
  test.each([
    ['candidate', 'of another candidate', 'snapshot.frozen/2'],
    ['candidate', 'of a score', 'sheet.submitted/1'],
    ['appellant', 'of a ballot', 'ballot.cast/1'],
    ['public', 'of anything', 'criteria.drafted/1'],
  ] as const)('tells that a bundle for %s has an opening %s', (profile, _what, type) => {
    const { content } = copy('inspectorate');
    const envelopes = envelopesOf(copy('inspectorate'));
    const alien = content.openings.find(({ entry }) =>
      envelopes.some(
        ({ id, type: found, open }) => id === entry && found === type && open['candidate'] !== placed.refs[0],
      ),
    );
    if (alien === undefined) throw new Error('nothing to plant');
    const text = (path: string) => fromUtf8(content.files.get(path) ?? new Uint8Array()) ?? '';
    const openings = [...copy(profile).content.openings, alien];
    const zip = writeBundle({
      ...content.manifest,
      profile,
      checkpoint: text('checkpoint'),
      policy: text('policy.txt'),
      epochs: text('epochs.txt'),
      entries: content.entries,
      openings,
      proofs: [],
      rules: [],
    });
    const scopes = verifyBundle(zip).findings.filter(({ code }) => code === 'bundle.scope');
    expect(scopes).toEqual([
      { check: 0, code: 'bundle.scope', place: `entry ${alien.entry} field ${alien.field}`, expected: profile },
    ]);
  });

  test('knows every type and field that the profiles name', () => {
    const unknown = Object.entries(disclosureRules).flatMap(([type, fields]) =>
      Object.keys(fields).filter((field) => (entryTypes as EntryTypes)[type]?.committed[field] === undefined),
    );
    expect(unknown).toEqual([]);
  });
});
