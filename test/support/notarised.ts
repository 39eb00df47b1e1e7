import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSequencer } from '#features/audit/sequencer.ts';
import { openSigner } from '#features/audit/signer.ts';
import { readSigned, readTrust } from '#features/audit/signer-state.ts';
import { openDatabase } from '#platform/database.ts';
import type { World } from './world.ts';

/** The notary of a test world: it seals and signs when it is told to. */
export interface TestNotary {
  signAll(): Promise<void>;
  readonly readTrust: () => ReturnType<typeof readTrust>;
  /** What the signer's own memory holds. */
  readonly readSigned: () => ReturnType<typeof readSigned>;
  close(): Promise<void>;
}

export async function openNotary({ addresses, house }: World): Promise<TestNotary> {
  const folder = await mkdtemp(join(tmpdir(), 'bukti-signer-'));
  const open = (url: string) => openDatabase({ url, poolSize: 2, applicationName: 'test' });
  const [sequencerDb, signerDb] = [open(addresses.sequencerUrl), open(addresses.signerUrl)];
  const sequencer = openSequencer(sequencerDb);
  const signer = await openSigner(signerDb, { folder, log: house.ledger.log });
  return {
    signAll: async () => {
      while ((await sequencer.seal()).sealed > 0);
      await signer.sign();
    },
    readTrust: () => readTrust(folder),
    readSigned: () => readSigned(folder),
    close: async () => {
      await sequencerDb.close();
      await signerDb.close();
      await rm(folder, { recursive: true });
    },
  };
}
