import { describe, expect, test } from 'vitest';
import { cutDelivery } from '#features/people/delivery.ts';
import { readWhole } from '#test/support/read-whole.ts';
import {
  asOf,
  type ProfileCells,
  placesOf,
  profileFile,
  profileRow,
  readProfileRows,
} from '#test/support/siasn-profile.ts';

// The good row is of somebody born on 17 April 1971; the day of the import is 15 June 2026.

describe('days of a profile that are in the calendar and cannot be', () => {
  test.each<[string, ProfileCells, string[]]>([
    ['a post since 2090', { 'TMT JABATAN': '01-01-2090' }, ['2 TMT JABATAN date.future']],
    ['a post since before the birth', { 'TMT JABATAN': '01-01-1960' }, ['2 TMT JABATAN date.before-birth']],
    ['a post since the day after the import', { 'TMT JABATAN': '16-06-2026' }, ['2 TMT JABATAN date.future']],
    ['a post since the day of the import', { 'TMT JABATAN': '15-06-2026' }, []],
    ['a rank since 2090', { 'TMT GOLONGAN': '01-04-2090' }, ['2 TMT GOLONGAN date.future']],
    ['a full appointment before the trial', { 'TMT PNS': '01-02-1998' }, ['2 TMT PNS date.pns-before-cpns']],
    ['a full appointment in 2090', { 'TMT PNS': '01-02-2090' }, ['2 TMT PNS date.future']],
    ['a trial in 2090', { 'TMT CPNS': '01-03-2090' }, ['2 TMT CPNS date.future']],
    ['a graduation before the birth', { 'TAHUN LULUS': '1970' }, ['2 TAHUN LULUS year.impossible']],
    ['a graduation in 2027', { 'TAHUN LULUS': '2027' }, ['2 TAHUN LULUS year.impossible']],
    ['99 years of service', { 'MK TAHUN': '99' }, ['2 MK TAHUN service.length']],
    ['service from the fifteenth birthday on', { 'MK TAHUN': '40' }, []],
    ['service from before the fifteenth birthday', { 'MK TAHUN': '41' }, ['2 MK TAHUN service.length']],
    ['twelve months beside the years', { 'MK BULAN': '12' }, ['2 MK BULAN service.length']],
  ])('%s', async (_name, cells, found) => {
    expect(placesOf(await readProfileRows([profileRow(cells)]))).toEqual(found);
  });

  test('are not known, and the row is imported', async () => {
    const { people } = await readProfileRows([
      profileRow({ 'TMT JABATAN': '01-01-2090', 'TMT GOLONGAN': '01-04-1960' }),
    ]);
    const [record] = people.map((person) => person.record);
    expect([record?.currentPost.value?.startedOn, record?.rankSince.value]).toEqual([null, null]);
  });
});

describe('days of a history that cannot be', () => {
  const nipBaru = '197104171998031001';
  const read = async (name: string, row: object) => {
    const history = { name, bytes: Buffer.from(JSON.stringify([{ id: 'R-1', nipBaru, ...row }])) };
    const { files } = await cutDelivery([profileFile([profileRow()]), history]);
    return readWhole(files, { asOf, pack: null });
  };
  const job = { jenisPenugasan: 'D', jabatanId: 'X', jabatanNama: 'Kepala Seksi Contoh', eselon: '41' };
  const rating = { hasilKinerjaNilai: 'SESUAI EKSPEKTASI', perilakuKerjaNilai: 'SESUAI EKSPEKTASI' };

  test.each<[string, string, object, string]>([
    ['a post', 'riwayat-jabatan.json', { ...job, tmtJabatan: '01-01-2090' }, 'tmtJabatan date.future'],
    [
      'a post before the birth',
      'riwayat-jabatan.json',
      { ...job, tmtJabatan: '01-01-1960' },
      'tmtJabatan date.before-birth',
    ],
    ['a rating', 'riwayat-kinerja.json', { ...rating, tahun: 2099 }, 'tahun year.impossible'],
    ['a rating before the birth', 'riwayat-kinerja.json', { ...rating, tahun: 1970 }, 'tahun year.impossible'],
    [
      'a training',
      'riwayat-diklat.json',
      { latihanStrukturalNama: 'PKN II', tanggal: '01-01-2020', tanggalSelesai: '01-01-2090' },
      'tanggalSelesai date.future',
    ],
    [
      'a course',
      'riwayat-kursus.json',
      { namaKursus: 'Audit', tanggalKursus: '01-01-2020', tanggalSelesaiKursus: '01-01-2090' },
      'tanggalSelesaiKursus date.future',
    ],
    [
      'a sanction',
      'riwayat-hukdis.json',
      { jenisTingkatHukumanId: 'S', hukumanTanggal: '01-01-2090', akhirHukumTanggal: '01-01-2091' },
      'hukumanTanggal date.future',
    ],
    ['an award', 'riwayat-penghargaan.json', { tingkat: 'nasional', skDate: '01-01-2090' }, 'skDate date.future'],
    [
      'a team that ends before it starts',
      'riwayat-tim.json',
      { peran: 'ketua internal', tanggalMulai: '01-01-2024', tanggalSelesai: '01-01-1950' },
      'tanggalSelesai date.order',
    ],
    [
      'an assessment',
      'riwayat-kompetensi.json',
      { level: [3], standar: 3, jabatanAcuan: 'Administrator', tanggalPenilaian: '01-01-2090' },
      'tanggalPenilaian date.future',
    ],
    [
      'a wealth report',
      'riwayat-lhkpn.json',
      { tanggalPeriksa: '01-01-2026', tanggalLapor: '01-01-2090' },
      'tanggalLapor date.future',
    ],
  ])('%s', async (_name, file, row, found) => {
    const { findings } = await read(file, row);
    expect(findings.map(({ field, code }) => `${field} ${code}`)).toEqual([found]);
  });

  test('a rating of a year that cannot be is in conflict, and asks no other person for that year', async () => {
    const { people } = await read('riwayat-kinerja.json', { ...rating, tahun: 2099 });
    expect(people.map(({ record }) => record.performance.items?.map(({ conflict }) => conflict))).toEqual([
      ['year.impossible'],
    ]);
  });

  test('a light sanction whose stated end is no day is not over on its own', async () => {
    const { people, findings } = await read('riwayat-hukdis.json', {
      jenisTingkatHukumanId: 'R',
      hukumanTanggal: '01-01-2026',
      akhirHukumTanggal: '31-02-2027',
    });
    expect(people.map(({ record }) => record.sanctions.items?.map(({ instant }) => instant))).toEqual([[false]]);
    expect(findings.map(({ code }) => code)).toEqual(['date.invalid', 'sanction.end-unknown']);
  });
});
