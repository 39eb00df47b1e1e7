import type { Database } from '#platform/database.ts';
import { conductorActor, derivedId, type Ledger, priorReceipt, type Receipt } from './service.ts';
import { beginAct, lockStream } from './store.ts';

/** Writes the first entry of the log, once; every later call answers its receipt. To be called before anything else is recorded. */
export async function openLog({ db, ledger }: { readonly db: Database; readonly ledger: Ledger }): Promise<Receipt> {
  return db.transaction('conductor', async (tx) => {
    await lockStream(tx, 'system');
    const id = derivedId(ledger.log, 'opened');
    const act = await beginAct(tx, id);
    const content = {};
    const prior = priorReceipt(ledger, act, content);
    if (prior !== undefined) return prior;
    const event = { id, stream: 'system', agency: null, actor: conductorActor, open: {}, act, content };
    return ledger.append(tx, { ...event, type: 'log.opened/1' });
  });
}
