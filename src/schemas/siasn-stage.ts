import type { HistoryKind } from './siasn-files.ts';

/** The profile, and the histories whose rows belong to somebody. */
export type StageKind = 'profile' | Exclude<HistoryKind, 'units' | 'masterPosts'>;

/** A row as it was read, set down until all rows of its person are together. */
export interface StagedRow<Item = unknown> {
  /** Its place among the rows of its file, from 0. */
  readonly at: number;
  readonly nip: string;
  /** What it may share with rows of others: the PNS ID, the folded number of a decree or a certificate. */
  readonly key: string | null;
  readonly line: number;
  readonly record: string | null;
  /** Plain JSON. */
  readonly item: Item;
}

export interface StagedPerson {
  /** The row of the profile. */
  readonly row: StagedRow;
  readonly histories: ReadonlyMap<StageKind, readonly StagedRow[]>;
}

/** Where a delivery is sorted by person, a bounded piece at a time. Rows are put down first, then asked for. */
export interface Stage {
  put(kind: StageKind, rows: readonly StagedRow[]): Promise<void>;
  /** All rows are put down. */
  seal(): Promise<void>;
  /** Rows of a kind that share a NIP or a key with others, by what they share and in the order of their file. */
  sharing(kind: StageKind, by: 'nip' | 'key'): AsyncIterable<readonly StagedRow[]>;
  replace(kind: StageKind, rows: readonly StagedRow[]): Promise<void>;
  drop(kind: StageKind, places: readonly number[]): Promise<void>;
  /** Rows of histories that belong to nobody in the profile, in the order of their file. */
  strangers(kind: StageKind): AsyncIterable<readonly StagedRow[]>;
  /** Everybody in the order of the profile, with their rows of these histories. */
  people(kinds: readonly StageKind[]): AsyncIterable<readonly StagedPerson[]>;
}

const peoplePerPage = 1_000;

/** A stage for deliveries that memory holds. */
export function openMemoryStage(): Stage {
  const kinds = new Map<StageKind, Map<number, StagedRow>>();
  const of = (kind: StageKind) => kinds.get(kind) ?? new Map<number, StagedRow>();
  const put = (kind: StageKind, rows: readonly StagedRow[]) => {
    const known = of(kind);
    for (const row of rows) known.set(row.at, row);
    kinds.set(kind, known);
    return Promise.resolve();
  };
  const byNip = (kind: StageKind) => groupBy(of(kind).values(), ({ nip }) => nip);
  return {
    put,
    replace: put,
    seal: () => Promise.resolve(),
    drop: (kind, places) => {
      for (const at of places) of(kind).delete(at);
      return Promise.resolve();
    },
    async *sharing(kind, by) {
      for (const group of groupBy(of(kind).values(), (row) => row[by]).values()) if (group.length > 1) yield group;
    },
    async *strangers(kind) {
      const people = byNip('profile');
      yield [...of(kind).values()].filter(({ nip }) => !people.has(nip));
    },
    async *people(wanted) {
      const histories = wanted.map((kind) => [kind, byNip(kind)] as const);
      const rows = [...of('profile').values()];
      for (let from = 0; from < rows.length; from += peoplePerPage) {
        yield rows.slice(from, from + peoplePerPage).map((row) => {
          const own = histories.map(([kind, all]) => [kind, all.get(row.nip) ?? []] as const);
          return { row, histories: new Map(own) };
        });
      }
    },
  };
}

function groupBy(rows: Iterable<StagedRow>, keyOf: (row: StagedRow) => string | null): Map<string, StagedRow[]> {
  const groups = new Map<string, StagedRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = key === null ? undefined : groups.get(key);
    if (group !== undefined) group.push(row);
    else if (key !== null) groups.set(key, [row]);
  }
  return groups;
}
