/** The kinds of thing whose entries form one stream. */
export type StreamKind =
  | 'selection'
  | 'person'
  | 'committee'
  | 'mapping'
  | 'succession'
  | 'plan'
  | 'objection'
  | 'interim'
  | 'agency'
  | 'policy'
  | 'reader'
  | 'system';

/**
 * The forms of a value in clear. There is none for free text, so no name and no reason can stand open:
 * digest = 64 hex digits, uuid, code = `[a-z0-9][a-z0-9.-]{0,63}`, count = integer from 0,
 * instant = UTC with microseconds, stage = lower-case words joined by `-`, decimal = decimal string.
 */
export type ScalarForm = 'digest' | 'uuid' | 'code' | 'count' | 'instant' | 'stage' | 'decimal';

/** `uuid?` may be null; `uuid[]` is a list, which may be empty. */
export type OpenForm = ScalarForm | `${ScalarForm}?` | `${ScalarForm}[]`;

/** Whose key encrypts the opening of a committed field. */
export type OpeningHolder = 'actor' | 'subject' | 'agency';

/** The fixed field set of one version of one type: every declared field stands in every entry, `null` included. */
export interface EntryType {
  /** The kind of stream it may stand on; several for a fact that is told twice. */
  readonly stream: StreamKind | readonly StreamKind[];
  readonly open: Readonly<Record<string, OpenForm>>;
  readonly committed: Readonly<Record<string, OpeningHolder>>;
}

/** Types by `noun.past/version`. Released versions stay for ever; a change of fields is a new version beside the old one. */
export type EntryTypes = Readonly<Record<string, EntryType>>;
