import type { MappedPerson } from '#domain/population-diff.ts';
import type { Database } from '#platform/database.ts';
import { findToday, listMappable } from './store.ts';

export interface AgencyPopulation {
  /** Where the agency is. */
  readonly today: string;
  readonly people: readonly MappedPerson[];
}

/** Everybody of an agency, or one of them, as rules may see them; undefined where there is no such agency. */
export function readPopulation(
  db: Database,
  { agency, ref }: { readonly agency: string; readonly ref?: string | undefined },
): Promise<AgencyPopulation | undefined> {
  return db.transaction('conductor', async (tx) => {
    const found = await findToday(tx, agency);
    if (found === undefined) return undefined;
    return { today: found.today, people: await listMappable(tx, agency, ref) };
  });
}
