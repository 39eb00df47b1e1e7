import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { disciplineOn } from '#domain/discipline.ts';
import { type FindingCode, findingCodes } from '#domain/import-findings.ts';
import { cutDelivery, readFolder } from '#features/people/delivery.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import { planWhole, readWhole } from '#test/support/read-whole.ts';
import {
  asOf,
  otherPerson,
  type ProfileCells,
  placesOf,
  profileFile,
  profileRow,
  readProfileRows,
} from '#test/support/siasn-profile.ts';

describe('bad cells of a profile', () => {
  test.each<[string, ProfileCells, string[]]>([
    ['a NIP in floating-point form', { 'NIP BARU': '1.98706152010121E+17' }, ['2 NIP BARU nip.not-digits']],
    ['a NIP in floating-point form with a comma', { 'NIP BARU': '1,98706E+17' }, ['2 NIP BARU nip.not-digits']],
    ['a NIP that a spreadsheet has rounded', { 'NIP BARU': '197104171998031000' }, ['2 NIP BARU nip.sequence']],
    ['a day that is none', { 'TANGGAL LAHIR': '31-02-1971' }, ['2 TANGGAL LAHIR date.invalid']],
    ['a month that is none', { 'TMT JABATAN': '01-13-2020' }, ['2 TMT JABATAN date.invalid']],
    ['a day number of a spreadsheet', { 'TMT GOLONGAN': '45017' }, ['2 TMT GOLONGAN date.invalid']],
    ['no rank', { 'GOL AKHIR ID': '' }, ['2 GOL AKHIR ID rank.missing']],
    ['no legal status', { 'KEDUDUKAN HUKUM ID': '-' }, ['2 KEDUDUKAN HUKUM ID status.missing']],
    [
      'a level of education that is none',
      { 'TINGKAT PENDIDIKAN ID': '77' },
      ['2 TINGKAT PENDIDIKAN ID education.unknown'],
    ],
    ['no name', { NAMA: ' ' }, ['2 NAMA name.missing']],
    ['a dash for a name', { NAMA: '-' }, ['2 NAMA name.missing']],
    ['a name that is turned round', { NAMA: 'LEMBAYUNG \u202ENAWARDUMAS' }, ['2 NAMA name.characters']],
    ['a name with a control character', { NAMA: 'LEMBAYUNG\u0007SAMUDRAWAN' }, ['2 NAMA name.characters']],
    ['a degree with a character that is not seen', { 'GELAR DEPAN': 'D\u200Brs.' }, ['2 GELAR DEPAN name.characters']],
    ['a name as long as no name', { NAMA: 'A'.repeat(201) }, ['2 NAMA name.length']],
    ['a formula', { NAMA: '=HYPERLINK("http://x";"y")' }, ['2 NAMA cell.formula']],
    ['a formula behind a space', { ALAMAT: ' =1+1' }, ['2 ALAMAT cell.formula']],
    ['a formula that begins with an at sign', { EMAIL: '@SUM(1;2)' }, ['2 EMAIL cell.formula']],
    ['a formula that begins with a plus', { 'NAMA SEKOLAH': '+cmd(x)' }, ['2 NAMA SEKOLAH cell.formula']],
    ['a formula that begins with a minus', { 'NAMA SEKOLAH': '-2+3' }, ['2 NAMA SEKOLAH cell.formula']],
    ['a telephone number with a plus', { 'NOMOR HP': '+62 (812) 1234-567' }, []],
    ['a dash', { 'NIP LAMA': '-' }, []],
    ['a line that begins with a dash', { ALAMAT: '- Jalan Rekaan' }, []],
  ])('%s', async (_name, cells, found) => {
    expect(placesOf(await readProfileRows([profileRow(cells)]))).toEqual(found);
  });

  test('a row with a bad cell that refuses it is not imported, and its neighbours are', async () => {
    const rows = [profileRow({ NAMA: '=1' }), profileRow(otherPerson(2)), profileRow(otherPerson(3))];
    expect((await readProfileRows(rows)).people).toHaveLength(2);
  });
});

