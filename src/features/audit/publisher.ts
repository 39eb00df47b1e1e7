import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from '#ledger/checkpoint.ts';
import { type Note, parseNote, writeNote } from '#ledger/note.ts';
import { meetsQuorum, type PolicyWitness, type WitnessPolicy } from '#ledger/policy-file.ts';
import { proveConsistency } from '#ledger/tree.ts';
import { writeAddCheckpoint } from '#ledger/witness.ts';
import type { Sql } from '#platform/database.ts';
import { findStanding, listLines, newestLines, putCosignature, putPublished, type StandingRow } from './publication-store.ts';
import { readTree } from './tree-reader.ts';
import { askWitness, type WitnessReply } from './witness-client.ts';

/**
 * How it stands with one witness. `ahead`: it has signed more than there is, so the log here is an old copy; `refused`: it does
 * not find in the log what it has signed, or does not know the log; `unbelieved`: its answer is no signature of its key.
 */
export type WitnessStanding = 'waiting' | 'signed' | 'unreachable' | 'ahead' | 'refused' | 'unbelieved';

export interface Publisher {
  /** Takes the newest checkpoint to its witness where that is due. Answers nothing where nothing was asked. */
  step(occasion: { readonly isUrgent: boolean; readonly signal: AbortSignal }): Promise<WitnessStanding | undefined>;
}

export interface PublisherOptions {
  /** As role bukti_signer. */
  readonly db: Sql;
  readonly log: string;
  readonly policy: WitnessPolicy;
  readonly everyMs: number;
}

/** After this long a checkpoint that has not grown is cosigned again: it shows that log and witness are alive. */
const refreshS = 3_600;

export function openPublisher(witness: PolicyWitness, options: PublisherOptions): Publisher {
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    step: async ({ isUrgent, signal }) => {
      const standing = await findStanding(options.db, witness.vkey);
      if (standing === undefined) return undefined;
      const { size, held, held_age: age, wanted, published } = standing;
      const isAwaited = isUrgent || (wanted > published && size > published);
      const isNew = (held ?? 0) < size || (age ?? 0) > refreshS;
      if (!isNew || !(isAwaited || performance.now() - askedAt >= options.everyMs)) return undefined;
      askedAt = performance.now();
      return publish(witness, standing, { ...options, signal });
    },
  };
}

interface Asking extends PublisherOptions {
  readonly signal: AbortSignal;
}

/** The witness says by 409 what it holds, where we do not know. */
async function publish(witness: PolicyWitness, standing: StandingRow, asking: Asking): Promise<WitnessStanding> {
  const first = await ask(witness, { standing, oldSize: Math.min(standing.held ?? 0, standing.size) }, asking);
  if (first === 'unreachable' || first.status !== 409) return take(witness, { standing, reply: first }, asking);
  const held = Number(/^(0|[1-9][0-9]{0,15})\n$/.test(first.body) ? first.body : Number.NaN);
  if (!Number.isSafeInteger(held)) return 'unbelieved';
  if (held > standing.size) return 'ahead';
  const reply = await ask(witness, { standing, oldSize: held }, asking);
  return take(witness, { standing, reply }, asking);
}

async function ask(
  { url = '' }: PolicyWitness,
  { standing, oldSize }: { readonly standing: StandingRow; readonly oldSize: number },
  { db, signal }: Asking,
): Promise<WitnessReply | 'unreachable'> {
  const { size, note } = standing;
  const proof = await readTree(db, (read) => proveConsistency(read, oldSize, size));
  return askWitness(url, writeAddCheckpoint(oldSize, proof, note), signal);
}

interface Answered {
  readonly standing: StandingRow;
  readonly reply: WitnessReply | 'unreachable';
}

/** What a witness says is verified before it is stored. */
async function take(witness: PolicyWitness, { standing, reply }: Answered, asking: Asking): Promise<WitnessStanding> {
  if (reply === 'unreachable' || reply.status >= 500) return 'unreachable';
  if (reply.status !== 200) return 'refused';
  const { db, log, policy } = asking;
  const { size, root, note } = standing;
  const line = findLine(note + reply.body, witness);
  const opened = line === undefined ? undefined : open(note + line, policy, log);
  if (line === undefined || opened?.signatures.some(({ key }) => key.vkey === witness.vkey) !== true) return 'unbelieved';
  await putCosignature(db, { size, witness: witness.vkey, line });
  const all = open(note + newestLines(await listLines(db, [size])), policy, log);
  if (all !== undefined && meetsQuorum(policy.quorum, all.signatures)) {
    await putPublished(db, { size, root, isWitnessed: true });
  }
  return 'signed';
}

function open(note: string, { logs, witnesses }: WitnessPolicy, log: string): OpenedCheckpoint | undefined {
  const opened = openCheckpoint(toUtf8(note), [...logs, ...witnesses], log);
  return opened.ok ? opened.value : undefined;
}

/** The last line under the note that bears the name and id of the witness, as a line again. */
function findLine(note: string, { name, id }: PolicyWitness): string | undefined {
  const parsed = parseNote(toUtf8(note));
  const found = parsed.ok
    ? parsed.value.signatures.findLast((line) => line.name === name && toHex(line.id) === toHex(id))
    : undefined;
  return found === undefined ? undefined : lineOf(found);
}

function lineOf(signature: Note['signatures'][number]): string {
  return writeNote({ text: '', signatures: [signature] }).slice(1);
}
