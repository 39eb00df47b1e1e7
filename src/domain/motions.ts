import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

/** What a motion asks the committee to approve. The digest of this content, and nothing else, is what a ballot is bound to. */
export interface MotionContent {
  readonly selectionId: string;
  readonly attempt: number;
  /** The proposed shortlist: candidate refs in order. */
  readonly candidates: readonly string[];
  readonly criteriaDigest: string;
  readonly rankingDigest: string;
}

export interface Motion {
  readonly motionId: string;
  /** From 1; a material change is the next version of the same motion. */
  readonly version: number;
  readonly digest: string;
  readonly candidates: readonly string[];
  readonly state: 'open' | 'closed';
}

export interface MotionAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly content: MotionContent;
  readonly digest: string;
  readonly existing: Motion | undefined;
  /** Refs of the candidates who are ranked and still stand. */
  readonly ranked: readonly string[];
  readonly shortlistSize: number;
}

/**
 * Whether a motion may be put or renewed: the gate of facts, motion.closed, motion.unchanged, motion.empty, motion.candidate-twice,
 * motion.candidate-foreign, motion.too-long. A shortlist shorter than the policy's is allowed where fewer qualify, never otherwise:
 * motion.too-short.
 */
export function refuseMotion(asked: MotionAsked): Refusal | undefined {
  const { existing, content, ranked, shortlistSize } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'motion.put', now: asked.now });
  if (late !== undefined) return late;
  if (existing?.state === 'closed') return refuse('motion.closed');
  if (existing?.digest === asked.digest) return refuse('motion.unchanged');
  const { candidates } = content;
  if (candidates.length === 0) return refuse('motion.empty');
  if (new Set(candidates).size < candidates.length) return refuse('motion.candidate-twice');
  const foreign = candidates.filter((ref) => !ranked.includes(ref));
  if (foreign.length > 0) return refuse('motion.candidate-foreign', { candidates: foreign });
  const expected = Math.min(shortlistSize, ranked.length);
  if (candidates.length > expected) return refuse('motion.too-long', { expected });
  return candidates.length < expected ? refuse('motion.too-short', { expected }) : undefined;
}

/** The motion after it is put: the first version, or the next one, which voids the ballots cast on those before it. */
export function putMotion(motionId: string, asked: Pick<MotionAsked, 'existing' | 'content' | 'digest'>): Motion {
  const { existing, content, digest } = asked;
  const version = (existing?.version ?? 0) + 1;
  return { motionId: existing?.motionId ?? motionId, version, digest, candidates: content.candidates, state: 'open' };
}