describe('people in a profile', () => {
  test('two people with one NIP are both refused', async () => {
    const other = { ...otherPerson(2), 'NIP BARU': '197104171998031001', NAMA: 'LAIN ORANG' };
    const read = await readProfileRows([profileRow(), profileRow(other)]);
    expect(placesOf(read)).toEqual(['2 NIP BARU nip.duplicate', '3 NIP BARU nip.duplicate']);
    expect(read.people).toEqual([]);
  });

  test('one person with two NIP is refused in both rows', async () => {
    const read = await readProfileRows([profileRow(), profileRow({ 'NIP BARU': '197104171998031002' })]);
    expect(placesOf(read)).toEqual(['2 PNS ID person.two-nips', '3 PNS ID person.two-nips']);
    expect(read.people).toEqual([]);
  });

  test('the very same row twice is one person', async () => {
    const read = await readProfileRows([profileRow(), profileRow(), profileRow(otherPerson(2))]);
    expect(placesOf(read)).toEqual(['3  row.duplicate']);
    expect(read.people).toHaveLength(2);
  });
});

describe('histories that contradict', () => {
  const nipBaru = '197104171998031001';
  const readWith = async (name: string, rows: readonly object[]) => {
    const history = { name, bytes: Buffer.from(JSON.stringify(rows)) };
    const { files } = await cutDelivery([profileFile([profileRow()]), history]);
    return readWhole(files, { asOf, pack: null });
  };

  test('two ratings of one year that disagree leave the year unknown', async () => {
    const year = { nipBaru, tahun: 2025, bulanMulaiPenilaian: 1, bulanSelesaiPenilaian: 12 };
    const rated = (hasilKinerjaNilai: string) => ({
      ...year,
      hasilKinerjaNilai,
      perilakuKerjaNilai: 'SESUAI EKSPEKTASI',
    });
    const read = await readWith('riwayat-kinerja.json', [rated('SESUAI EKSPEKTASI'), rated('DI BAWAH EKSPEKTASI')]);
    expect(placesOf(read)).toContain('2 tahun performance.year-duplicate');
    expect(read.people[0]?.record.performance.items?.every(({ conflict }) => conflict !== null)).toBe(true);
  });

  test.each<[string, object, string]>([
    [
      'a predicate by name that the ratings do not give',
      { kuadranKinerjaNilai: 'Kurang' },
      '1 kuadranKinerjaNilai performance.label-conflict',
    ],
    ['a rating that is none', { perilakuKerjaNilai: 'bagus' }, '1 perilakuKerjaNilai performance.label-unknown'],
    ['half a year', { bulanSelesaiPenilaian: '06' }, '1 bulanSelesaiPenilaian performance.partial-year'],
  ])('%s leaves the year unknown', async (_name, cells, found) => {
    const rated = { hasilKinerjaNilai: 'SESUAI EKSPEKTASI', perilakuKerjaNilai: 'SESUAI EKSPEKTASI' };
    const read = await readWith('riwayat-kinerja.json', [{ nipBaru, tahun: 2025, ...rated, ...cells }]);
    expect(placesOf(read)).toContain(found);
  });

  test('a team role that is none is unknown', async () => {
    const read = await readWith('riwayat-tim.json', [{ nipBaru, peran: 'penasihat', tanggalMulai: '01-03-2024' }]);
    expect(placesOf(read)).toEqual(['1 peran team.role-unknown']);
  });

  test.each([
    ['says until when it lasted', '31-12-2024', null],
    ['is running where it states no end', '', null],
    ['is in conflict where its end cannot be read: that is not the same as none', '31-02-2024', 'date.invalid'],
  ] as const)('an assignment to a team %s', async (_title, tanggalSelesai, conflict) => {
    const row = { nipBaru, peran: 'ketua internal', tanggalMulai: '01-03-2024', tanggalSelesai };
    const read = await readWith('riwayat-tim.json', [row]);
    expect(read.people[0]?.record.teams.items?.map((team) => team.conflict)).toEqual([conflict]);
  });

  test.each([
    ['T', [], null],
    ['-', [], null],
    ['X', ['1 jenisKursusSertipikat course.type-unknown'], 'course.type-unknown'],
  ])('a course of type %s', async (jenisKursusSertipikat, found, conflict) => {
    const row = { nipBaru, namaKursus: 'Perencanaan', tanggalKursus: '01-03-2024', tanggalSelesaiKursus: '05-03-2024' };
    const read = await readWith('riwayat-kursus.json', [{ ...row, jenisKursusSertipikat }]);
    expect([placesOf(read), read.people[0]?.record.courses.items?.map((course) => course.conflict)]).toEqual([
      found,
      [conflict],
    ]);
  });

  describe("the agency's own ratings", () => {
    const row = { nipBaru, penilaian: 'Kehadiran', nilai: ' 97.5 ', tanggal: '31-12-2025' };
    const rate = async (changes: object) => readWith('riwayat-penilaian.json', [{ ...row, ...changes }]);

    test('are read with name, value and day', async () => {
      const { record } = (await rate({})).people[0] ?? {};
      const known = { code: 'kehadiran', value: '97.5', ratedOn: '2025-12-31', conflict: null };
      expect(record?.ratings?.items).toEqual([{ ...known, source: 'riwayat-penilaian.json#1' }]);
    });

    test.each([
      ['no value', { nilai: '-' }, '1 nilai rating.value-missing', null],
      ['a value without end', { nilai: 'x'.repeat(61) }, '1 nilai rating.value-missing', null],
    ])('with %s are unknown', async (_title, changes, found, value) => {
      const read = await rate(changes);
      expect([placesOf(read), read.people[0]?.record.ratings?.items?.[0]?.value]).toEqual([[found], value]);
    });

    test('without a day are unknown', async () => {
      const read = await rate({ tanggal: '31-12-2099' });
      expect(read.people[0]?.record.ratings?.items?.[0]?.ratedOn).toBeNull();
    });

    test.each([{ penilaian: '' }, { penilaian: 'kehadiran bulan mei' }, { penilaian: 7 }])(
      'that do not say which are refused: %o',
      async (changes) => {
        const read = await rate(changes);
        expect([placesOf(read), read.people[0]?.record.ratings?.items]).toEqual([['1 penilaian row.form'], undefined]);
      },
    );

    test('are not spoken of where the agency delivers none', async () => {
      const read = await readWith('riwayat-tim.json', []);
      expect(read.people[0]?.record).not.toHaveProperty('ratings');
    });
  });

  test('a post that two people hold has no holder', async () => {
    const posts = JSON.stringify([{ id: 'POST-1', nama: 'Kepala Dinas Contoh', eselonId: '22', unorId: null }]);
    const both = [2, 3].map((sequence) => profileRow({ ...otherPerson(sequence), 'JABATAN ID': 'POST-1' }));
    const { files } = await cutDelivery([
      { name: 'referensi-jabatan.json', bytes: Buffer.from(posts) },
      profileFile(both),
    ]);
    const nobody = { units: new Map(), posts: new Map(), byNip: new Map(), bySourceId: new Map(), evidence: new Map() };
    const plan = planWhole(await readWhole(files, { asOf, pack: null }), nobody, new Set());
    expect(plan.findings.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 post.two-holders',
      '3 post.two-holders',
    ]);
    expect(plan.newPosts.map(({ holderId }) => holderId)).toEqual([null]);
  });

  describe('a row of a history that is refused', () => {
    const award = { id: 'A', nipBaru, tingkat: 'nasional', skDate: '01-03-2024', tahun: 2024 };
    const readAwards = async (...rows: readonly unknown[]) => {
      const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join();
      const history = { name: 'riwayat-penghargaan.json', bytes: Buffer.from(`[${text}]`) };
      const { files } = await cutDelivery([profileFile([profileRow(), profileRow(otherPerson(2))]), history]);
      return readWhole(files, { asOf, pack: null });
    };
    const other = { ...award, id: 'C', nipBaru: '197104171998031002' };

    test.each<[string, unknown, string]>([
      ['for a formula', { ...award, id: 'B', tingkat: '=1+1' }, '2 tingkat cell.formula'],
      ['for its form', { ...award, id: 'B', tahun: { year: 2024 } }, '2 tahun row.form'],
      [
        'for a name that stands twice',
        `{"id":"B","nipBaru":"${nipBaru}","tingkat":"nasional","tingkat":"kota","skDate":"01-03-2024","tahun":2024}`,
        '2 tingkat row.repeated-name',
      ],
    ])('%s leaves that history of its person unknown, and of nobody else', async (_why, row, found) => {
      const read = await readAwards(award, row, other);
      expect(placesOf(read)).toEqual([found]);
      expect(read.findings.map(({ nip }) => nip)).toEqual([nipBaru]);
      const counts = read.people.map(({ nip, record }) => [nip, record.awards.items?.length ?? null]);
      expect(Object.fromEntries(counts)).toEqual({ [nipBaru]: null, [other.nipBaru]: 1 });
    });

    test('for sanctions leaves discipline unknown, whoever leaves it out', async () => {
      const read = await readWith('riwayat-hukdis.json', [{ nipBaru, jenisTingkatHukumanId: { level: 'B' } }]);
      const rule = { windowMonths: 60, gateLevels: ['sedang', 'berat'] } as const;
      expect(disciplineOn(read.people[0]?.record.sanctions.items ?? null, asOf, rule)).toMatchObject({
        word: null,
        gate: 'UNKNOWN',
      });
    });
  });

  test('a NIP as a number in a history has lost digits', async () => {
    const read = await readWith('riwayat-penghargaan.json', [{ nipBaru: 1.98706152010121e17, tingkat: 'nasional' }]);
    expect(placesOf(read)).toEqual(['1 nipBaru nip.number-type']);
  });

  test('a history as a table says the same as the list, by the lines of the table', async () => {
    const table = [
      'id;nipBaru;tingkat;skDate;tahun',
      `A;${nipBaru};nasional;01-03-2024;2024`,
      '',
      `B;${nipBaru};;01-03-2024;2024`,
    ].join('\n');
    const history = { name: 'riwayat-penghargaan.csv', bytes: Buffer.from(table) };
    const read = await readWhole((await cutDelivery([profileFile([profileRow()]), history])).files, {
      asOf,
      pack: null,
    });
    expect(placesOf(read)).toEqual(['4 tingkat award.level-missing']);
    expect(read.people[0]?.record.awards.items?.map(({ source }) => source)).toEqual([
      'riwayat-penghargaan.csv#A',
      'riwayat-penghargaan.csv#B',
    ]);
  });
});

