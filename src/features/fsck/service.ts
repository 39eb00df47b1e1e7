import type { KeyRing } from '#features/audit/service.ts';
import type { Epoch } from '#ledger/epochs.ts';
import { type Finding, FindingList, isNote } from '#ledger/findings.ts';
import { foldEntry } from '#ledger/fold/fold.ts';
import { type FoldEntry, StreamFold } from '#ledger/fold/stream-fold.ts';
import type { WitnessPolicy } from '#ledger/policy-file.ts';
import type { Database, Sql } from '#platform/database.ts';
import { checkBuilt } from './build-schema.ts';
import { compareFolds } from './compare.ts';
import { type Erased, readErased } from './erased.ts';
import { checkIdentities, checkNips } from './identities.ts';
import { checkPublications } from './publications.ts';
import { checkSchema } from './schema.ts';
import type { BuiltSchema } from './schema-store.ts';
import {
  freezeView,
  listForeignEvidence,
  listImportStrangers,
  listStrangers,
  listStreams,
  listVaultOrphans,
} from './store.ts';
import { foldedTables, importedTables } from './tables.ts';
import { checkTree, type TreeMark } from './tree.ts';
import { type Walk, walkStreams } from './walk.ts';

export interface FsckAsked {
  /** As a role that reads the record, the vault and all business tables. */
  readonly db: Database;
  readonly log: string;
  /** Opens the vault; without it committed values are not compared. */
  readonly keys?: KeyRing;
  /** Verifier keys of the log; without them signatures are not checked. */
  readonly vkeys?: readonly string[];
  /** Which sizes each of them may sign; without it any. */
  readonly epochs?: readonly Epoch[];
  /** policy.txt; without it cosignatures and what is published are not checked. */
  readonly policy?: WitnessPolicy;
  /** Checkpoints above this size were published under it. */
  readonly policyFrom?: number;
  /** What the build says the schema is; without it only what was attested is asked. */
  readonly built?: BuiltSchema;
  /** What the signer's own memory holds, read before the database is; without it only the database's checkpoints are asked. */
  readonly signed?: TreeMark | undefined;
  /** What was proved before; only streams that have grown since are folded, and one part in thirty of the others. Undefined: all. */
  readonly held?: TreeMark;
  /** Which of the thirty parts. */
  readonly part?: number;
  /** False: the record alone, without the rows. */
  readonly folds?: boolean;
}

export interface FsckReport {
  readonly tree: TreeMark;
  readonly counts: Walk['counts'] & { rows: number };
  readonly findings: readonly Finding[];
  /** How many findings of each code were left out. */
  readonly uncounted: Readonly<Record<string, number>>;
  /** Whether what the signer remembers was compared. */
  readonly isSignerAsked: boolean;
  /** 0: all is right; 1: something is wrong; 3: nothing is wrong, but signatures could not be checked without a key of the log. */
  readonly exitCode: 0 | 1 | 3;
}

const parts = 30;

/** Proves that the record is whole and that the rows are what it amounts to, in one snapshot and with flat memory. */
export function checkRecord(asked: FsckAsked): Promise<FsckReport> {
  return asked.db.transaction('conductor', async (tx) => {
    await freezeView(tx);
    return checkRecordIn(tx, asked);
  });
}

/** As `checkRecord`, on what a transaction sees. */
export async function checkRecordIn(sql: Sql, asked: Omit<FsckAsked, 'db'>): Promise<FsckReport> {
  const { log, keys, vkeys = [], epochs, held, signed, policy, policyFrom, built, part = 0, folds = true } = asked;
  const findings = new FindingList();
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0, rows: 0 };
  const tree = await checkTree(sql, { findings, log, vkeys, epochs, held, signed });
  const streams = held === undefined ? null : await listStreams(sql, { from: held.size, part: part % parts, parts });
  const erased = await readErased(sql);
  const walk = { log, findings, streams, counts, erased, ...(keys === undefined ? {} : { keys }) };
  await walkAndFold(sql, walk, folds);
  const taken = held === undefined ? { part: 0, parts: 1 } : { part: part % parts, parts };
  if (folds) await checkStrangers(sql, findings, taken);
  if (folds) await checkNips(sql, findings, taken);
  const publications = { ...taken, findings, log, policyFrom, from: held?.size ?? 0 };
  if (policy !== undefined) await checkPublications(sql, { ...publications, policy });
  await checkVault(sql, findings);
  await checkSchema(sql, { findings, from: held?.size ?? 0 });
  if (built !== undefined) await checkBuilt(sql, built, findings);
  const { kept } = findings;
  return {
    tree,
    counts,
    findings: kept,
    uncounted: findings.listUncounted(),
    isSignerAsked: signed !== undefined,
    exitCode: verdictOf(kept, vkeys),
  };
}

function verdictOf(kept: readonly Finding[], vkeys: readonly string[]): FsckReport['exitCode'] {
  if (kept.some((finding) => !isNote(finding))) return 1;
  return vkeys.length === 0 ? 3 : 0;
}

/** Folds each stream as it passes; what a page has finished is compared at once. */
async function walkAndFold(
  sql: Sql,
  walk: Walk & { counts: { rows: number }; erased: Erased },
  folds: boolean,
): Promise<void> {
  const { counts, findings } = walk;
  const erasures = walk.erased.by;
  let growing: StreamFold | undefined;
  for await (const entries of walkStreams(sql, walk)) {
    if (!folds) continue;
    await checkIdentities(sql, entries, findings);
    const passed = foldPage(entries, growing);
    growing = passed.pop();
    counts.rows += await compareFolds(sql, { folds: passed, findings, erasures });
  }
  if (growing !== undefined) counts.rows += await compareFolds(sql, { folds: [growing], findings, erasures });
}

/** The streams of a page, from the one that was growing on; the last of them may grow still. */
function foldPage(entries: readonly FoldEntry[], growing: StreamFold | undefined): StreamFold[] {
  const passed = growing === undefined ? [] : [growing];
  for (const entry of entries) {
    const { stream } = entry.envelope;
    if (passed.at(-1)?.stream !== stream) passed.push(new StreamFold(stream));
    const fold = passed.at(-1);
    if (fold !== undefined) foldEntry(fold, entry);
  }
  return passed;
}

/** Rows that no stream explains, whichever streams were folded. */
async function checkStrangers(
  sql: Sql,
  findings: FindingList,
  taken: { readonly part: number; readonly parts: number },
): Promise<void> {
  const say = (table: string, place: string) =>
    findings.add({ check: 13, code: 'state.fold', place: `${table} ${place}`, expected: 'an entry of its own stream' });
  for (const table of foldedTables.filter(({ name }) => name !== 'readings'))
    for (const { place } of await listStrangers(sql, table)) say(table.name, place);
  for (const table of importedTables)
    for (const { place } of await listImportStrangers(sql, table)) say(table.name, place);
  for (const { place } of await listForeignEvidence(sql, taken))
    findings.add({
      check: 13,
      code: 'state.fold',
      place: `people ${place}`,
      expected: 'the evidence of confirmed actions',
    });
}

async function checkVault(sql: Sql, findings: FindingList): Promise<void> {
  for (const { what, place } of await listVaultOrphans(sql)) {
    if (what === 'opening') findings.add({ check: 10, code: 'opening.unknown', place: `entry ${place}` });
    else findings.add({ check: 13, code: 'state.act', place: `entry ${place}` });
  }
}
