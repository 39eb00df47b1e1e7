import type { EntryTypes } from '../types.ts';

/** From the proposed names to an official in the post, and back again where an act is undone. */
export const placementTypes = {
  // deviation: none, not-first, outside-list; state: made, awaiting-second-approval.
  'choice.made/1': {
    stream: 'selection',
    open: { candidate: 'uuid', choice: 'uuid', deviation: 'code', exception: 'code?', rank: 'count?', state: 'code' },
    committed: { reason: 'actor' },
  },
  'choice.approved/1': { stream: 'selection', open: { choice: 'uuid' }, committed: { reason: 'actor' } },
  'choice.declined/1': { stream: 'selection', open: { choice: 'uuid' }, committed: { reason: 'actor' } },
  // cause: concurrence-refused (the candidate cannot be chosen again), candidate-withdrawn.
  'choice.undone/1': { stream: 'selection', open: { cause: 'code', choice: 'uuid' }, committed: {} },
  'concurrence.requested/1': {
    stream: 'selection',
    open: { calendar: 'digest?', candidate: 'uuid', lapses: 'instant?', round: 'count' },
    committed: { deadline: 'agency' },
  },
  // reply: issued, returned, refused; late: yes, no (after the lapse instant: recorded, not blocking).
  'concurrence.replied/1': {
    stream: 'selection',
    open: { late: 'code', reply: 'code', round: 'count' },
    committed: { letter: 'agency' },
  },
  'concurrence.lapsed/1': {
    stream: 'selection',
    open: { lapsed: 'instant', round: 'count' },
    committed: { certificate: 'agency' },
  },
  'decree.issued/1': {
    stream: 'selection',
    open: { candidate: 'uuid', effective: 'instant' },
    committed: { decree: 'agency' },
  },
  'placement.inaugurated/1': { stream: 'selection', open: { candidate: 'uuid' }, committed: { minutes: 'agency' } },
  'placement.effected/1': { stream: 'selection', open: { candidate: 'uuid', post: 'uuid' }, committed: {} },
  'placement.revoked/1': { stream: 'selection', open: { candidate: 'uuid' }, committed: { order: 'agency' } },
  // step: prior-post.restore, post.vacate, inauguration.annul, decree.revoke, concurrence.withdraw, choice.undo, in this order.
  // effect: done, or why there was nothing to do: none (no prior post), occupied (it has another holder), left (not in the post).
  'step.undone/1': { stream: 'selection', open: { choice: 'uuid', effect: 'code', step: 'code' }, committed: {} },
} as const satisfies EntryTypes;
