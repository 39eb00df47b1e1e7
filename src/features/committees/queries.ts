import type { Sql } from '#platform/database.ts';

export interface SeatView {
  readonly seat: number;
  readonly holderNo: number;
  readonly role: string;
  readonly account: string;
  readonly name: string;
  readonly recusal: string | null;
  readonly removedAt: string | null;
}

export function listSeats(sql: Sql, selectionId: string): Promise<SeatView[]> {
  return sql.rows<SeatView>(
    `SELECT t.seat, t.holder_no AS "holderNo", t.role, t.account_id AS account, a.display_name AS name, t.recusal, t.removed_at AS "removedAt"
     FROM seats t JOIN accounts a ON a.id = t.account_id WHERE t.selection_id = $1 ORDER BY t.seat, t.holder_no`,
    [selectionId],
  );
}
