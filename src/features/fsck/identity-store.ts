import type { Sql } from '#platform/database.ts';

export interface IdentityRow {
  /** Person or account. */
  readonly holder: string;
  /** The person, also behind an account. */
  readonly person: string | null;
  /** All that this person has, or ever had. */
  readonly nips: readonly string[];
}

export function listIdentities(sql: Sql, holders: readonly string[]): Promise<IdentityRow[]> {
  return sql.rows<IdentityRow>(
    `SELECT h.holder, p.id AS person, ARRAY(SELECT n.nip FROM nips n WHERE n.person_id = p.id UNION SELECT p.nip WHERE p.nip IS NOT NULL) AS nips
     FROM unnest($1::uuid[]) AS h (holder) LEFT JOIN accounts a ON a.id = h.holder LEFT JOIN people p ON p.id = coalesce(a.person_id, h.holder)`,
    [holders],
  );
}

/**
 * People one of whose numbers stands with another person of their agency as well, or whose number they were never given: an import
 * refuses the one and writes the other. One part in `parts` a run.
 */
export function listDoubledNips(
  sql: Sql,
  { part, parts }: { part: number; parts: number },
): Promise<{ place: string }[]> {
  return sql.rows<{ place: string }>(
    `SELECT p.id::text AS place FROM people p WHERE abs(hashtext(p.id::text)::bigint) % $2 = $1 AND (
       EXISTS (SELECT FROM nips n JOIN nips o ON o.nip = n.nip AND o.person_id <> n.person_id JOIN people q ON q.id = o.person_id
         WHERE n.person_id = p.id AND q.agency = p.agency)
       OR p.nip NOT LIKE 'erased-%' AND NOT EXISTS (SELECT FROM nips n WHERE n.person_id = p.id AND n.nip = p.nip))
     ORDER BY p.id LIMIT 1000`,
    [part, parts],
  );
}
