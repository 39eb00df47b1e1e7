import type { Sql } from '#platform/database.ts';

export interface AgencyRow {
  readonly code: string;
  readonly name: string;
  readonly zone: string;
  readonly entryId: string;
}

export async function insertAgency(sql: Sql, row: AgencyRow): Promise<void> {
  await sql.run('INSERT INTO agencies (code, name, zone, entry_id) VALUES ($1, $2, $3, $4)', [
    row.code,
    row.name,
    row.zone,
    row.entryId,
  ]);
}
