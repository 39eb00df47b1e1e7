import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { readCalendars } from '#features/policies/service.ts';
import type { Database } from '#platform/database.ts';
import { findAgency, listUnits, type UnitsAsked, type UnitView } from './queries.ts';

export { establishAgency, type Founding, foundAgency } from './founding.ts';
export { findAgency } from './queries.ts';

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
