import type { Reading } from '#domain/access-reads.ts';
import type { ActRow, Head } from '#features/audit/service.ts';
import { instantFromJson, type Sql } from '#platform/database.ts';

/** What stands of a selection from one entry of its stream to the next; see lock_selection in the schema. */
export interface SceneFacts {
  readonly agency: string;
  readonly zone: string;
  readonly state: string;
  readonly planned_on: string;
  readonly policy_id: string;
  readonly policy_version: string;
  /** In hex. */
  readonly policy_digest: string;
  readonly post_id: string;
  readonly number: number;
  readonly stage: string | null;
  readonly attempt: number | null;
  readonly stage_state: string | null;
  readonly step: string | null;
  readonly opened_at: string | null;
  readonly step_since: string | null;
  readonly due_at: string | null;
  readonly paused_at: string | null;
  readonly deadline: unknown;
  readonly blocked: string | null;
  readonly reminders_sent: number | null;
  readonly stage_entry: string | null;
  readonly seat_accounts: string[];
  readonly chair_account: string | null;
  readonly assessor_accounts: string[];
  readonly candidate_persons: string[];
}

/** A selection as its lock was taken. */
export interface SceneRow extends ActRow, SceneFacts {
  readonly own_ref: string | null;
  /** The newest entry of the selection's stream. */
  readonly head: Head;
}

export interface Lock {
  readonly selectionId: string;
  readonly entryId: string;
  readonly accountId: string | null;
}

/** Facts with the leaf of the entry that the stream ended with when they were read. */
export interface KnownFacts {
  readonly leaf: Buffer;
  readonly value: SceneFacts;
}

interface LockedRow {
  readonly at: string;
  readonly seen_size: number | null;
  readonly seen_root: Buffer | null;
  readonly head_seq: number;
  readonly head_leaf: Buffer;
  readonly own_ref: string | null;
  readonly prior: PriorRow | null;
  readonly facts: SceneFacts | null;
}

/** Bytes in hex. */
interface PriorRow {
  readonly stream: string;
  readonly seq: number;
  readonly leaf: string;
  readonly bytes: string;
  readonly salt: string | null;
  readonly digest: string | null;
}

/** Locks the selection; what is known of it is read again only where its stream has grown since. */
export async function lockSelection(
  sql: Sql,
  { selectionId, entryId, accountId }: Lock,
  known?: KnownFacts,
): Promise<SceneRow | undefined> {
  const row = await sql.maybe<LockedRow>('SELECT * FROM lock_selection($1, $2, $3, $4)', [
    selectionId,
    entryId,
    accountId,
    known?.leaf ?? null,
  ]);
  if (row === undefined) return undefined;
  const { at, seen_size, seen_root, own_ref, prior, facts } = row;
  const found = facts === null ? known?.value : withInstants(facts);
  if (found === undefined) throw new Error('a selection was locked and not read');
  const head = { seq: row.head_seq, leaf: row.head_leaf };
  return { ...found, ...priorOf(prior), at, seen_size, seen_root, own_ref, head };
}

function withInstants(facts: SceneFacts): SceneFacts {
  const { opened_at, step_since, due_at, paused_at } = facts;
  return {
    ...facts,
    opened_at: instantOrNull(opened_at),
    step_since: instantOrNull(step_since),
    due_at: instantOrNull(due_at),
    paused_at: instantOrNull(paused_at),
  };
}

function instantOrNull(text: string | null): string | null {
  return text === null ? null : instantFromJson(text);
}

const noPrior = {
  prior_stream: null,
  prior_seq: null,
  prior_leaf: null,
  prior_bytes: null,
  prior_salt: null,
  prior_digest: null,
};

function priorOf(prior: PriorRow | null): Omit<ActRow, 'at' | 'seen_size' | 'seen_root'> {
  if (prior === null) return noPrior;
  return {
    prior_stream: prior.stream,
    prior_seq: prior.seq,
    prior_leaf: Buffer.from(prior.leaf, 'hex'),
    prior_bytes: Buffer.from(prior.bytes, 'hex'),
    prior_salt: prior.salt === null ? null : Buffer.from(prior.salt, 'hex'),
    prior_digest: prior.digest === null ? null : Buffer.from(prior.digest, 'hex'),
  };
}

export interface IdentityRow {
  readonly display_name: string;
  readonly nip: string | null;
  readonly name: string | null;
}

export function getIdentity(sql: Sql, accountId: string): Promise<IdentityRow> {
  return sql.one<IdentityRow>(
    'SELECT a.display_name, p.nip, p.name FROM accounts a LEFT JOIN people p ON p.id = a.person_id WHERE a.id = $1',
    [accountId],
  );
}

/** A new mark is swept at once, however often an earlier one was tried in vain. */
export async function markReady(sql: Sql, selectionId: string): Promise<void> {
  await sql.run(
    `INSERT INTO wake_marks AS w (selection_id, ready_since) VALUES ($1, ledger.clock())
     ON CONFLICT (selection_id) DO UPDATE SET ready_since = coalesce(w.ready_since, excluded.ready_since),
       poked_at = CASE WHEN w.ready_since IS NULL THEN NULL ELSE w.poked_at END,
       pokes = CASE WHEN w.ready_since IS NULL THEN 0 ELSE w.pokes END`,
    [selectionId],
  );
}

/** Whether the viewer of the transaction may read this of a selection: the database's answer to `refuseRead`. */
export async function mayRead(sql: Sql, reading: Reading, selectionId: string): Promise<boolean> {
  const sentence = 'SELECT may_read($1, $2) AS may';
  return (await sql.one<{ may: boolean }>(sentence, [reading, selectionId])).may;
}
