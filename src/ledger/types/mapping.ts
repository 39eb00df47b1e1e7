import type { EntryTypes } from '../types.ts';

/**
 * A talent map on a stream of its own. Its first entry begins it, one entry per person follows, then the one that says all are drawn.
 * The policy stands in the envelope of each.
 */
export const mappingTypes = {
  // on: the day for which everybody is looked at, ISO.
  'mapping.begun/1': { stream: 'mapping', open: { on: 'code' }, committed: {} },
  // ref: the name in this stream, which the committed person is bound to.
  'box.derived/1': {
    stream: 'mapping',
    open: { ref: 'uuid' },
    committed: { derivation: 'subject', person: 'subject' },
  },
  'mapping.drawn/1': { stream: 'mapping', open: { people: 'count' }, committed: {} },
} as const satisfies EntryTypes;
