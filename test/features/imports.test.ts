import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { dryRunAnswer } from '#schemas/imports.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { otherPerson, type ProfileCells, profileFile, profileRow } from '#test/support/siasn-profile.ts';
import { agency } from '#test/support/world.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => expectLedgerIntact(office.world.addresses));
afterAll(() => office.close());

type DryRun = z.output<typeof dryRunAnswer>;

interface Sendable {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const encoded = ({ name, bytes }: Sendable) => ({ name, content: Buffer.from(bytes).toString('base64') });

async function dryRun(files: readonly Sendable[]): Promise<DryRun> {
  const { status, body } = await office.send('hr', '/imports/dry-runs', {
    body: { agency, files: files.map(encoded) },
  });
  expect([status, body['code']]).toEqual([200, undefined]);
  return dryRunAnswer.parse(body);
}

const confirm = ({ upload }: DryRun, exclude: readonly string[] = [], accept: readonly string[] = []) => ({
  body: { agency, upload, exclude, accept },
});

const rowsOf = (...people: readonly ProfileCells[]) => [profileFile(people.map((cells) => profileRow(cells)))];
const one = <Row extends object>(sql: string) => office.world.admin.one<Row>(sql);
const countOf = async (sql: string) => (await one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)).n;
const nip = '197104171998031001';

async function text(persona: string, path: string): Promise<string> {
  const response = await office.ask(persona, path);
  return response.text();
}

