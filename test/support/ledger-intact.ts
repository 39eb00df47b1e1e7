import pg from 'pg';
import { expect } from 'vitest';
import { TreeGrowth } from '#features/audit/tree-growth.ts';
import { equalBytes, toHex, toUtf8 } from '#ledger/bytes.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { type Envelope, leafHash, parseEntry } from '#ledger/entry.ts';
import { parseNote } from '#ledger/note.ts';
import { mayStandOn, refuseFields } from '#ledger/registry.ts';
import { refuseNext, type StreamLink } from '#ledger/streams.ts';
import { rootOf } from '#ledger/tree.ts';
import type { DatabaseAddresses } from './database-addresses.ts';

interface EntryRow {
  readonly entry_no: string;
  readonly id: string;
  readonly stream: string;
  readonly stream_seq: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly position: string | null;
  readonly sealed_leaf: Buffer | null;
}

type Say = (fault: string) => void;

/** Checks the whole record of a database: bytes, streams, types, openings, coupled rows, positions, tiles, head, checkpoints. */
export async function expectLedgerIntact({ adminUrl }: Pick<DatabaseAddresses, 'adminUrl'>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const faults: string[] = [];
  const say: Say = (fault) => faults.push(fault);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const entries = await readEntries(client);
    const envelopes = checkEntries(entries, say);
    await checkOpenings(client, envelopes, say);
    await checkTree(client, entries, say);
    await checkCoupledRows(client, say);
    await checkOwnStreams(client, say);
  } finally {
    await client.end();
  }
  expect(faults).toEqual([]);
}

async function readEntries(client: pg.Client): Promise<EntryRow[]> {
  const { rows } = await client.query<EntryRow>(
    `SELECT e.entry_no, e.id, e.stream, e.stream_seq, e.type, e.bytes, e.leaf, p.position, p.leaf AS sealed_leaf
     FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no) ORDER BY e.stream COLLATE "C", e.stream_seq`,
  );
  return rows;
}

function checkEntries(rows: readonly EntryRow[], say: Say): Map<string, Envelope> {
  const envelopes = new Map<string, Envelope>();
  let log: string | undefined;
  let last: (StreamLink & { position: number | null }) | undefined;
  for (const row of rows) {
    log ??= (JSON.parse(row.bytes.toString('utf8')) as { log: string }).log;
    const parsed = parseEntry(row.bytes, log);
    if (!parsed.ok) {
      say(`${parsed.code} ${row.id}`);
      continue;
    }
    const envelope = parsed.value;
    envelopes.set(envelope.id, envelope);
    if (last?.envelope.stream !== envelope.stream) last = undefined;
    checkRow(row, envelope, say);
    const position = row.position === null ? null : Number(row.position);
    const link = refuseNext(last, envelope);
    if (link !== undefined) say(`${link} ${row.stream} ${row.stream_seq}`);
    if (last !== undefined && position !== null && (last.position === null || last.position >= position)) {
      say(`stream.order ${row.stream} ${row.stream_seq}`);
    }
    last = { envelope, leaf: toHex(leafHash(row.bytes)), position };
  }
  return envelopes;
}

function checkRow(row: EntryRow, envelope: Envelope, say: Say): void {
  const { id, stream, streamSeq, type } = envelope;
  if (!equalBytes(leafHash(row.bytes), row.leaf)) say(`leaf.mismatch ${id}`);
  if (row.sealed_leaf !== null && !equalBytes(row.leaf, row.sealed_leaf)) say(`leaf.mismatch position ${row.position}`);
  const isSame = row.id === id && row.stream === stream && Number(row.stream_seq) === streamSeq && row.type === type;
  if (!isSame) say(`the columns of ${row.id} differ from its bytes`);
  const fault = refuseFields(type, envelope.open, envelope.committed);
  if (fault !== undefined) say(`${fault} ${type} ${id}`);
  if (!mayStandOn(type, stream)) say(`type.value ${type} on ${stream}`);
}

async function checkOpenings(client: pg.Client, envelopes: ReadonlyMap<string, Envelope>, say: Say): Promise<void> {
  const { rows } = await client.query<{ entry_id: string; field: string }>(
    'SELECT entry_id, field FROM vault.openings',
  );
  for (const { entry_id: id, field } of rows) {
    if (envelopes.get(id)?.committed[field] === undefined) say(`opening.unknown ${id} ${field}`);
  }
}

