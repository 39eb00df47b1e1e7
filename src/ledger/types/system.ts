import type { EntryTypes } from '../types.ts';

/** What the log says about itself. */
export const systemTypes = {
  'log.opened/1': { stream: 'system', open: {}, committed: {} },
  // The first entry of a log that goes on from another. origin: SHA-256 of the other's origin; size, root, key and signature (its
  // two halves of 32 bytes) are the final checkpoint of the other, which they let anybody check who knows that origin.
  'log.opened/2': {
    stream: 'system',
    open: { incident: 'code', key: 'digest', origin: 'digest', root: 'digest', signature: 'digest[]', size: 'count' },
    committed: {},
  },
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
  // The same; from the first of these on, only a schema.acknowledged/1 explains a change.
  'schema.attested/3': {
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
  // Wider: of five parts the digests are made as before, so that the two can be compared. columns: types, defaults and rights of each;
  // constraints: and indexes; objects: schemas, tables, extensions, event triggers, replication; roles: who is above the rules, who is a
  // member of whom, settings of a role in all databases; rules: views and rewrite rules.
  'schema.attested/4': {
    stream: 'system',
    open: {
      columns: 'digest',
      constraints: 'digest',
      digest: 'digest',
      functions: 'digest',
      grants: 'digest',
      migrations: 'digest',
      objects: 'digest',
      policies: 'digest',
      roles: 'digest',
      rules: 'digest',
      settings: 'digest',
      triggers: 'digest',
    },
    committed: {},
  },
  // A migration of the build that wrote this took the schema from one digest to another. migration: SHA-256 of its file.
  'schema.acknowledged/1': {
    stream: 'system',
    open: { after: 'digest', before: 'digest', migration: 'digest' },
    committed: {},
  },
  // key: the 32 bytes of the new public key in hex; its name is the origin of the log, so the verifier key follows.
  'key.announced/1': { stream: 'system', open: { firstSize: 'count', key: 'digest' }, committed: {} },
  // key: as above, of the key that is lost or stolen; lastSize: the last size at which its signature is to be believed.
  'key.revoked/1': { stream: 'system', open: { key: 'digest', lastSize: 'count' }, committed: {} },
  // reason: why it was frozen, without `signer.`; at: where it saw that; size: what it had signed, and has found whole again.
  'signer.unfrozen/1': { stream: 'system', open: { at: 'count', reason: 'code', size: 'count' }, committed: {} },
  // The last entry of a log. incident: why; successor: SHA-256 of the origin of the log that goes on.
  'log.closed/1': { stream: 'system', open: { incident: 'code', successor: 'digest' }, committed: {} },
} as const satisfies EntryTypes;
