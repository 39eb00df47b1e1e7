import { entriesPath, openingsPath } from '../bundle.ts';
import { entryForm, LineFile, openingForm } from '../bundle-lines.ts';
import { sourceOf } from '../byte-source.ts';
import { type ByteRange, fromHex, joinBytes, toHex } from '../bytes.ts';
import { type EntryTable, type Leaf, readAgain, type StreamRows } from '../entry-table.ts';
import type { MeritBundle, MeritCheck, MeritEntry, MeritFinding } from '../examination.ts';
import { type OpenedEntry, type OpeningsCheck, openEntry } from './openings.ts';

/** An entry that the walk over all of them has examined, by where its line is in the bytes at hand. */
interface HandedEntry extends Leaf, ByteRange {
  readonly isKnown: boolean;
  readonly openings: readonly HandedOpening[];
}

interface HandedOpening extends ByteRange {
  /** Its line in the bundle. */
  readonly line: number;
}

/** A selection for somebody who has not the bundle. Plain values, so that it can be sent. */
export interface SelectionLines {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: readonly HandedEntry[];
}

/** What was found of it. */
export interface Replayed extends Pick<OpenedEntry, 'faults' | 'opened'> {
  readonly findings: readonly MeritFinding[];
}

/** Copies what a replay needs of a selection; nothing where an entry shares its id with a later one, which may be of another stream. */
export function linesOf(table: EntryTable, stream: StreamRows, openings: OpeningsCheck): SelectionLines | undefined {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const hand = (bytes: Uint8Array): ByteRange => {
    pieces.push(bytes);
    length += bytes.length;
    return { start: length - bytes.length, end: length };
  };
  const entries: HandedEntry[] = [];
  for (const row of table.entriesOf(stream)) {
    if (table.isReplaced(row)) return undefined;
    const isKnown = table.isKnown(row);
    if (!isKnown && !openings.concerns(row)) continue;
    const own = { position: table.positionOf(row), leaf: toHex(table.at(row)), isKnown };
    const place = hand(table.bytesAt(row));
    entries.push({
      ...own,
      ...place,
      openings: openings.linesOf(row).map(({ line, bytes }) => ({ line, ...hand(bytes) })),
    });
  }
  return { bytes: joinBytes(pieces), entries };
}

/** Checks 10 and 11 of a selection that was handed over. Throws where its lines are not those of the leaf hashes. */
export function replayLines(
  { bytes, entries }: SelectionLines,
  { replay, ...given }: Pick<MeritBundle, 'rules' | 'offices'> & { readonly replay: MeritCheck },
): Replayed {
  const source = sourceOf(bytes);
  const [entryLines, openingLines] = [
    new LineFile(entriesPath, source, entryForm),
    new LineFile(openingsPath, source, openingForm),
  ];
  const known: MeritEntry[] = [];
  const faults: OpenedEntry['faults'][number][] = [];
  let opened = 0;
  for (const handed of entries) {
    const { position, leaf, isKnown } = handed;
    const envelope = readAgain(entryLines, handed, fromHex(leaf) ?? bytes);
    const placed = handed.openings.map((place) => ({ line: place.line, opening: openingLines.readAt(place) }));
    const found = openEntry({ envelope }, placed);
    faults.push(...found.faults);
    opened += found.opened;
    if (isKnown) known.push({ position, leaf, envelope, ...found.fields });
  }
  known.sort((one, other) => one.position - other.position);
  return { findings: replay({ entries: known, ...given }), faults, opened };
}
