// Numbers and hashes of very many rows, a few bytes each, where an object each would take hundreds.

type Numbers = Float64Array | Uint32Array;

const firstRows = 1_024;

/** A list of numbers that grows. */
export class Column<T extends Numbers> {
  #values: T;
  readonly #make: (length: number) => T;
  length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#values = make(firstRows);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = this.#make(this.length * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    this.#values[row] = value;
  }
}

export function wholeNumbers(): Column<Float64Array> {
  return new Column((length) => new Float64Array(length));
}

/** Of numbers below 2^32, such as those of rows. */
export function rowNumbers(): Column<Uint32Array> {
  return new Column((length) => new Uint32Array(length));
}

/** A list of byte strings of one length, which grows. */
export class BytesColumn {
  readonly #width: number;
  #bytes: Uint8Array;
  length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#bytes = new Uint8Array(width * firstRows);
  }

  push(bytes: Uint8Array): void {
    const end = (this.length + 1) * this.#width;
    if (end > this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.length += 1;
    this.put(this.length - 1, bytes);
  }

  put(row: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, row * this.#width);
  }

  /** A view, not a copy. */
  at(row: number): Uint8Array {
    return this.#bytes.subarray(row * this.#width, (row + 1) * this.#width);
  }

  isAt(row: number, bytes: Uint8Array): boolean {
    const start = row * this.#width;
    for (let index = 0; index < this.#width; index += 1) {
      if (this.#bytes[start + index] !== bytes[index]) return false;
    }
    return true;
  }
}

const noRow = 0xffff_ffff;

/** Finds the newest row of a key. Keys come from anybody: what they are mixed with is drawn anew, so that nobody can make them meet. */
export class RowIndex {
  readonly #keys: BytesColumn;
  readonly #mixers: Uint32Array;
  #slots = new Uint32Array(firstRows * 2).fill(noRow);
  #used = 0;

  /** The keys in their column, whose width is a multiple of four; eight random bytes for each four of a key. */
  constructor(keys: BytesColumn, random: Uint8Array) {
    this.#keys = keys;
    this.#mixers = new Uint32Array(random.slice().buffer);
  }

  /** Of a key that is in the column already; answers the row whose key it was. */
  add(row: number): number | undefined {
    if (this.#used * 2 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(this.#keys.at(row));
    const before = this.#slots[slot] ?? noRow;
    this.#slots[slot] = row;
    if (before !== noRow) return before;
    this.#used += 1;
    return undefined;
  }

  find(key: Uint8Array): number | undefined {
    const row = this.#slots[this.#slotOf(key)] ?? noRow;
    return row === noRow ? undefined : row;
  }

  #slotOf(key: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let word = 0; word * 2 < this.#mixers.length; word += 1) {
      const at = word * 4;
      const value =
        (key[at] ?? 0) | ((key[at + 1] ?? 0) << 8) | ((key[at + 2] ?? 0) << 16) | ((key[at + 3] ?? 0) << 24);
      hash = Math.imul(hash ^ value ^ (this.#mixers[word * 2] ?? 0), (this.#mixers[word * 2 + 1] ?? 0) | 1);
      hash ^= hash >>> 15;
    }
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] ?? noRow;
      if (row === noRow || this.#keys.isAt(row, key)) return slot;
    }
  }

  #grow(): void {
    const held = this.#slots;
    this.#slots = new Uint32Array(held.length * 2).fill(noRow);
    for (const row of held) if (row !== noRow) this.#slots[this.#slotOf(this.#keys.at(row))] = row;
  }
}
