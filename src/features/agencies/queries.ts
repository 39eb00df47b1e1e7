import type { Zone } from '#domain/working-days.ts';
import type { Sql } from '#platform/database.ts';

export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
}

export function findAgency(sql: Sql, code: string): Promise<Agency | undefined> {
  return sql.maybe<Agency>('SELECT code, name, zone FROM agencies WHERE code = $1', [code]);
}