describe('the catalogue of dirty data: each kind of the fixtures is found under its code', () => {
  let codes: ReadonlySet<string>;
  beforeAll(async () => {
    const folder = join(import.meta.dirname, '../fixtures/kota-contoh');
    const pack = policyPackSchema.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../policies/asn/pack.json'), 'utf8')),
    );
    const { findings } = await readWhole((await cutDelivery(await readFolder(folder))).files, { asOf, pack });
    codes = new Set(findings.map(({ code }) => code));
  });

  test.each<[string, readonly FindingCode[]]>([
    ['IV.a for IV/a', ['rank.notation']],
    ['JPT Pertama for JPT Pratama', ['level.label', 'eselon.label']],
    ['upper and title case mixed', ['title.case', 'name.case']],
    ['a JPM above 100', ['jpm.conflict', 'claim.component-range']],
    ['an assessment of this year flagged expired', ['assessment.status-conflict']],
    ['a unit name pasted into the title', ['title.contains-unit']],
    ['post history without a master post', ['post.unlinked']],
    ['missing dates', ['date.missing']],
    ['certificate numbers twice, and dashes that are none', ['certificate.duplicate', 'certificate.no-number']],
    ['#DELETE# in a reference list', ['reference.deleted']],
    ['education status 0', ['education.status-0']],
    ['sanctions of two eras', ['sanction.old-era']],
    ['people in two agencies', ['person.two-agencies']],
  ])('%s', (_kind, expected) => {
    expect(expected.filter((code) => !codes.has(code))).toEqual([]);
  });
});

test('every finding says what to do in both languages', () => {
  for (const { en, id } of Object.values(findingCodes)) expect([en.length > 10, id.length > 10]).toEqual([true, true]);
});
