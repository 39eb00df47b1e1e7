import type { Sql } from '#platform/database.ts';
import { getIdentity } from './store.ts';

/** Who an account is, as the opening of its binding shows it: `accountId` is what the agency's own stream gives offices to. */
export async function getActorIdentity(
  tx: Sql,
  accountId: string,
): Promise<{ account: string; accountId: string; name: string | null; nip: string | null }> {
  const { display_name: account, name, nip } = await getIdentity(tx, accountId);
  return { account, accountId, name, nip };
}
