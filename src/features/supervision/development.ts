import type { QuestionRule } from './question-rule.ts';

/**
 * What is known of development plans. Plans are another feature's; until their table is asked here, the question is answered with no
 * data, never with a zero.
 */
export function developmentFigures(): QuestionRule {
  return { figures: [] };
}
