import type { BundleContent } from '../bundle.ts';
import { leafHashHex, parseEntry } from '../entry.ts';
import { type Examination, type ExaminedEntry, entryPlace, type Leaf } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import { rootsAt } from '../tree.ts';

export type Entries = Pick<Examination, 'leaves' | 'entries'>;

/** Check 5: the bytes of each entry. Also that the entries are those of the streams that the bundle names (check 0). */
export function examineEntries(content: BundleContent, findings: FindingList): Entries {
  const { manifest } = content;
  const leaves: Leaf[] = [];
  const entries: ExaminedEntry[] = [];
  for (const { bytes, position } of content.entries) {
    const leaf = { position, leaf: leafHashHex(bytes) };
    const parsed = parseEntry(bytes, manifest.log);
    leaves.push(leaf);
    if (parsed.ok) entries.push({ ...leaf, envelope: parsed.value });
    else findings.add({ check: 5, code: parsed.code, place: entryPlace({ position }) });
  }
  if (manifest.kind === 'selection') checkScope(manifest.streams, entries, findings);
  return { leaves, entries };
}

/** What checks 4, 6 and 9 ask of the tree of a dump. */
export function examineRoots({ manifest, brackets }: BundleContent, { leaves, entries }: Entries): Map<number, string> {
  if (manifest.kind !== 'dump') return new Map();
  const sizes = new Set([leaves.length, ...brackets.keys()]);
  for (const { envelope } of entries) if (envelope.seen !== null) sizes.add(envelope.seen.size);
  sizes.delete(0);
  return rootsAt(
    sizes,
    leaves.map(({ leaf }) => leaf),
  );
}

function checkScope(streams: readonly string[], entries: readonly ExaminedEntry[], findings: FindingList): void {
  const promised = new Set(streams);
  const held = new Set(entries.map(({ envelope }) => envelope.stream));
  for (const { envelope, position } of entries) {
    if (promised.has(envelope.stream)) continue;
    findings.add({ check: 0, code: 'bundle.scope', place: entryPlace({ position }), found: envelope.stream });
  }
  for (const stream of streams) {
    if (!held.has(stream))
      findings.add({ check: 0, code: 'bundle.scope', place: `stream ${stream}`, found: 'no entry' });
  }
}
