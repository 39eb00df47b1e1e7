import type { FormValues } from '#web/forms.ts';
import type { Sql } from './database.ts';

/** What somebody has typed and not sent. It belongs to the account: no other account ever reads it, whatever the browser. */
export interface SavedDrafts {
  /** By the path of the form, of all forms whose path begins so. */
  under(accountId: string, path: string): Promise<ReadonlyMap<string, FormValues>>;
  /** False where it is more than is kept. */
  keep(draft: SavedDraft): Promise<boolean>;
  drop(draft: Pick<SavedDraft, 'accountId' | 'path'>): Promise<void>;
}

export interface SavedDraft {
  readonly accountId: string;
  readonly path: string;
  readonly values: FormValues;
}

/** More than this is not kept: a draft is no place for files. */
const largestDraft = 64 * 1024;

/**
 * Drafts lie beside the sessions, under names that no cookie can carry, and are swept with them: not part of the record, and gone
 * thirty days after they were last saved. They outlive the session, which ends after two quiet hours.
 */
export function openSavedDrafts(sql: Sql): SavedDrafts {
  return {
    under: async (accountId, path) => {
      const prefix = nameOf({ accountId, path });
      const rows = await sql.rows<{ sid: string; values: FormValues }>(
        `SELECT sid, sess->'values' AS values FROM sessions
         WHERE starts_with(sid, $1) AND expire > now() AT TIME ZONE 'UTC'`,
        [prefix],
      );
      return new Map(rows.map(({ sid, values }) => [sid.slice(nameOf({ accountId, path: '' }).length), values]));
    },
    keep: async ({ values, ...place }) => {
      const kept = JSON.stringify({ values });
      if (kept.length > largestDraft) return false;
      await sql.run(
        `INSERT INTO sessions (sid, sess, expire) VALUES ($1, $2::json, now() AT TIME ZONE 'UTC' + interval '30 days')
         ON CONFLICT (sid) DO UPDATE SET sess = excluded.sess, expire = excluded.expire`,
        [nameOf(place), kept],
      );
      return true;
    },
    drop: async (place) => {
      await sql.run('DELETE FROM sessions WHERE sid = $1', [nameOf(place)]);
    },
  };
}

function nameOf({ accountId, path }: Pick<SavedDraft, 'accountId' | 'path'>): string {
  return `draft:${accountId}:${path}`;
}
