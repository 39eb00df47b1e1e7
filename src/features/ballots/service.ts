import { refuseBallot } from '#domain/ballots.ts';
import { findSeat } from '#domain/committee.ts';
import { type MotionContent, refuseMotion } from '#domain/motions.ts';
import type { Ranking } from '#domain/ranking.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { BallotChoice, Tally } from '#domain/tally.ts';
import {
  type ActRequest,
  type ActScene,
  admit,
  demand,
  type House,
  Memory,
  type RememberedReading,
  record,
  recordAct,
  recordActReading,
  recordRequest,
  type Scene,
} from '#features/acts/service.ts';

import { findRanking } from '#features/assessments/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import { getCriteria } from '#features/criteria/service.ts';
import { listCandidates } from '#features/nominations/service.ts';
import { type StageScene, stageEntry, wakeIfReadyNow } from '#features/stages/service.ts';
import { toHex } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import {
  declarationOf,
  factsOf,
  readSitting,
  recusedSeats,
  type SeatHolding,
  type Sitting,
  withBallot,
} from './sitting.ts';
import {
  closeMotion,
  countVersions,
  findApproved,
  insertBallot,
  insertMotion,
  setBallotsVoid,
  setMotionVoid,
} from './store.ts';

export type { SeatHolding, Sitting };
export { declarationOf, factsOf, readSitting, recusedSeats };

export interface MotionAsked {
  /** The proposed shortlist: candidate refs in order. */
  readonly candidates: readonly string[];
  /** Digest of the ranking that the chair read. */
  readonly ifMatch: string;
}

/** The chair puts a motion, or its next version, which voids the one before it with its ballots. */
export function putMotion(house: House, request: ActRequest, asked: MotionAsked): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'motion.put', fact: 'motion.put' });
    const sitting = await readSitting(scene);
    const { ranked, criteria, rankingDigest } = await readGround(scene, asked.ifMatch);
    const { selectionId, stage } = scene;
    const attempt = stage?.attempt ?? 0;
    const content: MotionContent = {
      selectionId,
      attempt,
      candidates: asked.candidates,
      criteriaDigest: criteria.digest,
      rankingDigest,
    };
    const bytes = canonicalBytes(content);
    const digest = sha256(bytes);
    // A motion that ended in a tie or a revote is over; another one is put beside it.
    const existing = sitting.motion?.state === 'open' ? sitting.motion : undefined;
    const { now } = scene;
    const shortlistSize = criteria.shortlist;
    demand(refuseMotion({ stage, now, content, digest: toHex(digest), existing, ranked, shortlistSize }));
    const id = derivedId(request.entryId, 'motion');
    if (existing !== undefined) await voidMotion(scene, sitting, { cause: 'renewed', successor: id });
    const version = (await countVersions(scene.tx, selectionId, attempt)) + 1;
    const receipt = await recordRequest(scene, {
      type: 'motion.put/1',
      open: { digest: toHex(digest), motion: id, version },
      committed: { content: { value: content, holder: agencyHolder(scene.agency) } },
    });
    const row = { id, selectionId, attempt, version, content: bytes, digest, accountId: request.asker.accountId };
    await insertMotion(scene.tx, { ...row, at: now, entryId: receipt.entry });
    await wakeAfter(scene, await readSitting(scene));
    return receipt;
  });
}

/** What a motion rests on: the sealed criteria, and the ranking as the chair read it, less those who have left. */
async function readGround(scene: ActScene, ifMatch: string) {
  const ranking = await findRanking(scene.tx, scene.selectionId);
  const rankingDigest = ranking?.digest.toString('hex');
  if (ranking === undefined || rankingDigest !== ifMatch) throw new Refused(refuse('input.stale'));
  const { ranked } = JSON.parse(ranking.content.toString('utf8')) as Ranking;
  const standing = await standingRefs(scene);
  const refs = ranked.map(({ ref }) => ref).filter((ref) => standing.includes(ref));
  return { ranked: refs, criteria: await getCriteria(scene), rankingDigest };
}

/** Refs of the admitted candidates who have not withdrawn. */
export async function standingRefs({ tx, selectionId }: Scene): Promise<string[]> {
  const candidates = await listCandidates(tx, selectionId);
  return candidates.filter(({ state }) => state === 'admitted').map(({ ref }) => ref);
}

/** Voids the open motion, and with it the ballots cast on it. */
export async function voidMotion(
  scene: Scene,
  { motion }: Sitting,
  { cause, successor }: { cause: 'renewed' | 'candidate-withdrawn'; successor: string | null },
): Promise<void> {
  if (motion?.state !== 'open') throw new Error('there is no open motion to void');
  const { entry } = await record(scene, {
    id: derivedId(motion.motionId, 'voided'),
    type: 'motion.voided/1',
    open: { cause, motion: motion.motionId, successor },
  });
  await setMotionVoid(scene.tx, { id: motion.motionId, at: scene.now, entryId: entry });
  await setBallotsVoid(scene.tx, { motionId: motion.motionId, seat: null, at: scene.now, entryId: entry });
}

