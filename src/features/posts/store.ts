import type { Sql } from '#platform/database.ts';

export interface PostRow {
  readonly id: string;
  readonly agency: string;
  readonly title: string;
  readonly level: string;
  readonly eselon: string | null;
  readonly unit: string | null;
  readonly holder_id: string | null;
}

export function findPost(sql: Sql, postId: string): Promise<PostRow | undefined> {
  return sql.maybe<PostRow>(
    'SELECT p.id, p.agency, p.title, p.level, p.eselon, p.holder_id, u.name AS unit FROM posts p LEFT JOIN units u ON u.id = p.unit_id WHERE p.id = $1',
    [postId],
  );
}
