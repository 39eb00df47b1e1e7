import { findingCodes } from '#domain/import-findings.ts';
import type { Tx } from '#platform/database.ts';
import type { ReadImport } from '#schemas/siasn-import.ts';
import type { ImportPlan } from './changes.ts';
import {
  type BatchRow,
  insertBatch,
  insertFindings,
  insertHolders,
  insertNips,
  insertPeople,
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

export function countsOf(read: ReadImport, plan: ImportPlan): ImportCounts {
  const findings: Record<string, number> = {};
  for (const { code } of plan.findings) findings[code] = (findings[code] ?? 0) + 1;
  return {
    people: read.people.length,
    added: plan.newPeople.length,
    changed: plan.changedPeople.length,
    unchanged: plan.unchanged,
    units: read.units.length,
    posts: read.posts.length,
    histories: countRows(read),
    gone: findings['record.vanished'] ?? 0,
    refusedRows: plan.refused.length,
    queued: plan.findings.length,
    findings,
  };
}

function countRows({ histories }: ReadImport): number {
  return Object.values(histories).reduce<number>((sum, byPerson: ReadonlyMap<string, readonly unknown[]> | null) => {
    return sum + [...(byPerson?.values() ?? [])].reduce((rows, own) => rows + own.length, 0);
  }, 0);
}

export interface PlanWriting {
  readonly place: Place;
  readonly plan: ImportPlan;
  readonly batch: Pick<BatchRow, 'files' | 'counts' | 'byAccount' | 'decisions'>;
  readonly onProgress: ((step: { step: 'writing'; done: number; total: number }) => void) | undefined;
}

const peoplePerStatement = 500;
const findingsPerStatement = 5000;

/** Writes a plan after its entry. If it dies here, the transaction is gone and nothing was imported. */
export async function writePlan(tx: Tx, { place, plan, batch, onProgress }: PlanWriting): Promise<void> {
  await insertBatch(tx, { ...batch, id: place.batchId, agency: place.agency, at: place.at, entryId: place.entryId });
  if (plan.units.length > 0) await writeUnits(tx, place, plan.units);
  const total = plan.newPeople.length + plan.changedPeople.length;
  const report = (done: number) => onProgress?.({ step: 'writing', done, total });
  report(0);
  // People who hold a new post go with it; a holder who is known already is there to be referred to.
  const newHolders = new Set(plan.newPosts.map(({ holderId }) => holderId));
  const holders = plan.newPeople.filter(({ id }) => newHolders.has(id));
  const others = plan.newPeople.filter(({ id }) => !newHolders.has(id));
  await insertHolders(tx, place, { people: holders, posts: plan.newPosts });
  report(holders.length);
  let done = holders.length;
  for (const rows of batches(others, peoplePerStatement)) {
    await insertPeople(tx, place, rows);
    report((done += rows.length));
  }
  for (const rows of batches(plan.changedPeople, peoplePerStatement)) {
    await updatePeople(tx, place, rows);
    report((done += rows.length));
  }
  if (plan.knownPosts.length > 0) await updatePosts(tx, place, plan.knownPosts);
  await insertNips(tx, place, [...plan.newPeople, ...plan.correctedNips]);
  await writeFindings(tx, place, plan);
}

async function writeFindings(tx: Tx, place: Place, { findings }: ImportPlan): Promise<void> {
  for (const rows of batches(findings, findingsPerStatement)) {
    await insertFindings(
      tx,
      place,
      rows.map((finding) => ({
        ...finding,
        file: finding.record === null ? finding.file : `${finding.file}#${finding.record}`,
        remedy: findingCodes[finding.code].id,
      })),
    );
  }
}

function* batches<Row>(rows: readonly Row[], size: number): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
