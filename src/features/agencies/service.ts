import {
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import type { Agency } from './queries.ts';
import { insertAgency } from './store.ts';

export { findAgency } from './queries.ts';

/** The first entry of an agency's stream. Founded again, it answers the first receipt. */
export async function foundAgency(ledger: Ledger, tx: Tx, { code, name, zone }: Agency): Promise<Receipt> {
  const stream = `agency/${code}`;
  const id = derivedId(stream, 'founded');
  const act = await beginOnStream(tx, stream, id);
  const content = { code, name, zone };
  const prior = priorReceipt(ledger, act, content);
  if (prior !== undefined) return prior;
  const receipt = await ledger.append(tx, {
    id,
    stream,
    type: 'agency.founded/1',
    agency: code,
    actor: conductorActor,
    open: {},
    committed: { name: { value: name, holder: agencyHolder(code) } },
    act,
    content,
  });
  await insertAgency(tx, { code, name, zone, entryId: receipt.entry });
  return receipt;
}
