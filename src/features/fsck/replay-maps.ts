import type { Canonical } from '#ledger/canonical.ts';
import type { MapMemory, MeritEntry } from '#ledger/examination.ts';
import { type Finding, FindingList, isNote } from '#ledger/findings.ts';
import { isBeginning, openMemory } from '#ledger/merit/mapping.ts';
import { checkMerit } from '#ledger/merit.ts';
import type { OfficeBook } from '#ledger/offices.ts';
import type { Sql } from '#platform/database.ts';
import { type RecordKeys, takeRules } from './replay-rules.ts';
import { listStreamsOfKind } from './store.ts';
import { walkStreams } from './walk.ts';

/** What deriving a map's boxes again has shown. Places are `mapping/<id> <streamSeq>`. */
export interface ReplayedMap {
  readonly mapId: string;
  readonly entries: number;
  /** Derived again. */
  readonly boxes: number;
  /** Not derived: erased, or their keys are not here. */
  readonly closed: number;
  readonly findings: readonly Finding[];
  readonly isEqual: boolean;
}

interface MapsAsked extends RecordKeys {
  readonly rules: Map<string, Canonical>;
  readonly offices: OfficeBook;
}

/** Derives every box of every map again, and what its committee resolved by whom, from the record that its entry seals; some thousand entries in memory at a time. */
export async function replayMaps(
  sql: Sql,
  { tell, ...asked }: MapsAsked & { readonly tell: (replayed: ReplayedMap) => void },
): Promise<void> {
  for (let after = ''; ; ) {
    const [stream] = await listStreamsOfKind(sql, { kind: 'mapping', after, wanted: null, limit: 1 });
    if (stream === undefined) return;
    tell(await replayMap(sql, { ...asked, stream }));
    after = stream;
  }
}

async function replayMap(
  sql: Sql,
  { rules, offices, stream, ...record }: MapsAsked & { readonly stream: string },
): Promise<ReplayedMap> {
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  // What the walk itself objects to belongs to the bytes; the values that it could not open are missing here.
  const walk = { ...record, streams: [stream], counts, findings: new FindingList() };
  const findings: Finding[] = [];
  let map: MapMemory | undefined;
  let [boxes, closed] = [0, 0];
  const judge = (entries: readonly MeritEntry[], memory: MapMemory): void => {
    for (const finding of checkMerit({ entries, map: memory, rules, offices }))
      findings.push({ ...finding, check: 11, place: finding.place.replace('position', stream) });
  };
  for await (const page of walkStreams(sql, walk)) {
    const entries = page.map((entry) => ({
      ...entry,
      position: entry.envelope.streamSeq,
      logged: entry.position,
    }));
    map ??= openMemory(entries.find(isBeginning));
    await takeRules(sql, rules, entries.slice(0, 2));
    const people = entries.filter(({ envelope }) => envelope.type === 'box.derived/1');
    const opened = people.filter(({ openings }) => openings.has('derivation')).length;
    boxes += opened;
    closed += people.length - opened;
    judge(entries, map);
  }
  if (map !== undefined) {
    map.isWhole = true;
    judge([], map);
  }
  const mapId = stream.slice('mapping/'.length);
  return { mapId, entries: counts.entries, boxes, closed, findings, isEqual: findings.every(isNote) };
}
