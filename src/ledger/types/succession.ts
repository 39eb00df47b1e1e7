import type { EntryTypes } from '../types.ts';

/**
 * Who may succeed the holder of one post, on a stream of its own named after the post. Every entry is of the agency's own office, but
 * for confirmations and the decision, which are the authority's; the policy stands in the envelope of each naming and each derivation.
 */
export const successionTypes = {
  // ground: why the post is critical, see `criticalGrounds`.
  'post.designated/1': {
    stream: 'succession',
    open: { designation: 'uuid', ground: 'code', post: 'uuid' },
    committed: { reason: 'agency' },
  },
  // decree: number and date of the decision (SK) with the list of critical posts.
  'designation.confirmed/1': {
    stream: 'succession',
    open: { designation: 'uuid' },
    committed: { decree: 'agency' },
  },
  'designation.withdrawn/1': {
    stream: 'succession',
    open: { designation: 'uuid' },
    committed: { reason: 'agency' },
  },
  // Of what the authority has confirmed; it stands until the withdrawal is confirmed, too.
  'withdrawal.proposed/1': {
    stream: 'succession',
    open: { designation: 'uuid' },
    committed: { reason: 'agency' },
  },
  'withdrawal.confirmed/1': {
    stream: 'succession',
    open: { designation: 'uuid' },
    committed: { decree: 'agency' },
  },
  // person: the name in this stream. map: whose succession group they are of. place: {box, talentValue} there.
  'successor.named/1': {
    stream: 'succession',
    open: { designation: 'uuid', map: 'uuid', person: 'uuid', successor: 'uuid' },
    committed: { place: 'subject' },
  },
  // successors: all who were proposed until then, by the order of their ids. decree: number and date of the decision (SK).
  'succession.decided/1': {
    stream: 'succession',
    open: { designation: 'uuid', successors: 'uuid[]' },
    committed: { decree: 'agency' },
  },
  'successor.removed/1': { stream: 'succession', open: { successor: 'uuid' }, committed: { reason: 'subject' } },
  // derived: the id of this derivation. derivation: {on, target, record, algorithm, readiness, readyOn, missing, gates}: all that it is derived from, and what came of it.
  'readiness.derived/1': {
    stream: 'succession',
    open: { derived: 'uuid', successor: 'uuid' },
    committed: { derivation: 'subject' },
  },
} as const satisfies EntryTypes;
