import type { Sql } from '#platform/database.ts';

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly nip: string;
  readonly unit: string | null;
  readonly post: string | null;
}

/** A person by number, if the viewer may see them. */
export function findPersonByNip(sql: Sql, agency: string, nip: string): Promise<PersonView | undefined> {
  return sql.maybe<PersonView>(
    `SELECT p.id, p.name, p.nip, u.name AS unit, o.title AS post FROM people p
     LEFT JOIN units u ON u.id = p.unit_id LEFT JOIN posts o ON o.id = p.post_id WHERE p.agency = $1 AND p.nip = $2`,
    [agency, nip],
  );
}
