import { isDecisionAwaited, policyDeciders } from '#domain/policy-publishing.ts';
import { type Asker, agencyRoles } from '#domain/roles.ts';
import { readClock } from '#platform/clock.ts';
import type { Tx } from '#platform/database.ts';
import { listOpenProposals } from './store.ts';

/** A proposed policy that waits for its decision. */
export interface AwaitedDecision {
  readonly proposalId: string;
  readonly policy: string;
  readonly version: string;
  readonly since: string;
}

/** Decisions about policies that are awaited of the asker, as the conductor, the oldest first; never about what they have proposed. */
export async function listOwnDecisions(tx: Tx, asker: Asker): Promise<AwaitedDecision[]> {
  const now = await readClock(tx);
  const roleIn = (agency: string) => agencyRoles(asker, { agency, now }, policyDeciders)[0];
  const agencies = [...new Set(asker.grants.map(({ agency }) => agency))].filter(
    (agency) => roleIn(agency) !== undefined,
  );
  if (agencies.length === 0) return [];
  const rows = await listOpenProposals(tx, agencies);
  const awaited = rows.filter(({ agency, proposedBy, proposer }) => {
    const role = roleIn(agency);
    const hand = { accountId: proposedBy, personId: proposer };
    return role !== undefined && isDecisionAwaited({ state: 'open', proposer: hand, asker, role });
  });
  return awaited.map(({ id, policyId, version, since }) => ({ proposalId: id, policy: policyId, version, since }));
}
