import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStamper, type StampAuthority } from '#features/audit/stamper.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { parsePem } from '#ledger/stamps/certificate.ts';
import { openStamp } from '#ledger/stamps/token.ts';
import { openRecord, type TestRecord, tamper } from '#test/support/record.ts';
import { openTimeAuthority, type TimeAuthority } from '#test/support/time-authority.ts';

let record: TestRecord;
let authority: TimeAuthority;
let open: { readonly url: string; close(): void };
let asked: StampAuthority;

beforeAll(async () => {
  [record, authority] = await Promise.all([openRecord(), openTimeAuthority()]);
  open = await authority.listen();
  asked = { url: open.url, authorities: authority.root, everyS: 3_600 };
});
beforeEach(async () => {
  await tamper(record, 'DELETE FROM ledger.stamps');
  await signMore();
});
afterAll(async () => {
  open.close();
  await Promise.all([record.close(), authority.remove()]);
});

async function signMore(): Promise<void> {
  await record.recordMany(3);
  await record.sealAll();
  await (await record.openSigner()).sign();
}

const stamps = () =>
  record.db.rows<{ size: number; token: Buffer; note: string }>(
    'SELECT s.size, s.token, c.note FROM ledger.stamps s JOIN ledger.checkpoints c USING (size) ORDER BY size',
  );

describe('time stamps', () => {
  test('the newest checkpoint is stamped once, and opens under the certificates of the authority', async () => {
    const stamper = openStamper(record.signerDb, asked);
    expect(await stamper.stamp()).toBe('stamped');
    expect(await stamper.stamp()).toBe('idle');
    const [stamp, ...more] = await stamps();
    expect(more).toEqual([]);
    const { note = '', token = Buffer.of() } = stamp ?? {};
    const stamped = toUtf8(note.slice(0, note.indexOf('\n\n') + 1));
    const opened = openStamp(token, { stamped, pinned: parsePem(authority.root) ?? [] });
    expect(opened).toMatchObject({ ok: true, value: { digest: 'sha256' } });
  });

  test('the next waits for its time', async () => {
    await openStamper(record.signerDb, asked).stamp();
    await signMore();
    expect(await openStamper(record.signerDb, asked).stamp()).toBe('idle');
    expect(await openStamper(record.signerDb, { ...asked, everyS: 0 }).stamp()).toBe('stamped');
    expect(await stamps()).toHaveLength(2);
  });

  test('an authority that is not trusted, answers nonsense, too much, or is away leaves no stamp', async () => {
    const stranger = await openTimeAuthority();
    const wrong = { ...asked, authorities: stranger.root };
    expect(await openStamper(record.signerDb, wrong).stamp()).toBe('away');
    await stranger.remove();
    for (const answer of [Buffer.from('no'), Buffer.alloc(100_000)]) {
      const double = createServer((_req, res) => res.end(answer));
      await new Promise<void>((resolve) => double.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(double.address() as AddressInfo).port}/`;
      expect(await openStamper(record.signerDb, { ...asked, url }).stamp()).toBe('away');
      double.closeAllConnections();
      double.close();
      expect(await openStamper(record.signerDb, { ...asked, url }).stamp()).toBe('away');
    }
    expect(await stamps()).toEqual([]);
  });

  test('a file without certificates is refused at once', () => {
    expect(() => openStamper(record.signerDb, { ...asked, authorities: toUtf8('none') })).toThrow(/no certificate/);
  });
});
