import type { EntryTypes } from '../types.ts';

/** What an agency keeps beside its selections: register, people, rights, policies, calendars. */
export const agencyTypes = {
  'agency.founded/1': { stream: 'agency', open: {}, committed: { name: 'agency' } },
  // The register: an agency numbers its selections without gaps, so that a whole selection cannot be left out unseen.
  'selection.registered/1': { stream: 'agency', open: { number: 'count', selection: 'uuid' }, committed: {} },
  'account.opened/1': { stream: 'agency', open: { account: 'uuid' }, committed: { identity: 'subject' } },
  'grant.given/1': {
    stream: 'agency',
    open: { account: 'uuid', role: 'code', selection: 'uuid?' },
    committed: { validity: 'agency' },
  },
  'grant.ended/1': { stream: 'agency', open: { account: 'uuid', role: 'code' }, committed: { reason: 'agency' } },
  'people.imported/1': {
    stream: 'agency',
    open: { batch: 'uuid', files: 'digest[]', findings: 'count', people: 'count' },
    committed: {},
  },
  // With what whoever imported decided: the rows left out, and the corrected numbers accepted, row by row.
  'people.imported/2': {
    stream: 'agency',
    open: { batch: 'uuid', excluded: 'count', files: 'digest[]', findings: 'count', people: 'count' },
    committed: { decisions: 'agency' },
  },
  'policy.published/1': { stream: 'agency', open: { digest: 'digest', pack: 'code', version: 'code' }, committed: {} },
  // Four eyes: one proposes, another approves, and it is published in the same transaction. proposal: names it in all three.
  'policy.proposed/1': {
    stream: 'agency',
    open: { digest: 'digest', pack: 'code', proposal: 'uuid', version: 'code' },
    committed: {},
  },
  'policy.approved/1': { stream: 'agency', open: { proposal: 'uuid' }, committed: {} },
  'policy.declined/1': { stream: 'agency', open: { proposal: 'uuid' }, committed: { reason: 'agency' } },
  'policy.published/2': {
    stream: 'agency',
    open: { digest: 'digest', pack: 'code', proposal: 'uuid', version: 'code' },
    committed: {},
  },
  'calendar.published/1': { stream: 'agency', open: { digest: 'digest', year: 'count' }, committed: {} },
  'mapping.derived/1': {
    stream: 'agency',
    open: { digest: 'digest', held: 'count', mapped: 'count', run: 'uuid' },
    committed: {},
  },
  // The digest is over the boxes of everybody: in clear, whoever knows all of them but one could try that one.
  'mapping.derived/2': {
    stream: 'agency',
    open: { held: 'count', mapped: 'count', run: 'uuid' },
    committed: { digest: 'agency' },
  },
  'post.vacated/1': { stream: 'agency', open: { post: 'uuid', selection: 'uuid' }, committed: { holder: 'agency' } },
  'post.filled/1': { stream: 'agency', open: { post: 'uuid', selection: 'uuid' }, committed: { holder: 'agency' } },
  // Whose stream it is; its first entry.
  'reader.bound/1': { stream: 'reader', open: { ref: 'uuid' }, committed: { person: 'subject' } },
  'reading.recorded/1': {
    stream: 'reader',
    open: { count: 'count', streams: 'count' },
    committed: { items: 'agency' },
  },
} as const satisfies EntryTypes;
