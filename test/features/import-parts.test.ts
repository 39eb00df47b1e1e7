import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonRecord } from '#domain/person-record.ts';
import { type DeliveredFile, importPeople, readFolder } from '#features/people/service.ts';
import type { Database } from '#platform/database.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';

const agency = 'kota-contoh';
const nip = '198305032009011001';
const post = 'FB286D333DBA7CF6597584F64FBFDF1B';
const unit = 'C7015A94DFEEDF23BAB84911583AD36F';
const postList = {
  name: 'referensi-jabatan.json',
  bytes: Buffer.from(JSON.stringify([{ id: post, nama: 'Kepala Seksi Umum', eselonId: '41', unorId: unit }])),
};

describe('deliveries of parts, one after another', () => {
  let house: TestHouse;
  let files: DeliveredFile[];
  beforeAll(async () => {
    house = await houseWithAgency(agency);
    files = await readFolder(join(import.meta.dirname, '../fixtures/kota-contoh'));
  });
  afterAll(() => house.close());

  const named = (...names: readonly string[]) =>
    files.filter(({ name }) => names.some((one) => name === `${one}.json` || name === `${one}.csv`));
  const deliver = (delivered: readonly DeliveredFile[], db: Database = house.db) =>
    importPeople({ ...house, db }, { agency, files: delivered, dryRun: false, exclude: 'all' });

  interface Stored {
    readonly record: PersonRecord;
    readonly unit: string | null;
    readonly post: string | null;
    readonly holder: string | null;
  }
  const stored = () =>
    house.db.transaction('conductor', (tx) =>
      tx.one<Stored>(
        `SELECT p.record, u.code AS unit, o.code AS post, h.nip AS holder FROM people p LEFT JOIN units u ON u.id = p.unit_id
           LEFT JOIN posts o ON o.id = p.post_id LEFT JOIN people h ON h.id = o.holder_id WHERE p.nip = $1`,
        [nip],
      ),
    );
  /** Digest of the file of this kind in the import that delivered what the record says of it. */
  const digestOf = (kind: string) =>
    house.db.transaction('conductor', (tx) =>
      tx.maybe<{ digest: string }>(
        `SELECT f->>'digest' AS digest FROM people p
           JOIN import_batches b ON b.id = coalesce((p.history_batches->>$2)::uuid, p.batch_id)
          CROSS JOIN LATERAL jsonb_array_elements(b.files) f WHERE p.nip = $1 AND split_part(f->>'name', '.', 1) = $2`,
        [nip, kind],
      ),
    );

  test('keep unit, post and holder of a known person where the lists are not delivered again', async () => {
    await deliver([...named('siasn-profile', 'referensi-unor', 'riwayat-jabatan'), postList]);
    const before = await stored();
    expect(before).toMatchObject({ unit, post, holder: nip });
    expect(await deliver(named('siasn-profile'))).toMatchObject({ counts: { added: 0, changed: 0, unchanged: 36 } });
    expect(await stored()).toEqual(before);
  });

  test('bring posts of every level that an eselon can have', async () => {
    const eselons = ['10', '11', '12', '21', '22', '31', '32', '41', '42'];
    const row = (eselonId: string) => ({ id: `POST-${eselonId}`, nama: `Jabatan ${eselonId}`, eselonId, unorId: null });
    const bytes = Buffer.from(JSON.stringify(eselons.map(row)));
    await deliver([...named('siasn-profile'), { name: postList.name, bytes }]);
    const levels = await house.db.transaction('conductor', (tx) =>
      tx.rows<{ level: string }>(`SELECT DISTINCT level FROM posts WHERE code LIKE 'POST-%' ORDER BY 1`),
    );
    expect(levels.map(({ level }) => level)).toEqual([
      'administrator',
      'jpt-madya',
      'jpt-pratama',
      'jpt-utama',
      'pengawas',
    ]);
  });

  test('add to what is known, and each part leads to the import that delivered it', async () => {
    const whole = await deliver(named('siasn-profile', 'riwayat-kinerja'));
    const rated = (await stored()).record.performance;
    const changed = await deliver(named('siasn-profile', 'riwayat-diklat', 'riwayat-hukdis'));
    const { record } = await stored();
    expect(record.performance).toEqual(rated);
    expect([record.posts.items?.length, record.trainings.items?.length]).not.toContain(undefined);
    const digestIn = ({ delivery }: typeof whole, kind: string) =>
      delivery.digests.find(({ name }) => name.startsWith(`${kind}.`))?.digest;
    expect(await digestOf('riwayat-kinerja')).toEqual({ digest: digestIn(whole, 'riwayat-kinerja') });
    expect(await digestOf('riwayat-diklat')).toEqual({ digest: digestIn(changed, 'riwayat-diklat') });
    expect(await digestOf('siasn-profile')).toEqual({ digest: digestIn(changed, 'siasn-profile') });
    expect((await digestOf('riwayat-jabatan'))?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('move the holder of a known post with whoever says to hold it', async () => {
    const other = '198401312009011001';
    const moved = named('siasn-profile').map(({ name, bytes }) => {
      const text = new TextDecoder().decode(bytes);
      const lines = text.split('\n').map((line) => {
        if (line.includes(`|${nip}|`)) return line.replace(post, '62A6812DD62BC4BAF9F266AA89D50DA4');
        return line.includes(`|${other}|`) ? line.replace('62A6812DD62BC4BAF9F266AA89D50DA4', post) : line;
      });
      return { name, bytes: Buffer.from(lines.join('\n')) };
    });
    await deliver(moved);
    const holder = await house.db.transaction('conductor', (tx) =>
      tx.one<{ nip: string }>(
        'SELECT h.nip FROM posts o JOIN people h ON h.id = o.holder_id AND h.post_id = o.id WHERE o.code = $1',
        [post],
      ),
    );
    expect([holder.nip, (await stored()).post]).toEqual([other, null]);
    await deliver(named('siasn-profile'));
    expect(await stored()).toMatchObject({ post, holder: nip });
  });

  test('leave the holder of a listed post who is not delivered, and vacate it once the holder says otherwise', async () => {
    const profile = (change: (line: string) => string | null) =>
      named('siasn-profile').map(({ name, bytes }) => {
        const lines = new TextDecoder().decode(bytes).split('\n');
        const changed = lines.flatMap((line) => (line.includes(`|${nip}|`) ? (change(line) ?? []) : line));
        return { name, bytes: Buffer.from(changed.join('\n')) };
      });
    await deliver([...named('siasn-profile'), postList]);
    const sinceOf = () =>
      house.db.transaction('conductor', (tx) => tx.one('SELECT held_since FROM posts WHERE code = $1', [post]));
    const since = await sinceOf();
    await deliver([...profile(() => null), postList]);
    expect(await stored()).toMatchObject({ post, holder: nip });
    expect(await sinceOf()).toEqual(since);
    await deliver([...profile((line) => line.replace(post, '62A6812DD62BC4BAF9F266AA89D50DA4')), postList]);
    const vacant = await house.db.transaction('conductor', (tx) =>
      tx.one('SELECT holder_id, held_since FROM posts WHERE code = $1', [post]),
    );
    expect(vacant).toEqual({ holder_id: null, held_since: null });
    await deliver([...named('siasn-profile'), postList]);
    expect(await stored()).toMatchObject({ post, holder: nip });
  });

  test('are read anew where another import has come between their reading and their writing', async () => {
    const renamed = named('referensi-unor').map(({ name, bytes }) => ({
      name,
      bytes: Buffer.from(
        new TextDecoder().decode(bytes).replace('Dinas Contoh Kesehatan', 'Dinas Contoh Kesejahteraan'),
      ),
    }));
    let calls = 0;
    const db: Database = {
      ...house.db,
      transaction: async (...call) => {
        calls += 1;
        if (calls === 2) await deliver([...named('siasn-profile'), ...renamed]);
        return house.db.transaction(...call);
      },
    };
    const summary = await deliver(named('siasn-profile', 'riwayat-kursus'), db);
    expect(summary).toMatchObject({ outcome: 'imported' });
    expect((await stored()).record.currentPost.value).toMatchObject({ unit: 'Dinas Contoh Kesejahteraan' });
  });
});
