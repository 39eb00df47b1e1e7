import type { Words } from '#domain/citation.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import type { ProposalState } from '#domain/policy-publishing.ts';
import type { Sql } from '#platform/database.ts';

export interface VersionView {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly title: Words;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly publishedAt: string;
  readonly entry: string;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly selections: number;
}

const version = `v.id, v.version, encode(v.digest, 'hex') AS digest, c.content->'title' AS title, c.content->>'effectiveFrom' AS "effectiveFrom",
  c.content->>'effectiveUntil' AS "effectiveUntil",
  v.published_at AS "publishedAt", v.entry_id AS entry, a.display_name AS "proposedBy", b.display_name AS "approvedBy",
  (SELECT count(*) FROM selections s WHERE s.agency = v.agency AND s.policy_id = v.id AND s.policy_version = v.version) AS selections`;
const versionSource = `policies v CROSS JOIN LATERAL (SELECT convert_from(v.content, 'UTF8')::jsonb AS content) c
  LEFT JOIN policy_proposals p ON p.agency = v.agency AND p.digest = v.digest AND p.state = 'approved'
  LEFT JOIN accounts a ON a.id = p.proposed_by LEFT JOIN accounts b ON b.id = p.decided_by`;

/** Every published version of every pack of an agency, the newest first. */
export function listVersions(sql: Sql, agency: string): Promise<VersionView[]> {
  return sql.rows<VersionView>(
    `SELECT ${version} FROM ${versionSource} WHERE v.agency = $1 ORDER BY v.published_at DESC, v.id LIMIT 200`,
    [agency],
  );
}

export interface PackView extends VersionView {
  readonly before: string | null;
  readonly content: JsonObject;
}

/** A published pack with its rules. */
export function findPack(sql: Sql, agency: string, digest: string): Promise<PackView | undefined> {
  return sql.maybe<PackView>(
    `SELECT ${version}, c.content, (SELECT encode(e.digest, 'hex') FROM policies e WHERE e.agency = v.agency AND e.id = v.id
       AND e.published_at < v.published_at ORDER BY e.published_at DESC LIMIT 1) AS before
     FROM ${versionSource} WHERE v.agency = $1 AND v.digest = decode($2, 'hex')`,
    [agency, digest],
  );
}

export interface ProposalView {
  readonly id: string;
  readonly agency: string;
  readonly policy: string;
  readonly version: string;
  readonly digest: string;
  readonly state: ProposalState;
  readonly examples: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly isOwn: boolean;
}

const proposal = `p.id, p.agency, p.policy_id AS policy, p.version, encode(p.digest, 'hex') AS digest, p.state, p.examples,
  a.display_name AS "proposedBy", p.proposed_at AS "proposedAt", b.display_name AS "decidedBy", p.decided_at AS "decidedAt", p.reason,
  p.proposed_by = $2 AS "isOwn"`;
const proposalSource =
  'policy_proposals p JOIN accounts a ON a.id = p.proposed_by LEFT JOIN accounts b ON b.id = p.decided_by';

export interface Viewed {
  readonly accountId: string;
}

/** What was proposed, the open ones first. */
export function listProposals(sql: Sql, agency: string, { accountId }: Viewed): Promise<ProposalView[]> {
  return sql.rows<ProposalView>(
    `SELECT ${proposal} FROM ${proposalSource} WHERE p.agency = $1 ORDER BY p.state = 'open' DESC, p.proposed_at DESC LIMIT 100`,
    [agency, accountId],
  );
}

export interface WholeProposal extends ProposalView {
  readonly content: JsonObject;
}

/** A proposal with its rules. */
export function findWholeProposal(sql: Sql, id: string, { accountId }: Viewed): Promise<WholeProposal | undefined> {
  return sql.maybe<WholeProposal>(
    `SELECT ${proposal}, convert_from(p.content, 'UTF8')::jsonb AS content FROM ${proposalSource} WHERE p.id = $1`,
    [id, accountId],
  );
}
