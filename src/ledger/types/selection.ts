import type { EntryTypes } from '../types.ts';

const stage = { attempt: 'count', stage: 'stage' } as const;

/** The course of a selection: its opening, its criteria, its stages and the commands that change it. */
export const selectionTypes = {
  'selection.opened/1': {
    stream: 'selection',
    open: { number: 'count', post: 'uuid' },
    committed: { vacancy: 'agency' },
  },
  // On a person's own stream its first entry, with the role `subject`.
  'person.bound/1': {
    stream: ['selection', 'person', 'mapping', 'agency', 'succession', 'plan'],
    open: { ref: 'uuid', role: 'code' },
    committed: { person: 'subject' },
  },

  // The envelope names the new policy, `from` the digest of the old one. Seals and stages from before it are void.
  'selection.policy-moved/1': { stream: 'selection', open: { from: 'digest' }, committed: { reason: 'agency' } },

  'criteria.drafted/1': {
    stream: 'selection',
    open: { digest: 'digest', version: 'count' },
    committed: { content: 'agency' },
  },
  'criteria.sealed/1': { stream: 'selection', open: { digest: 'digest', version: 'count' }, committed: {} },
  'criteria.countersigned/1': { stream: 'selection', open: { digest: 'digest', version: 'count' }, committed: {} },

  // `due` and `calendar` (digest of the decree calendars) are null for a step without a deadline; `deadline` holds the arithmetic.
  'stage.opened/1': {
    stream: 'selection',
    open: { ...stage, calendar: 'digest?', due: 'instant?', step: 'stage' },
    committed: { deadline: 'agency' },
  },
  'stage.stepped/1': {
    stream: 'selection',
    open: { ...stage, calendar: 'digest?', due: 'instant?', step: 'stage' },
    committed: { deadline: 'agency' },
  },
  'stage.closed/1': { stream: 'selection', open: { ...stage, result: 'code' }, committed: {} },
  'stage.paused/1': { stream: 'selection', open: stage, committed: { reason: 'agency' } },
  // The first version moved the due instant by the length of the pause. Now `calendar` is null where the term stays as it was.
  'stage.resumed/1': { stream: 'selection', open: { ...stage, due: 'instant?' }, committed: { reason: 'agency' } },
  'stage.resumed/2': {
    stream: 'selection',
    open: { ...stage, calendar: 'digest?', due: 'instant?' },
    committed: { deadline: 'agency', reason: 'agency' },
  },
  'stage.reopened/1': { stream: 'selection', open: stage, committed: { reason: 'agency' } },
  'stage.cancelled/1': { stream: 'selection', open: stage, committed: { reason: 'agency' } },
  // basis: extended, recalculated (a decree changed the calendar); `was` is the due instant before.
  'deadline.moved/1': {
    stream: 'selection',
    open: { ...stage, basis: 'code', calendar: 'digest?', due: 'instant', was: 'instant?' },
    committed: { deadline: 'agency', reason: 'agency' },
  },
  // kind: reminder, escalation, manual (by a person, who then is the actor); `late` when its time had passed already as the conductor came to it.
  'reminder.sent/1': { stream: 'selection', open: { ...stage, kind: 'code', recipients: 'count' }, committed: {} },
  'stage.blocked/1': { stream: 'selection', open: { ...stage, cause: 'code' }, committed: {} },
  'stage.unblocked/1': { stream: 'selection', open: stage, committed: {} },

  'selection.decided/1': { stream: 'selection', open: { outcome: 'code' }, committed: {} },
  'selection.cancelled/1': { stream: 'selection', open: {}, committed: { reason: 'agency' } },
} as const satisfies EntryTypes;
