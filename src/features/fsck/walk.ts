import { type KeyRing, tryUnsealOpening } from '#features/audit/service.ts';
import { equalBytes, toHex } from '#ledger/bytes.ts';
import { type Canonical, canonicalBytes } from '#ledger/canonical.ts';
import { PublicationsInMaking } from '#ledger/checks/publications.ts';
import { openCommitment } from '#ledger/commitment.ts';
import { sha256 } from '#ledger/crypto.ts';
import { type Envelope, leafHash, parseEntry } from '#ledger/entry.ts';
import type { FindingList } from '#ledger/findings.ts';
import type { FoldEntry } from '#ledger/fold/stream-fold.ts';
import { mayStandOn, refuseFields } from '#ledger/registry.ts';
import { refuseNext, type StreamLink } from '#ledger/streams.ts';
import type { Sql } from '#platform/database.ts';
import type { Erased } from './erased.ts';
import { listEntries, listOpenings, type OpeningRow, type StreamRow } from './store.ts';

export interface Walk {
  readonly log: string;
  /** Without it openings stay closed, as if they were erased. */
  readonly keys?: KeyRing;
  readonly findings: FindingList;
  /** What was destroyed by an erasure; without it nothing is known to be. */
  readonly erased?: Pick<Erased, 'fields'>;
  /** Null: all streams. */
  readonly streams: readonly string[] | null;
  /** Of named streams only what is of these types, and perhaps a few more; what is found of links then says nothing. Without it all. */
  readonly types?: readonly string[];
  readonly counts: { entries: number; openings: number; erased: number; streams: number };
}

const pageSize = 2_000;

/** What is not sealed yet comes after every position, in the order in which it will be sealed. */
const unsealedFrom = 2 ** 52;

/** Checks 5, 7, 8 and 10, and how policies were published, over the streams, a page at a time; hands out what is sound, stream by stream in its order. */
export async function* walkStreams(sql: Sql, walk: Walk): AsyncGenerator<readonly FoldEntry[]> {
  let after = { stream: '', seq: 0 };
  let last: (StreamLink & { readonly position: number | null }) | undefined;
  const bound = new Set<string>();
  const publications = new PublicationsInMaking({ isWhole: walk.streams === null });
  for (;;) {
    const rows = await listEntries(sql, { ...walk, after, limit: pageSize });
    const end = rows.at(-1);
    if (end === undefined) break;
    const openings = await readPage(sql, walk, rows);
    const sound: FoldEntry[] = [];
    for (const row of rows) {
      walk.counts.entries += 1;
      const envelope = checkBytes(walk, row);
      if (row.stream !== last?.envelope.stream) {
        last = undefined;
        bound.clear();
        walk.counts.streams += 1;
      }
      if (envelope === undefined) continue;
      last = checkLink(walk, { row, envelope, last });
      checkActor(walk, { row, envelope, bound });
      publications.add({ envelope, place: placeOf(row) });
      const opened = openAll(walk, { row, envelope, rows: openings.get(row.id) ?? [], keys: openings.keys });
      checkAct(walk, { row, envelope, opened: opened.openings });
      publications.know(envelope, opened.openings);
      sound.push({ position: row.position ?? unsealedFrom + row.entry_no, leaf: last.leaf, envelope, ...opened });
    }
    yield sound;
    after = { stream: end.stream, seq: end.stream_seq };
  }
  for (const finding of publications.list()) walk.findings.add(finding);
}

function placeOf({ stream, stream_seq: seq }: StreamRow): string {
  return `${stream} ${seq}`;
}

/** Check 5 and 8: the bytes, the columns beside them, the type. */
function checkBytes({ log, findings }: Walk, row: StreamRow): Envelope | undefined {
  const place = placeOf(row);
  if (!equalBytes(leafHash(row.bytes), row.leaf)) findings.add({ check: 5, code: 'leaf.mismatch', place });
  const parsed = parseEntry(row.bytes, log);
  if (!parsed.ok) {
    findings.add({ check: 5, code: parsed.code, place });
    return undefined;
  }
  const { id, stream, streamSeq, type, open, committed } = parsed.value;
  if (row.id !== id || row.stream !== stream || row.stream_seq !== streamSeq || row.type !== type)
    findings.add({
      check: 13,
      code: 'state.fold',
      place: `ledger.entries ${row.id}`,
      expected: 'columns as the bytes say',
    });
  const code = refuseFields(type, open, committed) ?? (mayStandOn(type, stream) ? undefined : 'type.value');
  if (code !== undefined) findings.add({ check: 8, code, place, found: type });
  return code === undefined ? parsed.value : undefined;
}

interface Linked {
  readonly row: StreamRow;
  readonly envelope: Envelope;
  readonly last: (StreamLink & { readonly position: number | null }) | undefined;
}

