import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refused } from '#domain/refusal.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { type DeliveredFile, importPeople, readFolder } from '#features/people/service.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';
import { readWhole } from '#test/support/read-whole.ts';
import { until } from '#test/support/until.ts';
import { refusalMessage } from '#web/i18n.ts';

const fixtures = join(import.meta.dirname, '../fixtures/kota-contoh');
const agency = 'kota-contoh';

describe('importing a delivery', () => {
  let house: TestHouse;
  let files: DeliveredFile[];
  beforeAll(async () => {
    house = await houseWithAgency(agency);
    files = await readFolder(fixtures);
  });
  afterAll(() => house.close());

  const run = (options: Partial<Parameters<typeof importPeople>[1]> = {}) =>
    importPeople(house, { agency, files, dryRun: false, exclude: 'all', ...options });
  const ask = <Row extends object>(sql: string) => house.db.transaction('conductor', (tx) => tx.one<Row>(sql));
  const count = async (table: string) => (await ask<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).n;

  test('a dry run reports everything and writes nothing', async () => {
    const summary = await run({ dryRun: true, exclude: new Set() });
    expect(summary).toMatchObject({ outcome: 'planned', counts: { people: 36, added: 36 } });
    expect([await count('people'), await count('import_batches'), await count('import_findings')]).toEqual([0, 0, 0]);
  });

  test('refused rows refuse the import unless they are left out by choice', async () => {
    await expect(run({ exclude: new Set() })).rejects.toThrow('import.rows-refused');
    expect(await count('people')).toBe(0);
  });

  test('an import writes people, units, NIP history and the quality queue under one entry', async () => {
    const summary = await run();
    expect(summary).toMatchObject({ outcome: 'imported', counts: { people: 36, units: 13 } });
    expect([await count('people'), await count('nips'), await count('units')]).toEqual([36, 36, 13]);
    const queued = await ask<{ n: number; entries: number }>(
      'SELECT count(*) AS n, count(DISTINCT entry_id) AS entries FROM import_findings',
    );
    expect(queued).toEqual({ n: summary.counts.queued, entries: 1 });
  });

  test('the same files again change nothing and say so', async () => {
    expect(await run()).toMatchObject({ outcome: 'unchanged', counts: { added: 0, changed: 0, unchanged: 36 } });
    expect(await count('import_batches')).toBe(1);
  });

  /** The same delivery with one file changed. */
  function changed(name: string, change: (text: string) => string): DeliveredFile[] {
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return files.map((file) => (file.name === name ? { name, bytes: Buffer.from(change(text(file.bytes))) } : file));
  }

  test('a changed predicate updates that record alone, and the difference is queued', async () => {
    const better = changed('riwayat-kinerja.json', (text) =>
      text.replace(
        /("id": "KIN-024".*?|"id": "KIN-025".*?|"id": "KIN-001".*?)"SESUAI EKSPEKTASI"/,
        '$1"DIATAS EKSPEKTASI"',
      ),
    );
    const before = await ask<{ digest: string }>(digestSql);
    const summary = await run({ files: better });
    expect(summary).toMatchObject({ outcome: 'imported', counts: { added: 0, changed: 1, unchanged: 35 } });
    expect(summary.counts.findings['record.changed']).toBe(1);
    expect((await ask<{ digest: string }>(digestSql)).digest).not.toBe(before.digest);
  });

  test('an import comes after whoever is at work on one of the people', async () => {
    const admin = openDatabase({ url: house.adminUrl, poolSize: 2, applicationName: 'test' });
    let importing: Promise<unknown> = Promise.resolve();
    await admin.transaction('conductor', async (tx) => {
      await tx.rows('SELECT id FROM people ORDER BY id LIMIT 1 FOR UPDATE');
      importing = run({ dryRun: true });
      await until(() =>
        admin.maybe(
          `SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1`,
        ),
      );
    });
    await admin.close();
    expect(await importing).toMatchObject({ outcome: 'planned' });
  });

  test('a delivery that memory holds is read before its transaction begins, a larger one in it, and both come to the same', async () => {
    let open = 0;
    const openWhenRead: number[] = [];
    const db: Database = {
      ...house.db,
      transaction: async (...call) => {
        open += 1;
        try {
          return await house.db.transaction(...call);
        } finally {
          open -= 1;
        }
      },
    };
    const dryRun = (delivered: readonly DeliveredFile[]) =>
      importPeople(
        { ...house, db },
        {
          agency,
          files: delivered,
          dryRun: true,
          exclude: 'all',
          onProgress: ({ step, done }) => {
            if (step === 'reading' && done > 0) openWhenRead.push(open);
          },
        },
      );
    const small = await dryRun(files);
    const large = await dryRun(files.map((file) => ({ ...file, bytes: file.bytes, size: 64 * 1024 * 1024 })));
    expect(openWhenRead).toEqual([0, 1]);
    expect(large.counts).toEqual(small.counts);
  });

  test('a claim about a new number whose own row is refused belongs to nobody', async () => {
    const missing = (delivered: DeliveredFile[]) =>
      run({ files: delivered, dryRun: true }).then(({ counts }) => counts.findings['claim.person-missing'] ?? 0);
    const renumbered = files.map(({ name, bytes }) => {
      if (name !== 'siasn-profile.csv' && name !== 'simata-talent.csv') return { name, bytes };
      const text = new TextDecoder().decode(bytes);
      return {
        name,
        bytes: Buffer.from(text.replaceAll(/(^|\|)197104171998031001(?=[|,])/gm, '$1197104171998031009')),
      };
    });
    expect(await missing(renumbered)).toBe((await missing(files)) + 1);
  });

  test('another NIP of a known person waits for a human; accepted, it keeps the person and both numbers', async () => {
    const corrected = changed('siasn-profile.csv', (text) =>
      text.replaceAll('|197104171998031001|', '|197104171998031009|'),
    );
    const planned = await run({ files: corrected, dryRun: true });
    expect(planned.counts).toMatchObject({ added: 0, gone: 0, findings: { 'nip.changed': 1 } });
    const summary = await run({ files: corrected, accept: 'all' });
    expect(summary.counts).toMatchObject({ added: 0, findings: { 'nip.corrected': 1 } });
    expect(await count('people')).toBe(36);
    const numbers = await ask<{ n: number }>(
      `SELECT count(*) AS n FROM nips WHERE person_id = (SELECT id FROM people WHERE nip = '197104171998031009')`,
    );
    expect(numbers.n).toBe(2);
  });

  test('whoever is missing from a delivery stays, and is flagged', async () => {
    const without = changed('siasn-profile.csv', (text) =>
      text
        .split('\n')
        .filter((line) => !line.includes('|196912311996031001|'))
        .join('\n'),
    );
    const summary = await run({ files: without });
    expect(summary.counts.findings['record.vanished']).toBe(1);
    expect(await count('people')).toBe(36);
  });

  test('a history that makes one record longer than a bundle can open is refused whole, by the line of its person', async () => {
    const longer = changed('riwayat-kursus.json', (text) => {
      const file = JSON.parse(text) as { readonly data: readonly object[] };
      const again = Array.from({ length: 1_000 }, (_, at) => ({ ...file.data[0], id: `KUR-X${String(at)}` }));
      return JSON.stringify({ ...file, data: [...file.data, ...again] });
    });
    await expect(run({ files: longer })).rejects.toMatchObject({
      refusal: { code: 'import.record-too-large', details: { file: 'siasn-profile.csv', limit: 128 } },
    });
    expect(await count('import_batches')).toBeGreaterThan(0);
  });

  test('an agency that does not exist is refused', async () => {
    await expect(run({ agency: 'kota-lain' })).rejects.toThrow('import.agency-missing');
  });
});