export interface BallotAsked {
  readonly choice: BallotChoice;
  readonly reason: string | null;
  /** Digest of the motion that the member read. */
  readonly ifMatch: string;
}

/** Dissent and abstention say why; an approval may. */
const reasonFor: readonly BallotChoice[] = ['reject', 'abstain'];

const sittingReading: RememberedReading<Sitting> = {
  memory: new Memory(),
  read: (tx, selectionId) => readSitting({ tx, selectionId }),
};

/**
 * Casts a member's ballot. The one act where many may come at once, so it makes two round trips: the lock, with what is not
 * remembered of the sitting; entry, ballot and commit. What the stage needs to know is the sitting with this ballot in it.
 */
export function castBallot(
  house: House,
  request: ActRequest,
  { choice, reason, ifMatch }: BallotAsked,
): Promise<Receipt> {
  const { selectionId } = request;
  const work = async (scene: ActScene, sitting: Sitting) => {
    admit(scene, { act: 'ballot.cast', fact: 'ballot.cast' });
    const { accountId } = request.asker;
    const { seat, motion } = demandBallot(scene, sitting, { choice, reason, ifMatch });
    const ballot = { seat: seat.seat, accountId, choice };
    const row = { ...ballot, motionId: motion.motionId, reason, at: scene.now, entryId: request.entryId };
    const leaves = withBallot(sitting, ballot);
    const receipt = await recordRequest(scene, {
      role: seat.role,
      type: 'ballot.cast/1',
      open: { motion: motion.digest, seat: seat.seat, selection: selectionId },
      committed: { choice: { value: choice, holder: accountId }, reason: { value: reason, holder: accountId } },
      alongside: async (tx) => {
        await Promise.all([insertBallot(tx, row), wakeAfter(scene, leaves)]);
      },
      isLast: true,
    });
    return { receipt, leaves };
  };
  return recordActReading(house, request, { reading: sittingReading, work });
}

/** The seat and the motion of a ballot that may be cast. */
function demandBallot(scene: ActScene, sitting: Sitting, asked: BallotAsked) {
  const { stage, now } = scene;
  const seat = findSeat(sitting.seats, scene.request.asker.accountId);
  const { motion, recusals } = sitting;
  const ballots = sitting.ballots.map((ballot) => ({ ...ballot, reason: null, motionDigest: motion?.digest ?? '' }));
  const declaration = declarationOf(sitting.seats.find((holding) => holding === seat));
  demand(refuseBallot({ stage, now, seat, declaration, recusals, ballots, motion, ...asked, reasonFor }));
  if (seat === undefined || motion === undefined) throw new Error('a ballot that may be cast has a seat and a motion');
  return { seat, motion };
}

/** Wakes the committee review when the sitting as it is after an act may end its step, or blocks it. */
async function wakeAfter(scene: Scene, sitting: Sitting): Promise<void> {
  await wakeIfReadyNow(scene, { kind: 'committee-review', weigh: (staged) => factsOf(staged, sitting) });
}

/** Voids the ballot that a seat has cast on the open motion, if it has: the seat counts no longer, or has another holder. */
export async function voidBallotOf(
  scene: Scene,
  { motion, ballots }: Sitting,
  { seat, cause, parent }: { seat: number; cause: 'recused' | 'member-replaced'; parent: string },
): Promise<void> {
  if (motion?.state !== 'open' || !ballots.some((ballot) => ballot.seat === seat)) return;
  const { entry } = await record(scene, {
    id: derivedId(parent, `ballot-voided:${seat}`),
    type: 'ballot.voided/1',
    open: { cause, motion: motion.digest, seat },
  });
  await setBallotsVoid(scene.tx, { motionId: motion.motionId, seat, at: scene.now, entryId: entry });
}

/** Records what the ballots yield and closes the motion. */
export async function deriveOutcome(scene: StageScene, { motion }: Sitting, counted: Tally): Promise<void> {
  if (motion?.state !== 'open') throw new Error('an outcome without an open motion');
  const { approve, reject, abstain, outcome, quorum } = counted;
  const { entry } = await record(scene, {
    id: derivedId(stageEntry(scene), 'outcome'),
    type: 'outcome.derived/1',
    open: {
      abstaining: abstain,
      against: reject,
      cast: approve + reject + abstain,
      eligible: quorum.eligible,
      motion: motion.digest,
      outcome,
      required: quorum.required,
      supporting: approve,
    },
  });
  await closeMotion(scene.tx, { id: motion.motionId, at: scene.now, outcome: counted, entryId: entry });
}

/** The shortlist that the committee approved last, in its order; empty before. */
export async function readShortlist({
  tx,
  selectionId,
}: Pick<Scene, 'tx' | 'selectionId'>): Promise<readonly string[]> {
  const approved = await findApproved(tx, selectionId);
  return approved === undefined ? [] : (JSON.parse(approved.content.toString('utf8')) as MotionContent).candidates;
}
