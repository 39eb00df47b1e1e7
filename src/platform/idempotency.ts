import { type Refusal, refuse } from '#domain/refusal.ts';
import { refuseForm } from './problems.ts';
import { uuidOf } from './uuid.ts';

/** Namespace of entry ids made from Idempotency-Keys. Permanent: another one would let old acts happen twice. */
const keyNamespace = '5f0c6a1e-8f53-4d0b-9d1c-0c6b0f5f6d55';

/** The Idempotency-Key of an act (1–255 printable ASCII characters), or why it cannot be one. */
export function readKey(header: string | undefined): { readonly key: string } | { readonly refusal: Refusal } {
  if (header === undefined || !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(header)) {
    return { refusal: refuse('input.key-missing') };
  }
  return { key: header };
}

export interface KeyedAct {
  readonly accountId: string;
  /** Method and path with its ids, so that one key on two things makes two acts. */
  readonly route: string;
  readonly key: string;
}

/**
 * The entry id of an act: the same for every retry of one account on one route, so that a retry finds the first receipt.
 * The account is part of it: nobody reaches another's receipt by guessing a key.
 */
export function entryIdOf({ accountId, route, key }: KeyedAct): string {
  return uuidOf(`${accountId}\n${route}\n${key}`, keyNamespace);
}

/** The one strong tag of an If-Match header, without quotes; lists, weak tags and `*` are refused. */
export function readIfMatch(header: string | undefined): { readonly tag?: string } | { readonly refusal: Refusal } {
  if (header === undefined) return {};
  const tag = /^"([\x21\x23-\x7e]{1,200})"$/.exec(header)?.[1];
  return tag === undefined ? { refusal: refuseForm([{ path: 'If-Match', code: 'strong-etag' }]) } : { tag };
}
