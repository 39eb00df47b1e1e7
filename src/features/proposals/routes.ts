import { policyProposers } from '#domain/policy-publishing.ts';
import type { House } from '#features/acts/service.ts';
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
import { readPack, readProposal, readProposals, readVersions } from './reading.ts';
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
  summary: 'A proposed policy with its rules, and those that it is held against',
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
  route(feature, versions, async ({ asker, query: { agency } }) => ({
    body: { items: await readVersions(db, { asker, agency }) },
  }));
  route(feature, pack, async ({ asker, params: { digest }, query: { agency } }) => ({
    body: await readPack(db, { asker, agency, digest }),
  }));
  route(feature, proposals, async ({ asker, query: { agency } }) => ({
    body: { items: await readProposals(db, { asker, agency }) },
  }));
  route(feature, proposal, async ({ asker, params: { proposalId } }) => ({
    body: await readProposal(db, asker, proposalId),
  }));
  route(feature, propose, async ({ asker, session, entryId, body }) => ({
    body: await proposePolicy(house, { asker, session, entryId }, body),
  }));
  route(feature, decide, async ({ asker, session, entryId, params: { proposalId }, body }) => ({
    body: { receipt: await decidePolicy(house, { asker, session, entryId }, { proposalId, ...body }) },
  }));
  return feature;
}