/** Check 7: each stream from 1 without gaps, linked, positions rising; what is not sealed yet comes last. */
function checkLink({ findings }: Walk, { row, envelope, last }: Linked) {
  const place = placeOf(row);
  const code = refuseNext(last, envelope);
  if (code !== undefined) findings.add({ check: 7, code, place });
  const { position } = row;
  if (last !== undefined && position !== null && (last.position === null || last.position >= position))
    findings.add({ check: 7, code: 'stream.order', place });
  return { envelope, leaf: toHex(leafHash(row.bytes)), position };
}

/** Check 7: who acts in a stream was bound in it before. */
function checkActor({ findings }: Walk, { row, envelope, bound }: Omit<Linked, 'last'> & { bound: Set<string> }): void {
  const { type, open, actor } = envelope;
  if (type === 'person.bound/1' && typeof open['ref'] === 'string') bound.add(open['ref']);
  if (actor.ref !== null && !bound.has(actor.ref))
    findings.add({ check: 7, code: 'stream.unbound', place: placeOf(row), found: actor.ref });
}

interface PageOpenings {
  readonly get: (entry: string) => readonly OpeningRow[] | undefined;
  readonly keys: ReadonlyMap<string, Buffer>;
}

async function readPage(sql: Sql, { keys }: Walk, rows: readonly StreamRow[]): Promise<PageOpenings> {
  const found = await listOpenings(
    sql,
    rows.map(({ id }) => id),
  );
  const byEntry = new Map<string, OpeningRow[]>();
  for (const opening of found) {
    const own = byEntry.get(opening.entry_id);
    if (own === undefined) byEntry.set(opening.entry_id, [opening]);
    else own.push(opening);
  }
  const dataKeys = await keys?.keysById(
    sql,
    found.map(({ key_id: keyId }) => keyId),
  );
  return { get: (entry) => byEntry.get(entry), keys: dataKeys ?? new Map<string, Buffer>() };
}

interface Opening {
  readonly row: StreamRow;
  readonly envelope: Envelope;
  readonly rows: readonly OpeningRow[];
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** Check 10: what the vault holds opens the commitments; what it does not hold was erased by an entry that says so. */
function openAll(walk: Walk, { row, envelope, rows, keys }: Opening) {
  const openings = new Map<string, Canonical>();
  const holders = new Map<string, string>();
  const erased = walk.erased?.fields.get(envelope.id);
  const kept = new Set<string>();
  for (const { field, key_id: keyId, sealed, holder } of rows) {
    const place = `${placeOf(row)} field ${field}`;
    const commitment = Object.hasOwn(envelope.committed, field) ? envelope.committed[field] : undefined;
    if (commitment === undefined) {
      walk.findings.add({ check: 10, code: 'opening.unknown', place });
      continue;
    }
    if (erased?.has(field) === true) {
      walk.findings.add({ check: 10, code: 'vault.resurrected', place });
      continue;
    }
    if (holder !== null) holders.set(field, holder);
    const key = keys.get(keyId);
    // Under a key that was destroyed it is as good as gone; without any keys nobody can say.
    if (key !== undefined || walk.keys === undefined) kept.add(field);
    if (key === undefined) continue;
    walk.counts.openings += 1;
    const at = { log: envelope.log, entry: envelope.id, type: envelope.type, field };
    const plain = tryUnsealOpening(key, at, sealed);
    if (plain === undefined) {
      walk.findings.add({ check: 10, code: 'opening.mismatch', place });
      continue;
    }
    const verdict = openCommitment(commitment, at, { salt: toHex(plain.salt), value: plain.value });
    if (verdict.ok) openings.set(field, verdict.value.value);
    else walk.findings.add({ check: 10, code: verdict.code, place });
  }
  const fields = Object.keys(envelope.committed);
  walk.counts.erased += fields.filter((field) => !openings.has(field)).length;
  if (walk.erased === undefined) return { openings, holders };
  for (const field of fields.filter((one) => !kept.has(one) && erased?.has(one) !== true))
    walk.findings.add({ check: 10, code: 'opening.missing', place: `${placeOf(row)} field ${field}` });
  return { openings, holders };
}

interface ActKept {
  readonly row: StreamRow;
  readonly envelope: Envelope;
  readonly opened: ReadonlyMap<string, Canonical>;
}

/** What recognises a repeated act is there. Where a program wrote the entry it is over the entry's own fields, and recomputed. */
function checkAct({ findings, keys, erased }: Walk, { row, envelope, opened }: ActKept): void {
  const { salt, digest } = row;
  const place = placeOf(row);
  // Destroyed with the openings, whose values it would let anybody try.
  if (digest === null && erased?.fields.has(envelope.id) === true) return;
  if (salt?.length !== 32 || digest?.length !== 32) {
    findings.add({ check: 13, code: 'state.act', place });
    return;
  }
  const { actor, committed, open, stream } = envelope;
  const isOwn = actor.ref === null && stream.startsWith('selection/');
  if (keys === undefined || !isOwn || Object.keys(committed).some((field) => !opened.has(field))) return;
  const content = canonicalBytes({ committed: Object.fromEntries(opened), open });
  if (!equalBytes(sha256(Buffer.concat([salt, content])), digest))
    findings.add({ check: 13, code: 'state.act', place });
}
