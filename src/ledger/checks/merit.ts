import type { EntryTable, StreamRows } from '../entry-table.ts';
import type { Examination, MeritEntry, Skip } from '../examination.ts';
import { FindingList } from '../findings.ts';
import type { OpeningsCheck } from './openings.ts';

export interface MeritReplayed {
  readonly findings: FindingList;
  readonly skip: Skip;
}

/**
 * Check 11: each decision replayed by the rules of the domain; on the way, check 10 of all entries. A stream is read, judged and let go
 * before the next one is.
 */
export function replayMerit(examination: Examination, openings: OpeningsCheck): MeritReplayed {
  const { table, options, content } = examination;
  const replay = options.merit;
  const found = new FindingList();
  for (const stream of table.streams) if (!isSelection(stream)) openEach(table, stream, openings);
  for (const stream of inOrder(table, table.streams.filter(isSelection))) {
    const entries = loadStream(table, stream, openings);
    if (replay === undefined || entries.length === 0) continue;
    for (const finding of replay({ entries, rules: content.rules })) found.add({ check: 11, ...finding });
  }
  if (replay === undefined) return { findings: found, skip: 'no-merit-rules' };
  const skip = found.counts.has('merit.undisclosed') ? 'no-openings' : undefined;
  return { findings: found, skip };
}

function isSelection({ name }: StreamRows): boolean {
  return name.startsWith('selection/');
}

function openEach(table: EntryTable, stream: StreamRows, openings: OpeningsCheck): void {
  for (const row of table.entriesOf(stream)) if (openings.concerns(row)) openings.open(row, table.load(row));
}

/** By the first entry of a known type. */
function inOrder(table: EntryTable, streams: readonly StreamRows[]): StreamRows[] {
  const first = (stream: StreamRows): number => {
    let position = Number.MAX_VALUE;
    for (const row of table.entriesOf(stream)) {
      if (table.isKnown(row)) position = Math.min(position, table.positionOf(row));
    }
    return position;
  };
  const placed = streams.map((stream) => ({ stream, position: first(stream) }));
  return placed.sort((one, other) => one.position - other.position).map(({ stream }) => stream);
}

/** The entries of known types, in the order of the log, with what was opened of them. */
function loadStream(table: EntryTable, stream: StreamRows, openings: OpeningsCheck): MeritEntry[] {
  const entries: MeritEntry[] = [];
  for (const row of table.entriesOf(stream)) {
    if (!table.isKnown(row) && !openings.concerns(row)) continue;
    const entry = table.load(row);
    const fields = openings.open(row, entry);
    if (table.isKnown(row)) entries.push({ ...entry, ...fields });
  }
  return entries.sort((one, other) => one.position - other.position);
}
