import { expect, test } from 'vitest';
import { planRole, type Span } from '#domain/role-spans.ts';

const day = (number: number) => `2027-01-0${number}T00:00:00.000000Z`;
const span = (from: number, until: number | null): Span => ({
  from: day(from),
  until: until === null ? null : day(until),
});

/** Roles that a file asks for, beside those that stand. */
test.each<[string, Span, readonly Span[], string]>([
  ['with none before', span(1, null), [], 'give'],
  ['that stands', span(1, 3), [span(1, 3)], 'stands'],
  ['that stands without an end', span(1, null), [span(1, null)], 'stands'],
  ['that begins when one before it ends', span(3, null), [span(1, 3)], 'give'],
  ['that ends when a later one begins', span(1, 3), [span(3, null)], 'give'],
  ['that stands beside an earlier one', span(3, 5), [span(1, 3), span(3, 5)], 'stands'],
  ['with another end', span(1, 4), [span(1, 3)], 'grant.stands-otherwise'],
  ['within one without an end', span(2, 3), [span(1, null)], 'grant.stands-otherwise'],
  ['that begins before one that stands and goes on', span(1, null), [span(2, 3)], 'grant.stands-otherwise'],
  ['of no time', span(2, 2), [], 'grant.span-empty'],
  ['that ends before it begins', span(3, 2), [], 'grant.span-empty'],
])('a role %s', (_title, asked, standing, found) => {
  const plan = planRole({ role: 'hr', ...asked }, standing, 1);
  expect(typeof plan === 'string' ? plan : plan.code).toBe(found);
});
