import { actionWords } from './words/actions.ts';
import { ballotWords } from './words/ballot.ts';
import { boardWords } from './words/board.ts';
import { candidacyPageWords } from './words/candidacy.ts';
import { checkpointsWords } from './words/checkpoints.ts';
import { choosingWords } from './words/choosing.ts';
import { commandWords } from './words/commands.ts';
import { criteriaWords } from './words/criteria.ts';
import { doorWords } from './words/door.ts';
import { entryWords } from './words/entries.ts';
import { entryValueWords } from './words/entry-values.ts';
import { factWords } from './words/facts.ts';
import { formWords } from './words/forms.ts';
import { furnitureWords } from './words/furniture.ts';
import { gateValueWords } from './words/gate-values.ts';
import { gateWords } from './words/gates.ts';
import { glossWords } from './words/glosses.ts';
import { helpWords } from './words/help.ts';
import { impactWords } from './words/impacts.ts';
import { importWords } from './words/imports.ts';
import { inboxWords } from './words/inbox.ts';
import { interestWords } from './words/interests.ts';
import { mapChangeWords } from './words/map-changes.ts';
import { mapReviewWords } from './words/map-review.ts';
import { mappingWords } from './words/mapping.ts';
import { minutesWords } from './words/minutes.ts';
import { motionWords } from './words/motion.ts';
import { nominatingWords } from './words/nominating.ts';
import { ownRecordWords } from './words/own-record.ts';
import { placingWords } from './words/placing.ts';
import { planActWords } from './words/plan-acts.ts';
import { planWords } from './words/plans.ts';
import { policyWords } from './words/policies.ts';
import { privacyWords } from './words/privacy.ts';
import { receiptWords } from './words/receipt.ts';
import { recordWords } from './words/record.ts';
import { roleWords } from './words/roles.ts';
import { scoringWords } from './words/scoring.ts';
import { searchWords } from './words/search.ts';
import { selectionWords } from './words/selection.ts';
import { staffingWords } from './words/staffing.ts';
import { stageWords } from './words/stage.ts';
import { standingWords } from './words/standing.ts';
import { successionWords } from './words/succession.ts';
import { supervisionWords } from './words/supervision.ts';
import { tourWords } from './words/tour.ts';

/** Every word of the pages. A key that nothing uses, or that stands in two areas, fails a test. */
export const words = {
  ...furnitureWords,
  ...formWords,
  ...doorWords,
  ...roleWords,
  ...actionWords,
  ...ballotWords,
  ...boardWords,
  ...checkpointsWords,
  ...candidacyPageWords,
  ...choosingWords,
  ...commandWords,
  ...planActWords,
  ...planWords,
  ...placingWords,
  ...policyWords,
  ...privacyWords,
  ...receiptWords,
  ...selectionWords,
  ...stageWords,
  ...standingWords,
  ...successionWords,
  ...supervisionWords,
  ...tourWords,
  ...criteriaWords,
  ...impactWords,
  ...importWords,
  ...inboxWords,
  ...mapChangeWords,
  ...mapReviewWords,
  ...mappingWords,
  ...nominatingWords,
  ...gateWords,
  ...gateValueWords,
  ...staffingWords,
  ...interestWords,
  ...motionWords,
  ...ownRecordWords,
  ...factWords,
  ...recordWords,
  ...scoringWords,
  ...entryWords,
  ...entryValueWords,
  ...minutesWords,
  ...glossWords,
  ...helpWords,
  ...searchWords,
} as const;

export type WordKey = keyof typeof words;

/** Whether a key that was put together has words. */
export function isWord(key: string): key is WordKey {
  return Object.hasOwn(words, key);
}
