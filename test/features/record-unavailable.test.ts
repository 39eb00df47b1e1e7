import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { openWorldEdge } from '#test/support/world-edge.ts';

/** The record cannot be written: the act fails whole, is told so, and can be repeated. */

let office: Office;
let path: string;
beforeAll(async () => {
  office = await openOffice();
  path = `/selections/${await office.sealedSelection()}/assessors`;
});
afterAll(() => office.close());

const bodyOf = (name: string) => ({ account: office.world.account(name).accountId });

async function countAssessors(): Promise<number> {
  return (await office.world.admin.one<{ count: number }>('SELECT count(*) AS count FROM assessors')).count;
}

test('an act that waits too long for another is 503 and leaves nothing; its repetition is taken', async () => {
  const { world } = office;
  const db = openDatabase({
    url: world.addresses.appUrl,
    poolSize: 2,
    applicationName: 'impatient',
    lockTimeoutMs: 200,
  });
  const edge = await openWorldEdge({ ...world, house: { ...world.house, db } });
  const send = () =>
    edge.ask('hr', path, {
      method: 'POST',
      body: JSON.stringify(bodyOf('assessor-1')),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'the-same-act' },
    });
  const before = await office.ledgerSize();
  await world.admin.transaction('conductor', async (tx) => {
    await tx.run('SELECT FROM selections FOR UPDATE');
    const refused = await send();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, expect.any(String)]);
  });
  expect([await office.ledgerSize(), await countAssessors()]).toEqual([before, 0]);
  expect((await send()).status).toBe(201);
  expect(await countAssessors()).toBe(1);
  await edge.close();
  await db.close();
  await expectLedgerIntact(world.addresses);
});

/** A folder of one megabyte, for Postgres to write into, or why there is none. */
function mountSmall(): { folder: string } | { reason: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bukti-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' });
    return { folder };
  } catch (error) {
    rmdirSync(folder);
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' };
  }
}

const small = mountSmall();
const why = 'reason' in small ? `NOT TESTED, FOR NOTHING CAN BE MOUNTED HERE (${small.reason}): ` : '';

describe.skipIf('reason' in small)(`${why}a disk that is full`, () => {
  const folder = 'folder' in small ? small.folder : '';
  const filler = join(folder, 'filler');
  beforeAll(async () => {
    const { admin } = office.world;
    const { data } = await admin.one<{ data: string }>(`SELECT current_setting('data_directory') AS data`);
    const { uid, gid } = statSync(data);
    execFileSync('chown', [`${uid}:${gid}`, folder]);
    await admin.run(`CREATE TABLESPACE small LOCATION '${folder}'`);
    await admin.run('ALTER TABLE ledger.entries SET TABLESPACE small');
  });
  afterAll(async () => {
    await office.world.admin.run('ALTER TABLE ledger.entries SET TABLESPACE pg_default');
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    await client.query('CHECKPOINT');
    await client.query('DROP TABLESPACE small');
    await client.end();
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  });

  test('refuses acts with 503, keeps all that was acknowledged, and takes the same act once there is room', async () => {
    await writeFile(filler, Buffer.alloc(2 ** 20)).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    });
    const draft = async (key: string) => {
      const body = { agency: 'kota-contoh', post: office.world.vacancies[7], plannedOn: '2026-09-01', policy: 'asn' };
      return office.send('hr', '/selections', { body, key });
    };
    const taken: string[] = [];
    const nominate = async (index: number, key: string) => {
      const body = { person: office.world.people[index]?.personId, way: 'hr', note: 'n'.repeat(900) };
      return office.send('hr', path.replace('/assessors', '/nominations'), { body, key });
    };
    // What is left of the last page takes a few.
    const acts = [
      (key: string) => draft(key),
      ...office.world.people.map((_, index) => (key: string) => nominate(index, key)),
    ];
    let refused: { status: number } | undefined;
    let again: (() => Promise<{ status: number }>) | undefined;
    for (const [index, act] of acts.entries()) {
      const before = await office.ledgerSize();
      const answer = await act(`act-${index}`);
      if (answer.status === 201) taken.push(`act-${index}`);
      else {
        refused = answer;
        again = () => act(`act-${index}`);
        expect(await office.ledgerSize()).toBe(before);
        break;
      }
    }
    expect(refused).toMatchObject({ status: 503 });
    await expectLedgerIntact(office.world.addresses);
    await rm(filler);
    expect(await again?.()).toMatchObject({ status: 201 });
    await expectLedgerIntact(office.world.addresses);
  });
});
