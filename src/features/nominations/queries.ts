import type { GateFinding, MeritFinding } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { Sql } from '#platform/database.ts';

export interface CandidateView {
  readonly ref: string;
  readonly code: string;
  readonly state: string;
  readonly way: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly nip: string | null;
  readonly confirmedAt: string | null;
  readonly gates: readonly GateFinding[] | null;
  readonly merit: MeritFinding | null;
}

/** Candidates the viewer may see. A person whom the viewer may not know stays a code; nobody blind sees gates or merit. */
export function listCandidateViews(sql: Sql, selectionId: string): Promise<CandidateView[]> {
  return sql.rows<CandidateView>(
    `SELECT c.ref, c.blind_code AS code, c.state, c.way, p.id AS "personId", p.name, p.nip, c.confirmed_at AS "confirmedAt",
       CASE WHEN p.id IS NULL THEN NULL ELSE c.gates END AS gates, CASE WHEN p.id IS NULL THEN NULL ELSE c.placement END AS merit
     FROM candidates c LEFT JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1 ORDER BY c.blind_code`,
    [selectionId],
  );
}

export interface FrozenRecordView {
  readonly code: string;
  /** Null before the freeze. */
  readonly record: PersonRecord | null;
  readonly seesPerson: boolean;
}

/** The frozen record of one candidate whom the viewer may see. */
export function findFrozenRecord(sql: Sql, selectionId: string, ref: string): Promise<FrozenRecordView | undefined> {
  return sql.maybe<FrozenRecordView>(
    `SELECT c.blind_code AS code, c.record, p.id IS NOT NULL AS "seesPerson"
     FROM candidates c LEFT JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1 AND c.ref = $2`,
    [selectionId, ref],
  );
}
