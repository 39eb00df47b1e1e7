import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listQueue } from '#features/imports/queries.ts';
import { importPeople } from '#features/people/service.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';
import { otherPerson, type ProfileCells, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const agency = 'kota-contoh';
const [ani, budi, citra] = [otherPerson(1), otherPerson(2), otherPerson(3)];
const unposted = { 'TMT JABATAN': '' } as const;
const job = ({ 'NIP BARU': nipBaru }: ProfileCells, jabatanId: string | null) => ({
  id: `JAB-${nipBaru}`,
  nipBaru,
  jenisJabatan: '4',
  jenisPenugasan: 'D',
  jabatanId,
  jabatanNama: 'Penyusun Rencana',
  tmtJabatan: '01-02-2020',
});
const jobsFile = (...rows: readonly object[]) => ({
  name: 'riwayat-jabatan.json',
  bytes: Buffer.from(JSON.stringify(rows)),
});

describe('what was found about people', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await houseWithAgency(agency);
  });
  afterAll(() => house.close());

  async function deliver(people: readonly ProfileCells[], ...histories: readonly ReturnType<typeof jobsFile>[]) {
    const files = [profileFile(people.map((cells) => profileRow(cells))), ...histories];
    return importPeople(house, { agency, files, dryRun: false, exclude: 'all' });
  }

  /** The last digit of the number of each person, with the codes that stand about them. */
  async function standing(): Promise<string[]> {
    const codes = ['date.missing', 'post.unlinked', 'record.vanished'];
    const rows = await house.db.transaction('conductor', (tx) =>
      tx.rows<{ who: string; code: string }>(
        `SELECT right(p.nip, 1) AS who, o.code FROM open_findings o JOIN people p ON p.id = o.person_id
          WHERE o.agency = $1 AND o.code = ANY ($2::text[]) ORDER BY 1, 2`,
        [agency, codes],
      ),
    );
    return rows.map(({ who, code }) => `${who} ${code}`);
  }

  test('is in the queue after a delivery of all', async () => {
    const people = [ani, budi, citra].map((person) => ({ ...person, ...unposted }));
    await deliver(people, jobsFile(job(ani, null), job(budi, null)));
    expect(await standing()).toEqual([
      '1 date.missing',
      '1 post.unlinked',
      '2 date.missing',
      '2 post.unlinked',
      '3 date.missing',
    ]);
  });

  test('stands about whoever is not in the next delivery, who are noted as vanished; who is in it is answered by it', async () => {
    const { counts } = await deliver([ani], jobsFile(job(ani, 'POST-001')));
    expect(await standing()).toEqual([
      '2 date.missing',
      '2 post.unlinked',
      '2 record.vanished',
      '3 date.missing',
      '3 record.vanished',
    ]);
    expect(counts).toMatchObject({ gone: 2, findings: { 'record.vanished': 2 } });
  });

  test('stands, of a kind of file that is not delivered, though the person is in the profile', async () => {
    const { counts } = await deliver([ani, budi]);
    expect(await standing()).toEqual(['2 post.unlinked', '3 date.missing', '3 record.vanished']);
    expect(counts).toMatchObject({ gone: 1, findings: {} });
    expect(counts.findings['record.vanished']).toBeUndefined();
  });

  test('is noted as vanished once, however often somebody is missing again', async () => {
    const { counts } = await deliver([{ ...ani, NAMA: 'ANI LAIN' }]);
    expect(await standing()).toEqual(['2 post.unlinked', '2 record.vanished', '3 date.missing', '3 record.vanished']);
    expect(counts).toMatchObject({ gone: 2, findings: { 'record.vanished': 1 } });
  });

  test('goes with the next delivery that has them and finds nothing', async () => {
    await deliver([ani, budi, citra], jobsFile(job(budi, 'POST-002')));
    expect(await standing()).toEqual([]);
    const left = await house.db.transaction('conductor', (tx) =>
      tx.one<{ n: number }>('SELECT count(*) AS n FROM standing_findings'),
    );
    expect(left.n).toBe(0);
  });

  test('is read in the queue with when it was found', async () => {
    await deliver([{ ...budi, ...unposted }]);
    await deliver([ani]);
    const asked = { agency, code: 'date.missing' as const, after: undefined, limit: 10 };
    const rows = await house.db.transaction('conductor', (tx) => listQueue(tx, asked));
    expect(rows.map(({ file, line, field }) => [file, line, field])).toEqual([['siasn-profile.csv', 2, 'TMT JABATAN']]);
  });

  test('is told once about whoever is in a history and not in the profile, however often that is delivered', async () => {
    await deliver([ani, budi, citra]);
    for (const name of ['ANI SATU', 'ANI DUA', 'ANI TIGA'])
      await deliver([{ ...ani, NAMA: name }], jobsFile(job(ani, 'POST-001'), { ...job(budi, null), tmtJabatan: '' }));
    const told = await house.db.transaction('conductor', (tx) =>
      tx.rows<{ code: string; count: number }>(
        `SELECT o.code, count(*) AS count FROM open_findings o JOIN people p ON p.id = o.person_id
          WHERE o.agency = $1 AND p.nip = $2 GROUP BY 1 ORDER BY 1`,
        [agency, budi['NIP BARU']],
      ),
    );
    expect(told.filter(({ count }) => count > 1)).toEqual([]);
    expect(told.map(({ code }) => code)).toContain('history.person-missing');
  });
});
