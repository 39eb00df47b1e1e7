import type { Requirement } from '#domain/requirement.ts';
import { listRequirements } from '#domain/requirements.ts';
import type { Asker } from '#domain/roles.ts';
import { getPack } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import { listAll } from './queries.ts';
import { envelopeOf, type RecordReader } from './service.ts';

/** Everything the sealed policy asks of the selection as it stands, with the entries that show it. */
export function readRequirements(
  { db, ledger }: RecordReader,
  { asker, selectionId }: { readonly asker: Asker; readonly selectionId: string },
): Promise<Requirement[]> {
  return db.transaction(
    asker.accountId,
    async (tx) => {
      const admitted = await admitReader(tx, { asker, selectionId, needs: 'bundle', as: 'requirements' });
      const rows = await listAll(tx, `selection/${selectionId}`);
      const entries = rows.map(({ bytes }) => envelopeOf(bytes, ledger.log));
      return listRequirements({ entries, pack: await getPack(tx, admitted.selection.policy) });
    },
    selectionId,
  );
}
