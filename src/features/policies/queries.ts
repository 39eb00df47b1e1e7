import type { Sql } from '#platform/database.ts';

export interface PolicyView {
  readonly id: string;
  readonly version: string;
  readonly digest: Buffer;
  readonly title: { readonly id: string; readonly en: string };
}

/** The newest published version of each pack: the one that a new selection is pinned to. */
export function listNewestPolicies(sql: Sql, agency: string): Promise<PolicyView[]> {
  return sql.rows<PolicyView>(
    `SELECT DISTINCT ON (id) id, version, digest, convert_from(content, 'UTF8')::jsonb->'title' AS title
     FROM policies WHERE agency = $1 ORDER BY id, published_at DESC`,
    [agency],
  );
}
