import { toUtf8 } from '#ledger/bytes.ts';
import { openEpochJudge, parseEpochs } from '#ledger/epochs.ts';
import type { Sql } from '#platform/database.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import type { CheckpointRow } from './queries.ts';

/**
 * Whether a stored checkpoint is signed by a key whose epoch has its size. What a revoked key has signed above its last size
 * stays in the record, but whoever checks does not believe it.
 */
export type Belief = (checkpoint: { readonly note: string; readonly size: number }) => boolean;

/** Epochs.txt as it is published; nothing before the signer's first start. */
export type ReadEpochs = () => Promise<{ readonly epochs: string } | undefined>;

/** By the keys of epochs.txt. */
export function believes(epochsText: string): Belief {
  const epochs = parseEpochs(toUtf8(epochsText));
  if (!epochs.ok) throw new DeploymentFault(`epochs.txt: ${epochs.code}`);
  const isInEpoch = openEpochJudge(epochs.value);
  return ({ note, size }) => isInEpoch(toUtf8(note), size);
}

/** While nothing is published on whom to trust, there is nothing to doubt a checkpoint by. */
export async function readBelief(readEpochs: ReadEpochs): Promise<Belief> {
  const trust = await readEpochs();
  return trust === undefined ? () => true : believes(trust.epochs);
}

const sources = {
  signed: 'ledger.checkpoints c WHERE true',
  /** Has what the policy asks for. */
  published: 'ledger.published p JOIN ledger.checkpoints c USING (size) WHERE true',
  /** Has its quorum of witnesses. */
  witnessed: 'ledger.published p JOIN ledger.checkpoints c USING (size) WHERE p.is_witnessed',
  stamped: 'ledger.stamps s JOIN ledger.checkpoints c USING (size) WHERE true',
  /** Signed two minutes ago, so that missing witnesses show. */
  overdue: `ledger.checkpoints c WHERE c.signed_at < ledger.clock() - interval '2 minutes'`,
} as const;

interface Search {
  readonly source: keyof typeof sources;
  readonly isBelieved: Belief;
  /** Covers this position. */
  readonly position?: number | undefined;
}

/** The newest believed checkpoint, of those that cover the position. */
export function findNewest(sql: Sql, search: Search): Promise<CheckpointRow | undefined> {
  return walk(sql, search, 'DESC');
}

/** The first believed checkpoint that covers the position. */
export function findFirst(sql: Sql, search: Search): Promise<CheckpointRow | undefined> {
  return walk(sql, search, 'ASC');
}

/** Nearly always the very next is believed; what a stolen key has signed is passed over in ever larger steps. */
const firstStep = 1;
const largestStep = 1_000;

async function walk(
  sql: Sql,
  { source, isBelieved, position = -1 }: Search,
  order: 'ASC' | 'DESC',
): Promise<CheckpointRow | undefined> {
  let [above, below] = [position, Number.MAX_SAFE_INTEGER];
  for (let step = firstStep; ; step = Math.min(step * 10, largestStep)) {
    const rows = await sql.rows<CheckpointRow>(
      `SELECT c.size, c.root, c.note, c.signed_at FROM ${sources[source]} AND c.size > $1 AND c.size < $2
       ORDER BY c.size ${order} LIMIT $3`,
      [above, below, step],
    );
    const found = rows.find(isBelieved);
    const last = rows.at(-1);
    if (found !== undefined || last === undefined) return found;
    if (order === 'ASC') above = last.size;
    else below = last.size;
  }
}

interface BracketsAsked {
  readonly sizes: readonly number[];
  readonly positions: readonly number[];
  readonly isBelieved: Belief;
}

/** The believed witnessed checkpoints of these sizes, and those that first cover these positions, by rising size. */
export async function listWitnessed(
  sql: Sql,
  { sizes, positions, isBelieved }: BracketsAsked,
): Promise<CheckpointRow[]> {
  const seen = await sql.rows<CheckpointRow>(
    `SELECT c.size, c.root, c.note, c.signed_at FROM ${sources.witnessed} AND c.size = ANY ($1::bigint[])`,
    [sizes],
  );
  const covering = await sql.rows<CheckpointRow>(
    `SELECT c.size, c.root, c.note, c.signed_at FROM ledger.checkpoints c WHERE c.size IN (
       SELECT (SELECT c.size FROM ${sources.witnessed} AND c.size > q.position ORDER BY c.size LIMIT 1)
       FROM unnest($1::bigint[]) AS q (position))
     ORDER BY c.size`,
    [positions],
  );
  const found = [...seen.filter(isBelieved), ...covering.filter(isBelieved)];
  let reached = 0;
  // The next that is believed stands for one that is not, and for all between them.
  for (const { size } of covering.filter((row) => !isBelieved(row))) {
    const next = size < reached ? undefined : await findFirst(sql, { source: 'witnessed', isBelieved, position: size });
    if (next === undefined) continue;
    found.push(next);
    reached = next.size;
  }
  return [...new Map(found.map((row) => [row.size, row])).values()].sort((one, other) => one.size - other.size);
}
