import type { BundleInput } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import { parsePolicyFile, quorumTime } from '#ledger/policy-file.ts';
import type { Sql } from '#platform/database.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { Unavailable } from '#platform/weather.ts';
import { type Belief, findNewest } from './believed.ts';
import type { CheckpointRow } from './queries.ts';
import { withLines } from './receipts.ts';

export interface BundleCheckpoint extends CheckpointRow {
  readonly stamp?: BundleInput['stamp'];
}

export interface CheckpointAsked {
  readonly log: string;
  /** The newest entry of the stream; null while it is not sealed. */
  readonly position: number | null;
  readonly isBelieved: Belief;
  /** policy.txt as it goes into the bundle. */
  readonly policy: string;
  /** Certificates of the time-stamping authorities, where there are any (PEM). */
  readonly authorities?: string | undefined;
}

/**
 * The checkpoint that the proofs of a bundle lead to: one that covers the stream, stamped where that leaves it fresh, else the
 * newest that is published, else the newest that is signed. An authority that was away for long must not make a bundle stale.
 */
export async function chooseCheckpoint(sql: Sql, asked: CheckpointAsked): Promise<BundleCheckpoint> {
  const stamped = await findStamped(sql, asked);
  if (stamped !== undefined && (await isFresh(sql, stamped, asked))) return stamped;
  const { position, isBelieved } = asked;
  const published =
    position === null ? undefined : await findNewest(sql, { source: 'published', isBelieved, position });
  const newest = published ?? (await findNewest(sql, { source: 'signed', isBelieved }));
  if (newest === undefined) throw new Unavailable('no checkpoint is signed yet');
  return withLines(sql, newest);
}

/** The newest stamped checkpoint that covers the position; nothing where there is none, or no certificates to go with it. */
async function findStamped(
  sql: Sql,
  { position, isBelieved, authorities }: CheckpointAsked,
): Promise<BundleCheckpoint | undefined> {
  if (position === null || authorities === undefined) return undefined;
  const row = await findNewest(sql, { source: 'stamped', isBelieved, position });
  if (row === undefined) return undefined;
  const { token } = await sql.one<{ token: Buffer }>('SELECT token FROM ledger.stamps WHERE size = $1', [row.size]);
  return { ...(await withLines(sql, row)), stamp: { response: token, authorities } };
}

/** For as long again as it is old, so that whoever checks has time to do so. Where no age is promised, always. */
async function isFresh(sql: Sql, { note }: CheckpointRow, { policy, log }: CheckpointAsked): Promise<boolean> {
  const parsed = parsePolicyFile(toUtf8(policy));
  if (!parsed.ok) throw new DeploymentFault(`policy.txt: ${parsed.code}`);
  const { logs, witnesses, quorum, terms } = parsed.value;
  if (terms.freshWithinS === undefined || quorum.kind === 'none') return true;
  const opened = openCheckpoint(toUtf8(note), [...logs, ...witnesses], log);
  const time = opened.ok ? quorumTime(quorum, opened.value.signatures) : undefined;
  const { now } = await sql.one<{ now: number }>('SELECT extract(epoch FROM ledger.clock())::float AS now');
  return time !== undefined && 2 * (now - time) <= terms.freshWithinS;
}
