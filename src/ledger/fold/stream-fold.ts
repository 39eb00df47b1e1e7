import { toHex, toUtf8 } from '../bytes.ts';
import type { Canonical } from '../canonical.ts';
import type { MeritEntry } from '../examination.ts';

/**
 * What a column must hold: JSON as the entry says it, bytes as lower-case hex, instants and dates as text. `undefined`: the entry
 * only commits to it, and its opening is erased or not at hand.
 */
export type Cell = Canonical | undefined;
export type Row = Record<string, Cell>;

/** An entry with what was opened, and whose key each opening is under. */
export interface FoldEntry extends MeritEntry {
  /** Holder (person, account or agency) by field. */
  readonly holders: ReadonlyMap<string, string>;
}

/** The rows that the entries of one stream amount to: by table, then by key. Made anew for each stream, so memory stays flat. */
export class StreamFold {
  readonly tables = new Map<string, Map<string, Row>>();
  readonly stream: string;
  /** Whom each ref of this stream stands for. */
  readonly #holders = new Map<string, string | undefined>();
  /** The attempt of a stage that was planned last. */
  stage: Row | undefined;
  /** The move of the selection that a stage's close has announced, until its entry comes. */
  ending: string | undefined;

  constructor(stream: string) {
    this.stream = stream;
  }

  /** The part of the stream's name after its kind. */
  get key(): string {
    return this.stream.slice(this.stream.indexOf('/') + 1);
  }

  /** Writes a row, or some of its columns, under an entry. */
  put(entry: FoldEntry, table: string, { key, cells }: { key: readonly Cell[]; cells: Row }): Row {
    const rows = this.tables.get(table) ?? new Map<string, Row>();
    this.tables.set(table, rows);
    const name = nameOf(key);
    const row = rows.get(name) ?? {};
    rows.set(name, Object.assign(row, cells, { entry_id: entry.envelope.id }));
    return row;
  }

  /** Changes a row that is there already; where it is not, the comparison will tell. */
  change(entry: FoldEntry, row: Row | undefined, cells: Row): void {
    if (row !== undefined) Object.assign(row, cells, { entry_id: entry.envelope.id });
  }

  list(table: string): Row[] {
    return [...(this.tables.get(table)?.values() ?? [])];
  }

  find(table: string, ...key: readonly Cell[]): Row | undefined {
    return this.tables.get(table)?.get(nameOf(key));
  }

  bind(ref: string, holder: string | undefined): void {
    this.#holders.set(ref, holder);
  }

  holderOf(ref: Cell): Cell {
    return typeof ref === 'string' ? this.#holders.get(ref) : null;
  }

  /** Account of who acted; null for a program. */
  actorOf({ envelope }: FoldEntry): Cell {
    return this.holderOf(envelope.actor.ref);
  }
}

function nameOf(key: readonly Cell[]): string {
  return key.map((cell) => (typeof cell === 'string' ? cell : JSON.stringify(cell))).join(' ');
}

export type Folding = (fold: StreamFold, entry: FoldEntry) => void;

export function open({ envelope }: FoldEntry, field: string): Cell {
  return envelope.open[field];
}

/** What was opened; `undefined` where nothing was. */
export function opened({ openings }: FoldEntry, field: string): Cell {
  return openings.get(field);
}

/** A member of an opened object. */
export function member(value: Cell, name: string): Cell {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return (value as Readonly<Record<string, Canonical>>)[name] ?? null;
}

export function at({ envelope }: FoldEntry): string {
  return envelope.at;
}

/** The bytes of a text, as a bytea column shows them. */
export function hexOf(text: string): string {
  return toHex(toUtf8(text));
}
