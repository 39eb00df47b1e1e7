import type { EntryTypes } from '../types.ts';

/** Independent judgement: who scores whom in which order, the sheets, the barrier, the ranking. */
export const assessmentTypes = {
  // The order of candidates is drawn per assessor from the stored seed (algorithm draw/1).
  'assessor.assigned/1': { stream: 'selection', open: { assessor: 'uuid', seed: 'digest' }, committed: {} },
  'assessor.replaced/1': {
    stream: 'selection',
    open: { assessor: 'uuid', successor: 'uuid', seed: 'digest' },
    committed: { reason: 'agency' },
  },
  'sheet.submitted/1': {
    stream: 'selection',
    open: { assessor: 'uuid', candidate: 'uuid' },
    committed: { reasons: 'actor', scores: 'actor' },
  },
  'scores.revealed/1': { stream: 'selection', open: { sheets: 'count' }, committed: {} },
  // change: confirmed, changed. The independent sheet stays on record beside it.
  'sheet.finalised/1': {
    stream: 'selection',
    open: { assessor: 'uuid', candidate: 'uuid', change: 'code' },
    committed: { reasons: 'actor', scores: 'actor' },
  },
  'ranking.derived/1': {
    stream: 'selection',
    open: { digest: 'digest', ranked: 'count', unranked: 'count' },
    committed: { ranking: 'agency' },
  },
} as const satisfies EntryTypes;
