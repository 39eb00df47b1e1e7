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
