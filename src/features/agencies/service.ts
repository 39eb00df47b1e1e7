import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import {
  agencyHolder,
  beginOnStream,
  conductorActor,
  derivedId,
  type Ledger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { readCalendars } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type Agency, findAgency, listUnits, type UnitsAsked, type UnitView } from './queries.ts';
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

/** An agency with the years of its calendars, for whoever has a role there; else `thing.missing`. */
export function readAgency(db: Database, asker: Asker, agency: string) {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'agency' });
    const found = await findAgency(tx, agency);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    const { code, name, zone } = found;
    const { calendars } = await readCalendars(tx, agency);
    const years = calendars.map(({ year, provisional }) => ({ year, isProvisional: provisional }));
    return { code, name: { id: name, en: name }, zone, calendars: years };
  });
}

/** Units of an agency, for whoever has a role there; else `thing.missing`. */
export function readUnits(db: Database, asker: Asker, asked: UnitsAsked): Promise<UnitView[]> {
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency: asked.agency, reading: 'agency' });
    return listUnits(tx, asked);
  });
}
