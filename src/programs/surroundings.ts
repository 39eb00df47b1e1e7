import { findAgency } from '#features/agencies/service.ts';
import { findHead, readPolicy } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';
import type { AppDeps } from '#platform/http.ts';
import type { CheckpointView } from '#web/view.ts';
import type { OpenHouse } from './house.ts';

/** Names and checkpoints change seldom: pages of the same moment share one look. */
const rememberedMs = 2_000;

/** What every page shows besides its own matter: the agency, the newest checkpoint and the record's clock. */
export function createSurroundings(sql: Sql, readTrust: OpenHouse['readTrust']): AppDeps['surroundings'] {
  const remembered = new Map<string, { readonly found: ReturnType<typeof look>; readonly untilMs: number }>();
  const look = async (code: string | undefined) => {
    const [agency, { at, checkpoint }, policy] = await Promise.all([
      code === undefined ? undefined : findAgency(sql, code),
      findHead(sql, readTrust),
      readPolicy(readTrust),
    ]);
    const asked = policy?.witnesses.length ?? 0;
    return { agency, checkpoint: checkpoint && showCheckpoint(checkpoint, asked), now: at };
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

function showCheckpoint(
  { size, root, witnesses: signed }: { readonly size: number; readonly root: string; readonly witnesses: number },
  asked: number,
): CheckpointView {
  return asked === 0 ? { size, root } : { size, root, witnesses: { signed, asked } };
}
