import type { Role } from '#domain/roles.ts';
import type { Asking } from '#platform/asking.ts';

type Asker = Asking['asker'];

/** The agency in which somebody holds one of the roles; their first one otherwise, so that the API says what is amiss. */
export function agencyOf({ grants }: Asker, roles: readonly Role[]): string {
  const grant = grants.find(({ role }) => roles.includes(role)) ?? grants[0];
  return grant?.agency ?? '';
}
