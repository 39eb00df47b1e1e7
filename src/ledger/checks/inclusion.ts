import { entriesPath } from '../bundle.ts';
import { equalBytes, toHex, toUtf8 } from '../bytes.ts';
import type { OpenedCheckpoint } from '../checkpoint.ts';
import type { EntryTable, Leaf, StreamRows } from '../entry-table.ts';
import { type Examination, entryPlace, type Skip } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import type { WitnessPolicy } from '../policy-file.ts';
import { openTlogProof, parseTlogProof } from '../tlog-proof.ts';
import { emptyRoot, refuseInclusion } from '../tree.ts';

/** Check 6: are the entries in the tree of the checkpoint, at their positions; in a dump: are they all of it? */
export function checkInclusion(examination: Examination): Skip {
  const { checkpoint, policy, content, table, findings } = examination;
  checkPositions(table, findings);
  checkReceipts(examination);
  if (checkpoint === undefined || policy === undefined) return 'no-checkpoint';
  if (content.manifest.kind === 'dump') checkWholeTree(examination, checkpoint);
  else checkProofs(examination, { checkpoint, policy });
  return undefined;
}

function checkPositions(table: EntryTable, findings: FindingList): void {
  let last = -1;
  for (let row = 0; row < table.length; row += 1) {
    const position = table.positionOf(row);
    if (position === last) findings.add({ check: 6, code: 'position.duplicate', place: entryPlace({ position }) });
    if (position < last) {
      findings.add({
        check: 0,
        code: 'bundle.file',
        place: entriesPath,
        found: `position ${String(position)} out of order`,
      });
    }
    last = Math.max(last, position);
  }
}

/** An entry that somebody has a receipt of is here, byte for byte. */
function checkReceipts({ options: { receipts = [] }, table, findings }: Examination): void {
  const missing = new Set(receipts.map(({ leaf }) => leaf));
  for (let row = 0; row < table.length && missing.size > 0; row += 1) missing.delete(toHex(table.at(row)));
  for (const { entry, leaf } of receipts) {
    if (missing.has(leaf))
      findings.add({ check: 6, code: 'inclusion.missing', place: `receipt ${entry}`, expected: leaf });
  }
}

function checkWholeTree({ table, roots, findings }: Examination, checkpoint: OpenedCheckpoint): void {
  const { count, gap } = examinePositions(table);
  const place = entryPlace({ position: gap });
  if (count !== checkpoint.size) {
    const sizes = { expected: String(checkpoint.size), found: String(count) };
    findings.add({ check: 6, code: 'position.gap', place, ...sizes });
  } else if (gap !== count) {
    // The root says nothing of positions: whoever moved them up would have acts look younger than what covers them.
    findings.add({ check: 6, code: 'position.gap', place, expected: 'every position below the size' });
  }
  const found = roots.get(table.length) ?? toHex(emptyRoot);
  if (found !== checkpoint.root) {
    findings.add({ check: 6, code: 'tree.root', place: 'checkpoint', expected: checkpoint.root, found });
  }
}

/** How many positions there are, and the first that is not. */
function examinePositions(table: EntryTable): { readonly count: number; readonly gap: number } {
  let whole = 0;
  while (whole < table.length && table.positionOf(whole) === whole) whole += 1;
  const others = new Set<number>();
  for (let row = whole; row < table.length; row += 1) {
    const position = table.positionOf(row);
    if (position >= whole) others.add(position);
  }
  let gap = whole;
  while (others.has(gap)) gap += 1;
  return { count: whole + others.size, gap };
}

interface Anchor {
  readonly checkpoint: OpenedCheckpoint;
  readonly policy: WitnessPolicy;
}

/** Every proof that is given must hold, and the newest entry of each stream must have one: `prev` covers the rest. */
function checkProofs({ content, table, findings }: Examination, anchor: Anchor): void {
  const byPosition = new Map<number, Leaf>();
  for (let row = 0; row < table.length; row += 1) {
    const position = table.positionOf(row);
    if (content.proofs.has(position)) byPosition.set(position, { position, leaf: toHex(table.at(row)) });
  }
  for (const [position, proof] of content.proofs) {
    const leaf = byPosition.get(position);
    const place = entryPlace({ position });
    if (leaf === undefined) findings.add({ check: 6, code: 'position.gap', place, found: 'a proof without an entry' });
    else checkProof(leaf, proof, { anchor, note: content.files.get('checkpoint'), findings });
  }
  for (const stream of table.streams) {
    const position = newestOf(table, stream);
    if (content.proofs.has(position)) continue;
    findings.add({ check: 6, code: 'inclusion.missing', place: entryPlace({ position }) });
  }
}

/** Its position. */
function newestOf(table: EntryTable, stream: StreamRows): number {
  let newest = stream.first;
  for (const row of table.entriesOf(stream)) {
    if (table.streamSeqOf(newest) <= table.streamSeqOf(row)) newest = row;
  }
  return table.positionOf(newest);
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
