import { toUtf8 } from '../bytes.ts';
import { type Examination, entryPlace, type Skip } from '../examination.ts';
import { type Certificate, parsePem } from '../stamps/certificate.ts';
import { openStamp } from '../stamps/token.ts';

export const stampPath = 'checkpoint.tsr';
export const authoritiesPath = 'authorities.pem';

/** How far the clocks of a database and of an authority may differ, in microseconds. */
const leeway = 5 * 60 * 1_000_000;

/** Check 3: has an outside authority stamped the checkpoint, and no entry under it is younger? */
export function checkStamp(examination: Examination): Skip {
  const { content, options, checkpoint, table, findings } = examination;
  const response = content.files.get(stampPath);
  if (response === undefined && options.authorities === undefined) return 'no-stamp-asked';
  if (response === undefined) return 'no-stamp';
  const pinned = examineAuthorities(examination);
  if (pinned === undefined) return undefined;
  if (checkpoint === undefined) return 'no-checkpoint';
  const stamp = openStamp(response, { stamped: toUtf8(checkpoint.text), pinned });
  if (!stamp.ok) {
    findings.add({ check: 3, code: stamp.code, place: stampPath });
    return undefined;
  }
  const { time } = stamp.value;
  for (const row of table.entries()) {
    if (table.instantOf(row) <= time + leeway) continue;
    const entry = table.load(row);
    const [expected, found] = [`at most ${new Date(time / 1_000).toISOString()}`, entry.envelope.at];
    findings.add({ check: 3, code: 'stamp.time', place: entryPlace(entry), expected, found });
  }
  return undefined;
}

/** Whom to believe about time: the auditor's certificates, or those of the bundle, and then the verdict says so. */
function examineAuthorities({ content, options, findings }: Examination): readonly Certificate[] | undefined {
  if (options.authorities === undefined) findings.add({ check: 3, code: 'trust.unpinned', place: authoritiesPath });
  const pinned = parsePem(options.authorities ?? content.files.get(authoritiesPath) ?? new Uint8Array(0));
  if (pinned === undefined) findings.add({ check: 3, code: 'stamp.chain', place: authoritiesPath });
  return pinned;
}
