import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateCity } from '#demo/generate.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { type DeliveredFile, readFolder } from '#features/people/service.ts';
import { openTableStage } from '#features/people/stage-store.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';
import { type ReadWhole, readWhole } from '#test/support/read-whole.ts';

/** A large delivery is sorted by person in tables of the database, a small one in memory. */

let house: TestHouse;
beforeAll(async () => {
  house = await houseWithAgency('kota-contoh');
});
afterAll(() => house.close());

const context = { asOf: '2026-06-15', pack: null };

async function readBoth(files: readonly DeliveredFile[]) {
  const delivery = await cutDelivery(files);
  const inMemory = await readWhole(delivery.files, context);
  const inTables = await house.db.transaction('conductor', async (tx) =>
    readWhole(delivery.files, { ...context, stage: await openTableStage(tx) }),
  );
  return { inMemory, inTables };
}

const found = ({ findings }: ReadWhole) =>
  findings.map(({ code, file, line, field, value }) => JSON.stringify([file, line, code, field, value])).toSorted();

test('the fixtures with every kind of dirt read the same in tables as in memory', async () => {
  const { inMemory, inTables } = await readBoth(await readFolder(join(import.meta.dirname, '../fixtures/kota-contoh')));
  expect(inTables.people).toEqual(inMemory.people);
  expect(found(inTables)).toEqual(found(inMemory));
  expect(inTables.people).toHaveLength(36);
});

test('a whole city reads the same in tables as in memory', async () => {
  const files = [...generateCity()].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const { inMemory, inTables } = await readBoth(files);
  const digest = (read: ReadWhole) => createHash('sha256').update(JSON.stringify(read.people)).digest('hex');
  expect([inTables.people.length, digest(inTables)]).toEqual([inMemory.people.length, digest(inMemory)]);
  expect(found(inTables)).toEqual(found(inMemory));
}, 120_000);

test('the very row twice, a number twice and a PNS ID twice are told apart in tables as in memory', async () => {
  const fixtures = await readFolder(join(import.meta.dirname, '../fixtures/kota-contoh'));
  const files = fixtures.map((file) => {
    if (file.name !== 'siasn-profile.csv') return file;
    const lines = Buffer.from(file.bytes).toString().trimEnd().split('\n');
    const [header = '', first = '', second = '', third = '', ...others] = lines;
    const renamed = second.split('|').map((cell, index) => (index === 3 ? 'ORANG LAIN' : cell));
    const renumbered = third.replace(/\b(\d{15})(\d{3})\b/g, '$1987');
    const all = [header, first, first, second, renamed.join('|'), third, renumbered, ...others];
    return { name: file.name, bytes: Buffer.from(`${all.join('\n')}\n`) };
  });
  const { inMemory, inTables } = await readBoth(files);
  expect(inTables.people).toEqual(inMemory.people);
  expect(found(inTables)).toEqual(found(inMemory));
  const codes = new Set(inTables.findings.map(({ code }) => code));
  expect([codes.has('row.duplicate'), codes.has('nip.duplicate'), codes.has('person.two-nips')]).toEqual([
    true,
    true,
    true,
  ]);
});
