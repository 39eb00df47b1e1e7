import type { Database, Sql, Tx } from '#platform/database.ts';
import type { ErasureJournal, JournalledErasure } from './journal.ts';

/** What a restored backup had brought back. */
export interface Replayed {
  /** Erasures of the journal whose data had come back and is destroyed again: `vault.resurrected`. */
  readonly resurrected: number;
  /** Openings that were destroyed again, by the journal or by the log itself. */
  readonly openings: number;
  /** Announced erasures of which neither journal nor database tells whether they were carried out. */
  readonly unknown: readonly string[];
}

/** Tables whose rows an erasure changes; for a replay there is no entry of the same transaction that could explain them. */
const coupled = [
  'people',
  'nips',
  'accounts',
  'import_findings',
  'mapping_boxes',
  'map_resolutions',
  'map_votes',
  'critical_posts',
  'successors',
  'successor_readiness',
  'plans',
  'plan_goals',
  'plan_actions',
  'plan_reviews',
  'candidates',
  'corrections',
  'verifications',
  'score_sheets',
  'choices',
  'concurrences',
  'placements',
  'declarations',
  'ballots',
] as const;

/**
 * Carries out again every erasure that the journal or the log knows. To be run as the owner of the tables, before the application may
 * connect: after a restore, and at every start, where it finds nothing to do.
 */
export async function replayErasures(admin: Database, journal: ErasureJournal): Promise<Replayed> {
  const known = await settleOpen(admin, journal);
  let resurrected = 0;
  let openings = 0;
  for (const erasure of known.filter(({ outcome }) => outcome === 'done')) {
    const again = await admin.transaction('conductor', (tx) => shredAgain(tx, erasure));
    resurrected += Number(again.wasBack);
    openings += again.openings;
  }
  openings += await admin.transaction('conductor', shredByLog);
  const unknown = known.flatMap(({ outcome, erasure }) => (outcome === 'open' ? [erasure] : []));
  return { resurrected, openings, unknown };
}

/** An announced erasure was carried out where its entry stands. Without it a database says nothing: it may be one from before. */
async function settleOpen(sql: Sql, journal: ErasureJournal): Promise<JournalledErasure[]> {
  const settled: JournalledErasure[] = [];
  for (const erasure of await journal.read()) {
    const outcome = erasure.outcome === 'open' ? await outcomeOf(sql, erasure) : erasure.outcome;
    if (erasure.outcome === 'open' && outcome !== 'open') await journal.settle(erasure.erasure, outcome);
    settled.push({ ...erasure, outcome });
  }
  return settled;
}

async function outcomeOf(sql: Sql, { entry }: JournalledErasure): Promise<'open' | 'done'> {
  const row = await sql.maybe('SELECT FROM ledger.entries WHERE id = $1', [entry]);
  return row === undefined ? 'open' : 'done';
}

interface Again {
  readonly wasBack: boolean;
  readonly openings: number;
}

async function shredAgain(tx: Tx, { person, openings, holders, selections }: JournalledErasure): Promise<Again> {
  const listed = [openings.map(([entry]) => entry), openings.map(([, field]) => field)];
  const found = await tx.one<{ openings: number; is_named: boolean }>(
    `SELECT (SELECT count(*) FROM vault.openings o JOIN unnest($1::uuid[], $2::text[]) AS x (entry_id, field) USING (entry_id, field)) AS openings,
       EXISTS (SELECT FROM people WHERE id = $3 AND nip NOT LIKE 'erased-%') AS is_named`,
    [...listed, person],
  );
  const wasBack = found.openings > 0 || found.is_named;
  if (!wasBack) return { wasBack, openings: 0 };
  await tx.run('SET LOCAL ROLE bukti_owner');
  for (const table of coupled) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER couple_entry`);
  await tx.run('SELECT vault.anonymise($1, NULL, $2, array_fill(NULL::uuid, ARRAY[cardinality($2::uuid[])]))', [
    person,
    selections,
  ]);
  for (const table of coupled) await tx.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER couple_entry`);
  await tx.run('SELECT vault.destroy($1, $2, $3)', [...listed, holders]);
  return { wasBack, openings: found.openings };
}

/** What entries of the log name as erased and the vault still opens: entries that came back from a mirror say so themselves. */
async function shredByLog(tx: Tx): Promise<number> {
  const rows = await tx.rows<{ entry_id: string; field: string }>(
    `SELECT o.entry_id, o.field FROM vault.openings o
     JOIN vault.listed_openings(ARRAY(SELECT id FROM ledger.entries WHERE type = 'opening.erased/1')) x USING (entry_id, field)`,
  );
  if (rows.length === 0) return 0;
  await tx.run(`SELECT vault.destroy($1, $2, '{}')`, [rows.map((row) => row.entry_id), rows.map(({ field }) => field)]);
  return rows.length;
}

/** Ids of erasures whose openings can be read again; the application must not run while there is one. */
export async function findResurrected(sql: Sql, journal: ErasureJournal): Promise<string[]> {
  const back: string[] = [];
  for (const { erasure, outcome, openings } of await journal.read()) {
    if (outcome !== 'done') continue;
    const row = await sql.maybe(
      `SELECT 1 AS one FROM vault.openings JOIN unnest($1::uuid[], $2::text[]) AS x (entry_id, field) USING (entry_id, field) LIMIT 1`,
      [openings.map(([entry]) => entry), openings.map(([, field]) => field)],
    );
    if (row !== undefined) back.push(erasure);
  }
  return back;
}
