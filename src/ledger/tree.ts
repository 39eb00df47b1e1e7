import { equalBytes, fromHex, toHex } from './bytes.ts';
import type { LedgerCode } from './codes.ts';
import { sha256 } from './crypto.ts';

// RFC 6962, sizes up to 2^53-1: hence arithmetic instead of bit operations, which stop at 32 bits.

export type ProofCode = Extract<LedgerCode, `proof.${string}`>;

/** Reads the hash over the leaves from index·2^level up to (index+1)·2^level, all of which must be in the tree. */
export type HashReader = (level: number, index: number) => Uint8Array;

/** The roots of the full subtrees of a tree, largest first: all that is needed to append to it. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };
export const emptyRoot = sha256(new Uint8Array(0));

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** The largest power of two below the size. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

export function extendFrontier(frontier: Frontier, leaves: Iterable<Uint8Array>): Frontier {
  const peaks = [...frontier.peaks];
  let size = frontier.size;
  for (const leaf of leaves) {
    let peak = leaf;
    for (let width = size; width % 2 === 1; width = (width - 1) / 2) peak = nodeHash(peaks.pop() ?? emptyRoot, peak);
    peaks.push(peak);
    size += 1;
  }
  return { size, peaks };
}

export function rootOf(frontier: Frontier): Uint8Array {
  return frontier.peaks.reduceRight<Uint8Array | undefined>(joinPeak, undefined) ?? emptyRoot;
}

function joinPeak(right: Uint8Array | undefined, left: Uint8Array): Uint8Array {
  return right === undefined ? left : nodeHash(left, right);
}

/** The frontier of a tree whose full subtrees can be read. */
export function readFrontier(read: HashReader, size: number): Frontier {
  const peaks: Uint8Array[] = [];
  let start = 0;
  while (start < size) {
    const { level, width } = largestWithin(size - start);
    peaks.push(read(level, start / width));
    start += width;
  }
  return { size, peaks };
}

function largestWithin(size: number): { level: number; width: number } {
  let level = 0;
  let width = 1;
  while (width * 2 <= size) {
    level += 1;
    width *= 2;
  }
  return { level, width };
}

/** The hash over the leaves from start, where a left subtree of that size may begin, up to start + size. */
function readRange(read: HashReader, start: number, size: number): Uint8Array {
  const { level, width } = largestWithin(size);
  if (width === size) return read(level, start / width);
  return nodeHash(read(level, start / width), readRange(read, start + width, size - width));
}

/** The audit path of RFC 6962, from the leaf's sibling up. */
export function proveInclusion(read: HashReader, position: number, size: number): Uint8Array[] {
  const proof: Uint8Array[] = [];
  let start = 0;
  let left = size;
  while (left > 1) {
    const split = splitOf(left);
    if (position - start < split) {
      proof.push(readRange(read, start + split, left - split));
      left = split;
    } else {
      proof.push(readRange(read, start, split));
      start += split;
      left -= split;
    }
  }
  return proof.reverse();
}

/** The consistency proof of RFC 6962; empty where one of the trees is empty or both are the same. */
export function proveConsistency(read: HashReader, oldSize: number, size: number): Uint8Array[] {
  if (oldSize === 0 || oldSize === size) return [];
  return proveSubtree({ read, start: 0, isOldTree: true }, oldSize, size);
}

interface Subtree {
  readonly read: HashReader;
  readonly start: number;
  /** Whether the verifier knows the old hash of this subtree, as it is the old root itself. */
  readonly isOldTree: boolean;
}

function proveSubtree(subtree: Subtree, oldSize: number, size: number): Uint8Array[] {
  const { read, start, isOldTree } = subtree;
  if (oldSize === size) return isOldTree ? [] : [readRange(read, start, size)];
  const split = splitOf(size);
  if (oldSize <= split) return [...proveSubtree(subtree, oldSize, split), readRange(read, start + split, size - split)];
  const right = { read, start: start + split, isOldTree: false };
  return [...proveSubtree(right, oldSize - split, size - split), readRange(read, start, split)];
}

/** Hashes in lower-case hex. */
export interface InclusionClaim {
  readonly leaf: string;
  readonly position: number;
  readonly size: number;
  readonly proof: readonly string[];
  readonly root: string;
}

/** Why the proof does not show this leaf at this position of this tree: range, form, length, root, in this order. */
export function refuseInclusion(claim: InclusionClaim): ProofCode | undefined {
  const { position, size } = claim;
  if (!isSize(size) || !isSize(position) || position >= size) return 'proof.range';
  const hashes = parseHashes([claim.leaf, claim.root, ...claim.proof]);
  if (hashes === undefined) return 'proof.form';
  const [leaf, root, ...proof] = hashes;
  const leftTurns = turnsTo(position, size);
  if (proof.length !== leftTurns.length) return 'proof.length';
  const found = leftTurns.reduceRight<Uint8Array>((hash, goesLeft, index) => {
    const sibling = proof[leftTurns.length - 1 - index] ?? emptyRoot;
    return goesLeft ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }, leaf ?? emptyRoot);
  return equalBytes(found, root ?? emptyRoot) ? undefined : 'proof.root';
}

