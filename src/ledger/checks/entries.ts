import type { BundleFrame, BundleManifest } from '../bundle.ts';
import type { OpenedBundle } from '../bundle-read.ts';
import { leafHash, parseEntry } from '../entry.ts';
import { EntryTable } from '../entry-table.ts';
import { entryPlace } from '../examination.ts';
import { FindingList } from '../findings.ts';
import { rootsAt } from '../tree.ts';
import { PublicationsInMaking } from './publications.ts';
import { RegisterInMaking } from './register.ts';
import { refuseType } from './types.ts';

/** What one walk over all entries leaves for later. */
export interface Entries {
  readonly table: EntryTable;
  /** Check 5. */
  readonly bytesFindings: FindingList;
  /** Check 8. */
  readonly typesFindings: FindingList;
  readonly register: RegisterInMaking;
  readonly publications: PublicationsInMaking;
  /** The rows of entries that tell of erasures. */
  readonly erasures: readonly number[];
}

/** Reads all entries once: their lines (check 0), their bytes (check 5), their types (check 8). */
export function examineEntries({ frame: { manifest }, entries }: OpenedBundle, findings: FindingList): Entries {
  const table = new EntryTable(entries);
  const [bytesFindings, typesFindings] = [new FindingList(), new FindingList()];
  const register = new RegisterInMaking();
  const publications = new PublicationsInMaking({ isWhole: manifest.kind === 'dump' });
  const erasures: number[] = [];
  entries.scan(findings, ({ bytes, position }, place) => {
    const row = table.length;
    const parsed = parseEntry(bytes, manifest.log);
    table.addLeaf(place, { position, leaf: leafHash(bytes) });
    if (!parsed.ok) return bytesFindings.add({ check: 5, code: parsed.code, place: entryPlace({ position }) });
    const envelope = parsed.value;
    const code = refuseType(envelope);
    if (code !== undefined)
      typesFindings.add({ check: 8, code, place: entryPlace({ position }), found: envelope.type });
    else {
      register.add({ envelope, position });
      publications.add({ envelope, place: entryPlace({ position }) });
    }
    table.addEntry(envelope, { isKnown: code === undefined });
    if (envelope.type === 'opening.erased/1') erasures.push(row);
  });
  return { table, bytesFindings, typesFindings, register, publications, erasures };
}

/** What checks 4, 6 and 9 ask of the tree of a dump. */
export function examineRoots({ manifest, brackets }: BundleFrame, table: EntryTable): Map<number, string> {
  if (manifest.kind !== 'dump') return new Map();
  const sizes = new Set([table.length, ...brackets.keys()]);
  for (const size of table.seenSizes()) sizes.add(size);
  sizes.delete(0);
  return rootsAt(sizes, table);
}

/** Part of check 0: the entries are those of the streams that the bundle names. */
export function checkScope({ kind, streams }: BundleManifest, table: EntryTable, findings: FindingList): void {
  if (kind !== 'selection') return;
  const promised = new Set(streams);
  const held = new Set(table.streams.map(({ name }) => name));
  for (const row of table.entries()) {
    const stream = table.streamOf(row)?.name ?? '';
    const place = entryPlace({ position: table.positionOf(row) });
    if (!promised.has(stream)) findings.add({ check: 0, code: 'bundle.scope', place, found: stream });
  }
  for (const stream of streams) {
    if (!held.has(stream))
      findings.add({ check: 0, code: 'bundle.scope', place: `stream ${stream}`, found: 'no entry' });
  }
}
