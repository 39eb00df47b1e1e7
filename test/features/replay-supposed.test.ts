import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateMerit } from '#domain/merit.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { replayDecisions } from '#features/fsck/replay.ts';
import type { ReplayedMap } from '#features/fsck/replay-maps.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { personRecordSchema } from '#schemas/person-record.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { reviewIn } from '#test/support/reviewed.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** A map derived again under a pack in which one row of one table is another. */

let world: World;
let mapId: string;
let published: PolicyPack;
const { begin, draw } = reviewIn(() => world);

beforeAll(async () => {
  world = await openWorld({ assessors: 1, members: 3 });
  await nameStudies(world);
  await rateAsExpected(2);
  mapId = await begin();
  expect(await draw(mapId)).toBe('drawn');
  const { content } = await world.admin.one<{ content: Buffer }>(`SELECT content FROM policies WHERE id = 'asn'`);
  published = policyPackSchema.parse(JSON.parse(content.toString('utf8')));
}, 120_000);
afterAll(() => world.close());

/** So many people did what was expected of them, and no more: Baik. */
async function rateAsExpected(count: number): Promise<void> {
  await world.admin.run('ALTER TABLE people DISABLE TRIGGER couple_entry');
  await world.admin.run(
    `UPDATE people SET record = jsonb_set(record, '{performance,items}', (
       SELECT jsonb_agg(row || '{"hasilKerja": "sesuai ekspektasi", "perilaku": "sesuai ekspektasi", "quadrant": null}') FROM jsonb_array_elements(record#>'{performance,items}') AS row))
      WHERE id IN (SELECT id FROM people ORDER BY nip LIMIT $1)`,
    [count],
  );
  await world.admin.run('ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry');
}

/** The pack with another score in the row of one predicate. */
function packWith(predicate: string, score: string): PolicyPack {
  const changed = published.indicators.map((rule) => {
    if (rule.code !== 'K' || rule.table.kind !== 'enum') return rule;
    const values = rule.table.values.map((row) => (row.value === predicate ? { ...row, score } : row));
    return { ...rule, table: { ...rule.table, values } };
  });
  return { ...published, indicators: changed };
}

async function replay(supposed: PolicyPack | undefined): Promise<ReplayedMap | undefined> {
  const { log, keys } = world.house.ledger;
  const maps: ReplayedMap[] = [];
  await replayDecisions({
    db: world.admin,
    log,
    keys,
    supposed: supposed && {
      id: supposed.id,
      version: supposed.version,
      content: JSON.parse(JSON.stringify(supposed)) as Canonical,
    },
    onSelection: () => undefined,
    onMap: (map) => maps.push(map),
  });
  return maps.find((map) => map.mapId === mapId);
}

/** Places of the entries of those who have this predicate and a known performance. */
async function placesOf(predicate: string): Promise<string[]> {
  const rows = await world.admin.rows<{ record: unknown; seq: number; on: string }>(
    `SELECT p.record, e.stream_seq::int AS seq, to_char(m.on_day, 'YYYY-MM-DD') AS on
       FROM mapping_boxes b JOIN people p ON p.id = b.person_id JOIN mapping_runs m ON m.id = b.run_id
       JOIN ledger.entries e ON e.id = b.entry_id
      WHERE b.run_id = $1 ORDER BY e.stream_seq`,
    [mapId],
  );
  return rows.flatMap(({ record, seq, on: asOf }) => {
    const context = { asOf, targetLevel: null, fieldsOfStudy: null };
    const { indicators, performance } = evaluateMerit(personRecordSchema.parse(record), published, context);
    const observed = indicators.find(({ code }) => code === 'K')?.observed;
    return observed === predicate && performance.status === 'KNOWN' ? [`mapping/${mapId} ${seq}`] : [];
  });
}

test('under the published pack every box comes out as it was', async () => {
  expect(await replay(undefined)).toMatchObject({ isEqual: true, findings: [] });
  expect(await replay(published)).toMatchObject({ isEqual: true, findings: [] });
});

test.each(['Baik', 'Sangat Baik'])(
  'another score for %s turns exactly those red who were rated so',
  async (predicate) => {
    const rated = await placesOf(predicate);
    const told = await replay(packWith(predicate, '1'));
    expect(rated.length).toBeGreaterThan(0);
    expect(told?.boxes).toBeGreaterThan(rated.length);
    expect(told?.findings.map(({ code, place }) => [code, place])).toEqual(rated.map((place) => ['merit.box', place]));
  },
);

test('a pack of another version is supposed of nobody', async () => {
  expect(await replay({ ...packWith('Baik', '1'), version: '1999.1' })).toMatchObject({ isEqual: true });
});

test('the shipped pack is the one that was published', async () => {
  expect(policyPackSchema.parse(JSON.parse(await readFile('policies/asn/pack.json', 'utf8'))).version).toBe(
    published.version,
  );
});
