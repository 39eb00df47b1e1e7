// DER (X.690) as far as time-stamp tokens need it: definite lengths in their shortest form, tags of one byte.

/** One value: its tag with class and form, its contents, and all its bytes. */
export interface Der {
  readonly tag: number;
  readonly body: Uint8Array;
  readonly whole: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Context-specific and constructed, by number. */
  context: (number: number) => 0xa0 + number,
} as const;

const empty = new Uint8Array(0);
const nothing: Der = { tag: -1, body: empty, whole: empty };
/** More values than any honest token has. */
const mostValues = 1_000;

/** Reads values one after another. The first that is not as expected spoils the cursor and all that were opened from it. */
export class DerCursor {
  readonly #bytes: Uint8Array;
  readonly #spoilt: { yes: boolean };
  #at = 0;

  constructor(bytes: Uint8Array, spoilt: { yes: boolean } = { yes: false }) {
    this.#bytes = bytes;
    this.#spoilt = spoilt;
  }

  /** Whether everything so far was as expected. */
  get isSound(): boolean {
    return !this.#spoilt.yes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next value, which must have this tag. */
  take(tag: number): Der {
    const value = this.#peek();
    if (value?.tag !== tag) return this.#spoil();
    this.#at += value.whole.length;
    return value;
  }

  /** The next value where it has this tag. */
  takeIf(tag: number): Der | undefined {
    return this.#peek()?.tag === tag ? this.take(tag) : undefined;
  }

  /** A cursor within the next value. */
  open(tag: number): DerCursor {
    return new DerCursor(this.take(tag).body, this.#spoilt);
  }

  /** All values that are left. */
  takeAll(): Der[] {
    const values: Der[] = [];
    while (!this.isAtEnd && this.isSound) {
      const value = this.#peek();
      if (value === undefined || values.length === mostValues) this.#spoil();
      else {
        values.push(value);
        this.#at += value.whole.length;
      }
    }
    return values;
  }

  /** Nothing may be left. */
  end(): void {
    if (!this.isAtEnd) this.#spoil();
  }

  within(value: Der | undefined): DerCursor {
    return new DerCursor(value?.body ?? empty, this.#spoilt);
  }

  #spoil(): Der {
    this.#spoilt.yes = true;
    return nothing;
  }

  #peek(): Der | undefined {
    if (this.#spoilt.yes) return undefined;
    const tag = this.#bytes[this.#at];
    const length = lengthAt(this.#bytes, this.#at + 1);
    if (tag === undefined || (tag & 0x1f) === 0x1f || length === undefined) return undefined;
    const end = length.bodyAt + length.length;
    if (end > this.#bytes.length) return undefined;
    return { tag, body: this.#bytes.subarray(length.bodyAt, end), whole: this.#bytes.subarray(this.#at, end) };
  }
}

function lengthAt(bytes: Uint8Array, at: number): { length: number; bodyAt: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, bodyAt: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || at + count >= bytes.length) return undefined;
  let length = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) length = length * 256 + byte;
  const isShortest = length >= 0x80 && bytes[at + 1] !== 0;
  return isShortest ? { length, bodyAt: at + 1 + count } : undefined;
}

/** An object identifier in its dotted form; empty where it is malformed. */
export function oidOf({ body }: Der): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const [index, byte] of body.entries()) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > 0xffff_ffff) return '';
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) arcs.push(Math.min(Math.floor(arc / 40), 2), arc - 40 * Math.min(Math.floor(arc / 40), 2));
    else arcs.push(arc);
    arc = 0;
    if (index === body.length - 1) return arcs.join('.');
  }
  return '';
}

/** The instant of a UTCTime or GeneralizedTime as microseconds since 1970; undefined where it is none. RFC 5280, section 4.1.2.5. */
export function instantOf({ tag, body }: Der): number | undefined {
  if (body.length > longestTime) return undefined;
  const text = String.fromCharCode(...body);
  const form = tag === tags.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : generalizedForm;
  const [, yearText, month, day, hour, minute, second, fraction = ''] = form.exec(text) ?? [];
  if (yearText === undefined) return undefined;
  const short = Number(yearText);
  const year = tag === tags.utcTime ? short + (short < 50 ? 2000 : 1900) : short;
  const spelled = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const milliseconds = Date.parse(spelled);
  // What rolls over into the next month or day is no instant.
  const isReal = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === spelled;
  return isReal ? milliseconds * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0')) : undefined;
}

const longestTime = 30;
const generalizedForm = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/;
