import type { ProposalState } from '#domain/policy-publishing.ts';
import type { Tx } from '#platform/database.ts';

export interface ProposalRow {
  readonly id: string;
  readonly agency: string;
  readonly policyId: string;
  readonly version: string;
  readonly digest: Buffer;
  readonly content: Buffer;
  readonly state: ProposalState;
  readonly proposedBy: string;
  /** Of the account that proposed. */
  readonly proposer: string | null;
}

/** Of any agency; whether it may be seen is asked of its agency. */
export function findProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return tx.maybe<ProposalRow>(
    `SELECT p.id, p.agency, p.policy_id AS "policyId", p.version, p.digest, p.content, p.state, p.proposed_by AS "proposedBy",
       a.person_id AS proposer FROM policy_proposals p JOIN accounts a ON a.id = p.proposed_by WHERE p.id = $1`,
    [id],
  );
}

export interface OpenProposalRow
  extends Pick<ProposalRow, 'id' | 'agency' | 'policyId' | 'version' | 'proposedBy' | 'proposer'> {
  readonly since: string;
}

/** What waits for its decision in some agencies, the oldest first. */
export function listOpenProposals(tx: Tx, agencies: readonly string[]): Promise<OpenProposalRow[]> {
  return tx.rows<OpenProposalRow>(
    `SELECT p.id, p.agency, p.policy_id AS "policyId", p.version, p.proposed_by AS "proposedBy", a.person_id AS proposer, p.proposed_at AS since
       FROM policy_proposals p JOIN accounts a ON a.id = p.proposed_by
      WHERE p.agency = ANY ($1::text[]) AND p.state = 'open' ORDER BY p.proposed_at, p.id`,
    [agencies],
  );
}

export async function hasOpenProposal(tx: Tx, agency: string, policyId: string): Promise<boolean> {
  const found = await tx.maybe(
    `SELECT 1 AS one FROM policy_proposals WHERE agency = $1 AND policy_id = $2 AND state = 'open'`,
    [agency, policyId],
  );
  return found !== undefined;
}

export interface NewProposal {
  readonly id: string;
  readonly agency: string;
  readonly policyId: string;
  readonly version: string;
  readonly digest: Buffer;
  readonly content: Buffer;
  readonly examples: number;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertProposal(tx: Tx, row: NewProposal): Promise<void> {
  await tx.run(
    `INSERT INTO policy_proposals (id, agency, policy_id, version, digest, content, examples, state, proposed_by, proposed_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)`,
    [
      row.id,
      row.agency,
      row.policyId,
      row.version,
      row.digest,
      row.content,
      row.examples,
      row.accountId,
      row.at,
      row.entryId,
    ],
  );
}

export interface DecidedProposal {
  readonly id: string;
  readonly state: 'approved' | 'declined';
  readonly reason: string | null;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function setProposalDecided(tx: Tx, row: DecidedProposal): Promise<void> {
  await tx.run(
    'UPDATE policy_proposals SET state = $2, reason = $3, decided_by = $4, decided_at = $5, entry_id = $6 WHERE id = $1',
    [row.id, row.state, row.reason, row.accountId, row.at, row.entryId],
  );
}

/** Every published pack of an agency, for overlays to stand on: canonical bytes. */
export async function listPublishedPacks(tx: Tx, agency: string): Promise<readonly Buffer[]> {
  const rows = await tx.rows<{ content: Buffer }>('SELECT content FROM policies WHERE agency = $1', [agency]);
  return rows.map(({ content }) => content);
}
