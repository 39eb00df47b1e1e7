import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NotaryOptions, type NotaryState, runNotary as notarise } from '#features/audit/notary.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { openLifecycle } from '#platform/lifecycle.ts';
import { type Logger, openLog } from '#platform/log.ts';

/** As Postgres shows the connections of the notary. */
export function notaryConnection(role: 'sequencer' | 'signer'): string {
  return `bukti notary ${role}`;
}

/** Sequencer and signer: one process, two roles of the database. */
export async function runNotary(config: Config): Promise<number> {
  const { sequencer, signer } = config.databaseUrls;
  if (sequencer === undefined || signer === undefined) {
    throw new CommandFailed('Set DATABASE_SEQUENCER_URL and DATABASE_SIGNER_URL.', 2);
  }
  const lifecycle = openLifecycle();
  const log = openLog('notary', config.logLevel);
  const open = (url: string, role: 'sequencer' | 'signer') =>
    openDatabase({ url, poolSize: 2, applicationName: notaryConnection(role) });
  const sequencerDb = open(sequencer.reveal(), 'sequencer');
  const signerDb = open(signer.reveal(), 'signer');
  const tell = logChanges(log);
  try {
    await notarise({
      sequencerDb,
      signerDb,
      folder: join(config.dataDir, 'signer'),
      origin: config.origin,
      witnesses: await readWitnesses(config),
      ...(await readStamps(config)),
      ...(config.publishEveryS === undefined ? {} : { publishEveryMs: config.publishEveryS * 1_000 }),
      signal: lifecycle.stopping,
      onState: (state) => {
        tell(state);
        // Standing by and waiting for the database are work too: only a start is not.
        if (state.sequencer !== 'starting' && state.signer !== 'starting') lifecycle.ready();
      },
    });
  } finally {
    await Promise.all([sequencerDb.close(), signerDb.close()]);
  }
  return 0;
}

async function readWitnesses({ witnessesFile }: Config): Promise<string | undefined> {
  if (witnessesFile === undefined) return undefined;
  return readFile(witnessesFile, 'utf8').catch((error: unknown) => {
    throw new CommandFailed(`BUKTI_WITNESSES: ${error instanceof Error ? error.message : witnessesFile}`, 2);
  });
}

async function readStamps({ stamps }: Config): Promise<Pick<NotaryOptions, 'stamps'>> {
  if (stamps === undefined) return {};
  const { url, authoritiesFile, everyS } = stamps;
  const authorities = await readFile(authoritiesFile).catch((error: unknown) => {
    throw new CommandFailed(`BUKTI_STAMP_AUTHORITIES: ${error instanceof Error ? error.message : authoritiesFile}`, 2);
  });
  return { stamps: { url, authorities, everyS } };
}

/** One line whenever sequencer or signer changes what it does; an error when one has stopped for good, or a witness contradicts. */
function logChanges(log: Logger): (state: NotaryState) => void {
  const usual = new Set<string>(['starting', 'working', 'standby', 'waiting']);
  let before = '';
  return ({ sequencer, signer, signedSize, witnesses, stamps }) => {
    const now = `${sequencer} ${signer} ${stamps ?? ''} ${JSON.stringify(witnesses)}`;
    if (now === before) return;
    before = now;
    const hasStopped = !usual.has(sequencer) || !usual.has(signer);
    const standings = new Set(Object.values(witnesses));
    const isContradicted = standings.has('ahead') || standings.has('refused');
    const isMistaken = standings.has('unknown-key') || standings.has('unbelieved');
    const level = hasStopped || isContradicted ? 'error' : isMistaken ? 'warn' : 'info';
    log[level]({ sequencer, signer, signedSize, witnesses, stamps }, 'notary');
  };
}
