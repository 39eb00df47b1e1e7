import { type Explained, explain } from '#domain/explanation.ts';
import type { MotionContent } from '#domain/motions.ts';
import type { Ranking } from '#domain/ranking.ts';
import type { Asker } from '#domain/roles.ts';
import { getPack } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import type { Database } from '#platform/database.ts';
import { type BytesRow, findApproved, findPlaced, findRanking, listChoices, listStandings } from './queries.ts';

export interface ExplainedCandidate extends Explained {
  readonly code: string;
  readonly name: string | null;
}

/** Every candidate whom the asker may see, with what became of them and why, as far as each step may be read. */
export function readExplanation(
  db: Database,
  { asker, selectionId }: { readonly asker: Asker; readonly selectionId: string },
): Promise<ExplainedCandidate[]> {
  return db.transaction(
    asker.accountId,
    async (tx) => {
      const admitted = await admitReader(tx, { asker, selectionId, needs: 'candidates', as: 'explanation' });
      const { selection, mayRead } = admitted;
      const rows = await listStandings(tx, selectionId);
      const ranking = mayRead('ranking') ? await findRanking(tx, selectionId) : undefined;
      const approved = mayRead('outcome') ? await findApproved(tx, selectionId) : undefined;
      const isPlacing = mayRead('placement');
      const placed = isPlacing ? await findPlaced(tx, selectionId) : undefined;
      const explained = explain({
        pack: await getPack(tx, selection.policy),
        candidates: rows,
        ranking: ranking === undefined ? null : { content: parse(ranking) as Ranking, entry: ranking.entry },
        shortlist:
          approved === undefined
            ? null
            : { candidates: (parse(approved) as MotionContent).candidates, entry: approved.entry },
        choices: isPlacing ? await listChoices(tx, selectionId) : [],
        placed: placed?.candidate ?? null,
      });
      const known = new Map(rows.map(({ ref, code, name }) => [ref, { code, name }]));
      return explained.map((one) => ({ ...one, ...(known.get(one.ref) ?? { code: '', name: null }) }));
    },
    selectionId,
  );
}

/** Canonical bytes that this product wrote. */
function parse({ content }: BytesRow): unknown {
  return JSON.parse(content.toString('utf8'));
}
