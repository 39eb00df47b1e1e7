import { agencyReadRules } from '#domain/agency-reads.ts';
import type { Role } from '#domain/roles.ts';

/** Policies are open to everybody of an agency; what is only proposed to those who keep them. */
export const readers: readonly Role[] = agencyReadRules.agency;
export const proposalReaders: readonly Role[] = agencyReadRules['policy-proposals'];