const digestSql = `SELECT encode(record_digest, 'hex') AS digest FROM people WHERE nip = '197104171998031001'`;

describe('a delivery that is none', () => {
  const profile = { name: 'siasn-profile.csv', bytes: Buffer.from('NIP BARU|NAMA\n') };
  const history = (text: string) => [...whole, { name: 'riwayat-kinerja.json', bytes: Buffer.from(text) }];
  const headerOf = ([file]: readonly DeliveredFile[]) =>
    Buffer.from(file?.bytes ?? [])
      .toString()
      .split('\n')[0] ?? '';
  let whole: DeliveredFile[];
  beforeAll(async () => {
    whole = (await readFolder(fixtures)).filter(({ name }) => name === 'siasn-profile.csv');
  });

  test.each<[string, () => DeliveredFile[]]>([
    ['import.profile-missing', () => []],
    ['import.header', () => [profile]],
    ['import.file-unknown', () => [...whole, { name: 'lain.json', bytes: Buffer.from('[]') }]],
    ['import.file-too-large', () => [{ name: profile.name, bytes: new Uint8Array(512 * 1024 * 1024 + 1) }]],
    ['import.encoding', () => [{ name: profile.name, bytes: Buffer.from([0x4e, 0x7c, 0xe9]) }]],
    ['import.nul-byte', () => [{ name: profile.name, bytes: Buffer.from(`${headerOf(whole)}\nx|\0\n`) }]],
    [
      'import.too-many-rows',
      () => [{ name: profile.name, bytes: Buffer.from(`${headerOf(whole)}\n${'x\n'.repeat(300_001)}`) }],
    ],
    ['import.file-twice', () => [...whole, { name: 'siasn-profile.xlsx', bytes: Buffer.from('') }]],
    ['import.empty', () => [{ name: profile.name, bytes: Buffer.from('') }]],
    ['import.delimiter', () => [{ name: profile.name, bytes: Buffer.from('NIP BARU') }]],
    ['import.quotes', () => [{ name: profile.name, bytes: Buffer.from('NIP BARU,"NAMA') }]],
    ['import.quotes', () => [{ name: profile.name, bytes: Buffer.from('NIP BARU;NAMA\n1;LEMBAYUNG "SAMUDRA" WAN') }]],
    ['import.json', () => history('{"data": 1}')],
    ['import.json', () => history('[{"nipBaru": "\\ud800"}]')],
    ['import.json', () => history('{')],
  ])('is refused: %s', async (code, deliver) => {
    const reading = cutDelivery(deliver()).then(({ files }) => readWhole(files, { asOf: '2026-06-15', pack: null }));
    await expect(reading).rejects.toThrow(code);
  });

  test('names the columns of a wrong header in words of either language', async () => {
    const error: unknown = await cutDelivery([profile]).catch((thrown: unknown) => thrown);
    const { refusal } = error as Refused;
    const surplus =
      'Tidak ada: PNS ID, NIP LAMA, GELAR DEPAN, GELAR BELAKANG, TEMPAT LAHIR ID …. Tidak dikenal: –. Ganda: –.';
    expect(refusalMessage(refusal, 'id')).toBe(`Judul siasn-profile.csv bukan judul berkas jenis ini. ${surplus}`);
  });

  test.each<[string, (fault: Refused['refusal']) => string]>([
    ['line 3', (fault) => refusalMessage(fault, 'en')],
    ['baris 3', (fault) => refusalMessage(fault, 'id')],
  ])('says on which line a quote is out of place, and not what stands there: %s', async (where, say) => {
    const cells = headerOf(whole).replaceAll('|', ';');
    const bytes = Buffer.from(`${cells}\nx;y\nLEMBAYUNG "SAMUDRA" WAN;y\n`);
    const error: unknown = await cutDelivery([{ name: profile.name, bytes }]).catch((thrown: unknown) => thrown);
    const said = say((error as Refused).refusal);
    expect([said.includes(where), said.includes('LEMBAYUNG')]).toEqual([true, false]);
  });

  test('semicolons and another order of columns are read as well', async () => {
    const rows = new TextDecoder()
      .decode(whole[0]?.bytes)
      .trim()
      .split('\n')
      .map((line) => line.split('|'));
    const kept = rows.filter((row) => row.length === 68).map((row) => row.toReversed().join(';'));
    const [turned] = [{ name: profile.name, bytes: Buffer.from(`${kept.join('\r\n')}\r\n`) }];
    const read = await readWhole((await cutDelivery([turned])).files, { asOf: '2026-06-15', pack: null });
    expect(read.people).toHaveLength(36);
  });
});
