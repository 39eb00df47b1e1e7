import { publishCalendar } from '#features/policies/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { readCalendar } from './agency-files.ts';
import { recordActs, type Telling, tellActs } from './record-acts.ts';

export interface CalendarCommand extends Telling {
  /** The act, then its file. */
  readonly words: readonly string[];
  readonly agency: string;
}

/** `bukti calendar publish FILE`: a year by decree, or its revision. Refuses agency.missing and calendar.superseded. */
export async function runCalendar(config: Config, { words, agency, ...telling }: CalendarCommand): Promise<number> {
  const [act = '', file, ...more] = words;
  if (act !== 'publish') throw new CommandFailed(`there is no bukti calendar ${act}; there is publish`, 2);
  if (file === undefined || more.length > 0) throw new CommandFailed('bukti calendar publish: name one file', 2);
  const { content } = await readCalendar(file);
  const recorded = await recordActs(config, {
    program: 'calendar',
    dryRun: telling.dryRun,
    work: async (ledger, tx) => {
      await publishCalendar(ledger, tx, { agency, content });
      return [];
    },
  });
  process.stdout.write(tellActs(recorded, telling));
  return 0;
}
