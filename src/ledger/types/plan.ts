import type { EntryTypes } from '../types.ts';

/**
 * An individual development plan on a stream of its own: opened for a person, agreed goal by goal and action by action, its completed
 * actions confirmed as evidence, reviewed, closed. Everything in words is sealed under the key of the person it is for.
 */
export const planTypes = {
  // person: the ref of whom it is for; map: the one on which they stand in a box; review, until: ISO days. content: {box, ground, handling}.
  'plan.opened/1': {
    stream: 'plan',
    open: { map: 'uuid?', person: 'uuid', review: 'code', until: 'code' },
    committed: { content: 'subject' },
  },
  // content: {indicator, text}. The side that proposes is the role of the actor; the other side agrees.
  'goal.proposed/1': { stream: 'plan', open: { goal: 'uuid' }, committed: { content: 'subject' } },
  'goal.agreed/1': { stream: 'plan', open: { goal: 'uuid' }, committed: {} },
  // due: ISO day. content: {text}.
  'action.proposed/1': {
    stream: 'plan',
    open: { action: 'uuid', due: 'code', goal: 'uuid', kind: 'code' },
    committed: { content: 'subject' },
  },
  'action.agreed/1': { stream: 'plan', open: { action: 'uuid' }, committed: {} },
  // mentor: their ref.
  'mentor.named/1': { stream: 'plan', open: { mentor: 'uuid' }, committed: {} },
  'action.completed/1': { stream: 'plan', open: { action: 'uuid' }, committed: { report: 'subject' } },
  // register: where in the person's record the row of evidence stands; null for kinds that leave none.
  'action.confirmed/1': {
    stream: 'plan',
    open: { action: 'uuid', register: 'code?' },
    committed: { evidence: 'subject' },
  },
  'action.returned/1': { stream: 'plan', open: { action: 'uuid' }, committed: { reason: 'subject' } },
  'action.dropped/1': { stream: 'plan', open: { action: 'uuid' }, committed: { reason: 'subject' } },
  // kind: due-soon, overdue, review, end; on: the day it belongs to.
  'plan.reminded/1': { stream: 'plan', open: { action: 'uuid?', kind: 'code', on: 'code' }, committed: {} },
  // next: the day by which it is reviewed again.
  'plan.reviewed/1': { stream: 'plan', open: { next: 'code', outcome: 'code' }, committed: { text: 'subject' } },
  'plan.closed/1': { stream: 'plan', open: { outcome: 'code' }, committed: { text: 'subject' } },
} as const satisfies EntryTypes;
