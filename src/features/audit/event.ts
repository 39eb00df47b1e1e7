import type { EntryTypeName } from '#ledger/registry.ts';
import type { Tx } from '#platform/database.ts';
import type { ActRow, Head } from './store.ts';

export interface Actor {
  /** The actor's ref in this stream; null for workflows and the system. */
  readonly ref: string | null;
  readonly role: string;
  /** SHA-256 of the browser session in hex; null for tokens and workflows. */
  readonly session: string | null;
}

/** The conductor: workflows acting by rule, not a person. */
export const conductorActor: Actor = { ref: null, role: 'workflow', session: null };

export interface PolicyPin {
  readonly digest: string;
  readonly id: string;
  readonly version: string;
}

/** A value that is committed to, and whose key encrypts its opening. */
export interface Committed {
  readonly value: unknown;
  /** Person, account, or `agencyHolder(code)`. */
  readonly holder: string;
}

export interface Event {
  /** Built from an Idempotency-Key or from business ids; never random for anything that may be repeated. */
  readonly id: string;
  readonly stream: string;
  readonly type: EntryTypeName;
  readonly agency: string | null;
  readonly actor: Actor;
  readonly policy?: PolicyPin | null;
  readonly open: Readonly<Record<string, unknown>>;
  readonly committed?: Readonly<Record<string, Committed>>;
  /** The instant and checkpoint read under the lock of the act. */
  readonly act: Pick<ActRow, 'at' | 'seen_size' | 'seen_root'>;
  /** What the same act would repeat word for word; compared when the id comes again. Defaults to the entry's own fields. */
  readonly content?: unknown;
  /** Writes the business row in one statement, sent right behind the entry in the same round trip. */
  readonly alongside?: (tx: Tx) => Promise<void>;
  /**
   * For the last entry of a transaction, after which nothing is written: the newest entry of its stream, so that the bytes are
   * known beforehand, the database refuses any others, and the commit travels with them.
   */
  readonly lastAfter?: Head;
}