describe('an import over HTTP', () => {
  test('a dry run writes nothing, and names every refused row with its codes', async () => {
    const before = await office.ledgerSize();
    const run = await dryRun(rowsOf({}, otherPerson(2), { ...otherPerson(3), NAMA: '=1+1' }));
    expect(run).toMatchObject({
      counts: { people: 2, added: 2, refusedRows: 1 },
      refused: [{ row: 'siasn-profile.csv:4', codes: ['cell.formula'], name: '=1+1', nip: otherPerson(3)['NIP BARU'] }],
    });
    expect([await office.ledgerSize(), await countOf(`people WHERE nip = '${nip}'`)]).toEqual([before, 0]);
  });

  test('refused rows and findings are downloaded in the same columns, disarmed', async () => {
    const run = await dryRun(rowsOf({}, { ...otherPerson(3), NAMA: '=1+1' }));
    const refused = await text('hr', `/imports/dry-runs/${run.upload}/refused-rows`);
    const [header = '', row = ''] = refused.split('\n');
    expect(header.startsWith('BARIS (LINE)|KODE (CODE)|TINDAKAN (REMEDY)|PNS ID|NIP LAMA|NIP BARU|NAMA|')).toBe(true);
    expect(row.split('|').slice(0, 2)).toEqual(['3', 'cell.formula']);
    expect(row).toContain("|'=1+1|");
    expect(await text('hr', `/imports/dry-runs/${run.upload}/findings`)).toContain(
      'siasn-profile.csv,3,,NAMA,cell.formula',
    );
  });

  test('nothing is imported while a refused row is not left out by name, nor when a choice names another row', async () => {
    const run = await dryRun(rowsOf({}, { ...otherPerson(3), NAMA: '=1+1' }));
    const open = await office.send('hr', '/imports', confirm(run));
    const stray = await office.send('hr', '/imports', confirm(run, ['siasn-profile.csv:3', 'siasn-profile.csv:2']));
    expect([open.body['code'], stray.body['code']]).toEqual(['import.rows-refused', 'import.exclusion-unknown']);
    expect(await countOf(`people WHERE nip = '${nip}'`)).toBe(0);
  });

  test('rows left out by name are recorded with the import, in the entry and in its batch', async () => {
    const run = await dryRun(rowsOf({}, otherPerson(2), { ...otherPerson(3), NAMA: '=1+1' }));
    const { batch } = await office.act('hr', '/imports', confirm(run, ['siasn-profile.csv:4']));
    const { decisions } = await one<{ decisions: object }>(
      `SELECT decisions FROM import_batches WHERE id = '${String(batch)}'`,
    );
    expect(decisions).toEqual({
      accepted: [],
      by: office.world.account('hr').accountId,
      excluded: [{ codes: ['cell.formula'], row: 'siasn-profile.csv:4' }],
    });
    expect(
      await countOf(
        `ledger.entries WHERE type = 'people.imported/2' AND convert_from(bytes, 'UTF8')::jsonb->'open'->>'excluded' = '1'`,
      ),
    ).toBe(1);
  });

  test('the same files again are refused: there is nothing to do', async () => {
    const run = await dryRun(rowsOf({}, otherPerson(2), { ...otherPerson(3), NAMA: '=1+1' }));
    expect(run.counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    const again = await office.send('hr', '/imports', confirm(run, ['siasn-profile.csv:4']));
    expect(again.body['code']).toBe('import.unchanged');
  });

  test('the same rows in another order change nobody', async () => {
    const run = await dryRun(rowsOf(otherPerson(2), {}));
    expect(run.counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  });

  test('every value names its file and row, and the batch the digest, who and when', async () => {
    const found = await one<{ source: string; name: string; digest: string; by: string; at: string }>(
      `SELECT p.record#>>'{rank,source}' AS source, f->>'name' AS name, f->>'digest' AS digest, b.by_account AS by, b.imported_at AS at
         FROM people p JOIN import_batches b ON b.id = p.batch_id CROSS JOIN LATERAL jsonb_array_elements(b.files) f WHERE p.nip = '${nip}'`,
    );
    expect(found).toEqual({
      source: 'siasn-profile.csv:2',
      name: 'siasn-profile.csv',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      by: office.world.account('hr').accountId,
      at: expect.any(String),
    });
  });

  test('another NIP of a known person is left out or accepted by name, and then both numbers are kept', async () => {
    const run = await dryRun(rowsOf({ 'NIP BARU': '197104171998031009' }, otherPerson(2)));
    expect(run.refused).toMatchObject([{ row: 'siasn-profile.csv:2', codes: ['nip.changed'] }]);
    const undecided = await office.send('hr', '/imports', confirm(run));
    expect(undecided.body['code']).toBe('import.rows-refused');
    await office.act('hr', '/imports', confirm(run, [], ['siasn-profile.csv:2']));
    expect(await countOf(`nips WHERE person_id = (SELECT id FROM people WHERE nip = '197104171998031009')`)).toBe(2);
  });

  test('a row whose PNS ID and NIP belong to two known people is nobody’s', async () => {
    const run = await dryRun(rowsOf({ ...otherPerson(2), 'NIP BARU': '197104171998031009' }));
    expect(run.refused).toMatchObject([{ row: 'siasn-profile.csv:2', codes: ['person.identity-conflict'] }]);
  });

  test('the quality queue holds what the newest delivery of each file found, by code', async () => {
    const dirty = { ...otherPerson(2), 'TMT JABATAN': '', NIK: '123' };
    const run = await dryRun(rowsOf({ 'NIP BARU': '197104171998031009' }, dirty));
    await office.act('hr', '/imports', confirm(run));
    const queue = await office.read<{ codes: { code: string; count: number }[]; items: { value: string }[] }>(
      'auditor',
      `/quality-queue?agency=${agency}&code=nik.length`,
    );
    expect(queue.codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['date.missing', 'nik.length']));
    expect(queue.items.map(({ value }) => value)).toEqual(['3 digits']);
    expect(await text('auditor', `/quality-queue/file?agency=${agency}`)).toContain(
      'siasn-profile.csv,3,,NIK,nik.length',
    );
  });

  test('claims of a talent export are queued with what follows from their components, and change nobody', async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../fixtures/kota-contoh/simata-talent.csv'));
    const before = await one<{ digest: string }>(
      `SELECT md5(string_agg(p::text, '' ORDER BY id)) AS digest FROM people p`,
    );
    const run = await dryRun([{ name: 'simata-talent.csv', bytes }]);
    const left = run.refused.map(({ row }) => row);
    const { counts } = await office.act('hr', '/imports', confirm(run, left));
    expect(counts).toMatchObject({
      people: 0,
      gone: 0,
      findings: { 'claim.box-differs': expect.any(Number), 'claim.person-missing': 17 },
    });
    expect(await one(`SELECT md5(string_agg(p::text, '' ORDER BY id)) AS digest FROM people p`)).toEqual(before);
    const queue = await office.read<{ codes: { code: string }[] }>('hr', `/quality-queue?agency=${agency}`);
    expect(queue.codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['nik.length', 'claim.box-differs']));
  });

  test('a dry run that another import has overtaken is refused, and nothing of it is written', async () => {
    const first = await dryRun(rowsOf({ ...otherPerson(5), 'GOL AKHIR ID': '43', 'GOL AKHIR NAMA': 'IV/c' }));
    const second = await dryRun(rowsOf(otherPerson(5)));
    await office.act('hr', '/imports', confirm(second));
    const stale = await office.send('hr', '/imports', confirm(first));
    expect([stale.status, stale.body['code']]).toEqual([412, 'import.stale']);
    const { rank } = await one<{ rank: string }>(
      `SELECT record#>>'{rank,value}' AS rank FROM people WHERE nip = '${otherPerson(5)['NIP BARU'] ?? ''}'`,
    );
    expect(rank).toBe('44');
  });

  test('another name of a known person is queued with the one before, a degree or a spelling is a changed record', async () => {
    const found = async (cells: ProfileCells) => {
      const run = await dryRun(rowsOf({ ...otherPerson(5), ...cells }));
      return { run, codes: run.counts.findings };
    };
    const other = await found({ NAMA: 'SITI REKAAN LAIN' });
    expect([other.codes['name.changed'], other.codes['record.changed']]).toEqual([1, 1]);
    expect(await text('hr', `/imports/dry-runs/${other.run.upload}/findings`)).toMatch(
      /NAMA,name\.changed,noted,"Drs\. LEMBAYUNG SAMUDRAWAN, M\.Si\.",/,
    );
    for (const cells of [{ 'GELAR DEPAN': 'Dr. Drs.' }, { 'GELAR BELAKANG': '' }, { NAMA: 'Lembayung Samudrawan' }]) {
      const { codes } = await found(cells);
      expect([codes['name.changed'], codes['record.changed']]).toEqual([undefined, 1]);
    }
  });

  test('whoever has vanished is named by number in the downloaded queue', async () => {
    const run = await dryRun(rowsOf(otherPerson(6)));
    await office.act('hr', '/imports', confirm(run));
    const lines = (await text('hr', `/quality-queue/file?agency=${agency}`)).split('\n');
    const vanished = lines.filter((line) => line.includes('record.vanished'));
    expect(lines[0]).toMatch(/,NIP$/);
    expect(vanished.some((line) => line.endsWith(`,${otherPerson(5)['NIP BARU'] ?? ''}`))).toBe(true);
  });

  test('an upload that is no longer there is refused, and asks to be uploaded again', async () => {
    const gone = { agency, upload: '00000000-0000-4000-8000-000000000000', exclude: [], accept: [] };
    expect((await office.send('hr', '/imports', { body: gone })).body['code']).toBe('import.upload-missing');
  });

  test('a delivery that is none is refused with what to do, and nothing waits', async () => {
    const before = await countOf('import_uploads');
    const files = [encoded({ name: 'siasn-profile.csv', bytes: Buffer.from('NIP BARU|NAMA\n') })];
    const { status, body } = await office.send('hr', '/imports/dry-runs', { body: { agency, files } });
    expect([status, body['code'], await countOf('import_uploads')]).toEqual([400, 'import.header', before]);
  });

  test.each(['auditor', 'secretary', 'authority', 'candidate'])(
    '%s may not import: there is nothing',
    async (persona) => {
      const files = rowsOf({}).map(encoded);
      const { status } = await office.send(persona, '/imports/dry-runs', { body: { agency, files } });
      expect(status).toBe(404);
    },
  );
});

