import { type Refusal, refuse } from './refusal.ts';
import type { Role } from './roles.ts';

/** When a role is held, [from, until): instants of the record. */
export interface Span {
  readonly from: string;
  readonly until: string | null;
}

export interface RoleAsked extends Span {
  readonly role: Role;
}

/**
 * What a role that a file asks for needs, beside the spans in which the account has that role already: nothing, or to be given.
 * Refuses grant.span-empty, and grant.stands-otherwise where a span that stands meets it and is not the same.
 */
export function planRole(asked: RoleAsked, standing: readonly Span[], number: number): 'stands' | 'give' | Refusal {
  const { role, from, until } = asked;
  if (until !== null && until <= from) return refuse('grant.span-empty', { number, role });
  const met = standing.find((span) => isBefore(from, span.until) && isBefore(span.from, until));
  if (met === undefined) return 'give';
  if (met.from === from && met.until === until) return 'stands';
  return refuse('grant.stands-otherwise', { number, role, from: met.from, until: met.until ?? '…' });
}

function isBefore(instant: string, end: string | null): boolean {
  return end === null || instant < end;
}
