import { Refused, refuse } from '#domain/refusal.ts';
import type { Role } from '#domain/roles.ts';
import type { Asking } from '#platform/asking.ts';

type Asker = Asking['asker'];

/** The same, of a page that is not there for whoever holds none of the roles in an agency as a whole. */
export function agencyOfSender({ grants }: Asker, roles: readonly Role[]): string {
  const grant = grants.find(({ role, selectionId }) => selectionId === null && roles.includes(role));
  if (grant === undefined) throw new Refused(refuse('thing.missing'));
  return grant.agency;
}

/** The agency in which somebody holds one of the roles; their first one otherwise, so that the API says what is amiss. */
export function agencyOf({ grants }: Asker, roles: readonly Role[]): string {
  const grant = grants.find(({ role }) => roles.includes(role)) ?? grants[0];
  return grant?.agency ?? '';
}
