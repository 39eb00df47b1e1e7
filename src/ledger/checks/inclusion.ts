import { equalBytes, toUtf8 } from '../bytes.ts';
import type { OpenedCheckpoint } from '../checkpoint.ts';
import { type Examination, type ExaminedEntry, entryPlace, type Leaf, type Skip } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import type { WitnessPolicy } from '../policy-file.ts';
import { openTlogProof, parseTlogProof } from '../tlog-proof.ts';
import { refuseInclusion, rootOfLeaves } from '../tree.ts';

/** Check 6: are the entries in the tree of the checkpoint, at their positions; in a dump: are they all of it? */
export function checkInclusion(examination: Examination): Skip {
  const { checkpoint, policy, content, leaves, findings } = examination;
  checkPositions(leaves, findings);
  checkReceipts(examination);
  if (checkpoint === undefined || policy === undefined) return 'no-checkpoint';
  if (content.manifest.kind === 'dump') checkWholeTree(examination, checkpoint);
  else checkProofs(examination, { checkpoint, policy });
  return undefined;
}

function checkPositions(leaves: readonly Leaf[], findings: FindingList): void {
  let last = -1;
  for (const { position } of leaves) {
    if (position === last) findings.add({ check: 6, code: 'position.duplicate', place: entryPlace({ position }) });
    if (position < last) {
      findings.add({
        check: 0,
        code: 'bundle.file',
        place: 'entries.ndjson',
        found: `position ${String(position)} out of order`,
      });
    }
    last = Math.max(last, position);
  }
}

/** An entry that somebody has a receipt of is here, byte for byte. */
function checkReceipts({ options: { receipts = [] }, leaves, findings }: Examination): void {
  const held = new Set(leaves.map(({ leaf }) => leaf));
  for (const { entry, leaf } of receipts) {
    if (!held.has(leaf))
      findings.add({ check: 6, code: 'inclusion.missing', place: `receipt ${entry}`, expected: leaf });
  }
}

function checkWholeTree({ leaves, roots, findings }: Examination, checkpoint: OpenedCheckpoint): void {
  const held = new Set(leaves.map(({ position }) => position));
  if (held.size !== checkpoint.size) {
    const sizes = { expected: String(checkpoint.size), found: String(held.size) };
    findings.add({ check: 6, code: 'position.gap', place: `position ${String(firstGap(held))}`, ...sizes });
  }
  const found = roots.get(leaves.length) ?? rootOfLeaves([]);
  if (found !== checkpoint.root) {
    findings.add({ check: 6, code: 'tree.root', place: 'checkpoint', expected: checkpoint.root, found });
  }
}

function firstGap(held: ReadonlySet<number>): number {
  let position = 0;
  while (held.has(position)) position += 1;
  return position;
}

interface Anchor {
  readonly checkpoint: OpenedCheckpoint;
  readonly policy: WitnessPolicy;
}

/** Every proof that is given must hold, and the newest entry of each stream must have one: `prev` covers the rest. */
function checkProofs({ content, leaves, entries, findings }: Examination, anchor: Anchor): void {
  const byPosition = new Map(leaves.map((leaf) => [leaf.position, leaf]));
  for (const [position, proof] of content.proofs) {
    const leaf = byPosition.get(position);
    const place = entryPlace({ position });
    if (leaf === undefined) findings.add({ check: 6, code: 'position.gap', place, found: 'a proof without an entry' });
    else checkProof(leaf, proof, { anchor, note: content.files.get('checkpoint'), findings });
  }
  for (const { position } of newestOfEach(entries)) {
    if (content.proofs.has(position)) continue;
    findings.add({ check: 6, code: 'inclusion.missing', place: entryPlace({ position }) });
  }
}

function newestOfEach(entries: readonly ExaminedEntry[]): ExaminedEntry[] {
  const newest = new Map<string, ExaminedEntry>();
  for (const entry of entries) {
    const { stream, streamSeq } = entry.envelope;
    const known = newest.get(stream);
    if (known === undefined || known.envelope.streamSeq <= streamSeq) newest.set(stream, entry);
  }
  return [...newest.values()];
}

interface ProofContext {
  readonly anchor: Anchor;
  readonly note: Uint8Array | undefined;
  readonly findings: FindingList;
}

function checkProof({ leaf, position }: Leaf, bytes: Uint8Array, { anchor, note, findings }: ProofContext): void {
  const { checkpoint, policy } = anchor;
  const place = entryPlace({ position });
  const proof = parseTlogProof(bytes);
  // The bundle's checkpoint is verified already; a proof under any other is opened in full.
  const isUnderCheckpoint = proof.ok && note !== undefined && equalBytes(toUtf8(proof.value.note), note);
  if (!isUnderCheckpoint) {
    const opened = openTlogProof(bytes, leaf, policy);
    if (!opened.ok) findings.add({ check: 6, code: opened.code, place });
    else if (opened.value.checkpoint.root !== checkpoint.root || opened.value.position !== position) {
      findings.add({
        check: 6,
        code: 'proof.root',
        place,
        expected: checkpoint.root,
        found: opened.value.checkpoint.root,
      });
    }
    return;
  }
  const { size, root } = checkpoint;
  if (proof.value.position !== position) {
    findings.add({
      check: 6,
      code: 'proof.range',
      place,
      expected: String(position),
      found: String(proof.value.position),
    });
  }
  const code = refuseInclusion({ leaf, position, size, proof: proof.value.hashes, root });
  if (code !== undefined) findings.add({ check: 6, code, place });
}
