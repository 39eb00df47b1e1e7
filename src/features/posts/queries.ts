import { structuralLevels } from '#domain/person-record.ts';
import type { Sql } from '#platform/database.ts';

const structural = structuralLevels.map((level) => `'${level}'`).join(', ');

export interface PostView {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly level: string;
  readonly eselon: string | null;
  readonly unit: string | null;
  readonly isVacant: boolean;
  /** A selection that the viewer may see is under way for it. */
  readonly hasSelection: boolean;
}

export interface PostsAsked {
  readonly agency: string;
  readonly vacant: boolean | undefined;
  readonly hasSelection: boolean | undefined;
  /** Title and id after which the page begins. */
  readonly after: { readonly title: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Structural posts of an agency in order of their titles. Who holds one is not told here. */
export function listPosts(sql: Sql, { agency, after, limit, ...filter }: PostsAsked): Promise<PostView[]> {
  const { vacant, hasSelection } = filter;
  return sql.rows<PostView>(
    `WITH busy AS MATERIALIZED (
       SELECT s.post_id FROM selections s WHERE s.state IN ('draft', 'sealed', 'running', 'decided')
     )
     SELECT p.id, p.code, p.title, p.level, p.eselon, u.name AS unit, p.holder_id IS NULL AS "isVacant",
       p.id IN (SELECT post_id FROM busy) AS "hasSelection"
     FROM posts p LEFT JOIN units u ON u.id = p.unit_id
     WHERE p.agency = $1 AND p.level IN (${structural})
       AND ($2::boolean IS NULL OR (p.holder_id IS NULL) = $2)
       AND ($6::boolean IS NULL OR (p.id IN (SELECT post_id FROM busy)) = $6)
       AND ($3::text IS NULL OR (p.title, p.id) > ($3, $4::uuid))
     ORDER BY p.title, p.id LIMIT $5`,
    [agency, vacant ?? null, after?.title ?? null, after?.id ?? null, limit, hasSelection ?? null],
  );
}
