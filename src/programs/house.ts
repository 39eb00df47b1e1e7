import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '#features/acts/service.ts';
import type { RecordHouse } from '#features/audit/bundles.ts';
import { openLedger } from '#features/audit/service.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { barWrites, createWriteBar, type FindWriteBar } from '#features/audit/standing.ts';
import { type Courier, createCourier } from '#features/conduct/courier.ts';
import type { ErasureJournal } from '#features/erasures/journal.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { type Conductor, openConductor } from '#platform/temporal.ts';
import { readVersion } from '#platform/version.ts';
import { journalOf } from './replay-erasures.ts';
import { openVault } from './vault-keys.ts';

/** What the programs that act share: record, conductor and the way between them. */
export interface OpenHouse {
  readonly house: House;
  readonly courier: Courier;
  readonly conductor: Conductor;
  /** policy.txt and epochs.txt as the signer of this data folder has published them. */
  readonly readTrust: RecordHouse['readTrust'];
  /** Why nothing may be written for now. */
  readonly findWriteBar: FindWriteBar;
  readonly journal: ErasureJournal;
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  /** Name shown by Postgres for its connections. */
  readonly program: string;
  readonly poolSize: number;
  /** How long an act waits for another before it is given up. */
  readonly lockTimeoutMs?: number;
  /** Told of every statement that is sent. */
  readonly onStatement?: () => void;
}

/** As Postgres shows the connections of a program. */
export function connectionName(program: string): string {
  return `bukti ${program}`;
}

/** Opens pools and clients, unless the vault holds again what was erased. */
export async function openHouse(config: Config, { program, ...pool }: HouseOptions): Promise<OpenHouse> {
  const { databaseUrls, temporalAddress, dataDir } = config;
  if (databaseUrls.app === undefined || temporalAddress === undefined) {
    throw new CommandFailed(
      `Set DATABASE_APP_URL and TEMPORAL_ADDRESS, or run this while \`bukti start\` runs on ${dataDir}.`,
      2,
    );
  }
  const db = openDatabase({ url: databaseUrls.app.reveal(), ...pool, applicationName: connectionName(program) });
  const signer = join(dataDir, 'signer');
  const findWriteBar = createWriteBar(db, signer);
  const opened = openLedger({
    log: config.origin,
    build: readVersion(),
    keys: await openVault(config, db),
  });
  const ledger = barWrites(opened, findWriteBar);
  const conductor = openConductor(temporalAddress, config.temporalNamespace);
  const courier = createCourier(conductor);
  // Nothing depends on these: the sweep wakes, and reconcile starts, what they did not reach.
  const wake: House['wake'] = (stage) => void courier.wake(stage).catch(() => undefined);
  const start: House['start'] = (selectionId) => void courier.start(selectionId).catch(() => undefined);
  const conductMap: House['conductMap'] = (mapId) => void courier.conductMap(mapId).catch(() => undefined);
  const conductPlan: House['conductPlan'] = (planId) => void courier.conductPlan(planId).catch(() => undefined);
  const close = async () => {
    await conductor.close();
    await db.close();
  };
  return {
    house: { db, ledger, wake, start, conductMap, conductPlan },
    courier,
    conductor,
    readTrust: () => readTrustOf(config),
    findWriteBar,
    journal: journalOf(config),
    close,
  };
}

/** What an auditor is given beside a bundle: the signer's public files, and the certificates of the time-stamping authorities. */
async function readTrustOf({ dataDir, stamps }: Config): ReturnType<RecordHouse['readTrust']> {
  const trust = await readTrust(join(dataDir, 'signer'));
  if (trust === undefined || stamps === undefined) return trust;
  return { ...trust, authorities: await readFile(stamps.authoritiesFile, 'utf8') };
}

/** The record alone, for a command that acts on it and ends. */
export async function withRecord<Answer>(
  config: Config,
  program: string,
  work: (house: Pick<House, 'db' | 'ledger'>) => Promise<Answer>,
): Promise<Answer> {
  const { databaseUrls, dataDir, origin } = config;
  if (databaseUrls.app === undefined) {
    throw new CommandFailed(`Set DATABASE_APP_URL, or run this while \`bukti start\` runs on ${dataDir}.`, 2);
  }
  const db = openDatabase({ url: databaseUrls.app.reveal(), poolSize: 2, applicationName: connectionName(program) });
  try {
    const keys = await openVault(config, db);
    const ledger = openLedger({ log: origin, build: readVersion(), keys });
    return await work({ db, ledger: barWrites(ledger, createWriteBar(db, join(dataDir, 'signer'))) });
  } finally {
    await db.close();
  }
}
