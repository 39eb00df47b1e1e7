import { describe, expect, test } from 'vitest';
import type { Refused } from '#domain/refusal.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { asOf, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const nipBaru = '197104171998031001';

async function readHistory(name: string, text: string) {
  const { files } = await cutDelivery([profileFile([profileRow()]), { name, bytes: Buffer.from(text) }]);
  const { findings, people } = await readWhole(files, { asOf, pack: null });
  return { people, found: findings.map(({ line, field, code }) => `${line} ${field} ${code}`) };
}

describe('the header of a history as a table', () => {
  const sanctions =
    'nipBaru;jenisHukumanId;jenisTingkatHukumanId;hukumanTanggal;akhirHukumTanggal;masaTahun;masaBulan;skPembatalanNomor;skPembatalanTanggal';
  const row = `${nipBaru};27;B;01-01-2026;31-12-2026;1;0;;`;

  test('has the columns of its kind; further ones, and empty ones at the end, are left alone', async () => {
    const read = await readHistory('riwayat-hukdis.csv', `${sanctions};alasanHukumanDisiplinId;;\n${row};1;;\n`);
    expect([read.found, read.people[0]?.record.sanctions.items?.length]).toEqual([[], 1]);
  });

  test.each<[string, string, object]>([
    [
      'misspells one',
      sanctions.replace('jenisTingkatHukumanId', 'jenisTingkatHukuman'),
      { lacking: 'jenisTingkatHukumanId', doubled: '–' },
    ],
    ['names one twice', `${sanctions};nipBaru`, { lacking: '–', doubled: 'nipBaru' }],
    ['names one of its own twice', `${sanctions};catatan;catatan`, { lacking: '–', doubled: 'catatan' }],
  ])('is refused where it %s', async (_name, header, details) => {
    const error: unknown = await readHistory('riwayat-hukdis.csv', `${header}\n${row}\n`).catch((one: unknown) => one);
    expect((error as Refused).refusal).toMatchObject({ code: 'import.header', details });
  });

  test.each([
    'referensi-unor',
    'referensi-jabatan',
    'riwayat-jabatan',
    'riwayat-kinerja',
    'riwayat-diklat',
    'riwayat-kursus',
    'riwayat-penghargaan',
    'riwayat-tim',
    'riwayat-umpan-balik',
    'riwayat-kompetensi',
    'riwayat-lhkpn',
  ])('is asked of %s as well', async (stem) => {
    await expect(readHistory(`${stem}.csv`, 'salah;kolom\n1;2\n')).rejects.toThrow('import.header');
  });
});

describe('a row of a list that names a field twice', () => {
  const repeated = (text: string) => readHistory('riwayat-penghargaan.json', `[${text}]`);
  const rest = '"tingkat": "nasional", "skDate": "01-03-2024", "tahun": 2024';

  test.each([
    ['nipBaru', `{"nipBaru": "197104171998031002", "nipBaru": "${nipBaru}", ${rest}}`],
    ['nipBaru', `{"nip\\u0042aru": "${nipBaru}", "nipBaru": "${nipBaru}", ${rest}}`],
    ['tingkat', `{"nipBaru": "${nipBaru}", ${rest}, "tingkat": "10:30, \\"a\\": b"}`],
    ['a', `{"nipBaru": "${nipBaru}", ${rest}, "x": [{"a": 1, "a": 2}]}`],
  ])('is refused, and leaves the history of whom it is about unknown: %s', async (name, text) => {
    const { found, people } = await repeated(text);
    expect([found, people[0]?.record.awards.items]).toEqual([
      [`1 ${name} row.repeated-name`],
      name === 'nipBaru' ? [] : null,
    ]);
  });

  test('is refused in a list of units too', async () => {
    const { found } = await readHistory('referensi-unor.json', '[{"id": "U", "nama": "A", "nama": "B"}]');
    expect(found).toEqual(['1 nama row.repeated-name']);
  });

  test('colons within texts repeat nothing', async () => {
    const { found } = await repeated(`{"id": "a:b", "nipBaru": "${nipBaru}", ${rest}, "x": ["10:30", {"id": ":"}]}`);
    expect(found).toEqual([]);
  });

  test('so does a list that is there twice', async () => {
    await expect(readHistory('riwayat-penghargaan.json', '{"data": [], "data": [1]}')).rejects.toThrow('import.json');
  });
});

test.each<[string, unknown, string[]]>([
  ['negative', -40, ['1 jumlahJam hours.invalid']],
  ['in words', 'empat puluh', ['1 jumlahJam hours.invalid']],
  ['not a whole number', 12.5, ['1 jumlahJam hours.invalid']],
  ['of another type', true, ['1 jumlahJam row.form']],
  ['with their unit', '40 JP', ['1 jumlahJam hours.notation']],
  ['none', 0, []],
  ['left out', null, []],
])('hours that are %s', async (_name, jumlahJam, found) => {
  const training = { nipBaru, latihanStrukturalNama: 'PKN II', tanggal: '01-01-2020', tanggalSelesai: '01-03-2020' };
  const course = { nipBaru, namaKursus: 'Audit', tanggalKursus: '01-01-2020', tanggalSelesaiKursus: '02-01-2020' };
  const read = async (name: string, row: object) =>
    (await readHistory(name, JSON.stringify([{ ...row, jumlahJam }]))).found;
  expect(await read('riwayat-diklat.json', training)).toEqual(found);
  expect(await read('riwayat-kursus.json', course)).toEqual(found);
});
