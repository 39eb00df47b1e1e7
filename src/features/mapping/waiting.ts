import { isVoteAwaited, mapRoles, type ResolutionKind } from '#domain/map-resolutions.ts';
import { type Asker, agencyRoles } from '#domain/roles.ts';
import { readClock } from '#platform/clock.ts';
import type { Tx } from '#platform/database.ts';
import { listSeatedIn } from './review-queries.ts';

/** A resolution about a map that waits for the vote of somebody. */
export interface AwaitedVote {
  readonly mapId: string;
  readonly resolutionId: string;
  readonly kind: ResolutionKind;
  /** Of whom the move is about. */
  readonly name: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly since: string;
}

/** Votes on maps that are awaited of the asker, as the conductor, the oldest first; never on what is about them. */
export async function listOwnVotes(tx: Tx, asker: Asker): Promise<AwaitedVote[]> {
  const now = await readClock(tx);
  const mayVoteIn = (agency: string) => agencyRoles(asker, { agency, now }, mapRoles.vote).length > 0;
  if (!asker.grants.some(({ agency }) => mayVoteIn(agency))) return [];
  const rows = await listSeatedIn(tx, asker.accountId);
  const awaited = rows.filter(({ agency, person, role, ...row }) => {
    const seat = { ...asker, seat: 1, role, removedAt: null };
    const { state, isSuperseded, hasVoted } = row;
    const asked = { state, isSuperseded, isOpen: true, seats: [seat], voter: asker, personId: person, hasVoted };
    return mayVoteIn(agency) && isVoteAwaited(asked);
  });
  return awaited.map(({ mapId, resolutionId, kind, name, from, to, since }) => {
    return { mapId, resolutionId, kind, name, from, to, since };
  });
}
