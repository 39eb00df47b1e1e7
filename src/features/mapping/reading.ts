import { refuseAgencyRead } from '#domain/agency-reads.ts';
import type { AxisRule } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { drawMap, type MapCounts } from '#domain/talent-map.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type Place, unknownCursor } from '#platform/pagination.ts';
import {
  type CountRow,
  countPeople,
  findNewestMap,
  listByName,
  listByValue,
  type MappedPersonRow,
  type MapRow,
} from './queries.ts';

export interface MapAsked {
  readonly asker: Asker;
  readonly agency: string;
  readonly unit: string | undefined;
  readonly level: string | undefined;
}

/** The newest map of an agency in numbers; `thing.missing` where it has none, or for whoever may not read it. */
export function readMap(db: Database, { asker, agency, unit, level }: MapAsked) {
  return db.transaction(asker.accountId, async (tx) => {
    const context = await admitAgencyReading(tx, { asker, agency, reading: 'map' });
    const map = await getNewestMap(tx, agency);
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

async function getNewestMap(tx: Tx, agency: string): Promise<MapRow> {
  const map = await findNewestMap(tx, agency);
  if (map === undefined) throw new Refused(refuse('thing.missing'));
  return map;
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
  readonly after: Place | undefined;
  readonly limit: number;
}

/** People of one box, or of the holding area, on the newest map. */
export function listMapPeople(db: Database, asked: MapPeopleAsked): Promise<MappedPersonRow[]> {
  const { asker, agency, sort, after } = asked;
  const behind = after === undefined ? undefined : placeIn(sort, after);
  return db.transaction(asker.accountId, async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'map-people' });
    const { id: mapId } = await getNewestMap(tx, agency);
    const list = sort === 'name' ? listByName : listByValue;
    return list(tx, { ...asked, mapId, after: behind });
  });
}

/** Where a row stands in its order; a cursor of one order is none of the other. */
export function placeOf(sort: MapOrder, { sortKey, person }: MappedPersonRow): Place {
  return { sortKey: `${sort} ${sortKey}`, id: person };
}

const keyForms = { name: /^name (.+)$/, value: /^value (-?\d+(?:\.\d+)?)$/ } as const;

function placeIn(sort: MapOrder, { sortKey, id }: Place): Place {
  const key = keyForms[sort].exec(sortKey)?.[1];
  if (key === undefined) throw unknownCursor();
  return { sortKey: key, id };
}
