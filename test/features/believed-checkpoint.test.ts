import { afterEach, beforeEach, expect, test } from 'vitest';
import { revokeKey } from '#features/audit/keys.ts';
import { createPublicRecord } from '#features/audit/public-record.ts';
import { putPublished } from '#features/audit/publication-store.ts';
import { getPublishedCheckpoint, getReceiptState } from '#features/audit/receipts.ts';
import { findHead } from '#features/audit/service.ts';
import { openSigner } from '#features/audit/signer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/crypto.ts';
import { verifierKeyOf } from '#ledger/note.ts';
import { readKeyAt } from '#test/support/key-scene.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, type TestRecord, tamper } from '#test/support/record.ts';

/** What a stolen key signed, and witnesses saw, above the last size at which it is believed. */

let record: TestRecord;
beforeEach(async () => {
  record = await openRecord();
});
afterEach(async () => {
  await expectLedgerIntact(record.addresses);
  await record.close();
});

const { vkey } = verifierKeyOf('a.test/saksi', sha256(toUtf8('a')), 'witness');
const witnesses = `witness a ${vkey}\nquorum a\n`;

const house = () => ({ db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) });

/** Has the newest checkpoint published, as if its witnesses had signed it. */
async function publish(): Promise<number> {
  const { size, root } = await record.db.one<{ size: number; root: Buffer }>(
    'SELECT size, root FROM ledger.checkpoints ORDER BY size DESC LIMIT 1',
  );
  await putPublished(record.signerDb, { size, root, isWitnessed: true });
  return size;
}

/** Its witnesses are asked for two minutes before a checkpoint that they have not signed is shown. */
const waitLong = () => tamper(record, `UPDATE ledger.checkpoints SET signed_at = signed_at - interval '10 minutes'`);

async function recordPublished(): Promise<{ readonly entry: string; readonly size: number }> {
  const [receipt] = await record.recordMany(1);
  if (receipt === undefined) throw new Error('nothing was recorded');
  await record.sealAll();
  await (await openSigner(record.signerDb, { folder: record.folder, log: origin, witnesses })).sign();
  return { entry: receipt.entry, size: await publish() };
}

async function revokeAt(lastSize: number): Promise<number> {
  const emergency = await readKeyAt(`${record.folder}/emergency.key`);
  const seal = async () => {
    await record.sealAll();
  };
  const { db, ledger, signerDb, folder } = record;
  return revokeKey({ db, ledger, signerDb, folder, seal }, { emergency, lastSize });
}

test('a receipt leads to no checkpoint that is not believed any longer, but to the next one that is', async () => {
  const before = await recordPublished();
  const after = await recordPublished();
  await recordPublished();
  const sealing = (await revokeAt(before.size)) - 1;
  expect(await getReceiptState(house(), before.entry)).toMatchObject({
    state: 'witnessed',
    checkpoint: { size: before.size },
  });
  expect(await getReceiptState(house(), after.entry)).toMatchObject({ state: 'signed', checkpoint: { size: sealing } });
  await publish();
  expect(await getReceiptState(house(), after.entry)).toMatchObject({
    state: 'witnessed',
    checkpoint: { size: sealing },
  });
});

test('the newest checkpoint that is handed out is one that is believed, in the API, on the pages and in the list', async () => {
  const { size } = await recordPublished();
  const unbelieved = [await recordPublished(), await recordPublished()];
  const sealing = (await revokeAt(size)) - 1;
  const open = createPublicRecord({ ...house(), log: origin, publicUrl: 'http://x.test', mirrorToken: undefined });
  const handedOut = async () => ({
    newest: (await getPublishedCheckpoint(house())).size,
    foot: (await findHead(record.db, house().readTrust)).checkpoint?.size,
    listed: (await open.listCheckpoints()).map((one) => one.size),
  });
  expect(await handedOut()).toEqual({ newest: size, foot: size, listed: [size] });
  await waitLong();
  expect(await handedOut()).toEqual({ newest: size, foot: sealing, listed: [size] });
  await publish();
  expect(await handedOut()).toEqual({ newest: sealing, foot: sealing, listed: [sealing, size] });
  expect(await open.newest()).toMatch(new RegExp(`^${origin}\n${String(sealing)}\n`));
  // It stays in the record, for whoever asks for what was signed.
  for (const one of unbelieved) expect(await open.checkpoint(String(one.size))).toContain(`\n${String(one.size)}\n`);
});

test('before the signer has published its keys the checkpoints are handed out as they are', async () => {
  const { entry, size } = await recordPublished();
  const unknown = { ...house(), readTrust: () => Promise.resolve(undefined) };
  expect((await getPublishedCheckpoint(unknown)).size).toBe(size);
  expect(await getReceiptState(unknown, entry)).toMatchObject({ state: 'witnessed', checkpoint: { size } });
});
