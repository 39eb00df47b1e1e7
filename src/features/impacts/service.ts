import { type LateFile, tellLateImpact } from '#domain/late-impact.ts';
import type { Ranking } from '#domain/ranking.ts';
import type { Asker } from '#domain/roles.ts';
import { findRanking, listSheets, rankBySheets } from '#features/assessments/service.ts';
import { getCriteria } from '#features/criteria/service.ts';
import { judgePapers } from '#features/nominations/service.ts';
import { changedMembers } from '#features/people/service.ts';
import { getPack } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type FrozenRow, listFrozenFiles } from './queries.ts';

interface ImpactAsked {
  readonly asker: Asker;
  readonly selectionId: string;
}

/**
 * What corrections of the sources since the freeze would have changed in a selection: gates, box, rank, and whose order. Derived anew each
 * time and written nowhere: what was decided stands. For whoever reads its gates; ranks only for whoever reads the ranking.
 */
export async function readLateImpact(db: Database, { asker, selectionId }: ImpactAsked) {
  const { selection, mayRead } = await db.transaction(
    asker.accountId,
    (tx) => admitReader(tx, { asker, selectionId, needs: 'gates', as: 'explanation' }),
    selectionId,
  );
  const isRanked = mayRead('ranking');
  return db.transaction('conductor', async (tx) => {
    const rows = await listFrozenFiles(tx, selectionId);
    const files = await judgeAll(tx, { selectionId, policy: selection.policy, rows });
    const report = tellLateImpact(
      files,
      isRanked ? await rankBoth(tx, { selectionId, policy: selection.policy, files }) : unranked,
    );
    const names = new Map(rows.map(({ ref, code, name }) => [ref, { code, name }]));
    const impacts = report.impacts.map(({ changed, gates, ...one }) => ({
      ...one,
      ...(names.get(one.ref) ?? unnamed),
      changed: [...changed],
      gates: [...gates],
    }));
    return { impacts, order: [...report.order] };
  });
}

const unranked = { before: null, after: null } as const;
const unnamed = { code: '', name: '' } as const;

interface Judging {
  readonly selectionId: string;
  readonly policy: string;
  readonly rows: readonly FrozenRow[];
}

/** By the same criteria and policy, on the same day. */
async function judgeAll(tx: Tx, { selectionId, policy, rows }: Judging): Promise<LateFile[]> {
  const [criteria, pack] = [await getCriteria({ tx, selectionId }), await getPack(tx, policy)];
  const files: LateFile[] = [];
  for (const { ref, record, frozen, state, gates, placement, evaluatedAt } of rows) {
    const papers = await judgePapers(tx, { selectionId, ref, record }, { criteria, pack, now: evaluatedAt });
    files.push({
      ref,
      changed: changedMembers(frozen, papers.record),
      frozen: { outcome: state, gates, merit: placement },
      now: papers.eligibility,
    });
  }
  return files;
}

/** The ranking that stands, and the one of the same sheets over the data as it is now. */
interface Ranked {
  readonly selectionId: string;
  readonly policy: string;
  readonly files: readonly LateFile[];
}

async function rankBoth(tx: Tx, { selectionId, policy, files }: Ranked) {
  const found = await findRanking(tx, selectionId);
  if (found === undefined) return unranked;
  const candidates = files
    .filter(({ frozen, now }) => frozen.outcome !== 'withdrawn' && now.outcome === 'admitted')
    .map(({ ref, now }) => ({ ref, merit: now.merit }));
  const before = JSON.parse(Buffer.from(found.content).toString('utf8')) as Ranking;
  const sheets = await listSheets(tx, selectionId, found.attempt);
  return {
    before,
    after: await rankBySheets(tx, { selectionId, sheets, pack: await getPack(tx, policy), candidates }),
  };
}
