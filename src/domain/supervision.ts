import { refuseAgencyRead } from './agency-reads.ts';
import type { Asker } from './roles.ts';

/** The talent questions of the merit measurement, and that of the digital aspect, in their order. */
export const supervisionQuestions = [
  'mapping',
  'acquisition',
  'recruitment',
  'development',
  'retention',
  'monitoring',
  'digital',
] as const;
export type SupervisionQuestion = (typeof supervisionQuestions)[number];

/** Agencies that somebody's grants cover for supervision now, in alphabetical order; a warrant for one selection covers none. */
export function supervisedAgencies(asker: Asker, now: string): string[] {
  const named = new Set(asker.grants.map(({ agency }) => agency));
  return [...named]
    .filter((agency) => refuseAgencyRead('supervision', asker, { agency, now }) === undefined)
    .sort((one, other) => (one < other ? -1 : 1));
}

/** What an answer rests on: never on what somebody says of themselves. */
export type AnswerState = 'data' | 'no-data';

/** No figure that is known is no data; a figure of zero is one. */
export function answerState(figures: readonly { readonly value: number | null }[]): AnswerState {
  return figures.some(({ value }) => value !== null) ? 'data' : 'no-data';
}
