import { Refused, refuse } from '#domain/refusal.ts';
import type { Sql } from '#platform/database.ts';
import { findPost, type PostRow } from './store.ts';

export type { PostRow };

/** A post by id: selection.post-missing. */
export async function getPost(sql: Sql, postId: string): Promise<PostRow> {
  const post = await findPost(sql, postId);
  if (post === undefined) throw new Refused(refuse('selection.post-missing'));
  return post;
}
