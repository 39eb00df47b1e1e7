import type { GateFinding, MeritFinding } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { Sql } from '#platform/database.ts';

export interface FrozenRow {
  readonly ref: string;
  readonly code: string;
  readonly name: string;
  readonly state: 'nominated' | 'admitted' | 'excluded' | 'held' | 'withdrawn';
  readonly frozen: PersonRecord;
  readonly gates: readonly GateFinding[];
  readonly placement: MeritFinding;
  /** As it is now. */
  readonly record: PersonRecord;
  /** When the gates were evaluated. */
  readonly evaluatedAt: string;
}

/**
 * Candidates whose data is frozen, beside what is known of them now. Whoever was erased is not compared, nor whoever has since been placed:
 * the post that the selection gave them is no correction.
 */
export function listFrozenFiles(sql: Sql, selectionId: string): Promise<FrozenRow[]> {
  return sql.rows<FrozenRow>(
    `SELECT c.ref, c.blind_code AS code, p.name, c.state, c.record AS frozen, c.gates, c.placement, p.record, e.at AS "evaluatedAt"
     FROM candidates c JOIN people p ON p.id = c.person_id
       CROSS JOIN LATERAL (SELECT convert_from(l.bytes, 'UTF8')::jsonb->>'at' AS at FROM ledger.entries l
         WHERE l.stream = 'selection/' || c.selection_id AND l.type = 'gates.evaluated/1'
           AND convert_from(l.bytes, 'UTF8')::jsonb->'open'->>'candidate' = c.ref::text ORDER BY l.stream_seq DESC LIMIT 1) e
     WHERE c.selection_id = $1 AND c.record IS NOT NULL AND c.gates IS NOT NULL AND p.nip NOT LIKE 'erased-%'
       AND NOT EXISTS (SELECT FROM placements t WHERE t.person_id = c.person_id AND t.effected_at IS NOT NULL AND t.revoked_at IS NULL)
     ORDER BY c.blind_code`,
    [selectionId],
  );
}
