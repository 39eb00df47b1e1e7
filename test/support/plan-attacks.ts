import type { FoldEntry } from '#ledger/fold/stream-fold.ts';

interface Item {
  readonly id: string;
  readonly state: string;
  readonly may: string[];
}

/** A plan as its route answers it, as far as the tests look. */
export interface ShownPlan {
  readonly box: number | null;
  readonly handling: { readonly id: string } | null;
  readonly mapId: string | null;
  readonly mentor: string | null;
  readonly reviewOn: string;
  readonly may: string[];
  readonly goals: Item[];
  readonly actions: (Item & {
    readonly evidence: string | null;
    readonly isInRecord: boolean;
    readonly reportEntry: string | null;
    readonly reason: string | null;
    readonly isOverdue: boolean;
  })[];
  readonly reminders: { readonly kind: string; readonly on: string }[];
  readonly reviews: { readonly outcome: string }[];
}

/** What is changed past the application, by the table in which it is told. */
export const planAttacks: readonly (readonly [table: string, statement: string])[] = [
  ['plans', `UPDATE plans SET until = until + 1 WHERE outcome = 'achieved'`],
  ['plans', `UPDATE plans SET mentor_ref = NULL WHERE outcome = 'achieved'`],
  ['plan_goals', `UPDATE plan_goals SET state = 'agreed', content = jsonb_set(content, '{text}', '"x"')`],
  [
    'plan_actions',
    `UPDATE plan_actions SET evidence = jsonb_set(evidence, '{number}', '"x"') WHERE register IS NOT NULL`,
  ],
  ['plan_actions', `UPDATE plan_actions SET due_on = due_on + 1`],
  ['plan_reminders', 'DELETE FROM plan_reminders'],
  ['plan_reviews', `UPDATE plan_reviews SET outcome = 'at-risk'`],
  [
    'people',
    `UPDATE people SET entry_id = (SELECT id FROM ledger.entries WHERE type = 'action.confirmed/1' LIMIT 1)
       WHERE id NOT IN (SELECT person_id FROM plans)`,
  ],
  [
    'people',
    `UPDATE people SET record = jsonb_set(record, '{awards,items}', '[{"level": "nasional", "givenOn": "2026-01-01", "conflict": null,
         "source": "plan:00000000-0000-4000-8000-000000000000 entry:00000000-0000-4000-8000-000000000000"}]')`,
  ],
  ['people', `UPDATE people SET record = jsonb_set(record, '{courses,items}', '[]')`],
];

/** An entry of which the fold knows nothing but its type. */
export function bareEntry(type: string): FoldEntry {
  const at = '2026-06-15T02:00:00.000000Z';
  const envelope = {
    ...{
      actor: { ref: null, role: 'hr', session: null },
      agency: null,
      at,
      build: '',
      committed: {},
      id: type,
      log: '',
    },
    ...{ open: {}, policy: null, prev: null, seen: null, stream: 'plan/x', streamSeq: 1, type, v: 1 as const },
  };
  return { envelope, leaf: '', position: 0, openings: new Map(), holders: new Map() };
}
