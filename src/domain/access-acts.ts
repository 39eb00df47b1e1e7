import type { Role } from './roles.ts';

/** What besides the role an act needs: one's own candidacy, a seat, the chair's seat, an assignment. */
export type Standing = 'own' | 'seat' | 'chair' | 'assigned';

/** One way of being allowed: any of the roles, together with the standing. */
export interface Way {
  readonly roles: readonly Role[];
  readonly standing?: Standing;
}

interface ActRule {
  readonly ways: readonly Way[];
  /** Refused to those who did the act before it: four eyes. */
  readonly byAnother?: true;
}

const secretaryOrHr: readonly Way[] = [{ roles: ['secretary', 'hr'] }];
const hr: readonly Way[] = [{ roles: ['hr'] }];
const seatHolder: readonly Way[] = [{ roles: ['chair', 'member'], standing: 'seat' }];
const assignedAssessor: readonly Way[] = [{ roles: ['assessor'], standing: 'assigned' }];
const ownCandidacy: readonly Way[] = [{ roles: ['candidate'], standing: 'own' }];

const rules = {
  'selection.draft': { ways: secretaryOrHr },
  'criteria.draft': { ways: secretaryOrHr },
  'criteria.seal': { ways: secretaryOrHr },
  'criteria.countersign': { ways: [{ roles: ['secretary', 'hr', 'authority'] }], byAnother: true },
  'selection.open': { ways: secretaryOrHr },
  'nomination.file': { ways: [...ownCandidacy, { roles: ['unit-head'] }, ...hr] },
  'pool.complete': { ways: hr },
  'data.confirm': { ways: ownCandidacy },
  'correction.request': { ways: ownCandidacy },
  'correction.answer': { ways: hr },
  'gate.verify': { ways: hr },
  'assessor.assign': { ways: hr },
  'sheet.submit': { ways: assignedAssessor },
  'sheet.finalise': { ways: assignedAssessor },
  'seat.appoint': { ways: secretaryOrHr },
  'seat.replace': { ways: secretaryOrHr },
  'interest.declare': { ways: seatHolder },
  'interest.step-back': { ways: seatHolder },
  'interest.uphold': { ways: [{ roles: ['secretary'] }] },
  'presence.record': { ways: seatHolder },
  'presence.record-other': { ways: [{ roles: ['secretary'] }] },
  'motion.put': { ways: [{ roles: ['chair'], standing: 'chair' }] },
  'ballot.cast': { ways: seatHolder },
  'choice.make': { ways: [{ roles: ['authority'] }] },
  'choice.approve': { ways: [{ roles: ['chair', 'authority'] }], byAnother: true },
  'concurrence.request': { ways: hr },
  'concurrence.reply': { ways: hr },
  'concurrence.certify-lapse': { ways: hr },
  'decree.issue': { ways: [{ roles: ['authority', 'hr'] }] },
  'placement.inaugurate': { ways: hr },
  'reminder.send': { ways: secretaryOrHr },
  'candidate.withdraw': { ways: [...ownCandidacy, ...hr] },
  'stage.extend': { ways: secretaryOrHr },
  'stage.pause': { ways: [{ roles: ['secretary', 'hr', 'authority'] }] },
  'stage.resume': { ways: [{ roles: ['secretary', 'hr', 'authority'] }] },
  'stage.recalculate-deadlines': { ways: secretaryOrHr },
  'stage.reopen': { ways: [{ roles: ['secretary', 'authority'] }] },
  'committee.adjourn': { ways: [{ roles: ['secretary'] }, { roles: ['chair'], standing: 'chair' }] },
  'selection.move-policy': { ways: [{ roles: ['authority'] }] },
  'selection.cancel': { ways: [{ roles: ['hr', 'authority'] }] },
  'placement.revoke': { ways: [{ roles: ['hr', 'authority'] }] },
} as const satisfies Record<string, ActRule>;

export type ActName = keyof typeof rules;

/** Every act and who may do it. An act without a row cannot be asked for; no row is open to everybody. */
export const actRules: Readonly<Record<ActName, ActRule>> = rules;
