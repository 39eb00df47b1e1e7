import type { EntryTypes } from '../types.ts';

/** From nominations to the frozen snapshot and its gates. `candidate` is the person's ref in this selection. */
export const nominationTypes = {
  // way: self, unit, hr.
  'nomination.filed/1': { stream: 'selection', open: { candidate: 'uuid', way: 'code' }, committed: { note: 'actor' } },
  'pool.completed/1': { stream: 'selection', open: { candidates: 'count' }, committed: {} },
  'data.confirmed/1': { stream: 'selection', open: { candidate: 'uuid', record: 'digest' }, committed: {} },
  // record: digest of the data that were confirmed. In clear, whoever knows all of them but one could try that one.
  'data.confirmed/2': { stream: 'selection', open: { candidate: 'uuid' }, committed: { record: 'subject' } },
  'correction.requested/1': {
    stream: 'selection',
    open: { candidate: 'uuid', correction: 'uuid' },
    committed: { request: 'subject' },
  },
  // answer: accepted, refused.
  'correction.answered/1': {
    stream: 'selection',
    open: { answer: 'code', candidate: 'uuid', correction: 'uuid' },
    committed: { change: 'subject', reason: 'subject' },
  },
  // A human verification of a gate that the data could not decide; result: pass, fail.
  'gate.verified/1': {
    stream: 'selection',
    open: { candidate: 'uuid', gate: 'code', result: 'code' },
    committed: { evidence: 'actor' },
  },
  // answered: confirmed, corrected, unanswered. Silence is recorded as silence.
  'snapshot.frozen/1': {
    stream: 'selection',
    open: { answered: 'code', candidate: 'uuid', digest: 'digest' },
    committed: { record: 'subject' },
  },
  // The commitment is the digest, which nobody can try without its salt.
  'snapshot.frozen/2': {
    stream: 'selection',
    open: { answered: 'code', candidate: 'uuid' },
    committed: { record: 'subject' },
  },
  // outcome: admitted, excluded, held (some gate UNKNOWN).
  'gates.evaluated/1': {
    stream: 'selection',
    open: { candidate: 'uuid', outcome: 'code' },
    committed: { gates: 'subject', placement: 'subject' },
  },
  // by: candidate, hr, other-placement (then `other` names the selection).
  'candidacy.withdrawn/1': {
    stream: 'selection',
    open: { by: 'code', candidate: 'uuid', other: 'uuid?' },
    committed: { reason: 'subject' },
  },
  'candidacy.restored/1': { stream: 'selection', open: { candidate: 'uuid', other: 'uuid?' }, committed: {} },
} as const satisfies EntryTypes;
