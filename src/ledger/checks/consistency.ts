import { toHex } from '../bytes.ts';
import { openCheckpoint } from '../checkpoint.ts';
import type { Examination, Skip } from '../examination.ts';
import { emptyRoot, rootsAt } from '../tree.ts';

/** Check 4: does the log still contain all that an earlier checkpoint of the auditor covers? */
export function checkConsistency(examination: Examination): Skip {
  const { options, policy, checkpoint, content, findings } = examination;
  if (options.since === undefined) return 'no-earlier-checkpoint';
  if (policy === undefined || checkpoint === undefined) return 'no-checkpoint';
  const earlier = openCheckpoint(options.since, [...policy.logs, ...policy.witnesses], content.manifest.log);
  if (!earlier.ok) {
    findings.add({ check: 4, code: earlier.code, place: 'earlier checkpoint' });
    return undefined;
  }
  const { size, root } = earlier.value;
  if (size > checkpoint.size) {
    const sizes = { expected: `at least ${String(size)}`, found: String(checkpoint.size) };
    findings.add({ check: 4, code: 'consistency.smaller', place: 'checkpoint', ...sizes });
    return undefined;
  }
  const found = rootAt(examination, size);
  if (found === undefined) return 'no-consistency-proof';
  if (found !== root) findings.add({ check: 4, code: 'consistency.fork', place: 'checkpoint', expected: root, found });
  return undefined;
}

/** The root of the log when it had this size, where the bundle can tell. */
function rootAt({ checkpoint, content, table }: Examination, size: number): string | undefined {
  if (size === checkpoint?.size) return checkpoint.root;
  if (size === 0) return toHex(emptyRoot);
  if (content.manifest.kind !== 'dump') return undefined;
  for (let row = 0; row < table.length; row += 1) if (table.positionOf(row) !== row) return undefined;
  return rootsAt([size], table).get(size);
}
