import type { Standing } from './access-acts.ts';
import type { Role } from './roles.ts';

/**
 * What a selection has passed; some things open only then. `sealed`: the criteria are countersigned. `decided`: the committee's
 * decision stands; a selection that goes back to its committee or before it is undecided again.
 */
export type Phase = 'sealed' | 'sheets-revealed' | 'ranked' | 'ballots-revealed' | 'decided';

export interface ReadWay {
  readonly roles: readonly Role[];
  /** `cleared`: holds a seat, has declared, is not recused. `nominator`: put the candidate forward. */
  readonly standing?: Standing | 'cleared' | 'nominator';
  readonly after?: Phase;
}

const keepers: readonly Role[] = ['secretary', 'hr', 'auditor'];
const cleared = { roles: ['chair', 'member'], standing: 'cleared' } as const satisfies ReadWay;
const seated = { roles: ['chair', 'member'], standing: 'seat' } as const satisfies ReadWay;
const assigned = { roles: ['assessor'], standing: 'assigned' } as const satisfies ReadWay;
const own = { roles: ['candidate'], standing: 'own' } as const satisfies ReadWay;
const authorityAfter = { roles: ['authority'], after: 'decided' } as const satisfies ReadWay;
/** The vacancy is announced with its criteria: whoever may come forward or put somebody forward reads them. */
const announced = { roles: ['candidate', 'unit-head'], after: 'sealed' } as const satisfies ReadWay;

const rules = {
  /** Its course: stage, state, due instants. */
  selection: [{ roles: [...keepers, 'authority'] }, seated, assigned, announced],
  /** How many have acted in the present step, and how many are awaited; never who, and never what they said. */
  progress: [{ roles: keepers }, assigned, cleared, authorityAfter],
  /** Who is awaited: members and assessors by name, candidates by code. */
  'awaited-names': [{ roles: ['secretary', 'hr'] }],
  /** Whoever may countersign reads before. */
  criteria: [
    { roles: [...keepers, 'authority'] },
    { ...seated, after: 'sealed' },
    { ...assigned, after: 'sealed' },
    announced,
  ],
  /** That there are candidates, by code and state. Assessors never learn more of who they are. */
  'candidate-codes': [
    { roles: keepers, after: 'sealed' },
    { ...seated, after: 'sealed' },
    { ...assigned, after: 'sealed' },
    authorityAfter,
  ],
  /** Names alone, so that interests in them can be declared. */
  'candidate-names': [{ roles: keepers, after: 'sealed' }, { ...seated, after: 'sealed' }, authorityAfter],
  /** Snapshots and documents of all candidates; to assessors by code alone. */
  candidates: [
    { roles: keepers, after: 'sealed' },
    { ...cleared, after: 'sealed' },
    { ...assigned, after: 'sealed' },
    authorityAfter,
  ],
  /** What the gates and the measures made of them: a score is given without knowing it. */
  gates: [{ roles: keepers, after: 'sealed' }, { ...cleared, after: 'sealed' }, authorityAfter],
  'own-candidacy': [own],
  /** Own scores and what came of them; the own rank stays closed, since it tells of the others. */
  'own-result': [{ ...own, after: 'decided' }],
  /** That a person whom one put forward is a candidate, and how far they are. */
  'own-nomination': [{ roles: ['unit-head'], standing: 'nominator' }],
  /** What the gates say while data may still be verified. */
  'gate-preview': [{ roles: ['hr'], after: 'sealed' }],
  /** What candidates dispute, and the answers. */
  corrections: [{ roles: ['hr', 'auditor'], after: 'sealed' }],
  /** Human answers to gates, with their evidence. */
  verifications: [{ roles: keepers, after: 'sealed' }],
  /** Who assesses. */
  panel: [{ roles: [...keepers, 'authority'] }],
  'own-sheet': [assigned],
  sheets: [
    { roles: ['secretary', 'auditor'], after: 'sheets-revealed' },
    { ...assigned, after: 'sheets-revealed' },
    { ...cleared, after: 'sheets-revealed' },
  ],
  ranking: [{ roles: keepers, after: 'ranked' }, { ...cleared, after: 'ranked' }, authorityAfter],
  committee: [{ roles: [...keepers, 'authority'] }, seated],
  'own-declaration': [seated],
  declarations: [{ roles: ['secretary', 'auditor'] }],
  motion: [{ roles: ['secretary', 'auditor'] }, cleared, authorityAfter],
  'own-ballot': [seated],
  /** Choices and reasons of others: nobody, in any role, before the motion is decided. */
  ballots: [
    { roles: ['secretary', 'auditor'], after: 'ballots-revealed' },
    { ...cleared, after: 'ballots-revealed' },
    authorityAfter,
  ],
  outcome: [
    { roles: keepers, after: 'ballots-revealed' },
    { ...seated, after: 'ballots-revealed' },
    authorityAfter,
    { ...own, after: 'decided' },
  ],
  /** Choice, concurrence, decree, inauguration. */
  placement: [
    { roles: [...keepers, 'authority'], after: 'decided' },
    { ...cleared, after: 'decided' },
  ],
  'own-placement': [{ ...own, after: 'decided' }],
  ledger: [{ roles: ['secretary', 'auditor'] }],
  /** The record as proof, without what is sealed in it: that needs `ledger`. */
  bundle: [{ roles: [...keepers, 'authority'] }],
} as const satisfies Record<string, readonly ReadWay[]>;

export type Reading = keyof typeof rules;

/**
 * Everything that can be read of a selection, and who may read it when. What has no way open is missing. A list of a selection whose
 * course the asker may read tells as many items as are open to them, perhaps none: that there are candidates, ballots or letters is
 * no secret to whoever knows the stage. Row security holds the same rules as rows of `read_ways`.
 */
export const readRules: Readonly<Record<Reading, readonly ReadWay[]>> = rules;
