import type { Reading } from '#domain/access-reads.ts';
import { type CitedRule, citeRule } from '#domain/entry-citations.ts';
import { depthReading, type HistoryDepth, kindOf, knownWords, nameReading, typesShown } from '#domain/history.ts';
import type { EntryKind } from '#domain/history-rules.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Asker } from '#domain/roles.ts';
import { type KeyRing, listOpenable, readOpenings } from '#features/audit/service.ts';
import { type CandidateName, listCandidateNames } from '#features/nominations/service.ts';
import { getPack } from '#features/policies/service.ts';
import { admitReader } from '#features/readings/service.ts';
import { toHex } from '#ledger/bytes.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type EntryRow, findSignedSize, listActorNames, listNewest, listOfTypes } from './queries.ts';

export interface RecordReader {
  readonly db: Database;
  readonly ledger: { readonly log: string; readonly keys: KeyRing };
}

export interface HistoryAsked {
  readonly asker: Asker;
  readonly selectionId: string;
  readonly depth: HistoryDepth;
  readonly kind: EntryKind | null;
  readonly before: number | null;
  readonly limit: number;
}

export interface HistoryEntry {
  readonly entry: string;
  readonly type: string;
  readonly kind: EntryKind;
  readonly streamSeq: number;
  readonly position: number | null;
  readonly state: 'recorded' | 'sealed' | 'signed';
  readonly at: string;
  /** In which stage it fell; null before the first. */
  readonly stage: string | null;
  readonly actor: { readonly role: string; readonly name: string | null };
  /** The candidate whom it is about, where the asker may know that. */
  readonly candidate: CandidateName | null;
  readonly words: Record<string, unknown>;
  readonly rule: CitedRule | null;
  readonly raw: {
    readonly bytes: string;
    readonly leaf: string;
    readonly prev: string | null;
    readonly position: number | null;
  } | null;
}

/** A selection's entries for a timeline, newest first, one more than asked for; each as far as the asker may know it. */
export function readHistory({ db, ledger }: RecordReader, asked: HistoryAsked): Promise<HistoryEntry[]> {
  const { asker, selectionId, depth, kind, before, limit } = asked;
  return db.transaction(
    asker.accountId,
    async (tx) => {
      const { selection, mayRead } = await admitReader(tx, {
        asker,
        selectionId,
        needs: depthReading(depth),
        as: 'history',
      });
      const stream = `selection/${selectionId}`;
      const types = typesShown(depth, kind);
      const rows = await listNewest(tx, { stream, types, before, limit: limit + 1 });
      const read = (bytes: Uint8Array) => envelopeOf(bytes, ledger.log);
      const entries = rows.map((row) => ({ ...row, envelope: read(row.bytes) }));
      const marks = (await listOfTypes(tx, stream, markTypes)).map(({ bytes }) => read(bytes));
      const page = { stream, selectionId, envelopes: entries.map(({ envelope }) => envelope), marks };
      const teller: Teller = {
        depth,
        marks,
        mayRead,
        pack: await getPack(tx, selection.policy),
        signed: await findSignedSize(tx),
        opened: await disclose(tx, ledger, page),
        ...(await readNames(tx, page, mayRead)),
      };
      return entries.map((entry) => tell(entry, teller));
    },
    selectionId,
  );
}

/** What tells in which stage an entry fell, and whether sheets and ballots may be opened. */
const markTypes = ['stage.opened/1', 'scores.revealed/1', 'outcome.derived/1'];

interface Page {
  readonly stream: string;
  readonly selectionId: string;
  readonly envelopes: readonly Envelope[];
  readonly marks: readonly Envelope[];
}

/** Reads an entry of this log back; what the database holds was written as one. */
export function envelopeOf(bytes: Uint8Array, log: string): Envelope {
  const parsed = parseEntry(bytes, log);
  if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
  return parsed.value;
}

type Opened = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

async function disclose(
  tx: Tx,
  ledger: RecordReader['ledger'],
  { envelopes, marks }: Pick<Page, 'envelopes' | 'marks'>,
): Promise<Opened> {
  const openable = listOpenable([...envelopes, ...marks]);
  const wanted = envelopes.filter(({ streamSeq }) => openable.has(streamSeq));
  const opened = new Map<string, Map<string, unknown>>();
  for (const { entry, field, value } of await readOpenings(tx, ledger, wanted)) {
    const fields = opened.get(entry) ?? new Map<string, unknown>();
    opened.set(entry, fields.set(field, JSON.parse(Buffer.from(value).toString('utf8'))));
  }
  return opened;
}

interface Names {
  readonly actors: ReadonlyMap<string, string>;
  readonly candidates: ReadonlyMap<string, CandidateName>;
}

async function readNames(tx: Tx, page: Page, mayRead: (reading: Reading) => boolean): Promise<Names> {
  const refs = page.envelopes.flatMap(({ actor }) => actor.ref ?? []);
  const actors = await listActorNames(tx, page.stream, refs);
  const candidates = await listCandidateNames(tx, page.selectionId);
  const named = candidates.map((one) => (mayRead('candidate-names') ? one : { ...one, name: null }));
  return {
    actors: new Map(actors.map(({ ref, name }) => [ref, name])),
    candidates: new Map(named.map((one) => [one.ref, one])),
  };
}

interface Teller extends Names {
  readonly depth: HistoryDepth;
  readonly marks: readonly Envelope[];
  readonly mayRead: (reading: Reading) => boolean;
  readonly pack: PolicyPack;
  readonly signed: number;
  readonly opened: Opened;
}

function tell(row: EntryRow & { readonly envelope: Envelope }, teller: Teller): HistoryEntry {
  const { envelope, position } = row;
  const { id, type, streamSeq, at, actor } = envelope;
  const words = knownWords(envelope, teller.opened.get(id) ?? new Map(), teller.mayRead);
  return {
    entry: id,
    type,
    kind: kindOf(type),
    streamSeq,
    position,
    state: stateOf(position, teller.signed),
    at,
    stage: stageAt(envelope, teller.marks),
    actor: { role: actor.role, name: actorName(actor, teller) },
    candidate: teller.candidates.get(String(words['candidate'])) ?? null,
    words,
    rule: citeRule(teller.pack, envelope),
    raw: teller.depth === 'raw' ? rawOf(row) : null,
  };
}

function stateOf(position: number | null, signed: number): HistoryEntry['state'] {
  if (position === null) return 'recorded';
  return position < signed ? 'signed' : 'sealed';
}

function stageAt({ open, streamSeq }: Envelope, marks: readonly Envelope[]): string | null {
  const opened = marks.findLast((mark) => mark.type === 'stage.opened/1' && mark.streamSeq <= streamSeq);
  const stage = open['stage'] ?? opened?.open['stage'];
  return typeof stage === 'string' ? stage : null;
}

function actorName({ ref, role }: Envelope['actor'], { actors, mayRead }: Teller): string | null {
  const needed = nameReading(role);
  return ref === null || needed === undefined || !mayRead(needed) ? null : (actors.get(ref) ?? null);
}

function rawOf({ bytes, leaf, position, envelope }: EntryRow & { readonly envelope: Envelope }): HistoryEntry['raw'] {
  return { bytes: bytes.toString('latin1'), leaf: toHex(leaf), prev: envelope.prev, position };
}
