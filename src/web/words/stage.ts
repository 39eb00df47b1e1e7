import type { WordTable } from './table.ts';

/** Stages and steps, and what is said about their time. */
export const stageWords = {
  'stage.no-due': { id: 'tanpa tenggat', en: 'no due time' },
} as const satisfies WordTable;
