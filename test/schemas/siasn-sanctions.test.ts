import { describe, expect, test } from 'vitest';
import { disciplineOn } from '#domain/discipline.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { asOf, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const nipBaru = '197104171998031001';

/** What one row of sanctions finds, and what discipline it leaves on the day of the import. */
async function readRow(row: object) {
  const name = 'riwayat-hukdis.json';
  const bytes = Buffer.from(JSON.stringify([{ id: 'HUK-1', nipBaru, ...row }]));
  const { files } = await cutDelivery([profileFile([profileRow()]), { name, bytes }]);
  const { people, findings } = await readWhole(files, { asOf, pack: null });
  const items = people[0]?.record.sanctions.items ?? null;
  const rule = { windowMonths: 60, gateLevels: ['sedang', 'berat'] } as const;
  const { word, gate, reason } = disciplineOn(items, asOf, rule);
  return { found: findings.map(({ field, code }) => `${field} ${code}`), word, gate, reason, sanction: items?.[0] };
}

const unknown = { word: null, gate: 'UNKNOWN' };
const served = { jenisTingkatHukumanId: 'B', hukumanTanggal: '01-01-2026', akhirHukumTanggal: '31-12-2026' };

describe('a sanction that contradicts itself is unknown, never clean', () => {
  test.each<[string, object, string, string]>([
    ['it ends before it starts', { akhirHukumTanggal: '31-12-2025' }, 'akhirHukumTanggal date.order', 'date.order'],
    [
      'so does one with a duration',
      { akhirHukumTanggal: '31-12-2025', masaTahun: 1 },
      'akhirHukumTanggal date.order',
      'date.order',
    ],
    [
      'its kind is of another level',
      { jenisHukumanId: '24' },
      'jenisHukumanId sanction.level-conflict',
      'sanction.level-conflict',
    ],
    [
      'a light one of a heavy kind, without duration',
      { jenisTingkatHukumanId: 'R', jenisHukumanId: '28' },
      'jenisHukumanId sanction.level-conflict',
      'sanction.level-conflict',
    ],
  ])('%s', async (_name, row, found, reason) => {
    expect(await readRow({ ...served, ...row })).toMatchObject({ ...unknown, found: [found], reason });
  });

  test('one without a level of the list has none', async () => {
    const read = await readRow({ ...served, jenisTingkatHukumanId: 'constructor' });
    expect(read).toMatchObject({ ...unknown, found: ['jenisTingkatHukumanId sanction.level-unknown'], reason: null });
  });

  test('an end that is none of a row that ends before it starts is not made up from its duration', async () => {
    const { sanction } = await readRow({ ...served, akhirHukumTanggal: '31-12-2025', masaTahun: 1 });
    expect(sanction).toMatchObject({ endedOn: null, months: null, instant: false });
  });
});

describe('a revocation counts by its day', () => {
  const revoked = { ...served, skPembatalanNomor: 'BTL/1' };
  const unclear = 'skPembatalanTanggal sanction.revocation-unclear';

  test.each<[string, object]>([
    ['on the day of the sanction', { skPembatalanTanggal: '01-01-2026' }],
    ['on the day of the import', { skPembatalanTanggal: '15-06-2026' }],
    ['between the decree and the start', { skTanggal: '20-12-2025', skPembatalanTanggal: '28-12-2025' }],
    ['without a number', { skPembatalanNomor: null, skPembatalanTanggal: '01-03-2026' }],
  ])('%s', async (_name, row) => {
    const read = await readRow({ ...revoked, ...row });
    expect(read).toMatchObject({
      found: ['skPembatalanNomor sanction.revoked'],
      word: 'tidak pernah',
      gate: 'PASS',
    });
  });

  test.each<[string, object, string[]]>([
    ['without a day', {}, [unclear]],
    ['of no day', { skPembatalanTanggal: '31-02-2026' }, ['skPembatalanTanggal date.invalid', unclear]],
    ['tomorrow', { skPembatalanTanggal: '16-06-2026' }, ['skPembatalanTanggal date.future', unclear]],
    ['before the sanction', { skPembatalanTanggal: '31-12-2025' }, [unclear]],
    ['before its decree', { skTanggal: '20-12-2025', skPembatalanTanggal: '19-12-2025' }, [unclear]],
    [
      'of a sanction whose day is not known',
      { hukumanTanggal: null, skPembatalanTanggal: '01-03-2026' },
      ['hukumanTanggal date.missing', unclear],
    ],
  ])('%s it is unclear', async (_name, row, found) => {
    const read = await readRow({ ...revoked, ...row });
    expect(read).toMatchObject({ ...unknown, found, reason: 'sanction.revocation-unclear' });
  });
});

describe('an end beside a duration', () => {
  const year = { ...served, masaTahun: '1', masaBulan: 0 };

  test.each<[string, string, string[]]>([
    ['on the last day', '31-12-2026', []],
    ['on the first day after', '01-01-2027', []],
    ['a month early', '30-11-2026', ['akhirHukumTanggal sanction.duration-conflict']],
  ])('%s: %s', async (_name, akhirHukumTanggal, found) => {
    expect(await readRow({ ...year, akhirHukumTanggal })).toMatchObject({
      found,
      word: 'sedang menjalani',
      gate: 'FAIL',
    });
  });

  test('a duration that is no number does not make a light sanction one without', async () => {
    const row = { jenisTingkatHukumanId: 'R', hukumanTanggal: '01-01-2026', masaBulan: '-3' };
    expect(await readRow(row)).toMatchObject({ ...unknown, found: ['akhirHukumTanggal sanction.end-unknown'] });
  });
});

test.each([
  ['ya', true],
  ['TRUE', true],
  ['1', true],
  ['tidak', false],
  ['', false],
])('a sanction in process says so in a table too: %j', async (word, inProcess) => {
  const columns =
    'nipBaru;jenisHukumanId;jenisTingkatHukumanId;hukumanTanggal;akhirHukumTanggal;masaTahun;masaBulan;skPembatalanNomor;skPembatalanTanggal;dalamProses';
  const table = `${columns}\n${nipBaru};;B;01-01-2026;31-12-2026;;;;;${word}\n`;
  const { files } = await cutDelivery([
    profileFile([profileRow()]),
    { name: 'riwayat-hukdis.csv', bytes: Buffer.from(table) },
  ]);
  const read = await readWhole(files, { asOf, pack: null });
  expect(read.people[0]?.record.sanctions.items?.map((sanction) => sanction.inProcess)).toEqual([inProcess]);
});

test('a sanction whose process is told in other words is refused, and leaves discipline unknown', async () => {
  const row = { jenisTingkatHukumanId: 'B', hukumanTanggal: '01-01-2026', dalamProses: 'mungkin' };
  expect(await readRow(row)).toMatchObject({ ...unknown, found: ['dalamProses row.form'] });
});
