import type { LedgerCode } from './codes.ts';

export type CanonCode = Extract<LedgerCode, `canon.${string}`>;

const ascii = /^\p{ASCII}*$/u;
const forbidden = /\p{Surrogate}|\0|\p{Noncharacter_Code_Point}/u;

/** ASCII without U+0000: nothing about Unicode can be wrong with it. */
export function isAscii(text: string): boolean {
  return ascii.test(text) && !text.includes('\0');
}

/** The first code point that may not stand in a canonical string. In `u` mode a surrogate matches only when it is alone. */
export function findCharacterFault(text: string): CanonCode | undefined {
  if (isAscii(text)) return undefined;
  const found = forbidden.exec(text)?.[0];
  if (found === undefined) return undefined;
  if (found === '\0') return 'canon.nul';
  // Noncharacters of one unit come after the surrogates; all others have two units.
  return found.length === 1 && found <= '\udfff' ? 'canon.surrogate' : 'canon.noncharacter';
}

export function isNfc(text: string): boolean {
  return isAscii(text) || text.normalize('NFC') === text;
}

export function findStringFault(text: string): CanonCode | undefined {
  return findCharacterFault(text) ?? (isNfc(text) ? undefined : 'canon.nfc');
}
