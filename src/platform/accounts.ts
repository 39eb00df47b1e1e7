import type { Asker } from '#domain/roles.ts';
import type { Subject } from './openid.ts';

/** Someone who may ask, with the name to show. */
export interface KnownAccount extends Asker {
  readonly displayName: string;
}

/** Where accounts and their grants in force are found; `features/access` is behind it. */
export interface Accounts {
  findBySubject(subject: Subject): Promise<KnownAccount | undefined>;
  findById(accountId: string): Promise<KnownAccount | undefined>;
}
