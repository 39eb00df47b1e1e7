import type { EntryTable, StreamRows } from '../entry-table.ts';
import type { Examination, MapMemory, MeritBundle, MeritEntry, MeritFinding, Skip } from '../examination.ts';
import { FindingList } from '../findings.ts';
import { isBeginning, openMemory } from '../merit/mapping.ts';
import type { OfficeBook, OfficeRows } from '../offices.ts';
import type { OpeningsCheck } from './openings.ts';
import type { PublicationsInMaking } from './publications.ts';
import { linesOf, type Replayed, type SelectionLines } from './selection-lines.ts';

export interface MeritReplayed {
  readonly findings: FindingList;
  readonly skip: Skip;
}

/** What the streams of agencies say is kept for what is judged by it. */
export interface AgencyKept {
  readonly offices: OfficeBook;
  readonly publications: PublicationsInMaking;
}

/**
 * Check 11: each decision replayed by the rules of the domain; on the way, check 10 of all entries. A stream is read, judged and let go
 * before the next one is.
 */
export function replayMerit(examination: Examination, openings: OpeningsCheck, kept: AgencyKept): MeritReplayed {
  const { table, options } = examination;
  const found = new FindingList();
  openOthers(examination, openings, kept);
  const { offices } = kept;
  for (const stream of inOrder(table, table.streams)) replayStream(examination, { stream, openings, found, offices });
  return { findings: found, skip: skipOf(options, found) };
}

export interface ReplayPlan {
  /** Tells every such place who held which office, before it is sent a selection. */
  readonly share: (offices: OfficeRows) => void;
  /** Judges a selection in another place; fails where that cannot be done. */
  readonly replay: (selection: SelectionLines) => Promise<Replayed>;
  /** So many at most at a time. */
  readonly most: number;
}

/** The same, selections in other places: what is found, and in which order, does not depend on who is first. */
export async function replayMeritElsewhere(
  examination: Examination,
  openings: OpeningsCheck,
  { kept, plan: { share, replay, most } }: { readonly kept: AgencyKept; readonly plan: ReplayPlan },
): Promise<MeritReplayed> {
  const { table, options } = examination;
  const found = new FindingList();
  openOthers(examination, openings, kept);
  const { offices } = kept;
  share(offices.rows);
  const waiting: Promise<Replayed>[] = [];
  const takeFirst = async () => {
    const replayed = await waiting.shift();
    if (replayed === undefined) return;
    openings.take(replayed);
    tell(replayed.findings, found);
  };
  for (const stream of inOrder(table, table.streams)) {
    const lines = isMap(stream) ? undefined : linesOf(table, stream, openings);
    while (waiting.length >= (lines === undefined ? 1 : most)) await takeFirst();
    if (lines === undefined) replayStream(examination, { stream, openings, found, offices });
    else {
      const replayed = replay(lines);
      // Whoever takes it hears how it ended; until then it is nobody's.
      replayed.catch(() => undefined);
      waiting.push(replayed);
    }
  }
  while (waiting.length > 0) await takeFirst();
  return { findings: found, skip: skipOf(options, found) };
}

interface Replaying extends Pick<AgencyKept, 'offices'> {
  readonly stream: StreamRows;
  readonly openings: OpeningsCheck;
  readonly found: FindingList;
}

/** Only opens where there are no rules. */
function replayStream(
  { table, options: { merit }, content: { rules } }: Examination,
  { stream, openings, found, offices }: Replaying,
): void {
  const parts = isMap(stream) ? loadMap(table, stream, openings) : [{ entries: loadStream(table, stream, openings) }];
  for (const part of parts) if (merit !== undefined) tell(merit({ ...part, offices, rules }), found);
}

function tell(findings: readonly MeritFinding[], found: FindingList): void {
  for (const finding of findings) found.add({ check: 11, ...finding });
}

function skipOf({ merit }: Examination['options'], found: FindingList): Skip {
  if (merit === undefined) return 'no-merit-rules';
  return found.counts.has('merit.undisclosed') ? 'no-openings' : undefined;
}

function isSelection({ name }: StreamRows): boolean {
  return name.startsWith('selection/');
}

