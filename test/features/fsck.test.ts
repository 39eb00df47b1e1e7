import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRecord, checkRecordIn } from '#features/fsck/service.ts';
import { listCoupledColumns } from '#features/fsck/store.ts';
import { foldedTables, importedTables } from '#features/fsck/tables.ts';
import { walkStreams } from '#features/fsck/walk.ts';
import { FindingList } from '#ledger/findings.ts';
import { foldEntry } from '#ledger/fold/fold.ts';
import { StreamFold } from '#ledger/fold/stream-fold.ts';
import { openDatabase } from '#platform/database.ts';
import { openTampered, type TamperedWorld, untouched } from '#test/support/tampered.ts';

/** A record and rows as they should be, and what the application cannot do to them. */

let tampered: TamperedWorld;
beforeAll(async () => {
  tampered = await openTampered();
}, 120_000);
afterAll(() => tampered.close());

/** Columns that the entries of the whole world amount to, by table. */
async function columnsOfFold(): Promise<Map<string, Set<string>>> {
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  const walk = { ...tampered.parts, findings: new FindingList(), streams: null, counts };
  const folds = new Map<string, StreamFold>();
  for await (const entries of walkStreams(tampered.world.admin, walk)) {
    for (const entry of entries) {
      const { stream } = entry.envelope;
      const fold = folds.get(stream) ?? new StreamFold(stream);
      folds.set(stream, fold);
      foldEntry(fold, entry);
    }
  }
  const columns = new Map<string, Set<string>>();
  for (const { tables } of folds.values())
    for (const [table, rows] of tables)
      for (const column of [...rows.values()].flatMap((row) => Object.keys(row)))
        columns.set(table, (columns.get(table) ?? new Set()).add(column));
  return columns;
}

describe('a database that nobody has touched', () => {
  test('is right, row by row and entry by entry', async () => {
    const { findings, counts, tree } = await tampered.check();
    expect(findings).toEqual([]);
    expect(counts.rows).toBeGreaterThan(150);
    expect(counts.openings).toBeGreaterThan(100);
    expect(tree.size).toBe(counts.entries);
  });

  test('is right as far as can be told without a key of the log: who signed is not checked', async () => {
    const { log, keys } = tampered.parts;
    const without = await tampered.after(untouched, (tx) => checkRecordIn(tx, { log, keys }));
    const withKey = await tampered.check();
    expect([without.findings, without.exitCode, withKey.exitCode]).toEqual([[], 3, 0]);
  });

  test('is right for bukti_auditor, who may write nothing', async () => {
    const db = openDatabase({ url: tampered.world.addresses.auditorUrl, poolSize: 1, applicationName: 'test' });
    try {
      const { findings, counts } = await checkRecord({ db, ...tampered.parts });
      expect([findings, counts.rows > 150]).toEqual([[], true]);
    } finally {
      await db.close();
    }
  });

  test('every coupled table follows from entries, or is named as one that an import writes', async () => {
    const known = new Set<string>([...foldedTables, ...importedTables].map(({ name }) => name));
    const columns = await listCoupledColumns(tampered.world.admin);
    expect(columns.filter(({ table }) => !known.has(table))).toEqual([]);
  });

  test('every column of a folded table follows from entries, or is named as one that does not', async () => {
    const folded = await columnsOfFold();
    const columns = await listCoupledColumns(tampered.world.admin);
    const missing = columns.filter(({ table, column }) => {
      const unproven = foldedTables.find(({ name }) => name === table)?.unproven ?? [];
      return folded.has(table) && folded.get(table)?.has(column) !== true && !unproven.includes(column);
    });
    expect(missing).toEqual([]);
    expect(folded.size).toBeGreaterThan(20);
  });

  test('the erasures of a record are found by an index', async () => {
    const plans = await tampered.world.admin.transaction('conductor', async (tx) => {
      await tx.run('SET LOCAL enable_seqscan = off');
      return tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT id FROM ledger.entries WHERE type = 'opening.erased/1'`);
    });
    expect(plans.map((row) => row['QUERY PLAN']).join()).toContain('entries_erasures');
  });

  test('after a first run, the next one reads only what has grown, and a part of the rest', async () => {
    const { tree } = await tampered.check();
    const { counts, findings } = await tampered.after(untouched, (tx) =>
      checkRecordIn(tx, { ...tampered.parts, held: tree, part: 0 }),
    );
    expect(findings).toEqual([]);
    expect(counts.entries).toBeLessThan(tree.size);
  });
});

describe('the application itself', () => {
  test.each([
    [
      'a row changed without an entry',
      `UPDATE selections SET planned_on = '2030-01-01' WHERE id = $1`,
      'state.without-entry',
    ],
    [
      'a row changed under an entry of another transaction',
      `UPDATE selections SET entry_id = (SELECT id FROM ledger.entries LIMIT 1) WHERE id = $1`,
      'state.foreign-entry',
    ],
    ['a row deleted', 'DELETE FROM selections WHERE id = $1', 'permission denied for table selections'],
    [
      'an entry changed',
      `UPDATE ledger.entries SET type = 'x' WHERE stream = 'selection/' || $1::uuid`,
      'permission denied for table entries',
    ],
  ])('is refused %s', async (_title, statement, message) => {
    const act = tampered.world.house.db.transaction('conductor', (tx) =>
      tx.run(statement, [tampered.placed.selectionId]),
    );
    await expect(act).rejects.toThrow(message);
  });
});
