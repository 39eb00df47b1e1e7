import type { Sql } from '#platform/database.ts';

export interface NewReading {
  readonly accountId: string;
  readonly agency: string;
  readonly stream: string;
  readonly reading: string;
}

export async function insertReading(sql: Sql, row: NewReading): Promise<void> {
  await sql.run(
    'INSERT INTO readings (account_id, agency, stream, reading, read_at) VALUES ($1, $2, $3, $4, ledger.clock())',
    [row.accountId, row.agency, row.stream, row.reading],
  );
}