function isMap({ name }: StreamRows): boolean {
  return name.startsWith('mapping/');
}

function isAgency({ name }: StreamRows): boolean {
  return name.startsWith('agency/');
}

function keepAgency(
  table: EntryTable,
  stream: StreamRows,
  { openings, kept }: { readonly openings: OpeningsCheck; readonly kept: AgencyKept },
): void {
  for (const row of table.entriesOf(stream)) {
    const entry = table.load(row);
    const fields = openings.concerns(row) ? openings.open(row, entry).openings : nothing;
    if (!table.isKnown(row)) continue;
    kept.offices.take({ ...entry, openings: fields });
    kept.publications.know(entry.envelope, fields);
  }
}

const nothing: MeritEntry['openings'] = new Map();

/** Check 10 of what is in neither selections nor maps; of agencies what they say is kept. */
function openOthers({ table }: Examination, openings: OpeningsCheck, kept: AgencyKept): void {
  for (const stream of table.streams) {
    if (isAgency(stream)) keepAgency(table, stream, { openings, kept });
    else if (!isSelection(stream) && !isMap(stream)) openEach(table, stream, openings);
  }
}

function openEach(table: EntryTable, stream: StreamRows, openings: OpeningsCheck): void {
  for (const row of table.entriesOf(stream)) if (openings.concerns(row)) openings.open(row, table.load(row));
}

/** Selections and maps, by the first entry of a known type. */
function inOrder(table: EntryTable, all: readonly StreamRows[]): StreamRows[] {
  const streams = all.filter((stream) => isSelection(stream) || isMap(stream));
  const placed = streams.map((stream) => {
    const first = firstRow(table, stream);
    return { stream, position: first === undefined ? Number.MAX_VALUE : table.positionOf(first) };
  });
  return placed.sort((one, other) => one.position - other.position).map(({ stream }) => stream);
}

/** The entries of known types, in the order of the log, with what was opened of them. */
function loadStream(table: EntryTable, stream: StreamRows, openings: OpeningsCheck): MeritEntry[] {
  return [...loadEach(table, table.entriesOf(stream), openings)].sort((one, other) => one.position - other.position);
}

function* loadEach(table: EntryTable, rows: Iterable<number>, openings: OpeningsCheck): Generator<MeritEntry> {
  for (const row of rows) {
    if (!table.isKnown(row) && !openings.concerns(row)) continue;
    const entry = table.load(row);
    const fields = openings.open(row, entry);
    if (table.isKnown(row)) yield { ...entry, ...fields };
  }
}

/** Of a map so many entries are in memory. */
const mostOfMap = 500;

/** A map has an entry for each person, of which none asks another: a part at a time. */
function* loadMap(
  table: EntryTable,
  stream: StreamRows,
  openings: OpeningsCheck,
): Generator<Pick<MeritBundle, 'entries' | 'map'>> {
  // In the order of the log, which those of a broken bundle need not have.
  const rows = [...table.entriesOf(stream)].sort((one, other) => table.positionOf(one) - table.positionOf(other));
  const map = openMap(table, rows);
  let entries: MeritEntry[] = [];
  for (const entry of loadEach(table, rows, openings)) {
    entries.push(entry);
    if (entries.length < mostOfMap) continue;
    yield { entries, map };
    entries = [];
  }
  map.isWhole = true;
  yield { entries, map };
}

/** The first row of a known type, by position. */
function firstRow(table: EntryTable, stream: StreamRows): number | undefined {
  let first: number | undefined;
  for (const row of table.entriesOf(stream)) {
    if (table.isKnown(row) && (first === undefined || table.positionOf(row) < table.positionOf(first))) first = row;
  }
  return first;
}

/** Nothing of a map yet but its beginning: found among the first entries of a sound one. */
function openMap(table: EntryTable, rows: readonly number[]): MapMemory {
  for (const row of rows) {
    if (!table.isKnown(row)) continue;
    const entry = { ...table.load(row), openings: new Map() };
    if (isBeginning(entry)) return openMemory(entry);
  }
  return openMemory(undefined);
}