/** From the root down to the leaf: does the way go left? */
function turnsTo(position: number, size: number): boolean[] {
  const turns: boolean[] = [];
  let offset = position;
  let left = size;
  while (left > 1) {
    const split = splitOf(left);
    const goesLeft = offset < split;
    turns.push(goesLeft);
    left = goesLeft ? split : left - split;
    if (!goesLeft) offset -= split;
  }
  return turns;
}

/** Hashes in lower-case hex. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
}

/** Why the proof does not show that the new tree holds the whole old one: range, form, length, root, in this order. */
export function refuseConsistency(claim: ConsistencyClaim): ProofCode | undefined {
  const { oldSize, size } = claim;
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) return 'proof.range';
  const hashes = parseHashes([claim.oldRoot, claim.root, ...claim.proof]);
  if (hashes === undefined) return 'proof.form';
  const [oldRoot = emptyRoot, root = emptyRoot, ...proof] = hashes;
  const isTrivial = oldSize === 0 || oldSize === size;
  if (proof.length !== (isTrivial ? 0 : countConsistency(oldSize, size))) return 'proof.length';
  if (oldSize === 0 && !equalBytes(oldRoot, emptyRoot)) return 'proof.root';
  if (size === 0 && !equalBytes(root, emptyRoot)) return 'proof.root';
  if (oldSize === 0) return undefined;
  const found = rebuild({ oldSize, size, isOldTree: true }, oldRoot, proof.values());
  return equalBytes(found.old, oldRoot) && equalBytes(found.now, root) ? undefined : 'proof.root';
}

function countConsistency(oldSize: number, size: number): number {
  let count = 0;
  let old = oldSize;
  let left = size;
  let isOldTree = true;
  while (old !== left) {
    const split = splitOf(left);
    if (old <= split) left = split;
    else {
      old -= split;
      left -= split;
      isOldTree = false;
    }
    count += 1;
  }
  return isOldTree ? count : count + 1;
}

interface Rebuilt {
  readonly old: Uint8Array;
  readonly now: Uint8Array;
}

/** Both roots of a subtree from the hashes of the proof, which come in the order of the way back up. */
function rebuild(
  subtree: { oldSize: number; size: number; isOldTree: boolean },
  oldRoot: Uint8Array,
  proof: Iterator<Uint8Array>,
): Rebuilt {
  const { oldSize, size, isOldTree } = subtree;
  const next = (): Uint8Array => (proof.next().value as Uint8Array | undefined) ?? emptyRoot;
  if (oldSize === size) {
    const hash = isOldTree ? oldRoot : next();
    return { old: hash, now: hash };
  }
  const split = splitOf(size);
  if (oldSize <= split) {
    const left = rebuild({ oldSize, size: split, isOldTree }, oldRoot, proof);
    return { old: left.old, now: nodeHash(left.now, next()) };
  }
  const right = rebuild({ oldSize: oldSize - split, size: size - split, isOldTree: false }, oldRoot, proof);
  const left = next();
  return { old: nodeHash(left, right.old), now: nodeHash(left, right.now) };
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** All of them 32 bytes in lower-case hex, or nothing. */
function parseHashes(texts: readonly string[]): Uint8Array[] | undefined {
  const hashes: Uint8Array[] = [];
  for (const text of texts) {
    const hash = text.length === 64 ? fromHex(text) : undefined;
    if (hash === undefined) return undefined;
    hashes.push(hash);
  }
  return hashes;
}

/** The leaf hashes of a tree by position, wherever they are held. */
export interface Leaves {
  readonly length: number;
  at(position: number): Uint8Array;
}

/** The roots (hex) of the tree of these leaves at some of its sizes: one walk over the leaves serves all. */
export function rootsAt(sizes: Iterable<number>, leaves: Leaves): Map<number, string> {
  const roots = new Map<number, string>();
  let frontier = emptyFrontier;
  for (const size of [...sizes].sort((one, other) => one - other)) {
    if (size > leaves.length) break;
    frontier = extendFrontier(frontier, leavesOf(leaves, frontier.size, size));
    roots.set(size, toHex(rootOf(frontier)));
  }
  return roots;
}

function* leavesOf(leaves: Leaves, from: number, to: number): Generator<Uint8Array> {
  for (let position = from; position < to; position += 1) yield leaves.at(position);
}