async function checkTree(client: pg.Client, rows: readonly EntryRow[], say: Say): Promise<void> {
  const { rows: heads } = await client.query<{ size: string; root: Buffer; frontier: Buffer[]; positions: string }>(
    'SELECT size, root, frontier, (SELECT count(*) FROM ledger.positions) AS positions FROM ledger.head',
  );
  const [head] = heads;
  if (head === undefined) throw new Error('no head');
  const sealed = rows
    .filter(({ position }) => position !== null)
    .sort((a, b) => Number(a.position) - Number(b.position));
  if (Number(head.size) !== sealed.length || Number(head.positions) !== sealed.length) say('head.size');
  const growth = new TreeGrowth();
  const checkpoints = await readCheckpoints(client);
  for (const { position, leaf } of sealed) {
    if (Number(position) !== growth.size) say(`position.gap ${growth.size}`);
    growth.add(leaf);
    checkCheckpoint(checkpoints.get(growth.size), growth, say);
  }
  const beyond = [...checkpoints.keys()].filter((size) => size > growth.size);
  if (beyond.length > 0) say(`checkpoint ${beyond.join()} beyond the tree`);
  const { peaks } = growth.frontier();
  if (!equalBytes(head.root, rootOf(growth.frontier()))) say('head.root');
  if (Buffer.compare(Buffer.concat(peaks), Buffer.concat(head.frontier)) !== 0) say('head.frontier');
  await checkTiles(client, growth, say);
}

async function checkTiles(client: pg.Client, growth: TreeGrowth, say: Say): Promise<void> {
  const { rows } = await client.query<{ level: number; n: string; data: Buffer }>(
    'SELECT level, n, data FROM ledger.tiles',
  );
  const stored = new Map(rows.map(({ level, n, data }) => [`${level}/${n}`, data]));
  const full = growth.takeFullTiles();
  if (stored.size !== full.length) say(`${stored.size} tiles instead of ${full.length}`);
  for (const { level, n, data } of full) {
    const found = stored.get(`${level}/${n}`);
    if (found === undefined || !equalBytes(found, data)) say(`tile.mismatch ${level}/${n}`);
  }
}

interface CheckpointRow {
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
}

async function readCheckpoints(client: pg.Client): Promise<Map<number, CheckpointRow>> {
  const { rows } = await client.query<CheckpointRow>('SELECT size, root, note FROM ledger.checkpoints');
  return new Map(rows.map((row) => [Number(row.size), row]));
}

function checkCheckpoint(row: CheckpointRow | undefined, growth: TreeGrowth, say: Say): void {
  if (row === undefined) return;
  const parsed = parseNote(toUtf8(row.note));
  const said = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  const isRight = said.ok && said.value.size === growth.size && said.value.root === toHex(row.root);
  if (!isRight || !equalBytes(row.root, rootOf(growth.frontier()))) say(`checkpoint ${row.size}`);
}

/** Each business row names an entry that exists. */
async function checkCoupledRows(client: pg.Client, say: Say): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname = 'couple_entry'`,
  );
  const orphans = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::int AS n FROM ${name} b WHERE NOT EXISTS (SELECT FROM ledger.entries e WHERE e.id = b.entry_id)`,
  );
  const { rows } = await client.query<{ name: string; n: number }>(orphans.join(' UNION ALL '));
  for (const { name, n } of rows) if (n > 0) say(`${n} rows of ${name} without an entry`);
}

/** Each row of a selection stands on an entry of the selection's own stream: hence the newest leaf is the version of all of it. */
async function checkOwnStreams(client: pg.Client, say: Say): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; own: string }>(
    `SELECT c.oid::regclass::text AS name, a.attname AS own FROM pg_class c
     JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'couple_entry'
     JOIN pg_attribute a ON a.attrelid = c.oid AND (a.attname = 'selection_id' OR c.relname = 'selections' AND a.attname = 'id')
     WHERE c.relname <> 'grants'`,
  );
  const strangers = tables.map(
    ({ name, own }) =>
      `SELECT '${name}' AS name, count(*)::int AS n FROM ${name} b JOIN ledger.entries e ON e.id = b.entry_id WHERE e.stream <> 'selection/' || b.${own}`,
  );
  const { rows } = await client.query<{ name: string; n: number }>(strangers.join(' UNION ALL '));
  for (const { name, n } of rows) if (n > 0) say(`${n} rows of ${name} on another stream`);
}
