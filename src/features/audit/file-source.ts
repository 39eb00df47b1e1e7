import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '#ledger/byte-source.ts';

/** Small reads come in runs, in two files of lines at once: what follows is mostly asked for next. */
const windowBytes = 32 * 1024;
const mostWindows = 4;

interface Window {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** The bytes of a file, read where they are asked for. */
export class FileSource implements ByteSource {
  readonly length: number;
  readonly #file: number;
  /** Of its content, and of its inode, which no call sets back. */
  readonly #changedMs: readonly number[];
  /** The newest first. */
  readonly #windows: Window[] = [];

  private constructor(file: number) {
    const { size, mtimeMs, ctimeMs } = fstatSync(file);
    this.#file = file;
    this.#changedMs = [mtimeMs, ctimeMs];
    this.length = size;
  }

  /** Nothing where it is no plain file, of which any part can be read at any time. */
  static open(path: string): FileSource | undefined {
    const file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return new FileSource(file);
    closeSync(file);
    return undefined;
  }

  read(start: number, end: number): Uint8Array {
    if (end - start > windowBytes) return this.#readBytes(end - start, start);
    const window = this.#windows.find((held) => start >= held.start && end <= held.start + held.bytes.length);
    const { bytes, start: from } = window ?? this.#openWindow(start);
    return bytes.subarray(start - from, end - from);
  }

  #openWindow(start: number): Window {
    const bytes = this.#readBytes(Math.min(windowBytes, this.length - start), start);
    const window = { start, bytes };
    this.#windows.unshift(window);
    if (this.#windows.length > mostWindows) this.#windows.pop();
    return window;
  }

  /** Whether somebody has written to it since it was opened. */
  hasChanged(): boolean {
    const { size, mtimeMs, ctimeMs } = fstatSync(this.#file);
    return [size, mtimeMs, ctimeMs].join() !== [this.length, ...this.#changedMs].join();
  }

  close(): void {
    closeSync(this.#file);
  }

  #readBytes(length: number, start: number): Uint8Array {
    // Filled below as a whole, or thrown away.
    const target = Buffer.allocUnsafeSlow(length);
    for (let filled = 0; filled < target.length; ) {
      const count = readSync(this.#file, target, filled, target.length - filled, start + filled);
      if (count === 0) throw new Error('the file ends earlier than it did');
      filled += count;
    }
    return target;
  }
}
