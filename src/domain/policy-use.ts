import type { PostLevel } from './person-record.ts';
import type { PolicyPack } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Days as `2026-01-01`; from is the first in force, until the first that no longer is. */
export type Effective = Pick<PolicyPack, 'effectiveFrom' | 'effectiveUntil'>;

/** Whether a post of a level may be filled under a pack on a day: policy.not-in-force, policy.level-without-gates. */
export function refusePolicy(pack: PolicyPack, asked: { level: PostLevel; on: string }): Refusal | undefined {
  const { level, on } = asked;
  if (!isEffective(pack, on)) return refuse('policy.not-in-force', { on });
  const isComplete = pack.gates[level] !== undefined && pack.rankings[level] !== undefined;
  return isComplete ? undefined : refuse('policy.level-without-gates', { level });
}

function isEffective({ effectiveFrom, effectiveUntil }: Effective, on: string): boolean {
  return on >= effectiveFrom && (effectiveUntil === null || on < effectiveUntil);
}

/**
 * The version by which is acted on a day where nobody names one: of those in force the one that came into force last, and of several
 * such the one that was published last. Versions are in the order of publication; undefined where none is in force.
 */
export function choosePolicy<Version extends Effective>(versions: readonly Version[], on: string): Version | undefined {
  return versions
    .filter((version) => isEffective(version, on))
    .reduce<Version | undefined>(
      (best, version) => (best !== undefined && best.effectiveFrom > version.effectiveFrom ? best : version),
      undefined,
    );
}

/** How a published version stands on a day: `replaced` is within its days, and another one is taken. */
export const policyStandings = ['in-force', 'later', 'replaced', 'ended'] as const;
export type PolicyStanding = (typeof policyStandings)[number];

/** The standing of a version on a day; `versions` are those of its pack in the order of publication, itself among them. */
export function standingOf<Version extends Effective>(
  version: Version,
  versions: readonly Version[],
  on: string,
): PolicyStanding {
  if (on < version.effectiveFrom) return 'later';
  if (!isEffective(version, on)) return 'ended';
  return choosePolicy(versions, on) === version ? 'in-force' : 'replaced';
}
