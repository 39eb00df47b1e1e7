import type { EntryTypes } from '../types.ts';

/** Retention, legal hold and erasure. A person's own stream begins with the entry that binds its name to the person. */
export const privacyTypes = {
  'retention.published/1': { stream: 'agency', open: { digest: 'digest', version: 'code' }, committed: {} },
  'hold.placed/1': { stream: 'person', open: { ground: 'code', hold: 'uuid' }, committed: { reason: 'subject' } },
  'hold.lifted/1': { stream: 'person', open: { hold: 'uuid' }, committed: { reason: 'subject' } },
  // rules: digest of the rules of retention under which the basis stands.
  'erasure.requested/1': {
    stream: 'person',
    open: { basis: 'code', erasure: 'uuid', rules: 'digest' },
    committed: { reason: 'subject' },
  },
  'erasure.approved/1': { stream: 'person', open: { erasure: 'uuid' }, committed: {} },
  'erasure.declined/1': { stream: 'person', open: { erasure: 'uuid' }, committed: { reason: 'subject' } },
  // entries[i] and fields[i] name one destroyed opening of the same stream; approvals are the entries of the two acts, roles theirs.
  'opening.erased/1': {
    stream: ['person', 'selection', 'agency', 'reader', 'mapping', 'succession', 'plan'],
    open: { approvals: 'uuid[]', basis: 'code', entries: 'uuid[]', fields: 'code[]', roles: 'code[]', rules: 'digest' },
    committed: {},
  },
} as const satisfies EntryTypes;
