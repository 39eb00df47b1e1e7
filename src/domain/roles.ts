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

/** Whether two hands belong to one person. */
export function isSameHand(one: Hand, other: Hand): boolean {
  return one.accountId === other.accountId || (one.personId !== null && one.personId === other.personId);
}
