import type { Sql } from '#platform/database.ts';

export interface CriteriaDetail {
  readonly version: number;
  readonly content: Buffer;
  readonly digest: Buffer;
  readonly isSealed: boolean;
  readonly isCountersigned: boolean;
}

export function findCriteriaDetail(sql: Sql, selectionId: string): Promise<CriteriaDetail | undefined> {
  return sql.maybe<CriteriaDetail>(
    `SELECT version, content, digest, sealed_by IS NOT NULL AS "isSealed", countersigned_by IS NOT NULL AS "isCountersigned"
     FROM criteria WHERE selection_id = $1 ORDER BY version DESC LIMIT 1`,
    [selectionId],
  );
}
