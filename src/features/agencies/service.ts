import type { Zone } from '#domain/working-days.ts';
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
import { insertAgency } from './store.ts';

export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
}

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
