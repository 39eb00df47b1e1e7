/**
 * Condition in SQL on a row of `critical_posts`: the authority has confirmed the designation, by an act of its own or by a decision on its
 * plan.
 */
export function hasConfirmed(designation: string): string {
  return `(${designation}.confirmed_at IS NOT NULL
    OR EXISTS (SELECT FROM successors d WHERE d.designation_id = ${designation}.id AND d.decided_at IS NOT NULL))`;
}
