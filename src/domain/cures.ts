import type { Cure, Judgement } from './judgement.ts';

/** What would cure a step that is blocked on the record: as its facts say, or as the cause itself does where it lies outside them. */
export function curesOf(blocked: string, judged: Judgement | undefined): readonly Cure[] {
  if (judged?.blocked?.code === blocked) return judged.blocked.cure;
  return blocked === 'nomination.pool-empty' ? [{ code: 'stage.extend', count: 1, refs: [] }] : [];
}
