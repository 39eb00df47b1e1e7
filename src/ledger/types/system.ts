import type { EntryTypes } from '../types.ts';

/** What the log says about itself. */
export const systemTypes = {
  'log.opened/1': { stream: 'system', open: {}, committed: {} },
  'entry.conflicted/1': { stream: 'system', open: { entry: 'uuid' }, committed: {} },
  'schema.attested/1': { stream: 'system', open: { digest: 'digest' }, committed: {} },
  // digest: of the digests of the five parts; migrations: of the names of those that were applied, which explain a change.
  'schema.attested/2': {
    stream: 'system',
    open: {
      digest: 'digest',
      functions: 'digest',
      grants: 'digest',
      migrations: 'digest',
      policies: 'digest',
      settings: 'digest',
      triggers: 'digest',
    },
    committed: {},
  },
  // key: the 32 bytes of the new public key in hex; its name is the origin of the log, so the verifier key follows.
  'key.announced/1': { stream: 'system', open: { firstSize: 'count', key: 'digest' }, committed: {} },
} as const satisfies EntryTypes;
