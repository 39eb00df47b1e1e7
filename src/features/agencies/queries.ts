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

export interface UnitView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface UnitsAsked {
  readonly agency: string;
  /** Part of the name; absent: all. */
  readonly q: string | undefined;
  /** Name and id after which the page begins. */
  readonly after: { readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Units of an agency by name, as Indonesian sorts it. */
export function listUnits(sql: Sql, { agency, q, after, limit }: UnitsAsked): Promise<UnitView[]> {
  return sql.rows<UnitView>(
    `SELECT u.id, u.code, u.name, u.parent_id AS parent FROM units u
     WHERE u.agency = $1 AND NOT u.deleted AND ($2::text IS NULL OR strpos(lower(u.name), lower($2)) > 0)
       AND ($3::text IS NULL OR (u.name COLLATE "id-x-icu", u.id) > ($3 COLLATE "id-x-icu", $4::uuid))
     ORDER BY u.name COLLATE "id-x-icu", u.id LIMIT $5`,
    [agency, q ?? null, after?.name ?? null, after?.id ?? null, limit],
  );
}
