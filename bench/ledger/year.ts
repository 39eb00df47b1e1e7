import { readBundle } from '#ledger/bundle-read.ts';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { commit } from '#ledger/commitment.ts';
import { sha256, sha256Hex } from '#ledger/crypto.ts';
import { type Envelope, leafHash, type UnplacedEnvelope } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import { FindingList } from '#ledger/findings.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, type Frontier, rootOf } from '#ledger/tree.ts';

const seed = sha256(toUtf8('bench'));

type Opening = BundleInput['openings'][number];

/** An entry of the selection that is repeated, as JSON text, with its openings by field. */
interface Line {
  readonly envelope: string;
  readonly openings: readonly (readonly [field: string, value: string])[];
}

/** A log with its trust files, as it is exported for an auditor. */
export interface ExportedLog {
  readonly zip: Uint8Array;
  readonly trust: { readonly policy: Uint8Array; readonly epochs: Uint8Array };
  readonly entries: number;
  readonly openings: number;
}

/**
 * The dump of a log of many selections, each the given one under ids of its own, with all its openings: registered with its agency,
 * linked, committed, sealed and signed as the product would. New checkpoints are seen as often as in the selection that is repeated.
 */
export function exportYear(selectionZip: Uint8Array, selections: number): ExportedLog {
  const { log, lines, rules } = readLines(selectionZip);
  const record = new RecordInMaking(log);
  for (let number = 1; number <= selections; number += 1) addSelection(record, lines, number);
  const { vkey } = verifierKeyOf(log, seed, 'log');
  const [policy, epochs] = [`log ${vkey}\nquorum none\n`, epochsText([{ vkey, firstSize: 0, lastSize: null }])];
  const { entries, openings } = record;
  const zip = writeBundle({
    kind: 'dump',
    log,
    profile: 'inspectorate',
    streams: [],
    checkpoint: signNote(checkpointText(log, entries.length, record.root), log, seed),
    policy,
    epochs,
    entries: entries.map((bytes, position) => ({ bytes, position })),
    openings,
    proofs: [],
    rules,
  });
  const trust = { policy: toUtf8(policy), epochs: toUtf8(epochs) };
  return { zip, trust, entries: entries.length, openings: openings.length };
}

function readLines(zip: Uint8Array) {
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('the selection to repeat cannot be read');
  const openings = new Map<string, Opening[]>();
  for (const one of content.openings) openings.set(one.entry, [...(openings.get(one.entry) ?? []), one]);
  const lines = content.entries.map(({ bytes }): Line => {
    const envelope = fromUtf8(bytes) ?? '';
    const { id } = JSON.parse(envelope) as Envelope;
    const own = openings.get(id) ?? [];
    return { envelope, openings: own.map(({ field, value }) => [field, fromUtf8(value) ?? '']) };
  });
  const rules = [...content.files].filter(([path]) => path.startsWith('rules/')).map(([, bytes]) => bytes);
  return { log: content.manifest.log, lines, rules };
}

class RecordInMaking {
  readonly log: string;
  readonly entries: Uint8Array[] = [];
  readonly openings: Opening[] = [];
  readonly #newest = new Map<string, { streamSeq: number; leaf: string }>();
  #tree: Frontier = emptyFrontier;

  constructor(log: string) {
    this.log = log;
  }

  get root(): Uint8Array {
    return rootOf(this.#tree);
  }

  /** The checkpoint that an entry written now would know. */
  get seen(): Envelope['seen'] {
    return this.#tree.size === 0 ? null : { root: toHex(this.root), size: this.#tree.size };
  }

  add(envelope: UnplacedEnvelope, opened: ReadonlyMap<string, Uint8Array> = new Map()): void {
    const { log } = this;
    const { id, type, stream } = envelope;
    const committed: Record<string, string> = { ...envelope.committed };
    for (const [field, value] of opened) {
      const salt = sha256(toUtf8(`${id} ${field}`));
      committed[field] = commit({ log, entry: id, type, field }, salt, value);
      this.openings.push({ entry: id, field, salt: toHex(salt), value });
    }
    const last = this.#newest.get(stream);
    const place = { prev: last?.leaf ?? null, streamSeq: (last?.streamSeq ?? 0) + 1 };
    const bytes = canonicalBytes({ ...envelope, ...place, committed });
    const leaf = leafHash(bytes);
    this.#tree = extendFrontier(this.#tree, [leaf]);
    this.#newest.set(stream, { streamSeq: place.streamSeq, leaf: toHex(leaf) });
    this.entries.push(bytes);
  }
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const digests = /[0-9a-f]{64}/g;

function addSelection(record: RecordInMaking, lines: readonly Line[], number: number): void {
  const seen = new Map<number, Envelope['seen']>();
  const renewed = new Map<string, string>();
  // What opened values and entries say of each other is said by ids and by digests of values.
  const renew = (text: string): string =>
    text
      .replace(uuids, (uuid) => uuid.slice(0, 24) + String(number).padStart(12, '0'))
      .replace(digests, (digest) => renewed.get(digest) ?? digest);
  for (const { envelope, openings } of lines) {
    const opened = openings.map(([field, value]): [string, Uint8Array] => {
      const bytes = canonicalBytes(JSON.parse(renew(value)));
      renewed.set(sha256Hex(toUtf8(value)), sha256Hex(bytes));
      return [field, bytes];
    });
    const { prev: _prev, streamSeq: _streamSeq, ...written } = JSON.parse(renew(envelope)) as Envelope;
    const known = written.seen?.size ?? 0;
    if (!seen.has(known)) seen.set(known, record.seen);
    const entry = { ...written, seen: seen.get(known) ?? null };
    const isOpening = entry.type === 'selection.opened/1';
    if (isOpening && number === 1) for (const founding of foundings(entry)) record.add(founding);
    if (isOpening) record.add(registration(entry, number));
    record.add(isOpening ? { ...entry, open: { ...entry.open, number } } : entry, new Map(opened));
  }
}

const registrar = '00000000-0000-4000-8000-000000000001';

/** What the agency has before its first selection: a policy, published while there was nobody, and who registers. */
function foundings(opened: UnplacedEnvelope): UnplacedEnvelope[] {
  const { digest = '', id = '', version = '' } = opened.policy ?? {};
  const base = { ...opened, actor: { ref: null, role: 'workflow', session: null }, stream: agencyOf(opened) };
  return [
    {
      ...base,
      id: opened.id.replace(/^.{8}/, '00000001'),
      committed: {},
      open: { digest, pack: id, version },
      type: 'policy.published/1',
    },
    {
      ...base,
      id: opened.id.replace(/^.{8}/, '00000002'),
      committed: { person: 'ab'.repeat(32) },
      open: { ref: registrar, role: 'hr' },
      type: 'person.bound/1',
    },
  ];
}

/** The agency counts its selections, each as it is opened. */
function registration(opened: UnplacedEnvelope, number: number): UnplacedEnvelope {
  return {
    ...opened,
    actor: { ...opened.actor, ref: registrar },
    id: opened.id.replace(/^.{8}/, '00000000'),
    committed: {},
    open: { number, selection: opened.stream.slice('selection/'.length) },
    stream: agencyOf(opened),
    type: 'selection.registered/1',
  };
}

function agencyOf({ agency }: UnplacedEnvelope): string {
  return `agency/${agency ?? ''}`;
}
