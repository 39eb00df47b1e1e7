import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccess } from '#features/access/service.ts';
import { auditRoutes } from '#features/audit/routes.ts';
import type { Signer } from '#features/audit/signer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { openTlogProofUnder } from '#ledger/tlog-proof.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, someAct, type TestRecord } from '#test/support/record.ts';
import { openRecordScene, type RecordScene } from '#test/support/record-scene.ts';

let record: TestRecord;
let scene: RecordScene;
let signer: Signer;
let edge: Edge;
beforeAll(async () => {
  record = await openRecord();
  scene = await openRecordScene(record, ['hr', 'candidate', 'secretary']);
  const house = { db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) };
  edge = await openEdge({ features: [auditRoutes(house)], accounts: createAccess(record.db) });
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(async () => {
  await edge.close();
  await record.close();
});

const get = async (persona: string, path: string) => {
  const response = await edge.ask(persona, path);
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), text: await response.text() };
};
const receiptOf = async (entry: string) =>
  JSON.parse((await get('candidate', `/receipts/${entry}`)).text) as Record<string, unknown>;

describe('a receipt', () => {
  test('before the first checkpoint is signed, asking for it says to come back', async () => {
    expect(await get('candidate', '/checkpoint')).toMatchObject({ status: 503, retryAfter: '2' });
    signer = await record.openSigner();
  });

  test('is followed from recorded to sealed to signed, and then never changes', async () => {
    const receipt = await record.record(someAct());
    expect(await receiptOf(receipt.entry)).toEqual({
      ...receipt,
      state: 'recorded',
      position: null,
      checkpoint: null,
      proof: null,
    });
    await record.sealAll();
    const sealed = await receiptOf(receipt.entry);
    expect(sealed).toMatchObject({ ...receipt, state: 'sealed', checkpoint: null });
    await signer.sign();
    const signed = await receiptOf(receipt.entry);
    expect(signed).toMatchObject({ ...receipt, state: 'signed', position: sealed['position'] });
    await record.recordMany(5);
    await record.sealAll();
    await signer.sign();
    expect(await receiptOf(receipt.entry)).toEqual(signed);
  });

  test('carries a proof that holds under the published policy, wherever the entry stands in the tree', async () => {
    // In parts, since the database's clock bounds how long one transaction may take.
    const receipts = [];
    for (let part = 0; part < 10; part += 1) receipts.push(...(await record.recordMany(70)));
    await record.sealAll();
    await signer.sign();
    for (let part = 0; part < 4; part += 1) await record.recordMany(100);
    await record.sealAll();
    await signer.sign();
    const policy = toUtf8((await readTrust(record.folder))?.policy ?? '');
    for (const index of [0, 1, 255, 256, 400, 699]) {
      const { entry = '', leaf = '' } = receipts[index] ?? {};
      const { proof, position } = await receiptOf(entry);
      expect(openTlogProofUnder(policy, toUtf8(String(proof)), leaf)).toMatchObject({ ok: true, value: { position } });
    }
  });

  test('of an entry that does not exist is missing', async () => {
    expect(await get('candidate', `/receipts/${randomUUID()}`)).toMatchObject({ status: 404 });
  });
});

describe('the newest checkpoint', () => {
  test('is plain text as it was signed', async () => {
    const { note } = await record.db.one<{ note: string }>(
      'SELECT note FROM ledger.checkpoints ORDER BY size DESC LIMIT 1',
    );
    const response = await edge.ask('candidate', '/checkpoint');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(note);
  });
});

describe('the entries of a selection', () => {
  const path = () => `/selections/${scene.selectionId}/entries`;

  test('come in pages, each entry once, with its position', async () => {
    for (let count = 0; count < 4; count += 1) await record.record(someAct(scene.stream));
    const seqs: number[] = [];
    let next: string | null = `${path()}?limit=2`;
    while (next !== null) {
      const page = JSON.parse((await get('secretary', next)).text) as {
        items: { entry: { streamSeq: number }; position: number | null }[];
        next: string | null;
      };
      seqs.push(...page.items.map(({ entry }) => entry.streamSeq));
      next = page.next?.replace('/api/v1', '') ?? null;
    }
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
  });

  test('are hidden from those who may not read the record, and of a selection that does not exist', async () => {
    expect(await get('candidate', path())).toMatchObject({ status: 404 });
    expect(await get('hr', path())).toMatchObject({ status: 404 });
    expect(await get('secretary', `/selections/${randomUUID()}/entries`)).toMatchObject({ status: 404 });
  });
});
