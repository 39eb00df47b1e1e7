import { isOverdue } from '#domain/facts.ts';
import { effectOfWithdrawal } from '#domain/nominations.ts';
import { type Readiness, readiness } from '#domain/readiness.ts';
import type { StepFacts } from '#domain/step-facts.ts';
import { tally } from '#domain/tally.ts';
import {
  deriveOutcome,
  factsOf,
  readSitting,
  recusedSeats,
  type Sitting,
  standingRefs,
  voidMotion,
} from '#features/ballots/service.ts';
import { type Conclusion, listRoleHolders, type StageConduct, type StageScene } from '#features/stages/service.ts';
import { adjournForQuorum } from './sessions.ts';

/** How the committee review runs: declarations, deliberation on a motion before a quorum, the vote, its outcome. */
export const committeeConduct: StageConduct = { kind: 'committee-review', weigh, interrupt, conclude, listAwaited };

async function weigh(scene: StageScene): Promise<StepFacts> {
  return factsOf(scene, await readSitting(scene));
}

async function interrupt(scene: StageScene, facts: StepFacts): Promise<Conclusion | undefined> {
  const sitting = await readSitting(scene);
  if (await namesSomeoneGone(scene, sitting)) {
    await voidMotion(scene, sitting, { cause: 'candidate-withdrawn', successor: null });
    const isVoting = scene.stage.step === 'voting';
    return isVoting ? { then: 'step', to: 'deliberating', because: 'adjourned' } : { then: 'again' };
  }
  return endWithoutQuorum(scene, sitting, facts);
}

/** A motion does not outlive a candidate whom it names. */
async function namesSomeoneGone(scene: StageScene, { motion }: Sitting): Promise<boolean> {
  if (motion?.state !== 'open') return false;
  const standing = await standingRefs(scene);
  const inMotion = motion.candidates.some((ref) => !standing.includes(ref));
  return effectOfWithdrawal(scene.stage.kind, { inMotion, isChosen: false }) === 'motion-void';
}

/** A session that has not come to its quorum is adjourned as often as the policy says; then it waits for a cure. The quorum never gives way. */
async function endWithoutQuorum(
  scene: StageScene,
  sitting: Sitting,
  facts: StepFacts,
): Promise<Conclusion | undefined> {
  const { stage, now, pack } = scene;
  const lacksQuorum = readiness(stage, facts, now).blocked?.code === 'committee.no-quorum';
  if (!lacksQuorum || sitting.session > pack.committee.maxAdjournments) return undefined;
  if (facts.step === 'voting') {
    const counted = facts.ballots.filter(({ abstains }) => !abstains || pack.committee.abstention === 'counts-present');
    await adjournForQuorum(
      scene,
      sitting,
      counted.map(({ seat }) => seat),
    );
    return { then: 'step', to: 'deliberating', because: 'adjourned' };
  }
  if (facts.step !== 'deliberating' || !isOverdue(stage, now) || scene.row.blocked === 'committee.no-quorum')
    return undefined;
  await adjournForQuorum(scene, sitting, sitting.present);
  return { then: 'blocked', cause: 'committee.no-quorum' };
}

async function conclude(scene: StageScene): Promise<Conclusion> {
  if (scene.stage.step === 'declaring') return { then: 'step', to: 'deliberating', because: 'advance' };
  if (scene.stage.step === 'deliberating') return { then: 'step', to: 'voting', because: 'advance' };
  const sitting = await readSitting(scene);
  const { seats, ballots } = sitting;
  const { algorithms, committee } = scene.pack;
  const counted = tally(algorithms.outcome, committee, { seats, recused: recusedSeats(sitting), ballots });
  if (counted.outcome === 'no-quorum') return { then: 'blocked', cause: 'committee.no-quorum' };
  await deriveOutcome(scene, sitting, counted);
  return { then: 'close', result: counted.outcome };
}

async function listAwaited(scene: StageScene, { awaiting, blocked }: Readiness): Promise<readonly string[]> {
  const { seats } = await readSitting(scene);
  const held = seats.filter(({ removedAt }) => removedAt === null);
  const members = awaiting.filter(({ who }) => who === 'member').flatMap(({ refs }) => refs);
  const wantsChair = awaiting.some(({ who }) => who === 'chair');
  const accounts = held
    .filter(({ seat, role }) => members.includes(String(seat)) || (wantsChair && role === 'chair'))
    .map(({ accountId }) => accountId);
  return blocked === undefined ? accounts : [...accounts, ...(await listRoleHolders(scene, 'secretary'))];
}
