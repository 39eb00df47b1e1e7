import { fromHex, toHex } from '../bytes.ts';
import { type Examination, entryPlace, type Leaf, type Skip } from '../examination.ts';
import { emptyFrontier, extendFrontier, rootOf } from '../tree.ts';

/** Check 9: an entry can know only checkpoints that came before it, of this very tree. */
export function checkBracket({ entries, leaves, content, checkpoint, findings }: Examination): Skip {
  const seeing = entries.filter(({ envelope }) => envelope.seen !== null);
  if (seeing.length === 0) return 'no-outside-clock';
  const roots = content.manifest.kind === 'dump' ? rootsOf(leaves) : new Map<number, string>();
  if (checkpoint !== undefined) roots.set(checkpoint.size, checkpoint.root);
  for (const entry of seeing) {
    const { size = 0, root = '' } = entry.envelope.seen ?? {};
    const known = roots.get(size);
    if (size <= entry.position && (known === undefined || known === root)) continue;
    const expected = known === undefined ? `at most ${String(entry.position)}` : known;
    findings.add({
      check: 9,
      code: 'bracket.seen',
      place: entryPlace(entry),
      expected,
      found: `${String(size)} ${root}`,
    });
  }
  return undefined;
}

/** The root of the log at every size. */
function rootsOf(leaves: readonly Leaf[]): Map<number, string> {
  const roots = new Map<number, string>();
  let frontier = emptyFrontier;
  for (const { leaf } of leaves) {
    frontier = extendFrontier(frontier, [fromHex(leaf) ?? new Uint8Array(0)]);
    roots.set(frontier.size, toHex(rootOf(frontier)));
  }
  return roots;
}
