import type { BoxRule } from './policy-pack.ts';
import type { Readiness } from './readiness-of-successors.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Asker } from './roles.ts';

/** Why a post is critical: what stands still without its holder. */
export const criticalGrounds = ['strategic-impact', 'rare-competence', 'public-service', 'foreseen-vacancy'] as const;
export type CriticalGround = (typeof criticalGrounds)[number];

/** A post is designated once at a time: succession.designated-already. */
export function refuseDesignation(isCritical: boolean): Refusal | undefined {
  return isCritical ? refuse('succession.designated-already') : undefined;
}

export interface NamingAsked {
  readonly isCritical: boolean;
  /** Box on the newest published map, moves included: null in the holding area, undefined where they are on none. */
  readonly box: number | null | undefined;
  readonly rule: Pick<BoxRule, 'succession'>;
  readonly hasMap: boolean;
  readonly asker: Asker;
  readonly personId: string;
  readonly holderId: string | null;
  readonly isNamed: boolean;
}

/**
 * Whether a person may be named as a successor: succession.not-critical, succession.own-naming, succession.no-map,
 * succession.holder, succession.outside-group (no box is outside, too), succession.named-already.
 */
export function refuseNaming(asked: NamingAsked): Refusal | undefined {
  const { isCritical, asker, personId, holderId, hasMap, box, rule, isNamed } = asked;
  if (!isCritical) return refuse('succession.not-critical');
  if (asker.personId === personId) return refuse('succession.own-naming');
  if (!hasMap) return refuse('succession.no-map');
  if (holderId === personId) return refuse('succession.holder');
  if (box === null || box === undefined || !rule.succession.includes(box)) {
    return refuse('succession.outside-group', { boxes: rule.succession.join(', ') });
  }
  return isNamed ? refuse('succession.named-already') : undefined;
}

export type ReadinessCounts = Readonly<Record<Readiness, number>>;

export function countReadiness(successors: readonly { readonly readiness: Readiness }[]): ReadinessCounts {
  const count = (step: Readiness) => successors.filter(({ readiness }) => readiness === step).length;
  return {
    now: count('now'),
    'one-to-two-years': count('one-to-two-years'),
    later: count('later'),
    unknown: count('unknown'),
  };
}

/** How far a critical post is covered. `none`: nobody is named. `unknown`: nobody is ready, and of somebody it is not known. */
export type Coverage = 'ready' | 'unknown' | 'not-ready' | 'none';

export function coverageOf(counts: ReadinessCounts): Coverage {
  if (counts.now > 0) return 'ready';
  if (counts.unknown > 0) return 'unknown';
  return counts['one-to-two-years'] + counts.later > 0 ? 'not-ready' : 'none';
}
