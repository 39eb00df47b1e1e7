import { ballotWords } from './words/ballot.ts';
import { doorWords } from './words/door.ts';
import { formWords } from './words/forms.ts';
import { furnitureWords } from './words/furniture.ts';
import { interestWords } from './words/interests.ts';
import { motionWords } from './words/motion.ts';
import { ownRecordWords } from './words/own-record.ts';
import { receiptWords } from './words/receipt.ts';
import { recordWords } from './words/record.ts';
import { roleWords } from './words/roles.ts';
import { scoringWords } from './words/scoring.ts';
import { selectionWords } from './words/selection.ts';
import { stageWords } from './words/stage.ts';

/** Every word of the pages. A key that nothing uses, or that stands in two areas, fails a test. */
export const words = {
  ...furnitureWords,
  ...formWords,
  ...doorWords,
  ...roleWords,
  ...ballotWords,
  ...receiptWords,
  ...selectionWords,
  ...stageWords,
  ...interestWords,
  ...motionWords,
  ...ownRecordWords,
  ...recordWords,
  ...scoringWords,
} as const;

export type WordKey = keyof typeof words;
