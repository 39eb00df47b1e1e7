import type { BundleOpening } from './bundle.ts';
import type { LineFile } from './bundle-lines.ts';
import type { ByteRange } from './bytes.ts';
import { rowNumbers } from './columns.ts';

/** An opening as it stands in the bundle, by its line. */
export interface PlacedOpening {
  readonly line: number;
  readonly opening: BundleOpening;
}

/** Where the openings of each entry stand, in sixteen bytes each; they are read again from the file. */
export class OpeningTable {
  readonly #lines: LineFile<BundleOpening>;
  readonly #starts = rowNumbers();
  readonly #lengths = rowNumbers();
  /** The opening of the same entry before this one, counted from 1. */
  readonly #before = rowNumbers();
  /** The newest opening of each row of entries, counted from 1. */
  readonly #newest: Uint32Array;

  constructor(lines: LineFile<BundleOpening>, entries: number) {
    this.#lines = lines;
    this.#newest = new Uint32Array(entries);
  }

  /** How many there are. */
  get length(): number {
    return this.#starts.length;
  }

  /** The next opening of the bundle; nothing for the row where there is no such entry. */
  add({ start, end }: ByteRange, row: number | undefined): void {
    this.#starts.push(start);
    this.#lengths.push(end - start);
    this.#before.push(row === undefined ? 0 : (this.#newest[row] ?? 0));
    if (row !== undefined) this.#newest[row] = this.length;
  }

  hasAny(row: number): boolean {
    return (this.#newest[row] ?? 0) > 0;
  }

  /** The lines of the openings of a row of entries in the order of the bundle. */
  linesOf(row: number): number[] {
    const lines: number[] = [];
    for (let count = this.#newest[row] ?? 0; count > 0; count = this.#before.at(count - 1)) lines.push(count - 1);
    return lines.reverse();
  }

  /** The openings of a row of entries in the order of the bundle. */
  load(row: number): PlacedOpening[] {
    return this.linesOf(row).map((line) => ({ line, opening: this.at(line) }));
  }

  /** The opening of a line, read again. */
  at(line: number): BundleOpening {
    return this.#lines.readAt(this.#placeOf(line));
  }

  /** The bytes of a line. */
  bytesAt(line: number): Uint8Array {
    return this.#lines.bytesAt(this.#placeOf(line));
  }

  #placeOf(line: number): ByteRange {
    const start = this.#starts.at(line);
    return { start, end: start + this.#lengths.at(line) };
  }
}
