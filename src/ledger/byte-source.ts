/** Bytes that need not be in memory, such as those of a file; an export may be larger than what a machine can hold. */
export interface ByteSource {
  readonly length: number;
  /** The bytes from start to end, which must lie within the length. Nobody may write to them. */
  read(start: number, end: number): Uint8Array;
  /** Each reading makes all the bytes anew, whatever part is asked for: to be read as a whole. */
  readonly isRemade?: true;
}

/** How much is read at a time of what is not held as a whole. */
export const chunkBytes = 512 * 1024;

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { length: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

export function partOf(source: ByteSource, from: number, to: number): ByteSource {
  return { length: to - from, read: (start, end) => source.read(from + start, from + end) };
}

export function readWhole(source: ByteSource): Uint8Array {
  return source.read(0, source.length);
}

export function* chunksOf(source: ByteSource): Generator<Uint8Array> {
  const step = source.isRemade ? source.length : chunkBytes;
  for (let start = 0; start < source.length; start += step) {
    yield source.read(start, Math.min(start + step, source.length));
  }
}
