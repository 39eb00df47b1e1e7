import { isAboutReader } from '#domain/map-resolutions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { listResolutions, type ResolutionView } from './review-queries.ts';
import { findRun } from './store.ts';

/** What the committee was asked about a map, and resolved, for whoever may read the review; never what is about the asker. */
export async function readResolutions(
  db: Database,
  { asker, mapId }: { readonly asker: Asker; readonly mapId: string },
): Promise<ResolutionView[]> {
  const run = await db.transaction('conductor', (tx) => findRun(tx, mapId));
  if (run === undefined) throw new Refused(refuse('thing.missing'));
  const { accountId } = asker;
  const all = await readAsCommittee(db, { asker, agency: run.agency }, (tx) =>
    listResolutions(tx, { mapId, accountId }),
  );
  return all.filter(({ person }) => !isAboutReader(person, asker));
}

/** For whoever may read the review: the people in it are named to a committee that otherwise sees none, so no row rule is asked. */
export async function readAsCommittee<Answer>(
  db: Database,
  { asker, agency }: { readonly asker: Asker; readonly agency: string },
  read: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction('conductor', async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'map-review' });
    return read(tx);
  });
}
