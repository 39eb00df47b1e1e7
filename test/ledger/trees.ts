import { toUtf8 } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { emptyRoot, type HashReader, nodeHash } from '#ledger/tree.ts';

const made = new Map<string, Uint8Array[]>();

/** The leaves of the vectors: leaf i holds prefix and the decimal of i. */
export function leavesOf(size: number, prefix = ''): Uint8Array[] {
  const leaves = made.get(prefix) ?? [];
  made.set(prefix, leaves);
  while (leaves.length < size) leaves.push(leafHash(toUtf8(`${prefix}${String(leaves.length)}`)));
  return leaves.slice(0, size);
}

const readers = new Map<string, { size: number; read: HashReader }>();

/** The full subtrees of the leaves of the vectors, at least of the first `size`. */
export function readerFor(size: number, prefix = ''): HashReader {
  const known = readers.get(prefix);
  if (known !== undefined && known.size >= size) return known.read;
  const read = readerOf(leavesOf(size, prefix));
  readers.set(prefix, { size, read });
  return read;
}

/** All full subtrees of these leaves, level by level. */
export function readerOf(leaves: readonly Uint8Array[]): HashReader {
  const levels: Uint8Array[][] = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1; ) {
    const next = Array.from({ length: Math.floor(level.length / 2) }, (_, index) =>
      nodeHash(at(level, index * 2), at(level, index * 2 + 1)),
    );
    levels.push(next);
    level = next;
  }
  return (level, index) => at(levels[level] ?? [], index);
}

function at(hashes: readonly Uint8Array[], index: number): Uint8Array {
  const hash = hashes[index];
  if (hash === undefined) throw new Error('a subtree was read that is not full');
  return hash;
}

/** RFC 6962 word by word over the first leaves, without any of our shortcuts but a memory of what was hashed. */
export function naiveTree(leaves: readonly Uint8Array[]) {
  const known = new Map<string, Uint8Array>();

  function root(start: number, end: number): Uint8Array {
    const name = `${String(start)} ${String(end)}`;
    const hash = known.get(name) ?? hashOf(start, end);
    known.set(name, hash);
    return hash;
  }

  function hashOf(start: number, end: number): Uint8Array {
    if (start === end) return emptyRoot;
    if (end - start === 1) return at(leaves, start);
    const middle = split(start, end);
    return nodeHash(root(start, middle), root(middle, end));
  }

  function path(position: number, start: number, end: number): Uint8Array[] {
    if (end - start <= 1) return [];
    const middle = split(start, end);
    if (position < middle) return [...path(position, start, middle), root(middle, end)];
    return [...path(position, middle, end), root(start, middle)];
  }

  function consistency(oldEnd: number, start: number, end: number): Uint8Array[] {
    if (oldEnd === end) return start === 0 ? [] : [root(start, end)];
    const middle = split(start, end);
    if (oldEnd <= middle) return [...consistency(oldEnd, start, middle), root(middle, end)];
    return [...consistency(oldEnd, middle, end), root(start, middle)];
  }

  return {
    root: (size: number) => root(0, size),
    path: (position: number, size: number) => path(position, 0, size),
    consistency: (oldSize: number, size: number) => consistency(oldSize, 0, size),
  };
}

function split(start: number, end: number): number {
  return start + 2 ** Math.floor(Math.log2(end - start - 1));
}
