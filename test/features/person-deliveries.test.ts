import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nominate } from '#features/nominations/service.ts';
import { dryRunAnswer } from '#schemas/imports.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { publishMap } from '#test/support/mapped.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { type ProfileCells, profileFile, profileRow } from '#test/support/siasn-profile.ts';
import { agency } from '#test/support/world.ts';
import { openWorldPages, type WorldPages } from '#test/support/world-pages.ts';

/** Which import each part of a record comes from, told to the person and to the office. */

const nip = '197602282000011001';

let office: Office;
let pages: WorldPages;
let person: string;
beforeAll(async () => {
  office = await openOffice();
  pages = await openWorldPages(office.world);
  person = office.world.account('candidate-1').personId ?? '';
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(async () => {
  await pages.close();
  await office.close();
});

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const profile = (cells: ProfileCells): File =>
  profileFile([profileRow({ 'PNS ID': 'PNS-1', 'NIP BARU': nip, 'JABATAN ID': 'POST-1', ...cells })]);

function history(kind: string): File {
  const name = `${kind}.json`;
  const text = readFileSync(join(import.meta.dirname, '../fixtures/kota-contoh', name), 'utf8');
  const { data } = JSON.parse(text) as { data: { nipBaru: string }[] };
  const own = data.filter(({ nipBaru }) => nipBaru === '197104171998031001').map((row) => ({ ...row, nipBaru: nip }));
  return { name, bytes: Buffer.from(JSON.stringify(own)) };
}

async function deliver(...files: readonly File[]): Promise<void> {
  const encoded = files.map(({ name, bytes }) => ({ name, content: Buffer.from(bytes).toString('base64') }));
  const { body } = await office.send('hr', '/imports/dry-runs', { body: { agency, files: encoded } });
  const { upload, refused } = dryRunAnswer.parse(body);
  const exclude = refused.map(({ row }) => row);
  await office.act('hr', '/imports', { body: { agency, upload, exclude, accept: [] } });
}

const partsFor = async (by: string) =>
  (
    await office.read<{ items: { part: string; file: string; importedAt: string }[] }>(
      by,
      `/people/${person}/deliveries`,
    )
  ).items;

test('a history that was not delivered again leads to the import that delivered it', async () => {
  expect(await partsFor('hr')).toEqual([]);
  await deliver(profile({}), history('riwayat-kinerja'));
  await deliver(profile({ 'GOL AKHIR ID': '43', 'GOL AKHIR NAMA': 'IV/c' }), history('riwayat-diklat'));
  const parts = await partsFor('hr');
  expect(parts.map(({ file }) => file).toSorted()).toEqual([
    'riwayat-diklat.json',
    'riwayat-kinerja.json',
    'siasn-profile.csv',
  ]);
  const at = new Map(parts.map(({ part, importedAt }) => [part, importedAt]));
  expect(at.get('riwayat-diklat')).toBe(at.get('siasn-profile'));
  expect(String(at.get('riwayat-kinerja')) < String(at.get('siasn-profile'))).toBe(true);
  expect(await partsFor('candidate-1')).toEqual(parts);
});

test('is told to the person and to whoever may list the people of a map, and hidden from others', async () => {
  const asked = ['hr', 'secretary', 'auditor', 'candidate-1', 'authority', 'chair', 'assessor-1', 'unit-head'];
  const answers = await Promise.all(
    asked.map(async (by) => [by, (await office.ask(by, `/people/${person}/deliveries`)).status] as const),
  );
  expect(answers.filter(([, status]) => status === 200).map(([by]) => by)).toEqual(asked.slice(0, 4));
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect((await office.ask('hr', `/people/${nobody}/deliveries`)).status).toBe(404);
});

test('stands on the page of the person and on the one of the office, with day and file', async () => {
  const map = await publishMap(office.world);
  for (const [by, path] of [
    ['candidate-1', '/map/own'],
    ['hr', `/map/people/${map}/${person}`],
  ] as const) {
    const { status, text } = await pages.page(by, path);
    expect(status).toBe(200);
    expect(text).toMatch(/Where the data come from .*Performance history .*WIB riwayat-kinerja\.json/);
  }
});

test('stands on the page where a candidate confirms the data', async () => {
  const { selectionId } = await bringTo(office.world, 'nomination');
  const { world } = office;
  await nominate(world.house, world.act('hr', selectionId), { personId: person, way: 'hr', note: null });
  const page = () => pages.page('candidate-1', `/selections/${selectionId}/my-data`);
  expect((await page()).text).toMatch(/Where the data come from .*Performance history/);
});
