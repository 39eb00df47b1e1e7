import type { EntryTypes } from '../types.ts';

/**
 * A talent map on a stream of its own. Its first entry begins it, one entry per person follows, then the one that says all are drawn;
 * then what the committee resolves, at last to publish it. The policy stands in the envelope of each.
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
  // Before all were drawn; nothing follows.
  'mapping.abandoned/1': { stream: 'mapping', open: {}, committed: { reason: 'agency' } },
  'mapping.drawn/1': { stream: 'mapping', open: { people: 'count' }, committed: {} },
  // members: refs of the committee that is to decide, in the order of their seats; recused: those whom the move is about; chair: one
  // of the members. content: {from, to, ground, reason, evidence}, from and to being boxes.
  'move.proposed/1': {
    stream: 'mapping',
    open: { chair: 'uuid?', members: 'uuid[]', person: 'uuid', recused: 'uuid[]', resolution: 'uuid' },
    committed: { content: 'subject' },
  },
  'publication.proposed/1': {
    stream: 'mapping',
    open: { chair: 'uuid?', members: 'uuid[]', resolution: 'uuid' },
    committed: {},
  },
  'resolution.voted/1': {
    stream: 'mapping',
    open: { resolution: 'uuid' },
    committed: { choice: 'actor', reason: 'actor' },
  },
  // outcome: adopted, not-adopted; written with the vote after which nothing could change it.
  'resolution.decided/1': {
    stream: 'mapping',
    open: { abstain: 'count', approve: 'count', outcome: 'code', reject: 'count', resolution: 'uuid' },
    committed: {},
  },
  // moved: people whose box the committee has changed.
  'mapping.published/1': { stream: 'mapping', open: { moved: 'count' }, committed: {} },
} as const satisfies EntryTypes;
