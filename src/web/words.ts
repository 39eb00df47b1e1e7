import { ballotWords } from './words/ballot.ts';
import { doorWords } from './words/door.ts';
import { formWords } from './words/forms.ts';
import { furnitureWords } from './words/furniture.ts';
import { receiptWords } from './words/receipt.ts';
import { roleWords } from './words/roles.ts';
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
} as const;

export type WordKey = keyof typeof words;
