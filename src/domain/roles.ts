export type Role =
  | 'secretary'
  | 'chair'
  | 'member'
  | 'hr'
  | 'assessor'
  | 'unit-head'
  | 'authority'
  | 'auditor'
  | 'candidate'
  | 'administrator';

/** A role in an agency, or in one selection of it, valid in the half-open span [from, until). */
export interface Grant {
  readonly role: Role;
  readonly agency: string;
  readonly selectionId: string | null;
  readonly from: string;
  readonly until: string | null;
}

/** Who did or wants to do something. Two accounts of one person are one hand. */
export interface Hand {
  readonly accountId: string;
  readonly personId: string | null;
}

export interface Asker extends Hand {
  readonly grants: readonly Grant[];
}

/** An agency as a whole, at an instant. */
export interface AgencyPlace {
  readonly agency: string;
  readonly now: string;
}

/** Whether a grant of the agency, or of any selection of it, is in force. */
export function isInForce({ agency, from, until }: Grant, place: AgencyPlace): boolean {
  return agency === place.agency && from <= place.now && (until === null || place.now < until);
}

/** Which of the roles asked for the asker holds in the whole agency now, in the order they were asked. */
export function agencyRoles({ grants }: Asker, place: AgencyPlace, roles: readonly Role[]): Role[] {
  const held = grants.filter((grant) => grant.selectionId === null && isInForce(grant, place));
  return roles.filter((role) => held.some((grant) => grant.role === role));
}

/** Whether two hands belong to one person. */
export function isSameHand(one: Hand, other: Hand): boolean {
  return one.accountId === other.accountId || (one.personId !== null && one.personId === other.personId);
}
