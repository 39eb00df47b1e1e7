import { type Examination, type ExaminedEntry, entryPlace } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import { refuseNext } from '../streams.ts';

/** Check 7: each stream from its first entry without gaps, each entry linked to the one before it, positions rising. */
export function checkStreams({ entries, findings }: Examination): void {
  const streams = new Map<string, ExaminedEntry[]>();
  for (const entry of entries) {
    const { stream } = entry.envelope;
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, [entry]);
    else known.push(entry);
  }
  for (const stream of streams.values()) checkStream(stream, findings);
}

function checkStream(entries: ExaminedEntry[], findings: FindingList): void {
  entries.sort((one, other) => one.envelope.streamSeq - other.envelope.streamSeq || one.position - other.position);
  let last: ExaminedEntry | undefined;
  for (const entry of entries) {
    const code = refuseNext(last, entry.envelope);
    if (code !== undefined) findings.add({ check: 7, code, place: entryPlace(entry), ...sequence(last, entry) });
    if (last !== undefined && entry.position <= last.position) {
      findings.add({ check: 7, code: 'stream.order', place: entryPlace(entry), ...sequence(last, entry) });
    }
    last = entry;
  }
}

function sequence(last: ExaminedEntry | undefined, { envelope }: ExaminedEntry): { expected: string; found: string } {
  const { stream, streamSeq } = envelope;
  const next = (last?.envelope.streamSeq ?? 0) + 1;
  return { expected: `${stream} ${String(next)}`, found: `${stream} ${String(streamSeq)}` };
}
