import type { QuestionRule } from './question-rule.ts';

const ofAgency = 'FROM plans p WHERE p.agency = $1';
const actions = 'FROM plan_actions a JOIN plans p ON p.id = a.plan_id WHERE p.agency = $1';

/** Development built on the map, executed, and counted as evidence. */
export function developmentFigures(): QuestionRule {
  return {
    figures: [
      { figure: 'plans-open', query: `SELECT count(*) AS value ${ofAgency} AND p.closed_at IS NULL` },
      { figure: 'plans-from-map', query: `SELECT count(*) AS value ${ofAgency} AND p.map_id IS NOT NULL` },
      {
        figure: 'plan-actions-agreed',
        query: `SELECT count(*) AS value ${actions} AND a.state IN ('agreed', 'reported', 'confirmed')`,
      },
      { figure: 'plan-actions-confirmed', query: `SELECT count(*) AS value ${actions} AND a.state = 'confirmed'` },
      {
        figure: 'plan-actions-overdue',
        query: `SELECT count(*) AS value ${actions} AND a.state = 'agreed' AND p.closed_at IS NULL AND a.due_on < (SELECT (ledger.clock() AT TIME ZONE zone)::date FROM agencies WHERE code = $1)`,
      },
    ],
    evidence: `SELECT 'entry' AS kind, a.entry_id AS id ${actions} AND a.state = 'confirmed' ORDER BY a.confirmed_at DESC LIMIT 10`,
  };
}
