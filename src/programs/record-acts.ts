import type { Receipt } from '#features/audit/service.ts';
import type { Config } from '#platform/config.ts';
import type { Tx } from '#platform/database.ts';
import { withRecord } from './house.ts';

type RecordHouse = Parameters<Parameters<typeof withRecord>[2]>[0];

export interface RecordActs<Answer> {
  /** Name shown by Postgres for the connection. */
  readonly program: string;
  /** Everything is done, asked for refusals, and undone. */
  readonly dryRun: boolean;
  readonly work: (ledger: RecordHouse['ledger'], tx: Tx) => Promise<Answer>;
}

/** What was written, entry by entry. */
export interface Recorded<Answer> {
  readonly answer: Answer;
  readonly entries: readonly (Receipt & { readonly type: string })[];
}

/** Acts of the operator in one transaction of the conductor: all of them are done or none. */
export function recordActs<Answer>(config: Config, acts: RecordActs<Answer>): Promise<Recorded<Answer>> {
  const { program, dryRun, work } = acts;
  return withRecord(config, program, async ({ db, ledger }) => {
    const entries: (Receipt & { type: string })[] = [];
    const told: typeof ledger = {
      ...ledger,
      append: async (tx, event) => {
        const receipt = await ledger.append(tx, event);
        entries.push({ type: event.type, ...receipt });
        return receipt;
      },
    };
    const undone = new Error('a dry run');
    let found: { readonly answer: Answer } | undefined;
    try {
      return await db.transaction('conductor', async (tx) => {
        found = { answer: await work(told, tx) };
        if (dryRun) throw undone;
        return { ...found, entries };
      });
    } catch (error) {
      if (error !== undone || found === undefined) throw error;
      return { ...found, entries };
    }
  });
}

export interface Telling {
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** One line for each entry that was written, by its type and id; nothing of what is sealed in it. */
export function tellActs({ answer, entries }: Recorded<readonly number[]>, { dryRun, json }: Telling): string {
  if (json) {
    const outcome = entries.length === 0 ? 'unchanged' : dryRun ? 'planned' : 'written';
    return `${JSON.stringify({ outcome, entries, waiting: answer })}\n`;
  }
  const count = entries.length;
  const heading = dryRun
    ? `Nothing was written (dry run). To be written: ${count} entries`
    : `Written: ${count} entries`;
  const lines = entries.map(({ type, stream, entry }) => `  ${type}  ${stream}${dryRun ? '' : `  ${entry}`}`);
  const waits = answer.map(
    (number) =>
      `Account ${number} of the file waits: nobody of the agency has its NIP yet. Import, then run this again.`,
  );
  const first = count === 0 ? 'Nothing was written: all of it stands' : heading;
  return `${[first, ...lines, ...waits].join('\n')}\n`;
}
