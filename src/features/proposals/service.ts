import { createHash } from 'node:crypto';
import type { JsonObject } from '#domain/pack-tree.ts';
import {
  type PolicyVerdict,
  policyDeciders,
  policyProposers,
  refuseDecision,
  refuseProposal,
} from '#domain/policy-publishing.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles } from '#domain/roles.ts';
import {
  actOnStream,
  appendAsked,
  demand,
  type House,
  type StreamRequest,
  type StreamScene,
} from '#features/acts/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import { comparePublished, publishProposed } from '#features/policies/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { readClock } from '#platform/clock.ts';
import type { Tx } from '#platform/database.ts';
import { examine, type ProposedFiles } from './examining.ts';
import {
  findProposal,
  hasOpenProposal,
  insertProposal,
  listPublishedPacks,
  type ProposalRow,
  setProposalDecided,
} from './store.ts';

export { type AwaitedDecision, listOwnDecisions } from './waiting.ts';

type ProposalHouse = Pick<House, 'db' | 'ledger'>;

export interface PolicyProposed extends ProposedFiles {
  readonly agency: string;
}

/**
 * Puts a policy to the authority of an agency: nothing is in force by it. Refuses what `refuseProposal` does. The pack is linted and its
 * worked examples are tried before the stream is locked: what is published meanwhile only adds to what it may stand on.
 */
export async function proposePolicy(
  house: ProposalHouse,
  request: StreamRequest,
  { agency, ...files }: PolicyProposed,
): Promise<{ readonly proposalId: string; readonly receipt: Receipt }> {
  const published = await house.db.transaction('conductor', async (tx) => {
    await demandProposer(tx, request.asker, agency);
    return listPublishedPacks(tx, agency);
  });
  const examined = examine(files, published.map(parsePack));
  const content = Buffer.from(canonicalBytes(examined.content));
  const digest = createHash('sha256').update(content).digest();
  const proposalId = derivedId(request.entryId, 'proposal');
  const receipt = await actOnStream(house, request, {
    agency,
    stream: `agency/${agency}`,
    roles: policyProposers,
    content: { digest: digest.toString('hex'), examples: examined.examples },
    perform: async (scene) => {
      const { tx } = scene;
      const { pack, faults, failing, examples } = examined;
      const name = { agency, id: pack?.id ?? '', version: pack?.version ?? '' };
      const isPublished = await comparePublished(tx, name, digest);
      const hasOpen = await hasOpenProposal(tx, agency, name.id);
      demand(refuseProposal({ faults, failing, published: isPublished, hasOpen }));
      const hex = digest.toString('hex');
      const open = { digest: hex, pack: name.id, proposal: proposalId, version: name.version };
      const written = await appendAsked(scene, { type: 'policy.proposed/1', open });
      const row = { id: proposalId, agency, policyId: name.id, version: name.version, digest, content, examples };
      const { accountId } = request.asker;
      await insertProposal(tx, { ...row, accountId, at: written.at, entryId: written.entry });
      return written;
    },
  });
  return { proposalId, receipt };
}

/** Before anything is read of what was sent: the act itself asks again, under its lock. */
async function demandProposer(tx: Tx, asker: Asker, agency: string): Promise<void> {
  const now = await readClock(tx);
  if (agencyRoles(asker, { agency, now }, policyProposers).length === 0) throw new Refused(refuse('thing.missing'));
}

function parsePack(bytes: Buffer): JsonObject {
  return JSON.parse(bytes.toString('utf8')) as JsonObject;
}

export interface PolicyDecided {
  readonly proposalId: string;
  /** Of the pack that was read: an approval never outlives what it approved. */
  readonly digest: string;
  readonly verdict: PolicyVerdict;
  readonly reason: string | null;
}

/** Publishes what another has proposed, or declines it; see `refuseDecision`. Refuses `input.stale` for another content than was read. */
export async function decidePolicy(
  house: ProposalHouse,
  request: StreamRequest,
  asked: PolicyDecided,
): Promise<Receipt> {
  const { proposalId, digest, verdict, reason } = asked;
  const found = await house.db.transaction('conductor', (tx) => findProposal(tx, proposalId));
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  return actOnStream(house, request, {
    agency: found.agency,
    stream: `agency/${found.agency}`,
    roles: [...policyDeciders, ...policyProposers],
    content: { digest, proposal: proposalId, reason, verdict },
    perform: async (scene) => {
      const row = (await findProposal(scene.tx, proposalId)) ?? found;
      if (row.digest.toString('hex') !== digest) throw new Refused(refuse('input.stale'));
      const proposer = { accountId: row.proposedBy, personId: row.proposer };
      const { role } = scene;
      const { asker } = request;
      demand(refuseDecision({ state: row.state, proposer, asker, role, verdict, reason }));
      return verdict === 'approve' ? approve(scene, row) : decline(scene, row, reason ?? '');
    },
  });
}

/** The approval and the publication are of one transaction: nothing is approved and not in force. */
async function approve(scene: StreamScene, row: ProposalRow): Promise<Receipt> {
  const receipt = await appendAsked(scene, { type: 'policy.approved/1', open: { proposal: row.id } });
  await setProposalDecided(scene.tx, { ...decisionOf(scene, receipt, row), state: 'approved', reason: null });
  const { id: proposal, agency, policyId: id, version, digest, content } = row;
  await publishProposed(scene.ledger, scene.tx, {
    pack: { agency, id, version, digest, content },
    proposal,
    act: scene.act,
  });
  return receipt;
}

async function decline(scene: StreamScene, row: ProposalRow, reason: string): Promise<Receipt> {
  const receipt = await appendAsked(scene, {
    type: 'policy.declined/1',
    open: { proposal: row.id },
    committed: { reason: { value: reason, holder: agencyHolder(row.agency) } },
  });
  await setProposalDecided(scene.tx, { ...decisionOf(scene, receipt, row), state: 'declined', reason });
  return receipt;
}

function decisionOf({ request }: StreamScene, { at, entry }: Receipt, { id }: ProposalRow) {
  return { id, accountId: request.asker.accountId, at, entryId: entry };
}
