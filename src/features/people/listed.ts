import { eselonLevels } from '#domain/siasn-codes.ts';
import type { Tx } from '#platform/database.ts';
import type { KnownLists } from '#schemas/siasn-files.ts';
import type { Place } from './store.ts';

/** Units that are not deleted, and posts, as they are read with a delivery that brings no list of them. */
export async function readListed(tx: Tx, agency: string): Promise<KnownLists> {
  const units = await tx.rows<{ code: string; name: string }>(
    'SELECT code, name FROM units WHERE agency = $1 AND NOT deleted',
    [agency],
  );
  const posts = await tx.rows<{ title: string; eselon: string | null }>(
    'SELECT title, eselon FROM posts WHERE agency = $1 ORDER BY code',
    [agency],
  );
  return {
    units: new Map(units.map(({ code, name }) => [code, name])),
    posts: posts.flatMap(({ title, eselon }) => {
      const level = eselon === null ? undefined : eselonLevels[eselon];
      return eselon === null || level === undefined ? [] : [{ title, level, eselon }];
    }),
  };
}

export interface HolderInsert {
  readonly id: string;
  readonly holderId: string | null;
  readonly heldSince: string | null;
}

/** Posts whose list was not delivered: who holds them, and nothing else. */
export async function updateHolders(tx: Tx, place: Place, rows: readonly HolderInsert[]): Promise<void> {
  await tx.run(
    `UPDATE posts SET holder_id = p.holder_id, held_since = p.held_since, entry_id = $1
       FROM unnest($2::uuid[], $3::uuid[], $4::date[]) AS p (id, holder_id, held_since)
      WHERE posts.id = p.id AND (posts.holder_id, posts.held_since) IS DISTINCT FROM (p.holder_id, p.held_since)`,
    [
      place.entryId,
      rows.map(({ id }) => id),
      rows.map(({ holderId }) => holderId),
      rows.map(({ heldSince }) => heldSince),
    ],
  );
}
