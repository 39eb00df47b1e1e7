import { policyProposers } from '#domain/policy-publishing.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  decidedAnswer,
  decisionBody,
  largestPack,
  packAnswer,
  packParams,
  proposalAnswer,
  proposalBody,
  proposalParams,
  proposalsAnswer,
  proposedAnswer,
  versionsAnswer,
  versionsQuery,
} from '#schemas/policies.ts';
import { findPack, findWholeProposal, listProposals, listVersions } from './queries.ts';
import { decidePolicy, proposePolicy } from './service.ts';

const versions = {
  method: 'get',
  path: '/policies/versions',
  summary: 'Every published version of the policy packs of an agency, with who proposed and who published it',
  query: versionsQuery,
  answer: versionsAnswer,
} as const satisfies RouteDeclaration;

const pack = {
  method: 'get',
  path: '/policies/packs/:digest',
  summary: 'A published policy pack with all its rules',
  params: packParams,
  query: versionsQuery,
  answer: packAnswer,
} as const satisfies RouteDeclaration;

const proposals = {
  method: 'get',
  path: '/policies/proposals',
  summary: 'What was proposed as a policy of an agency, and decided',
  query: versionsQuery,
  answer: proposalsAnswer,
} as const satisfies RouteDeclaration;

const proposal = {
  method: 'get',
  path: '/policies/proposals/:proposalId',
  summary: 'A proposed policy with its rules, and those that are in force now',
  params: proposalParams,
  answer: proposalAnswer,
} as const satisfies RouteDeclaration;

const propose = {
  method: 'post',
  path: '/policies/proposals',
  summary: 'Propose a policy pack, or an overlay on a published one; nothing is in force by it',
  body: proposalBody,
  answer: proposedAnswer,
  writes: 'fact',
  large: { bytes: 2 * largestPack, roles: policyProposers },
  refusals: [
    'policy.faulty',
    'policy.examples-failing',
    'policy.unchanged',
    'policy.version-taken',
    'policy.proposal-open',
  ],
} as const satisfies RouteDeclaration;

const decide = {
  method: 'post',
  path: '/policies/proposals/:proposalId/decision',
  summary: 'Publish a policy that another has proposed, or decline it with a reason; take back one’s own',
  params: proposalParams,
  body: decisionBody,
  answer: decidedAnswer,
  writes: 'fact',
  refusals: ['policy.proposal-closed', 'policy.own-proposal', 'policy.reason-missing', 'input.stale'],
} as const satisfies RouteDeclaration;

/** Policies as they become: proposed by one, published by another, readable by everybody of the agency. */
export function proposalRoutes(house: House): Feature {
  const feature = createFeature('proposals');
  const { db } = house;
  route(feature, versions, ({ asker, query: { agency } }) =>
    readAsConductor(db, { asker, agency }, async (tx) => ({ body: { items: await listVersions(tx, agency) } })),
  );
  route(feature, pack, ({ asker, params: { digest }, query: { agency } }) =>
    readAsConductor(db, { asker, agency }, async (tx) => {
      const found = await findPack(tx, agency, digest);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: found };
    }),
  );
  route(feature, proposals, ({ asker, query: { agency } }) =>
    db.transaction(asker.accountId, async (tx) => {
      await admitAgencyReading(tx, { asker, agency, reading: 'policy-proposals' });
      return { body: { items: await listProposals(tx, agency, asker) } };
    }),
  );
  route(feature, proposal, ({ asker, params: { proposalId } }) =>
    db.transaction(asker.accountId, async (tx) => {
      const found = await findWholeProposal(tx, proposalId, asker);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      await admitAgencyReading(tx, { asker, agency: found.agency, reading: 'policy-proposals' });
      return { body: found };
    }),
  );
  route(feature, propose, async ({ asker, session, entryId, body }) => ({
    body: await proposePolicy(house, { asker, session, entryId }, body),
  }));
  route(feature, decide, async ({ asker, session, entryId, params: { proposalId }, body }) => ({
    body: { receipt: await decidePolicy(house, { asker, session, entryId }, { proposalId, ...body }) },
  }));
  return feature;
}

/** Who proposed and published, and how many selections are pinned, is told to everybody of the agency: no row rule is asked. */
function readAsConductor<Answer>(
  db: Database,
  { asker, agency }: { readonly asker: Asker; readonly agency: string },
  read: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction('conductor', async (tx) => {
    await admitAgencyReading(tx, { asker, agency, reading: 'agency' });
    return read(tx);
  });
}
