import { describe, expect, test } from 'vitest';
import { cutDelivery } from '#features/people/delivery.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { asOf, placesOf, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const nipBaru = '197104171998031001';

/** What these rows of one history leave of the one fact that they state. */
async function readRows(name: string, rows: readonly object[]) {
  const list = rows.map((row) => ({ nipBaru, ...row }));
  const { files } = await cutDelivery([
    profileFile([profileRow()]),
    { name, bytes: Buffer.from(JSON.stringify(list)) },
  ]);
  const read = await readWhole(files, { asOf, pack: null });
  const record = read.people[0]?.record;
  const found = placesOf(read);
  return { feedback: record?.feedback360, wealth: record?.wealthReport, found };
}

const bothWays = (rows: readonly object[]) => [rows, rows.toReversed()];

test('one certificate as two types of course is in conflict, and counts as neither', async () => {
  const row = { nipBaru, namaKursus: 'Perencanaan', tanggalKursus: '01-03-2024', tanggalSelesaiKursus: '05-03-2024' };
  const rows = ['T', 'P'].map((type, index) => ({
    ...row,
    id: `K${String(index)}`,
    nomorSertipikat: 'S/1',
    jenisKursusSertipikat: type,
  }));
  const name = 'riwayat-kursus.json';
  for (const order of bothWays(rows)) {
    const { files } = await cutDelivery([
      profileFile([profileRow()]),
      { name, bytes: Buffer.from(JSON.stringify(order)) },
    ]);
    const read = await readWhole(files, { asOf, pack: null });
    expect(placesOf(read)).toEqual(['2 nomorSertipikat certificate.type-conflict']);
    expect(read.people[0]?.record.courses.items?.map(({ conflict }) => conflict)).toEqual([
      'certificate.type-conflict',
      'certificate.type-conflict',
    ]);
  }
});

describe('a fact that several rows state', () => {
  const wealth = 'riwayat-lhkpn.json';
  const feedback = 'riwayat-umpan-balik.json';

  test('is that of the newest day, in whichever order the rows stand', async () => {
    const rows = [
      { id: 'W1', tanggalPeriksa: '01-04-2025' },
      { id: 'W2', tanggalPeriksa: '01-04-2026', tanggalLapor: '15-03-2026' },
    ];
    for (const order of bothWays(rows))
      expect(await readRows(wealth, order)).toMatchObject({
        wealth: { value: { checkedOn: '2026-04-01', filedOn: '2026-03-15' }, source: `${wealth}#W2`, conflict: null },
        found: [],
      });
  });

  test.each([
    [
      'of one day',
      wealth,
      [{ tanggalPeriksa: '01-04-2026' }, { tanggalPeriksa: '01-04-2026', tanggalLapor: '15-03-2026' }],
      'wealth',
    ],
    ['without a day', feedback, [{ nilai: '80' }, { nilai: '90' }], 'feedback'],
  ] as const)('is unknown where rows %s contradict each other', async (_which, name, rows, fact) => {
    for (const order of bothWays(rows)) {
      const read = await readRows(name, order);
      expect(read[fact]).toMatchObject({ value: null, conflict: 'statement.contradicting' });
      expect(read.found).toEqual([`2 ${name} statement.contradicting`]);
    }
  });

  test('is known where they say the same', async () => {
    const rows = [
      { id: 'U1', nilai: '80' },
      { id: 'U2', nilai: '80' },
    ];
    for (const order of bothWays(rows))
      expect(await readRows(feedback, order)).toMatchObject({
        feedback: { value: '80', source: `${feedback}#U1` },
        found: [],
      });
  });
});
