import type { Deviation } from '#domain/choices.ts';
import type { ConcurrenceState } from '#domain/concurrence.ts';
import type { Decree } from '#domain/decrees.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { DeadlineExplanation } from '#domain/working-days.ts';
import { readShortlist } from '#features/ballots/service.ts';
import { listCandidates } from '#features/nominations/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Sql, Tx } from '#platform/database.ts';

/** Spelt out, so that it fits an answer that may hold more. */
type Explained = { readonly [Part in keyof DeadlineExplanation]: DeadlineExplanation[Part] };

interface Letter {
  readonly number?: string;
  readonly repliedOn?: string;
  readonly reason?: string | null;
  readonly certificate?: { readonly reason: string };
}

export interface ChoiceView {
  readonly id: string;
  readonly candidate: string;
  readonly deviation: Deviation;
  readonly exception: string | null;
  readonly reason: string | null;
  readonly madeAt: string;
  readonly state: 'made' | 'awaiting-second-approval' | 'undone';
  readonly undone: string | null;
}

/** The choice that stands, else the latest one. */
export function findChoice(sql: Sql, selectionId: string): Promise<ChoiceView | undefined> {
  return sql.maybe<ChoiceView>(
    `SELECT id, candidate_ref AS candidate, deviation, exception, reason, made_at AS "madeAt", state, undone FROM choices
     WHERE selection_id = $1 ORDER BY (state <> 'undone') DESC, made_at DESC LIMIT 1`,
    [selectionId],
  );
}

/** The pack that the selection is pinned to, for those who may see the selection. */
export async function findPinnedPack(sql: Sql, selectionId: string): Promise<PolicyPack | undefined> {
  const row = await sql.maybe<{ digest: Buffer }>('SELECT policy_digest AS digest FROM selections WHERE id = $1', [
    selectionId,
  ]);
  return row === undefined ? undefined : getPack(sql, row.digest.toString('hex'));
}

/** What the authority chooses from, to those who may see the shortlist. */
export async function findChoiceRule(tx: Tx, selectionId: string) {
  const shortlist = await readShortlist({ tx, selectionId });
  const pack = await findPinnedPack(tx, selectionId);
  if (shortlist.length === 0 || pack === undefined) return undefined;
  const candidates = await listCandidates(tx, selectionId);
  const inVain = await tx.rows<{ ref: string }>(
    `SELECT candidate_ref AS ref FROM choices WHERE selection_id = $1 AND undone IN ('concurrence-refused', 'revoked')`,
    [selectionId],
  );
  const { rankBinding, reasonMinLength, exceptions } = pack.deviation;
  const unavailable = [...candidates.filter(({ state }) => state !== 'admitted'), ...inVain].map(({ ref }) => ref);
  const known = exceptions.map(({ code, title }) => ({ code, title }));
  return { shortlist: [...shortlist], unavailable, rankBinding, reasonMinLength, exceptions: known };
}

export interface ConcurrenceView {
  readonly round: number;
  readonly choice: string;
  readonly requestedAt: string;
  readonly lapsesAt: string | null;
  readonly deadline: Explained | null;
  readonly state: ConcurrenceState;
  readonly repliedAt: string | null;
  readonly letter: Letter | null;
}

export function listConcurrenceViews(sql: Sql, selectionId: string): Promise<ConcurrenceView[]> {
  return sql.rows<ConcurrenceView>(
    `SELECT round, choice_id AS choice, requested_at AS "requestedAt", lapses_at AS "lapsesAt", deadline, state, replied_at AS "repliedAt", letter
     FROM concurrences WHERE selection_id = $1 ORDER BY round`,
    [selectionId],
  );
}

export interface PlacementView {
  readonly choice: string;
  readonly candidate: string;
  readonly person: string;
  readonly post: string;
  readonly postTitle: string;
  readonly decree: Decree;
  readonly inauguratedAt: string | null;
  readonly minutes: { readonly number: string; readonly on: string } | null;
  readonly effectedAt: string | null;
  readonly priorPost: string | null;
  readonly priorPostTitle: string | null;
  readonly revokedAt: string | null;
  readonly revocation: { readonly number: string; readonly reason: string } | null;
}

/** The newest placement: from its decree on. */
export function findPlacementView(sql: Sql, selectionId: string): Promise<PlacementView | undefined> {
  return sql.maybe<PlacementView>(
    `SELECT p.choice_id AS choice, p.candidate_ref AS candidate, p.person_id AS person, p.post_id AS post, o.title AS "postTitle", p.decree,
       p.inaugurated_at AS "inauguratedAt", p.minutes, p.effected_at AS "effectedAt", p.prior_post_id AS "priorPost",
       r.title AS "priorPostTitle", p.revoked_at AS "revokedAt", p.revocation
     FROM placements p JOIN posts o ON o.id = p.post_id LEFT JOIN posts r ON r.id = p.prior_post_id
     WHERE p.selection_id = $1 ORDER BY p.decreed_at DESC LIMIT 1`,
    [selectionId],
  );
}
