import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildBundle, partOf, type Trust } from '#features/audit/bundles.ts';
import { revokeKey, rotateKey } from '#features/audit/keys.ts';
import { putCosignature, putPublished } from '#features/audit/publication-store.ts';
import { openSigner } from '#features/audit/signer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { openStamper } from '#features/audit/stamper.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { stampPath } from '#ledger/checks/stamp.ts';
import { sha256 } from '#ledger/crypto.ts';
import { cosignatureLine, parseNote, verifierKeyOf } from '#ledger/note.ts';
import { type Verification, verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { readKeyAt } from '#test/support/key-scene.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, someAct, type TestRecord } from '#test/support/record.ts';
import { agency, openRecordScene, type RecordScene } from '#test/support/record-scene.ts';
import { openTimeAuthority } from '#test/support/time-authority.ts';

const witness = { name: 'a.test/saksi', seed: sha256(toUtf8('a')) };
const witnesses = `#bukti fresh-within 300\nwitness a ${verifierKeyOf(witness.name, witness.seed, 'witness').vkey}\nquorum a\n`;
const nowS = () => Math.floor(Date.now() / 1_000);

let record: TestRecord;
let scene: RecordScene;
beforeEach(async () => {
  record = await openRecord();
  scene = await openRecordScene(record, ['hr']);
});
afterEach(async () => {
  await expectLedgerIntact(record.addresses);
  await record.close();
});

const sign = async () => (await openSigner(record.signerDb, { folder: record.folder, log: origin, witnesses })).sign();

/** Has the newest checkpoint cosigned at that time. Answers its size. */
async function cosign(time: number): Promise<number> {
  const { size, root, note } = await record.db.one<{ size: number; root: Buffer; note: string }>(
    'SELECT size, root, note FROM ledger.checkpoints ORDER BY size DESC LIMIT 1',
  );
  const parsed = parseNote(toUtf8(note));
  if (!parsed.ok) throw new Error(parsed.code);
  const { vkey } = verifierKeyOf(witness.name, witness.seed, 'witness');
  const line = cosignatureLine(parsed.value.text, witness, time);
  await putCosignature(record.signerDb, { size, witness: vkey, line });
  await putPublished(record.signerDb, { size, root, isWitnessed: true });
  return size;
}

/** An entry of the selection, sealed, signed and cosigned. */
async function recordWitnessed(time = nowS()): Promise<number> {
  await record.record(someAct(scene.stream));
  await record.sealAll();
  await sign();
  return cosign(time);
}

interface Checked extends Verification {
  readonly paths: readonly string[];
}

async function check(more: Partial<Trust> = {}): Promise<Checked> {
  const trust = await readTrust(record.folder);
  if (trust === undefined) throw new Error('nothing is published');
  const house = { db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) };
  const bytes = await buildBundle(house, {
    ...partOf({ id: scene.selectionId, agency }),
    trust: { ...trust, ...more },
    mayOpen: false,
  });
  const pinned = { policy: toUtf8(trust.policy), epochs: toUtf8(trust.epochs), nowS: nowS() + 60 };
  const authorities = more.authorities === undefined ? {} : { authorities: toUtf8(more.authorities) };
  return { ...verifyBundle(bytes, { ...pinned, ...authorities }), paths: [...readZip(bytes).files.keys()] };
}

describe('after a key was revoked as of a size that is smaller than what it signed', () => {
  const revokeAt = async (lastSize: number) => {
    const emergency = await readKeyAt(`${record.folder}/emergency.key`);
    const seal = async () => {
      await record.sealAll();
    };
    const { db, ledger, signerDb, folder } = record;
    await revokeKey({ db, ledger, signerDb, folder, seal }, { emergency, lastSize });
  };

  test('a bundle holds no checkpoint that is not believed any longer, and verifies', async () => {
    const lastSize = await recordWitnessed();
    const unbelieved = [await recordWitnessed(), await recordWitnessed()];
    await revokeAt(lastSize);
    await cosign(nowS());
    await recordWitnessed();
    const { findings, checks, paths } = await check();
    expect(findings).toEqual([]);
    expect(checks.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(paths).toContain(`checkpoints/${lastSize}`);
    for (const size of unbelieved) expect(paths).not.toContain(`checkpoints/${size}`);
  });

  test('a stream that has not grown since is covered by the next checkpoint that is believed', async () => {
    const lastSize = await recordWitnessed();
    await recordWitnessed();
    await revokeAt(lastSize);
    const sealing = await cosign(nowS());
    const { findings, checkpoint } = await check();
    expect(findings).toEqual([]);
    expect(checkpoint?.size).toBe(sealing);
  });

  test('a key whose every checkpoint is not believed leaves none of them in a bundle', async () => {
    await recordWitnessed();
    const { db, ledger, signerDb, folder } = record;
    const seal = async () => {
      await record.sealAll();
    };
    const firstSize = await rotateKey({ db, ledger, signerDb, folder, seal });
    await sign();
    await cosign(nowS());
    await recordWitnessed();
    await recordWitnessed();
    await revokeAt(firstSize - 1);
    await cosign(nowS());
    await recordWitnessed();
    expect((await check()).findings).toEqual([]);
  });
});

describe('the checkpoint of a bundle', () => {
  test.each([
    ['is the stamped one while that is fresh, though a newer one is published', 100, true],
    ['is the newest where the stamped one is old: an authority that was away makes no bundle stale', 290, false],
  ])('%s', async (_title, ageS, isStamped) => {
    const authority = await openTimeAuthority();
    const open = await authority.listen();
    const stamped = await recordWitnessed(nowS() - ageS);
    const asked = { url: open.url, authorities: authority.root, everyS: 3_600 };
    expect(await openStamper(record.signerDb, asked).stamp()).toBe('stamped');
    await record.recordMany(2);
    await record.sealAll();
    await sign();
    const newest = await cosign(nowS());
    const { findings, paths, checkpoint } = await check({ authorities: authority.root.toString() });
    expect(findings.map(({ code }) => code)).toEqual([]);
    expect(paths.includes(stampPath)).toBe(isStamped);
    expect(checkpoint?.size).toBe(isStamped ? stamped : newest);
    open.close();
    await authority.remove();
  });
});
