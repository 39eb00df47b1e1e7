import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ImportRefusal } from '#features/audit/entry-import.ts';
import { getSignerState, type KeyHouse, KeyRefusal } from '#features/audit/keys.ts';
import { openSequencer } from '#features/audit/sequencer.ts';
import { openLedger } from '#features/audit/service.ts';
import { readSignerState } from '#features/audit/signer-state.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { holdFolder } from '#platform/folder-hold.ts';
import { readVersion } from '#platform/version.ts';
import { notaryConnection } from './notary.ts';

/** The signer's folder of a data folder. */
export function signerFolderOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'signer');
}

export interface KeyWork {
  /** The notary must stand still, since it keeps the signer's state in its memory. */
  readonly alone: boolean;
}

/** Runs an operator's command on the signer; what it refuses is told in words. */
export async function withKeyHouse<T>(
  config: Config,
  { alone }: KeyWork,
  work: (house: KeyHouse) => Promise<T>,
): Promise<T> {
  const { app, sequencer, signer } = config.databaseUrls;
  if (app === undefined || sequencer === undefined || signer === undefined)
    throw new CommandFailed('Set DATABASE_APP_URL, DATABASE_SEQUENCER_URL and DATABASE_SIGNER_URL.', 2);
  const open = (url: string) => openDatabase({ url, poolSize: 2, applicationName: 'bukti keys' });
  const [db, sequencerDb, signerDb] = [open(app.reveal()), open(sequencer.reveal()), open(signer.reveal())];
  const folder = signerFolderOf(config);
  const readSignedSize = async () => (await readSignerState(folder))?.frontier.size ?? 0;
  const sealer = openSequencer(sequencerDb, { readSignedSize });
  // These entries commit to nothing, so no key is ever taken from this ring.
  const ledger = openLedger({ log: config.origin, build: readVersion(), keys: openKeyRing(randomBytes(32)) });
  const seal = async () => {
    await sealer.seal();
  };
  try {
    const house = { db, ledger, signerDb, folder, seal };
    return await (alone ? workAlone(house, work) : work(house));
  } catch (error) {
    throw inWords(error);
  } finally {
    await Promise.all([db, sequencerDb, signerDb].map((pool) => pool.close()));
  }
}

async function workAlone<T>(house: KeyHouse, work: (house: KeyHouse) => Promise<T>): Promise<T> {
  await getSignerState(house);
  await refuseNotary(house.signerDb);
  const hold = await holdFolder(house.folder);
  try {
    return await work(house);
  } finally {
    await hold.release();
  }
}

/** A notary on another machine is seen through the database alone. */
async function refuseNotary(signerDb: KeyHouse['signerDb']): Promise<void> {
  const { runs } = await signerDb.one<{ runs: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1) AS runs`,
    [notaryConnection('signer')],
  );
  if (runs) throw new KeyRefusal('keys.notary-running');
}

/** A refusal as a program says it. */
export function inWords(error: unknown): unknown {
  const isRefusal = error instanceof KeyRefusal || error instanceof ImportRefusal;
  return isRefusal ? new CommandFailed(error.message) : error;
}
