import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateCity } from '#demo/generate.ts';
import { storyVacancies } from '#demo/story.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { importPeople } from '#features/people/service.ts';
import { publishPolicy } from '#features/policies/service.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';

const agency = 'kota-contoh';
const pack = JSON.parse(readFileSync(join(import.meta.dirname, '../../policies/asn/pack.json'), 'utf8'));

describe('the demo city', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await houseWithAgency(agency);
  });
  afterAll(() => house.close());

  test('its 8,500 people are imported, and everybody is mapped or held with what is missing', async () => {
    const files = [...generateCity()].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
    const { counts } = await importPeople(house, { agency, files, dryRun: false, excludeRefused: true });
    await house.db.transaction('conductor', (tx) => publishPolicy(house.ledger, tx, { agency, content: pack }));
    const mapping = await mapPopulation(house, { agency, policyId: 'asn' });
    expect(counts).toMatchObject({ people: 8500, added: 8500, refusedRows: 6, posts: 500 });
    expect(Object.values(mapping.boxes).reduce((sum, people) => sum + people, mapping.held.people)).toBe(8500);
  }, 180_000);

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
