import type { Examination, Skip } from '../examination.ts';
import { quorumTime } from '../policy-file.ts';

/** Check 12: is the newest cosignature as young as the policy promises, at the instant that the auditor gives? */
export function checkFreshness({ policy, checkpoint, options, findings }: Examination): Skip {
  const { nowS } = options;
  if (nowS === undefined) return 'no-age-asked';
  if (policy === undefined) return 'no-checkpoint';
  const { freshWithinS } = policy.terms;
  if (freshWithinS === undefined) return 'no-age-asked';
  if (checkpoint === undefined) return 'no-checkpoint';
  const time = quorumTime(policy.quorum, checkpoint.signatures);
  if (time === undefined) return 'no-outside-clock';
  if (nowS - time > freshWithinS) {
    findings.add({
      check: 12,
      code: 'fresh.stale',
      place: 'checkpoint',
      expected: `cosigned at ${String(nowS - freshWithinS)} or later`,
      found: String(time),
    });
  }
  return undefined;
}
