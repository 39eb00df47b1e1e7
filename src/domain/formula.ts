const always = new Set(['=', '@', '\t', '\r', '＝', '＠']);
const signs = new Set(['+', '-', '＋', '－']);
const plainNumber = /^[+-][\d\s().,/-]*$/;
const operators = /[(|!=&*^]|\d\s*[+*/^]\s*\d/;

/**
 * Whether a spreadsheet would run this text instead of showing it. A dash, a signed number, a telephone number and a line that merely
 * begins with a dash are none.
 */
export function looksLikeFormula(text: string): boolean {
  const first = text.charAt(0);
  if (first !== ' ' && !always.has(first) && !signs.has(first)) return false;
  const bare = text.replace(/^ +/, '');
  if (always.has(bare.charAt(0))) return true;
  return signs.has(bare.charAt(0)) && !plainNumber.test(bare) && operators.test(bare);
}
