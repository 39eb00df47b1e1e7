import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { getSignerState, type KeyHouse } from '#features/audit/keys.ts';
import { openSigner, type Signer } from '#features/audit/signer.ts';
import { readKeyFile, type SigningKey } from '#features/audit/signer-keys.ts';
import { readTrust, type SignerState } from '#features/audit/signer-state.ts';
import { checkRecord } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { type Epoch, openInEpochs, parseEpochs } from '#ledger/epochs.ts';
import type { VerifierKey } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import type { Database } from '#platform/database.ts';
import { openRecord, origin, type TestRecord, tamper } from './record.ts';

/** What an auditor holds: the log keys of policy.txt, and epochs.txt. */
export interface HeldTrust {
  readonly keys: readonly VerifierKey[];
  readonly epochs: readonly Epoch[];
}

/** A signer with a folder and keys of its own over a record that others have written to. */
export interface KeyScene {
  readonly house: KeyHouse;
  readonly folder: string;
  open(db?: Database): Promise<Signer>;
  state(): Promise<SignerState>;
  trust(): Promise<HeldTrust>;
  /** All checkpoints, smallest first. */
  notes(): Promise<string[]>;
  sizes(): Promise<number[]>;
  /** What `bukti fsck` says of the record, its keys and epochs: codes with their places. */
  check(trust?: HeldTrust): Promise<string[]>;
  /** Records so many entries, seals, and signs once. */
  signMore(count?: number): Promise<void>;
  /** Signs until nothing more happens. */
  signAll(): Promise<void>;
  emergencyKey(): Promise<SigningKey>;
  /** The signer's database, which dies with the statement whose text says so, before or after it is done. */
  dyingAt(part: string, isDone: boolean): Database;
}

/** Twenty entries that are sealed, and signed by nobody yet. */
export async function openKeyRecord(): Promise<TestRecord> {
  const record = await openRecord();
  await record.recordMany(20);
  await record.sealAll();
  return record;
}

/** A signer's folder of its own; the checkpoints of the signer before are removed. */
export async function openKeyScene(record: TestRecord): Promise<KeyScene> {
  await tamper(record, 'DELETE FROM ledger.published', 'DELETE FROM ledger.checkpoints');
  const folder = await mkdtemp(join(record.folder, 'keys-'));
  const { db, ledger, signerDb } = record;
  const seal = async () => {
    await record.sealAll();
  };
  const house: KeyHouse = { db, ledger, signerDb, folder, seal };
  const open: KeyScene['open'] = (over = signerDb) => openSigner(over, { folder, log: origin });
  return {
    house,
    folder,
    open,
    state: () => getSignerState(house),
    trust: () => readHeldTrust(folder),
    notes: async () => {
      const rows = await db.rows<{ note: string }>('SELECT note FROM ledger.checkpoints ORDER BY size');
      return rows.map(({ note }) => note);
    },
    sizes: async () => {
      const rows = await db.rows<{ size: number }>('SELECT size FROM ledger.checkpoints ORDER BY size');
      return rows.map(({ size }) => size);
    },
    check: async (held) => {
      const { keys, epochs } = held ?? (await readHeldTrust(folder));
      const vkeys = keys.map(({ vkey }) => vkey);
      const { findings } = await checkRecord({ db: record.admin, log: origin, vkeys, epochs, folds: false });
      return findings.map(({ code, place }) => `${code} ${place}`);
    },
    signMore: async (count = 3) => {
      await record.recordMany(count);
      await record.sealAll();
      await (await open()).sign();
    },
    signAll: async () => {
      const signer = await open();
      while ((await signer.sign()).hasSigned);
    },
    emergencyKey: () => readKeyAt(join(folder, 'emergency.key')),
    dyingAt: (part, isDone) => dyingAt(signerDb, part, isDone),
  };
}

export async function readKeyAt(path: string): Promise<SigningKey> {
  const key = await readKeyFile(path, origin);
  if (key === undefined) throw new Error(`no key at ${path}`);
  return key;
}

async function readHeldTrust(folder: string): Promise<HeldTrust> {
  const text = await readTrust(folder);
  const policy = parsePolicyFile(toUtf8(text?.policy ?? ''));
  const epochs = parseEpochs(toUtf8(text?.epochs ?? ''));
  if (!policy.ok || !epochs.ok) throw new Error('the published trust cannot be read');
  return { keys: policy.value.logs, epochs: epochs.value };
}

/** What check 1 says of a note under that trust: a code, or `good`. */
export function judge(note: string, { keys, epochs }: HeldTrust): string {
  const judged = openInEpochs(toUtf8(note), { keys, epochs, log: origin });
  if (!judged.ok) return judged.code;
  return judged.value.outside.length > 0 ? 'note.epoch' : 'good';
}

function dyingAt(db: Database, part: string, isDone: boolean): Database {
  return {
    ...db,
    run: async (text, values) => {
      const isIt = text.includes(part);
      if (!isIt || isDone) await db.run(text, values);
      if (isIt) throw new Error('killed');
      return 1;
    },
  };
}
