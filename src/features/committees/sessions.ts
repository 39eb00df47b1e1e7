import { refuseAdjournment } from '#domain/commands.ts';
import { refuseReplacement } from '#domain/committee.ts';
import { type Quorum, quorum } from '#domain/quorum.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { refuseReplacing } from '#domain/staffing.ts';
import { type ActScene, demand, record, recordRequest, refOf } from '#features/acts/service.ts';
import { agencyHolder, derivedId, type Receipt } from '#features/audit/service.ts';
import { readSitting, recusedSeats, type Sitting, voidBallotOf } from '#features/ballots/service.ts';
import type { CommandHandler } from '#features/commands/service.ts';
import { type StageScene, stageEntry, stepTo } from '#features/stages/service.ts';
import { adjournSession, insertSeat, listAccounts, putPresence, setRemoved } from './store.ts';

/** The committee's sessions and the commands that change its course: apart from its facts, which members add themselves. */

/** Ends a session that did not come to its quorum. The next one begins; nothing that was said or cast is lost. */
export async function adjournForQuorum(scene: StageScene, sitting: Sitting, present: readonly number[]): Promise<void> {
  const found = quorum(scene.pack.committee, { seats: sitting.seats, recused: recusedSeats(sitting), present });
  const id = derivedId(stageEntry(scene), `adjourned:${sitting.session}`);
  const event = adjournment(scene, sitting, { cause: 'no-quorum', reason: null, found });
  const { entry } = await record(scene, { ...event, id });
  await keepAdjournment(scene, sitting, { cause: 'no-quorum', entryId: entry });
}

/** The command `adjourn`: the vote is broken off and the committee deliberates again. Ballots that were cast stay cast. */
export const adjourn: CommandHandler = async (scene, content) => {
  const staged = stagedReview(scene);
  const reason = reasonOf(content);
  demand(refuseAdjournment(staged.stage, reason));
  const sitting = await readSitting(scene);
  const { seats, present } = sitting;
  const found = quorum(scene.pack.committee, { seats, recused: recusedSeats(sitting), present });
  const event = adjournment(scene, sitting, { cause: 'commanded', reason, found });
  const receipt = await recordRequest(scene, event);
  await keepAdjournment(staged, sitting, { cause: 'commanded', entryId: receipt.entry });
  await stepTo(staged, { to: 'deliberating', because: 'adjourned' });
  return receipt;
};

type AdjournmentCause = 'no-quorum' | 'commanded';

function adjournment(
  { agency }: Pick<ActScene, 'agency'>,
  { session }: Sitting,
  { cause, reason, found }: { cause: AdjournmentCause; reason: string | null; found: Quorum },
) {
  const { eligible, present, required } = found;
  return {
    type: 'session.adjourned/1',
    open: { cause, eligible, present, required, session },
    committed: { reason: { value: reason, holder: agencyHolder(agency) } },
  } as const;
}

async function keepAdjournment(
  { tx, selectionId, stage, now }: StageScene,
  { session }: Sitting,
  { cause, entryId }: { cause: AdjournmentCause; entryId: string },
): Promise<void> {
  await adjournSession(tx, { selectionId, attempt: stage.attempt, session, at: now, cause, entryId });
}

/**
 * The command `replace-member`: another person takes the seat and declares anew, before anything goes on. The ballot and the
 * presence of the one who leaves do not count for the successor.
 */
export const replaceMember: CommandHandler = async (scene, content) => {
  const number = Number(content['seat']);
  const reason = reasonOf(content);
  const { seats } = await readSitting(scene);
  const [account] = await listAccounts(scene.tx, [String(content['successor'])]);
  if (account === undefined) throw new Refused(refuse('thing.missing'));
  const left = seats.find(({ seat, removedAt }) => seat === number && removedAt === null);
  const appointee = { accountId: account.id, personId: account.person_id, role: left?.role ?? 'member' };
  const asked = { seats, seat: number, reason, appointee, rule: scene.pack.committee };
  demand(refuseReplacement({ ...asked, candidatePersonIds: scene.row.candidate_persons }));
  if (left === undefined) throw new Refused(refuse('seat.missing', { seat: number }));
  demand(refuseReplacing(scene));
  const successor = await refOf(scene, { holder: account.id, role: left.role });
  const receipt = await recordRequest(scene, {
    type: 'seat.replaced/1',
    open: { holder: left.ref, seat: number, successor },
    committed: { reason: { value: reason, holder: agencyHolder(scene.agency) } },
  });
  const { tx, selectionId, now } = scene;
  await setRemoved(tx, { selectionId, seat: number, at: now, entryId: receipt.entry });
  const holderNo = Math.max(...seats.filter(({ seat }) => seat === number).map((holding) => holding.holderNo)) + 1;
  const row = { selectionId, seat: number, holderNo, accountId: account.id, ref: successor, role: left.role };
  await insertSeat(tx, { ...row, entryId: receipt.entry });
  if (scene.stage?.kind === 'committee-review') await beginAnew(stagedReview(scene), number, receipt);
  return receipt;
};

async function beginAnew(scene: ActScene & StageScene, seat: number, { entry }: Receipt): Promise<void> {
  const sitting = await readSitting(scene);
  const { tx, selectionId, stage } = scene;
  await voidBallotOf(scene, sitting, { seat, cause: 'member-replaced', parent: entry });
  if (sitting.present.includes(seat)) {
    const row = { selectionId, attempt: stage.attempt, session: sitting.session, entryId: entry };
    await putPresence(tx, { ...row, seat, presence: 'absent' });
  }
  if (stage.state === 'open' && stage.step !== 'declaring') {
    await stepTo(scene, { to: 'declaring', because: 'member-replaced' });
  }
}

function stagedReview(scene: ActScene): ActScene & StageScene {
  if (scene.stage?.kind !== 'committee-review') throw new Refused(refuse('stage.missing'));
  return { ...scene, stage: scene.stage };
}

function reasonOf(content: Readonly<Record<string, unknown>>): string | null {
  return typeof content['reason'] === 'string' ? content['reason'] : null;
}
