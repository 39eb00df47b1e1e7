import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRules } from '#domain/access-reads.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** Row security asks the same table of ways as the domain: the two can never part. */

let world: World;
beforeAll(async () => {
  world = await openWorld({});
});
afterAll(() => world.close());

interface WayRow {
  readonly reading: string;
  readonly way: number;
  readonly roles: readonly string[];
  readonly standing: string | null;
  readonly after: string | null;
}

test('the ways of the database are those of the domain, word by word', async () => {
  const rows = await world.admin.rows<WayRow>(
    'SELECT reading, way, roles, standing, after FROM read_ways ORDER BY reading COLLATE "C", way',
  );
  const inDatabase = rows.map(({ reading, way, roles, standing, after }) =>
    JSON.stringify([reading, way, roles.toSorted(), standing, after]),
  );
  const inDomain = Object.entries(readRules)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([reading, ways]) =>
      ways.map(({ roles, standing, after }, index) =>
        JSON.stringify([reading, index + 1, roles.toSorted(), standing ?? null, after ?? null]),
      ),
    );
  expect(inDatabase).toEqual(inDomain);
});
