import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from '#ledger/checkpoint.ts';
import { type Note, parseNote, writeNote } from '#ledger/note.ts';
import { meetsQuorum, type PolicyWitness, type WitnessPolicy } from '#ledger/policy-file.ts';
import { proveConsistency } from '#ledger/tree.ts';
import { writeAddCheckpoint } from '#ledger/witness.ts';
import type { Sql } from '#platform/database.ts';
import type { WitnessStanding } from '#schemas/audit.ts';
import {
  findStanding,
  listLines,
  newestLines,
  putCosignature,
  putPublished,
  putStanding,
  type StandingRow,
} from './publication-store.ts';
import { readTree } from './tree-reader.ts';
import { askWitness, type WitnessReply } from './witness-client.ts';

/**
 * How it stands with one witness. `ahead`: it has signed more than there is, so the log here is an old copy; `refused`: it does
 * not find in the log what it has signed; `unknown-key`: it does not know the log, or not the key that signs now; `unbelieved`:
 * its answer is no signature of its key.
 */
export type { WitnessStanding };

export interface Publisher {
  /** Takes the newest checkpoint to its witness where that is due. Answers nothing where nothing was asked. */
  step(occasion: { readonly isUrgent: boolean; readonly signal: AbortSignal }): Promise<WitnessStanding | undefined>;
}

export interface PublisherOptions {
  /** As role bukti_signer. */
  readonly db: Sql;
  readonly log: string;
  readonly policy: WitnessPolicy;
  /** The policy as it is published now: it names a further key of the log after every change of keys. */
  readonly readPolicy: () => Promise<WitnessPolicy>;
  readonly everyMs: number;
}

/** After this long a checkpoint that has not grown is cosigned again: it shows that log and witness are alive. */
const refreshS = 3_600;

/** A checkpoint that is on its way to the witnesses and not yet published gives way to a newer one after this long. */
const patienceMs = 2_000;

type Target = Pick<StandingRow, 'size' | 'root' | 'note'>;

/** Which checkpoint is taken to all witnesses: one for all, or in a log that grows all the time none would have its quorum. */
class Rounds {
  readonly #everyMs: number;
  #target: Target | undefined;
  #chosenAt = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  choose(standing: StandingRow, isUrgent: boolean): Target {
    const { size, root, note, wanted, published } = standing;
    const ageMs = performance.now() - this.#chosenAt;
    const isAwaited = isUrgent || wanted > published;
    const isOver = this.#target === undefined || published >= this.#target.size || ageMs >= patienceMs;
    const mayMove = isOver && (isAwaited || ageMs >= this.#everyMs);
    if (this.#target !== undefined && !(mayMove && size > this.#target.size)) return this.#target;
    this.#target = { size, root, note };
    this.#chosenAt = performance.now();
    return this.#target;
  }
}

/** One publisher for each witness of the policy that has an address, by its label. */
export function openPublishers(options: PublisherOptions): Map<string, Publisher> {
  const rounds = new Rounds(options.everyMs);
  const reachable = options.policy.witnesses.filter(({ url }) => url !== undefined);
  return new Map(reachable.map((witness) => [witness.label, openPublisher(witness, rounds, options)]));
}

function openPublisher(witness: PolicyWitness, rounds: Rounds, options: PublisherOptions): Publisher {
  let last = { size: 0, atMs: 0 };
  let told: WitnessStanding | undefined;
  return {
    step: async ({ isUrgent, signal }) => {
      const standing = await findStanding(options.db, witness.vkey);
      if (standing === undefined) return undefined;
      const target = rounds.choose(standing, isUrgent);
      const held = standing.held ?? 0;
      const isNew = held < target.size || (held === target.size && (standing.held_age ?? 0) > refreshS);
      const isDue = last.size !== target.size || performance.now() - last.atMs >= options.everyMs;
      if (!isNew || !isDue) return undefined;
      last = { size: target.size, atMs: performance.now() };
      const answer = await publish(witness, { target, held }, { ...options, signal });
      if (signal.aborted && answer === 'unreachable') {
        // We hung up: that says nothing about the witness, and it has still to be told.
        last = { size: 0, atMs: 0 };
        return undefined;
      }
      if (answer !== told) await putStanding(options.db, witness.vkey, answer);
      told = answer;
      return answer;
    },
  };
}

interface Asking extends PublisherOptions {
  readonly signal: AbortSignal;
}

/** The witness says by 409 what it holds, where we do not know. */
async function publish(
  witness: PolicyWitness,
  { target, held: oldSize }: { readonly target: Target; readonly held: number },
  asking: Asking,
): Promise<WitnessStanding> {
  const first = await ask(witness, { target, oldSize }, asking);
  if (first === 'unreachable' || first.status !== 409) return take(witness, { target, reply: first }, asking);
  const held = Number(/^(0|[1-9][0-9]{0,15})\n$/.test(first.body) ? first.body : Number.NaN);
  if (!Number.isSafeInteger(held)) return 'unbelieved';
  if (held > target.size) return 'ahead';
  const reply = await ask(witness, { target, oldSize: held }, asking);
  return take(witness, { target, reply }, asking);
}

async function ask(
  { url = '' }: PolicyWitness,
  { target, oldSize }: { readonly target: Target; readonly oldSize: number },
  { db, signal }: Asking,
): Promise<WitnessReply | 'unreachable'> {
  const { size, note } = target;
  const proof = await readTree(db, (read) => proveConsistency(read, oldSize, size));
  return askWitness(url, writeAddCheckpoint(oldSize, proof, note), signal);
}

interface Answered {
  readonly target: Target;
  readonly reply: WitnessReply | 'unreachable';
}

/** Answers of a witness that has not been told of this log, or of this key of it (C2SP tlog-witness). */
const unknownStatuses: ReadonlySet<number> = new Set([403, 404]);

/** What a witness says is verified before it is stored. */
async function take(witness: PolicyWitness, { target, reply }: Answered, asking: Asking): Promise<WitnessStanding> {
  if (reply === 'unreachable' || reply.status >= 500) return 'unreachable';
  if (unknownStatuses.has(reply.status)) return 'unknown-key';
  if (reply.status !== 200) return 'refused';
  const { db, log } = asking;
  const policy = await asking.readPolicy();
  const { size, root, note } = target;
  const line = findLine(note + reply.body, witness);
  const opened = line === undefined ? undefined : open(note + line, policy, log);
  if (line === undefined || opened?.signatures.some(({ key }) => key.vkey === witness.vkey) !== true)
    return 'unbelieved';
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
