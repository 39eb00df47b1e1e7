import type { EntryTypes } from '../types.ts';

/** The committee: seats, declarations, recusals, presence, motions, ballots, outcome. */
export const committeeTypes = {
  'seat.appointed/1': { stream: 'selection', open: { holder: 'uuid', role: 'code', seat: 'count' }, committed: {} },
  'seat.replaced/1': {
    stream: 'selection',
    open: { holder: 'uuid', seat: 'count', successor: 'uuid' },
    committed: { reason: 'agency' },
  },
  'interest.declared/1': {
    stream: 'selection',
    open: { actual: 'count', possible: 'count', seat: 'count' },
    committed: { declaration: 'actor' },
  },
  // ground: declared, stepped-back, upheld. Holds for the seat's present holder; a successor begins unrecused.
  'seat.recused/1': { stream: 'selection', open: { ground: 'code', seat: 'count' }, committed: { reason: 'actor' } },
  // presence: present, absent.
  'presence.recorded/1': {
    stream: 'selection',
    open: { presence: 'code', seat: 'count', session: 'count' },
    committed: {},
  },
  // cause: no-quorum, or commanded with its reason. `present` counts seats recorded as present; for no-quorum while voting,
  // the seats whose ballots make them present.
  'session.adjourned/1': {
    stream: 'selection',
    open: { cause: 'code', eligible: 'count', present: 'count', required: 'count', session: 'count' },
    committed: { reason: 'agency' },
  },
  'motion.put/1': {
    stream: 'selection',
    open: { digest: 'digest', motion: 'uuid', version: 'count' },
    committed: { content: 'agency' },
  },
  // cause: renewed (then `successor` is the next version), candidate-withdrawn. Voids the ballots cast on it.
  'motion.voided/1': {
    stream: 'selection',
    open: { cause: 'code', motion: 'uuid', successor: 'uuid?' },
    committed: {},
  },
  // choice: approve, reject, abstain. Counts for the motion put last before it; a later motion of equal content starts without ballots.
  'ballot.cast/1': {
    stream: 'selection',
    open: { motion: 'digest', seat: 'count', selection: 'uuid' },
    committed: { choice: 'actor', reason: 'actor' },
  },
  // cause: member-replaced, recused.
  'ballot.voided/1': { stream: 'selection', open: { cause: 'code', motion: 'digest', seat: 'count' }, committed: {} },
  // outcome: approved, rejected, tied, revote. `required` is the quorum; `eligible` the seats held and not recused.
  'outcome.derived/1': {
    stream: 'selection',
    open: {
      abstaining: 'count',
      against: 'count',
      cast: 'count',
      eligible: 'count',
      motion: 'digest',
      outcome: 'code',
      required: 'count',
      supporting: 'count',
    },
    committed: {},
  },
} as const satisfies EntryTypes;
