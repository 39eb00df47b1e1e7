import type { Tx } from '#platform/database.ts';
import type { PlannedLists } from './changes.ts';
import { updateHolders } from './listed.ts';
import { keepStanding } from './standing.ts';
import {
  type BatchRow,
  insertBatch,
  insertFindings,
  insertNew,
  insertNips,
  type Place,
  updatePeople,
  updatePosts,
  writeUnits,
} from './store.ts';

export interface ImportCounts {
  readonly people: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly units: number;
  readonly posts: number;
  /** Rows of all histories that belong to imported people. */
  readonly histories: number;
  /** Known and not in this delivery: kept as they were. */
  readonly gone: number;
  readonly refusedRows: number;
  /** Findings in all, and by code. */
  readonly queued: number;
  readonly findings: Readonly<Record<string, number>>;
}

export interface PlanWriting {
  readonly place: Place;
  readonly lists: PlannedLists;
  readonly batch: Pick<BatchRow, 'files' | 'counts' | 'byAccount' | 'decisions'>;
}

/** Writes after its entry what waits in the transaction. If it dies here, the transaction is gone and nothing was imported. */
export async function writePlan(tx: Tx, { place, lists, batch }: PlanWriting): Promise<void> {
  await keepStanding(
    tx,
    place.agency,
    batch.files.map(({ name }) => name),
  );
  await insertBatch(tx, { ...batch, id: place.batchId, agency: place.agency, at: place.at, entryId: place.entryId });
  if (lists.units.length > 0) await writeUnits(tx, place, lists.units);
  await insertNew(tx, place, lists.newPosts);
  await updatePeople(tx, place);
  if (lists.knownPosts.length > 0) await updatePosts(tx, place, lists.knownPosts);
  if (lists.holders.length > 0) await updateHolders(tx, place, lists.holders);
  await insertNips(tx, place);
  await insertFindings(tx, place);
}
