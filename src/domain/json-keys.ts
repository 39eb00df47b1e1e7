import type { PackPath } from './policy-faults.ts';

/** A member that an object of JSON names again: programs differ in which of the two they read. */
export interface RepeatedKey {
  readonly key: string;
  readonly path: PackPath;
}

interface Frame {
  /** Names seen so far; null inside a list. */
  readonly seen: Set<string> | null;
  /** The name or place that the next value has. */
  at: string | number;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** What nobody can see once a text of JSON is parsed: names that repeat, and how deep it is nested. */
export function scanJson(text: string): { readonly repeated: readonly RepeatedKey[]; readonly depth: number } {
  const stack: Frame[] = [];
  const repeated: RepeatedKey[] = [];
  let [previous, depth] = ['', 0];
  let name: string | undefined;
  for (const [found] of text.matchAll(token)) {
    const frame = stack.at(-1);
    if (found === '{' || found === '[') stack.push({ seen: found === '{' ? new Set() : null, at: 0 });
    else if (found === '}' || found === ']') stack.pop();
    else if (found === ',' && frame !== undefined && typeof frame.at === 'number') frame.at += 1;
    else if (found === ':' && frame?.seen != null && name !== undefined) {
      if (frame.seen.has(name)) repeated.push({ key: name, path: [...stack.slice(0, -1).map(({ at }) => at), name] });
      frame.seen.add(name);
      frame.at = name;
    }
    depth = Math.max(depth, stack.length);
    name = found.startsWith('"') && (previous === '{' || previous === ',') ? keyOf(found) : undefined;
    previous = found;
  }
  return { repeated, depth };
}

/** Two spellings of one name are one name. */
function keyOf(written: string): string {
  return String(JSON.parse(written));
}

/** A name that an object of this JSON text repeats, given what was parsed of it: then more names are written than were read. */
export function repeatedName(text: string, parsed: unknown): string | undefined {
  let written = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) written += endsName(text, at) ? 1 : 0;
  return written === countNames(parsed) ? undefined : scanJson(text).repeated[0]?.key;
}

/** Whether a colon stands behind a closing quote: within a text of JSON every quote is escaped. */
function endsName(text: string, colon: number): boolean {
  let at = colon - 1;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at -= 1;
  if (text[at] !== '"') return false;
  let escapes = 0;
  while (text[at - 1 - escapes] === '\\') escapes += 1;
  return escapes % 2 === 0;
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const within = Object.values(value).reduce<number>((sum, one) => sum + countNames(one), 0);
  return Array.isArray(value) ? within : Object.keys(value).length + within;
}
