import { findAgency } from '#features/agencies/service.ts';
import { findHead } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';
import type { AppDeps } from '#platform/http.ts';

/** Names and checkpoints change seldom: pages of the same moment share one look. */
const rememberedMs = 2_000;

/** What every page shows besides its own matter: the agency, the newest checkpoint and the record's clock. */
export function createSurroundings(sql: Sql): AppDeps['surroundings'] {
  const remembered = new Map<string, { readonly found: ReturnType<typeof look>; readonly untilMs: number }>();
  const look = async (code: string | undefined) => {
    const [agency, { at, checkpoint }] = await Promise.all([
      code === undefined ? undefined : findAgency(sql, code),
      findHead(sql),
    ]);
    return { agency, checkpoint, now: at };
  };
  return (code) => {
    const known = remembered.get(code ?? '');
    if (known !== undefined && performance.now() < known.untilMs) return known.found;
    const found = look(code);
    remembered.set(code ?? '', { found, untilMs: performance.now() + rememberedMs });
    found.catch(() => remembered.delete(code ?? ''));
    return found;
  };
}