test('an import changes no record that a selection froze, and says that there is one', async () => {
  const selectionId = await office.sealedSelection();
  const [candidate] = office.world.people;
  await office.act('hr', `/selections/${selectionId}/nominations`, {
    body: { person: candidate?.personId, way: 'hr', note: null },
  });
  await office.act('hr', `/selections/${selectionId}/nominations/completion`, { body: {} });
  await office.step(selectionId);
  const { recordDigest } = await office.read<{ recordDigest: string }>(
    'candidate',
    `/selections/${selectionId}/candidacy`,
  );
  await office.act('candidate', `/selections/${selectionId}/data-confirmations`, { body: {}, ifMatch: recordDigest });
  await office.step(selectionId);
  const frozen = `SELECT record, encode(record_digest, 'hex') AS digest, record IS NOT NULL AS "isFrozen" FROM candidates WHERE selection_id = '${selectionId}'`;
  const before = await one<{ isFrozen: boolean }>(frozen);
  const known = await one<{ nip: string }>(`SELECT nip FROM people WHERE id = '${candidate?.personId ?? ''}'`);
  const changed = { ...otherPerson(7), 'NIP BARU': known.nip, 'TANGGAL LAHIR': '28-02-1976', 'TMT CPNS': '01-01-2000' };
  const run = await dryRun(rowsOf(changed));
  expect(run.counts.findings).toMatchObject({ 'record.changed': 1, 'record.frozen': 1 });
  await office.act('hr', '/imports', confirm(run));
  expect([before.isFrozen, await one(frozen)]).toEqual([true, before]);
});
