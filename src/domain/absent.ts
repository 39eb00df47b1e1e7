/** Whether a value as it arrives says nothing: null, not sent, empty, blanks, or a lone dash. A true "0" is a value. */
export function isAbsent(text: string | null | undefined): text is null | undefined | '' {
  if (text === null || text === undefined) return true;
  const trimmed = text.trim();
  return trimmed === '' || trimmed === '-';
}

/** The member of a table under a name from outside; never one that every object inherits. */
export function memberOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** For comparing words from outside: outer spaces gone, inner spaces collapsed, case folded. Never for substrings. */
export function foldText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
