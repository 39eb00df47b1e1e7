import type { Sql } from '#platform/database.ts';
import type { Flag } from '#schemas/readings.ts';

export interface SearchAsked {
  readonly agency: string;
  /** The selections that the warrant covers; null for all of the agency. */
  readonly covered: readonly string[] | null;
  /** Their own selections are hidden from those who stand in them. */
  readonly personId: string | null;
  readonly q: string | null;
  readonly person: string | null;
  readonly post: string | null;
  readonly member: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly flag: Flag | null;
  readonly after: { readonly openedAt: string; readonly id: string } | null;
  readonly limit: number;
}

export interface FoundRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly openedAt: string;
  readonly endedAt: string | null;
  readonly matchedBy: ('code' | 'post' | 'person' | 'member' | 'date' | 'flag')[];
}

/** `_q`: matched by the one box, `_t`: by the term of its own. A term that is not given matches nothing and hides nothing. */
const search = `
  SELECT f.id, f.code, f.title, f.state, f.opened_at AS "openedAt", f.ended_at AS "endedAt",
    (SELECT m.outcome->>'outcome' FROM motions m WHERE m.selection_id = f.id AND m.closed_at IS NOT NULL ORDER BY m.closed_at DESC LIMIT 1) AS outcome,
    array_remove(ARRAY[CASE WHEN f.code_q THEN 'code' END, CASE WHEN f.post_q OR f.post_t THEN 'post' END, CASE WHEN f.person_q OR f.person_t THEN 'person' END,
      CASE WHEN f.member_q OR f.member_t THEN 'member' END, CASE WHEN coalesce($9::date, $10::date) IS NOT NULL THEN 'date' END,
      CASE WHEN $11::text IS NOT NULL THEN 'flag' END], NULL) AS "matchedBy"
  FROM (
    SELECT s.id, s.code, s.state, s.opened_at, s.ended_at, p.title,
      coalesce(position(lower($5) IN lower(s.code)) > 0, false) AS code_q,
      coalesce(position(lower($5) IN lower(p.title || ' ' || p.code)) > 0, false) AS post_q,
      coalesce(position(lower($7) IN lower(p.title || ' ' || p.code)) > 0, false) AS post_t,
      $5::text IS NOT NULL AND EXISTS (SELECT FROM candidates c JOIN people e ON e.id = c.person_id
        WHERE c.selection_id = s.id AND (position(lower($5) IN lower(e.name)) > 0 OR e.nip = $5
          OR EXISTS (SELECT FROM nips n WHERE n.person_id = e.id AND n.nip = $5))) AS person_q,
      $6::text IS NOT NULL AND EXISTS (SELECT FROM candidates c JOIN people e ON e.id = c.person_id
        WHERE c.selection_id = s.id AND (position(lower($6) IN lower(e.name)) > 0 OR e.nip = $6
          OR EXISTS (SELECT FROM nips n WHERE n.person_id = e.id AND n.nip = $6))) AS person_t,
      $5::text IS NOT NULL AND EXISTS (SELECT FROM seats t JOIN accounts o ON o.id = t.account_id
        WHERE t.selection_id = s.id AND position(lower($5) IN lower(o.display_name)) > 0) AS member_q,
      $8::text IS NOT NULL AND EXISTS (SELECT FROM seats t JOIN accounts o ON o.id = t.account_id
        WHERE t.selection_id = s.id AND position(lower($8) IN lower(o.display_name)) > 0) AS member_t
    FROM selections s JOIN posts p ON p.id = s.post_id JOIN agencies a ON a.code = s.agency
    WHERE s.agency = $1 AND ($2::uuid[] IS NULL OR s.id = ANY ($2))
      AND NOT EXISTS (SELECT FROM candidates c WHERE c.selection_id = s.id AND c.person_id = $3::uuid)
      AND ($12::timestamptz IS NULL OR (s.opened_at, s.id) < ($12, $13::uuid))
      AND ($9::date IS NULL OR coalesce(s.ended_at, 'infinity') >= $9::date::timestamp AT TIME ZONE a.zone)
      AND ($10::date IS NULL OR s.opened_at < ($10::date + 1)::timestamp AT TIME ZONE a.zone)
      AND CASE $11::text
        WHEN 'adjourned' THEN EXISTS (SELECT FROM committee_sessions x WHERE x.selection_id = s.id AND x.adjourned_at IS NOT NULL)
        WHEN 'blocked' THEN EXISTS (SELECT FROM ledger.entries x WHERE x.stream = 'selection/' || s.id::text AND x.type = 'stage.blocked/1')
        WHEN 'deviation' THEN EXISTS (SELECT FROM choices x WHERE x.selection_id = s.id AND x.deviation <> 'none')
        WHEN 'lapsed' THEN EXISTS (SELECT FROM concurrences x WHERE x.selection_id = s.id AND x.state = 'lapsed')
        WHEN 'recused' THEN EXISTS (SELECT FROM seats x WHERE x.selection_id = s.id AND x.recusal IS NOT NULL)
        WHEN 'reopened' THEN EXISTS (SELECT FROM stages x WHERE x.selection_id = s.id AND x.attempt > 1)
        WHEN 'revoked' THEN s.state = 'revoked'
        ELSE true END
  ) f
  WHERE ($5::text IS NULL OR f.code_q OR f.post_q OR f.person_q OR f.member_q) AND ($6::text IS NULL OR f.person_t)
    AND ($7::text IS NULL OR f.post_t) AND ($8::text IS NULL OR f.member_t)
  ORDER BY f.opened_at DESC, f.id DESC LIMIT $4`;

/** Selections under a warrant, newest first, with what of each term they matched. */
export function searchSelections(sql: Sql, asked: SearchAsked): Promise<FoundRow[]> {
  const { agency, covered, personId, limit, q, person, post, member, from, to, flag, after } = asked;
  return sql.rows<FoundRow>(search, [
    agency,
    covered,
    personId,
    limit,
    q,
    person,
    post,
    member,
    from,
    to,
    flag,
    after?.openedAt ?? null,
    after?.id ?? null,
  ]);
}
