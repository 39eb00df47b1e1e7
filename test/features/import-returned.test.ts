import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutDelivery } from '#features/people/delivery.ts';
import { findingsCsv, nameRefused, readFolder, refusedRowsCsv } from '#features/people/service.ts';
import { readWhole } from '#test/support/read-whole.ts';

const fixtures = join(import.meta.dirname, '../fixtures/kota-contoh');

describe('what goes back to the source', () => {
  test('refused rows come in the same columns behind line, codes and remedies', async () => {
    const delivery = await cutDelivery(await readFolder(fixtures));
    const { findings } = await readWhole(delivery.files, { asOf: '2026-06-15', pack: null });
    const [header = '', ...rows] = refusedRowsCsv(delivery, findings, 'id').trim().split('\n');
    expect(header.split('|').slice(0, 5)).toEqual([
      'BARIS (LINE)',
      'KODE (CODE)',
      'TINDAKAN (REMEDY)',
      'PNS ID',
      'NIP LAMA',
    ]);
    expect(refusedRowsCsv(delivery, [], 'en').startsWith('LINE|CODE|REMEDY|PNS ID|')).toBe(true);
    expect(rows.map((row) => row.split('|').slice(0, 2))).toEqual([
      ['12', 'nip.duplicate'],
      ['14', 'nip.not-digits'],
      ['25', 'row.columns'],
      ['39', 'nip.duplicate'],
    ]);
  });

  test.each(['id', 'en'] as const)(
    'refused rows can be mended where they stand and delivered again: %s',
    async (language) => {
      const delivery = await cutDelivery(await readFolder(fixtures));
      const { findings } = await readWhole(delivery.files, { asOf: '2026-06-15', pack: null });
      const mended = refusedRowsCsv(delivery, findings, language).replace('1.98409E+17', '198409272010011001');
      const again = [{ name: 'siasn-profile.csv', bytes: Buffer.from(mended) }];
      const read = await readWhole((await cutDelivery(again)).files, { asOf: '2026-06-15', pack: null });
      expect(read.people.map(({ nip, line }) => [nip, line])).toContainEqual(['198409272010011001', 3]);
    },
  );

  test('a refused row is named as its file has it, also of claims that came alone, and not at all where the row has nothing', async () => {
    const delivery = await cutDelivery(await readFolder(fixtures));
    const named = nameRefused(
      delivery,
      ['siasn-profile.csv:12', 'siasn-profile.csv:9999', 'simata-talent.csv:2'].map((row) => ({ row, codes: [] })),
      [],
    );
    expect(named).toMatchObject([
      { row: 'siasn-profile.csv:12', name: expect.stringMatching(/\w/), nip: expect.stringMatching(/^\d+$/) },
      { name: null, nip: null },
      { name: expect.stringMatching(/\w/), nip: expect.stringMatching(/^\d+$/) },
    ]);
  });

  test('a refused row of a history is named by whose it is', async () => {
    const delivery = await cutDelivery(await readFolder(fixtures));
    const { findings, people } = await readWhole(delivery.files, { asOf: '2026-06-15', pack: null });
    const [person] = people;
    const finding = { file: 'riwayat-hukdis.json', line: 7, nip: person?.nip ?? '' };
    const rows = [{ row: 'riwayat-hukdis.json:7', codes: ['row.form' as const] }];
    expect(nameRefused(delivery, rows, [...findings, finding])).toMatchObject([
      { name: person?.bareName, nip: person?.nip },
    ]);
  });

  test('a value that would run as a formula is disarmed', () => {
    const finding = {
      code: 'row.form',
      file: 'x.json',
      line: 1,
      field: '',
      value: '=1+1',
      nip: null,
      record: null,
    } as const;
    expect(findingsCsv([finding], 'en')).toContain(",'=1+1,");
  });

  test('a file of findings is headed in the language of its reader', () => {
    expect([findingsCsv([], 'id'), findingsCsv([], 'en')]).toEqual([
      'BERKAS,BARIS,ID BARIS,KOLOM,KODE,AKIBAT,NILAI,TINDAKAN,NIP\n',
      'FILE,LINE,ROW,FIELD,CODE,EFFECT,VALUE,REMEDY,NIP\n',
    ]);
  });
});
