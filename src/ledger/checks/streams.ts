import type { EntryTable, StreamRows } from '../entry-table.ts';
import { type Examination, entryPlace } from '../examination.ts';
import type { Finding, FindingList } from '../findings.ts';
import { refuseNext, type StreamCode } from '../streams.ts';

/**
 * Check 7: each stream from its first entry without gaps, each entry linked to the one before it, positions rising; who acts in it was
 * bound in it before.
 */
export function checkStreams({ table, findings }: Examination): void {
  for (const stream of table.streams) checkStream(table, stream, findings);
  for (const row of table.entries()) if (table.isUnbound(row)) tellStranger(table, row, findings);
}

function tellStranger(table: EntryTable, row: number, findings: FindingList): void {
  const { position, envelope } = table.load(row);
  const expected = `a name bound in ${envelope.stream}`;
  findings.add({
    check: 7,
    code: 'stream.unbound',
    place: entryPlace({ position }),
    expected,
    found: envelope.actor.ref ?? '',
  });
}

function checkStream(table: EntryTable, stream: StreamRows, findings: FindingList): void {
  const { rows, isSorted } = sortedRows(table, stream);
  let last: number | undefined;
  for (const row of rows) {
    // A first entry names none before it, as check 5 has seen; for the others the walk over the entries has looked.
    const isLinked = last === undefined || (isSorted && table.isLinked(row));
    const isNext = isLinked && table.streamSeqOf(row) === seqAfter(table, last);
    const code = isNext ? undefined : refuseRow(table, last, row);
    const tell = (told: 'stream.order' | StreamCode) =>
      findings.add({ check: 7, code: told, ...said(table, { stream, last, row }) });
    if (code !== undefined) tell(code);
    if (last !== undefined && table.positionOf(row) <= table.positionOf(last)) tell('stream.order');
    last = row;
  }
}

/** By number, and whether the bundle has them so. */
function sortedRows(table: EntryTable, stream: StreamRows): { readonly rows: number[]; readonly isSorted: boolean } {
  const compare = (one: number, other: number) =>
    table.streamSeqOf(one) - table.streamSeqOf(other) || table.positionOf(one) - table.positionOf(other);
  const rows = [...table.entriesOf(stream)];
  const isSorted = rows.every((row, index) => index === 0 || compare(rows[index - 1] ?? row, row) <= 0);
  return { rows: isSorted ? rows : rows.sort(compare), isSorted };
}

function seqAfter(table: EntryTable, last: number | undefined): number {
  return (last === undefined ? 0 : table.streamSeqOf(last)) + 1;
}

/** Asks the entries themselves, where the table cannot say that all is well. */
function refuseRow(table: EntryTable, last: number | undefined, row: number) {
  return refuseNext(last === undefined ? undefined : table.load(last), table.load(row).envelope);
}

interface Place {
  readonly stream: StreamRows;
  readonly last: number | undefined;
  readonly row: number;
}

function said(table: EntryTable, { stream, last, row }: Place): Pick<Finding, 'place' | 'expected' | 'found'> {
  return {
    place: entryPlace({ position: table.positionOf(row) }),
    expected: `${stream.name} ${String(seqAfter(table, last))}`,
    found: `${stream.name} ${String(table.streamSeqOf(row))}`,
  };
}
