import type { RefusalKind } from './codes/table.ts';
import { codes, type RefusalCode } from './codes.ts';

/** Facts about a refusal that its reader may know: scalars that fill the `{name}` places of the message, or lists for a program. */
export type RefusalDetails = Readonly<Record<string, unknown>>;

export interface Refusal {
  readonly kind: RefusalKind;
  /** Permanent, `noun.reason`; listed in docs/codes.md. */
  readonly code: RefusalCode;
  /** English; the edge translates by code. */
  readonly message: string;
  readonly details?: RefusalDetails;
}

/** The refusal for a code; the kind and the words come from the code table. */
export function refuse(code: RefusalCode, details?: RefusalDetails): Refusal {
  const { kind, en } = codes[code];
  const message = fillPlaces(en, details);
  return details === undefined ? { kind, code, message } : { kind, code, message, details };
}

/** Puts the details into the `{name}` places of a message; a place without a detail stays as it is. */
export function fillPlaces(text: string, details: RefusalDetails = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = details[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place;
  });
}

/** Thrown by services so that a refusal leaves a transaction; the edges translate it, nobody else catches it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}
