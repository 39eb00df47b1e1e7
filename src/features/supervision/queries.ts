import type { Sql } from '#platform/database.ts';
import type { Figure } from './question-rule.ts';

/** The figures that count what is known of people, in one scan of their records. */
export async function countKnown(sql: Sql, figures: readonly Figure[], agency: string): Promise<[string, number][]> {
  const asked = figures.flatMap(({ figure, known }) => (known === undefined ? [] : [{ figure, ...known }]));
  if (asked.length === 0) return [];
  const counts = asked.map(({ member, part }) => `count(*) FILTER (WHERE r."${member}"->'${part}' <> 'null')`);
  const { counted } = await sql.one<{ counted: number[] }>(
    `SELECT jsonb_build_array(${counts.join(', ')}) AS counted
       FROM people p CROSS JOIN LATERAL jsonb_to_record(p.record) AS r (${asked.map(({ member }) => `"${member}" jsonb`).join(', ')})
      WHERE p.agency = $1 AND p.nip NOT LIKE 'erased-%'`,
    [agency],
  );
  return asked.map(({ figure }, at) => [figure, counted[at] ?? 0]);
}
