import { establishAgency } from '#features/agencies/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { readFounding } from './agency-files.ts';
import { recordActs, type Telling, tellActs } from './record-acts.ts';

export interface AgencyCommand extends Telling {
  /** The act, then its file. */
  readonly words: readonly string[];
}

/** `bukti agency found FILE`: an agency with its calendars, its first policies, its rules of retention, its accounts and their roles. */
export async function runAgency(config: Config, { words, ...telling }: AgencyCommand): Promise<number> {
  const [act = '', file, ...more] = words;
  if (act !== 'found') throw new CommandFailed(`there is no bukti agency ${act}; there is found`, 2);
  if (file === undefined || more.length > 0) throw new CommandFailed('bukti agency found: name one file', 2);
  const founding = await readFounding(file, config.realm);
  const recorded = await recordActs(config, {
    program: 'agency',
    dryRun: telling.dryRun,
    work: (ledger, tx) => establishAgency(ledger, tx, founding),
  });
  process.stdout.write(tellActs(recorded, telling));
  return 0;
}
