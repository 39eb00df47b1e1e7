import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { noteReading } from '#features/readings/service.ts';
import type { Tx } from '#platform/database.ts';
import { type Bundle, buildBundle, type RecordHouse, untilPublished } from './bundles.ts';
import type { RecordPart } from './queries.ts';

interface MapAsked {
  readonly asker: Asker;
  readonly mapId: string;
}

/** All of a bundle is in memory at once, some four kilobytes of a person. */
const mostPeople = 50_000;

/**
 * A map as proof: its stream whole up to the newest published checkpoint, so that every box and resolution is derived again from it alone.
 * Opened for an auditor, whose reading is put down, but for what the committee was asked about the auditor. `thing.missing` for whoever
 * may not list its people; map.bundle-large.
 */
export async function exportMapBundle(house: RecordHouse, asked: MapAsked, most = mostPeople): Promise<Bundle> {
  const { asker, mapId } = asked;
  const { part, mayOpen } = await house.db.transaction(asker.accountId, (tx) => admit(tx, { ...asked, most }));
  const reader = await house.db.transaction('conductor', (tx) => findReader(tx, asked));
  const trust = await untilPublished(house, part.stream);
  const bytes = await buildBundle(house, { ...part, trust, mayOpen, ...(reader === undefined ? {} : { reader }) });
  return { fileName: `map-${mapId}.zip`, bytes };
}

async function admit(
  tx: Tx,
  { asker, mapId, most }: MapAsked & { readonly most: number },
): Promise<{ part: RecordPart; mayOpen: boolean }> {
  const map = await tx.maybe<{ agency: string; people: number }>(
    `SELECT agency, (SELECT count(*)::integer FROM (SELECT FROM mapping_boxes WHERE run_id = r.id LIMIT $2) AS counted) AS people
       FROM mapping_runs r WHERE id = $1 AND state IS NOT NULL`,
    [mapId, most + 1],
  );
  if (map === undefined) throw new Refused(refuse('thing.missing'));
  const { agency, people } = map;
  const place = await admitAgencyReading(tx, { asker, agency, reading: 'map-people' });
  if (people > most) throw new Refused(refuse('map.bundle-large', { most }));
  const part = { stream: `mapping/${mapId}`, agency };
  await noteReading(tx, { asker, ...part, as: 'bundle' });
  return { part, mayOpen: agencyRoles(asker, place, ['auditor']).length > 0 };
}

async function findReader(tx: Tx, { asker, mapId }: MapAsked): Promise<string | undefined> {
  const sql = 'SELECT ref FROM mapping_boxes WHERE run_id = $1 AND person_id = $2 AND ref IS NOT NULL';
  return (await tx.maybe<{ ref: string }>(sql, [mapId, asker.personId]))?.ref;
}
