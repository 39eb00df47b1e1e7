import { Refused, refuse } from '#domain/refusal.ts';
import { arrangeAccess } from '#features/access/service.ts';
import { findAgency } from '#features/agencies/service.ts';
import type { Config } from '#platform/config.ts';
import { readAccess } from './agency-files.ts';
import { recordActs, type Telling, tellActs } from './record-acts.ts';

export interface AccessCommand extends Telling {
  readonly file: string;
}

/** Opens accounts and gives roles in an agency that stands. Refuses agency.missing, and what `arrangeAccess` refuses. */
export async function runAccess(config: Config, { file, ...telling }: AccessCommand): Promise<number> {
  const { agency, accountsIn } = await readAccess(file);
  const recorded = await recordActs(config, {
    program: 'access',
    dryRun: telling.dryRun,
    work: async (ledger, tx) => {
      const found = await findAgency(tx, agency);
      if (found === undefined) throw new Refused(refuse('agency.missing'));
      const accounts = accountsIn({ zone: found.zone, realm: config.realm });
      return arrangeAccess(ledger, tx, { agency, accounts });
    },
  });
  process.stdout.write(tellActs(recorded, telling));
  return 0;
}
