import type { CanonicalObject } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import { foldEntry } from '#ledger/fold/fold.ts';
import { type Cell, type FoldEntry, type Row, StreamFold } from '#ledger/fold/stream-fold.ts';

/** What a test says of an entry: its type, its open fields, what is opened of it, and what else it has of its own. */
export type Told = readonly [
  type: string,
  open?: CanonicalObject,
  openings?: CanonicalObject,
  more?: Partial<Pick<Envelope, 'agency' | 'policy'>> & {
    /** The ref of who acts; nobody by default. */
    readonly by?: string;
    /** Whose key the opening is under, by field. */
    readonly holders?: Readonly<Record<string, string>>;
  },
];

/** Entries of one stream in their order: those that are there already, and those that it is about. */
export type Story = readonly [title: string, given: readonly Told[], entries: readonly Told[]];

export const policy = (digest: string) => ({ digest, id: 'asn', version: '2026.1' });
/** Somebody is bound in the stream: the ref of a name is the name in capitals. */
export const bound = (name: string, role = 'candidate'): Told => [
  'person.bound/1',
  { ref: name.toUpperCase(), role },
  {},
  { holders: { person: name } },
];

function entryOf(stream: string, [type, open = {}, openings = {}, more = {}]: Told, number: number): FoldEntry {
  const { by = null, agency = null, policy: pinned = null, holders = {} } = more;
  const two = String(number).padStart(2, '0');
  const envelope: Envelope = {
    actor: { ref: by, role: by === null ? 'workflow' : `role of ${by}`, session: null },
    agency,
    at: `2026-03-${two}T08:00:00.000000Z`,
    build: '1.0.0',
    committed: {},
    id: `entry-${two}`,
    log: 'bukti.test/2026',
    open,
    policy: pinned,
    prev: null,
    seen: null,
    stream,
    streamSeq: number,
    type,
    v: 1,
  };
  return {
    position: number,
    leaf: '',
    envelope,
    openings: new Map(Object.entries(openings)),
    holders: new Map(Object.entries(holders)),
  };
}

/** After each entry that it is about, the rows that it wrote or changed, and in each what it said anew. */
export function tellStory(stream: string, [title, given, entries]: Story): string[] {
  const fold = new StreamFold(stream);
  const lines = [`# ${title}`];
  let before = new Map<string, Row>();
  [...given, ...entries].forEach((told, index) => {
    const entry = entryOf(stream, told, index + 1);
    foldEntry(fold, entry);
    const after = rowsOf(fold);
    if (index >= given.length) lines.push(`${entry.envelope.id} ${entry.envelope.type}`);
    for (const [name, row] of index < given.length ? [] : after) {
      const said = changeOf(before.get(name), row, entry.envelope.id);
      if (said !== undefined) lines.push(`  ${name}: ${said}`);
    }
    before = after;
  });
  return [...lines, ''];
}

function rowsOf(fold: StreamFold): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const [table, own] of fold.tables) for (const [key, row] of own) rows.set(`${table} ${key}`, { ...row });
  return rows;
}

/** Nothing where the entry left the row as it was. A row that another entry still explains says so. */
function changeOf(before: Row | undefined, { entry_id: entry, ...row }: Row, id: string): string | undefined {
  const said = Object.entries(row)
    .filter(([name, cell]) => before === undefined || !(name in before) || show(before[name]) !== show(cell))
    .map(([name, cell]) => `${name}=${show(cell)}`);
  const isOwn = entry === id;
  if (said.length === 0) return isOwn && before !== undefined ? 'explained, unchanged' : undefined;
  return [...said, ...(isOwn ? [] : [`(explained by ${show(entry)})`])].join(' ');
}

/** A question mark for what the entry only commits to. */
function show(cell: Cell): string {
  return cell === undefined ? '?' : JSON.stringify(cell);
}
