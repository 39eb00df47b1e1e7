import type { LedgerCode } from './codes.ts';

/** What a check answers about foreign bytes: the thing that was read, or the code of the first fault. */
export type Verdict<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: LedgerCode };

export function accept<T>(value: T): Verdict<T> {
  return { ok: true, value };
}

export function reject(code: LedgerCode): Verdict<never> {
  return { ok: false, code };
}
