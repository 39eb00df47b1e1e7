import { inflateRawSync } from 'node:zlib';

// What reading an archive asks of the platform: a browser build swaps this file.

export { crc32 } from 'node:zlib';

/** The bytes of a raw deflate stream that has exactly this size and uses all of its input, or nothing. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // With `info` the answer carries the engine, which knows how much of the input it used.
    const answer: unknown = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), info: true });
    const { buffer, engine } = answer as { buffer: Uint8Array; engine: { bytesWritten: number } };
    return buffer.length === size && engine.bytesWritten === packed.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}
