/** Where each act has its page, below the address of its selection. */
export const factPages = {
  'criteria.draft': 'criteria',
  'criteria.seal': 'seal',
  'criteria.countersign': 'countersign',
  'nomination.file': 'nominate',
  'pool.complete': 'pool-complete',
  'data.confirm': 'my-data',
  'correction.request': 'dispute',
  'correction.answer': 'corrections',
  'gate.verify': 'gates',
  'assessor.assign': 'assessors',
  'sheet.submit': 'score',
  'sheet.finalise': 'score',
  'seat.appoint': 'seats',
  'interest.declare': 'declare',
  'interest.step-back': 'step-back',
  'interest.uphold': 'uphold',
  'presence.record': 'presence',
  'presence.record-other': 'presence',
  'motion.put': 'motion',
  'ballot.cast': 'ballot',
  'choice.make': 'choose',
  'choice.approve': 'approve-choice',
  'concurrence.request': 'request-concurrence',
  'concurrence.reply': 'concurrence',
  'concurrence.certify-lapse': 'certify-lapse',
  'decree.issue': 'decree',
  'placement.inaugurate': 'inaugurate',
} as const;

export type FactAct = keyof typeof factPages;

/** Commands that somebody owes, because they cure a block. */
const commandPages = { 'seat.replace': 'commands/replace-member', 'stage.extend': 'commands/extend' } as const;

/** All acts that somebody can owe. */
export const placesOfActs: Readonly<Record<string, string>> = { ...factPages, ...commandPages };

/** The page on which an act is done; undefined where it has none of its own. */
export function actPlace(act: string): string | undefined {
  return placesOfActs[act];
}
