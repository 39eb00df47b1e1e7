import { Refused, refuse } from '#domain/refusal.ts';
import { admitReader } from '#features/readings/service.ts';
import type { Tx } from '#platform/database.ts';
import { type Bundle, buildBundle, partOf, type RecordAsked, type RecordHouse, untilPublished } from './bundles.ts';

export interface OwnBundleAsked extends RecordAsked {
  readonly profile: 'candidate' | 'appellant';
}

/**
 * A candidate's own copy of the record, once the decision stands: the whole stream, and openings of their own fields alone. An
 * appellant's shows as well how they were judged. `thing.missing` to everybody else and before.
 */
export async function exportOwnBundle(house: RecordHouse, asked: OwnBundleAsked): Promise<Bundle> {
  const { asker, selectionId, profile } = asked;
  const { selection, ref } = await house.db.transaction(asker.accountId, async (tx) => {
    const admitted = await admitReader(tx, { asker, selectionId, needs: 'own-result', as: 'bundle' });
    return { selection: admitted.selection, ref: await getOwnRef(tx, asked) };
  });
  const part = partOf(selection);
  const trust = await untilPublished(house, part.stream);
  const bytes = await buildBundle(house, { ...part, trust, mayOpen: true, own: { ref, profile } });
  return { fileName: `${selection.code}-${profile}.zip`, bytes };
}

async function getOwnRef(tx: Tx, { asker, selectionId }: OwnBundleAsked): Promise<string> {
  const row = await tx.maybe<{ ref: string }>('SELECT ref FROM candidates WHERE selection_id = $1 AND person_id = $2', [
    selectionId,
    asker.personId,
  ]);
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  return row.ref;
}
