import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateCity } from '#demo/generate.ts';
import { storyVacancies } from '#demo/story.ts';
import { parseExact } from '#domain/exact.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { conductorActor, derivedId } from '#features/audit/service.ts';
import { listMapPeople, readMap } from '#features/mapping/reading.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { importPeople } from '#features/people/service.ts';
import { publishPolicy } from '#features/policies/service.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';

const agency = 'kota-contoh';
const pack = JSON.parse(readFileSync(join(import.meta.dirname, '../../policies/asn/pack.json'), 'utf8'));

/** An account with one role in the agency. */
async function employ({ db, ledger }: TestHouse, role: 'hr') {
  const accountId = randomUUID();
  const grant = { role, agency, selectionId: null, from: '2026-01-01T00:00:00.000000Z', until: null };
  const act = { agency, actor: conductorActor, accountId };
  await db.transaction('conductor', async (tx) => {
    const named = { realm: 'test', subject: role, displayName: role, personId: null };
    await openAccount(ledger, tx, { ...act, ...named, id: derivedId(accountId, 'opened') });
    await giveGrant(ledger, tx, { ...act, grant, id: derivedId(accountId, role) });
  });
  return { accountId, personId: null, grants: [grant] };
}

describe('the demo city', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await houseWithAgency(agency);
  });
  afterAll(() => house.close());

  test('its 8,500 people are imported, and everybody is mapped or held with what is missing', async () => {
    const files = [...generateCity()].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
    const { counts } = await importPeople(house, { agency, files, dryRun: false, exclude: 'all' });
    await house.db.transaction('conductor', (tx) => publishPolicy(house.ledger, tx, { agency, content: pack }));
    const mapping = await mapPopulation(house, { agency, policyId: 'asn' });
    expect(counts).toMatchObject({ people: 8500, added: 8500, refusedRows: 6, posts: 500 });
    expect(Object.values(mapping.boxes).reduce((sum, people) => sum + people, mapping.held.people)).toBe(8500);
  }, 180_000);

  test('its map sums up to everybody, each box lists exactly its people, and names sort as Indonesian does', async () => {
    const asker = await employ(house, 'hr');
    const filter = { asker, agency, unit: undefined, level: undefined };
    const { people, boxes, holding } = await readMap(house.db, filter);
    expect([people, boxes.reduce((sum, { count }) => sum + (count ?? 0), holding.count ?? 0)]).toEqual([8500, 8500]);
    const top = boxes.find(({ box }) => box === 9);
    const page = { ...filter, box: 9, after: undefined, limit: 1000 };
    const byName = await listMapPeople(house.db, { ...page, sort: 'name' });
    const byValue = await listMapPeople(house.db, { ...page, sort: 'value' });
    expect([byName.length, byValue.length]).toEqual([top?.count, top?.count]);
    const names = byName.map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('id').compare));
    const values = byValue.map(({ talentValue }) => parseExact(talentValue ?? '-1')?.valueOf() ?? 0);
    expect(values).toEqual(values.toSorted((one, other) => other - one));
    expect(byValue[0]).toMatchObject({ missing: [], talentValue: expect.any(String), unit: expect.any(String) });
  });

  test('the posts of the story are vacant and its candidates are there', async () => {
    const vacant = await house.db.transaction('conductor', (tx) =>
      tx.rows<{ code: string }>('SELECT code FROM posts WHERE holder_id IS NULL AND code = ANY($1)', [
        storyVacancies.map(({ postCode }) => postCode),
      ]),
    );
    expect(vacant).toHaveLength(storyVacancies.length);
    const nips = [...new Set(storyVacancies.flatMap(({ candidates }) => candidates))];
    const found = await house.db.transaction('conductor', (tx) =>
      tx.rows<{ nip: string }>('SELECT nip FROM people WHERE nip = ANY($1)', [nips]),
    );
    expect(found).toHaveLength(nips.length);
  });
});
