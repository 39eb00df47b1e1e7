import { refuseAgencyRead } from '#domain/agency-reads.ts';
import { isAboutReader, isUnread, type MapState, refuseUnread } from '#domain/map-resolutions.ts';
import type { AxisRule } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { drawMap, type MapCounts } from '#domain/talent-map.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import {
  type CountRow,
  countPeople,
  findMap,
  listByName,
  listByValue,
  type MappedPersonRow,
  type MapRow,
} from './queries.ts';

export interface MapAsked {
  readonly asker: Asker;
  readonly agency: string;
  /** Absent: the newest. */
  readonly map?: string | undefined;
  readonly unit: string | undefined;
  readonly level: string | undefined;
}

/** A map of an agency in numbers; `thing.missing` where there is none such, or for whoever may not read it. */
export function readMap(db: Database, { asker, agency, map: named, unit, level }: MapAsked) {
  return db.transaction(asker.accountId, async (tx) => {
    const context = await admitAgencyReading(tx, { asker, agency, reading: 'map' });
    const map = await getMap(tx, agency, named);
    const pack = await getPack(tx, map.policyDigest.toString('hex'));
    const counts = toCounts(await countPeople(tx, { mapId: map.id, unit, level }));
    const mayList = refuseAgencyRead('map-people', asker, context) === undefined;
    const { people, boxes, holding } = drawMap(counts, pack.boxes, mayList);
    const { performance, potential } = pack.axes;
    return {
      id: map.id,
      state: map.state,
      mappedAt: map.mappedAt,
      policy: { id: map.policyId, version: map.policyVersion, digest: map.policyDigest.toString('hex') },
      people,
      boxes: boxes.map((cell) => {
        const words = pack.boxes.meanings.find(({ box }) => box === cell.box);
        return { ...cell, label: words?.meaning ?? null, handling: words?.handling ?? null };
      }),
      holding: {
        count: holding.count,
        missing: holding.missing.map((lack) => {
          const rule = pack.indicators.find(({ code }) => code === lack.indicator);
          return { ...lack, label: rule?.label ?? null };
        }),
      },
      axes: { performance: axisView(performance), potential: axisView(potential) },
    };
  });
}

function axisView({ label, thresholds }: AxisRule) {
  return { label, thresholds };
}

type DrawnMap = MapRow & { readonly state: Exclude<MapState, 'drawing' | 'abandoned'> | null };

/** Nothing is read of a map before everybody is on it. */
async function getMap(tx: Tx, agency: string, named: string | undefined): Promise<DrawnMap> {
  const map = await findMap(tx, agency, named);
  if (map === undefined) throw new Refused(refuse('thing.missing'));
  const { state } = map;
  if (isUnread(state)) throw new Refused(refuseUnread(state));
  return { ...map, state };
}

function toCounts(rows: readonly CountRow[]): MapCounts {
  const lacks = rows.flatMap(({ indicator, count }) => (indicator === null ? [] : [[indicator, count] as const]));
  const boxes = rows.flatMap(({ box, count }) => (box === null ? [] : [[box, count] as const]));
  return {
    boxes: Object.fromEntries(boxes),
    held: rows.find(({ box, indicator }) => box === null && indicator === null)?.count ?? 0,
    missing: Object.fromEntries(lacks.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

export type MapOrder = 'name' | 'value';

export interface MapPeopleAsked extends MapAsked {
  /** Null is the holding area. */
  readonly box: number | null;
  readonly sort: MapOrder;
  /** Who was shown last. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** People of one box, or of the holding area, on a map. Whoever is to be moved is not told of it here either. */
export function listMapPeople(db: Database, asked: MapPeopleAsked): Promise<MappedPersonRow[]> {
  const { asker, agency, map, sort } = asked;
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'map-people' });
    const { id: mapId } = await getMap(tx, agency, map);
    const list = sort === 'name' ? listByName : listByValue;
    const rows = await list(tx, { ...asked, mapId });
    return rows.map((row) => (isAboutReader(row.person, asker) ? { ...row, isMoveProposed: false } : row));
  });
}
