import type { PostLevel } from './person-record.ts';
import type { PolicyPack } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Whether a post of a level may be filled under a pack on a day: policy.not-in-force, policy.level-without-gates. */
export function refusePolicy(pack: PolicyPack, asked: { level: PostLevel; on: string }): Refusal | undefined {
  const { level, on } = asked;
  const isOver = pack.effectiveUntil !== null && on >= pack.effectiveUntil;
  if (on < pack.effectiveFrom || isOver) return refuse('policy.not-in-force', { on });
  const isComplete = pack.gates[level] !== undefined && pack.rankings[level] !== undefined;
  return isComplete ? undefined : refuse('policy.level-without-gates', { level });
}
