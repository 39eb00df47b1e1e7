import { findSeat, refuseComposition } from '#domain/committee.ts';
import {
  type Interest,
  type Recusal,
  recusalOf,
  refuseDeclaration,
  refuseStepBack,
  refuseUphold,
  type TieCode,
} from '#domain/declarations.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { refuseAppointing } from '#domain/staffing.ts';
import {
  type ActRequest,
  type ActScene,
  actorOf,
  admit,
  demand,
  type House,
  record,
  recordAct,
  recordRequest,
  refOf,
} from '#features/acts/service.ts';
import { derivedId, type Receipt } from '#features/audit/service.ts';
import {
  declarationOf,
  readSitting,
  type SeatHolding,
  type Sitting,
  standingRefs,
  voidBallotOf,
} from '#features/ballots/service.ts';
import { wakeIfReady } from '#features/stages/service.ts';
import { committeeConduct } from './conduct.ts';
import { adjourn, replaceMember } from './sessions.ts';
import { insertDeclaration, insertSeat, insertSession, listAccounts, putPresence, setRecused } from './store.ts';

export { adjourn, committeeConduct, replaceMember };

export interface SeatAppointment {
  readonly seat: number;
  readonly role: 'chair' | 'member';
  readonly account: string;
}

/** Appoints members, all or none: seat.taken, seat.candidate and what the composition of the whole committee asks. */
export function appointSeats(
  house: House,
  request: ActRequest,
  appointments: readonly SeatAppointment[],
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'seat.appoint' });
    demand(refuseAppointing(scene));
    await demandComposition(scene, appointments);
    let first: Receipt | undefined;
    for (const { seat, role, account } of appointments) {
      const ref = await refOf(scene, { holder: account, role });
      const event = { type: 'seat.appointed/1', open: { holder: ref, role, seat } } as const;
      const receipt =
        first === undefined
          ? await recordRequest(scene, event)
          : await record(scene, {
              ...event,
              id: derivedId(request.entryId, `seat:${seat}`),
              actor: await actorOf(scene),
            });
      first ??= receipt;
      const row = { selectionId: scene.selectionId, seat, holderNo: 1, accountId: account, ref, role };
      await insertSeat(scene.tx, { ...row, entryId: receipt.entry });
    }
    if (first === undefined) throw new Error('an appointment without seats');
    await wakeCommittee(scene);
    return first;
  });
}

async function demandComposition(scene: ActScene, appointments: readonly SeatAppointment[]): Promise<void> {
  const { seats } = await readSitting(scene);
  const numbers = seats.map(({ seat }) => seat);
  const taken = appointments.find(
    ({ seat }, index) => numbers.includes(seat) || appointments.findIndex((other) => other.seat === seat) < index,
  );
  if (taken !== undefined) throw new Refused(refuse('seat.taken', { seat: taken.seat }));
  const accounts = await listAccounts(
    scene.tx,
    appointments.map(({ account }) => account),
  );
  const appointed = appointments.map(({ seat, role, account }) => {
    const known = accounts.find(({ id }) => id === account);
    if (known === undefined) throw new Refused(refuse('thing.missing'));
    return { seat, role, accountId: account, personId: known.person_id, removedAt: null };
  });
  demand(refuseComposition(scene.pack.committee, [...seats, ...appointed], scene.row.candidate_persons));
}

export interface DeclaredInterest {
  readonly candidate: string;
  readonly interest: Interest['interest'];
  readonly tie: TieCode | null;
  readonly note: string | null;
}

/** A member declares about every candidate. An actual interest is a recusal by itself, in the same transaction. */
export function declareInterests(
  house: House,
  request: ActRequest,
  declared: readonly DeclaredInterest[],
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'interest.declare', fact: 'interest.declare' });
    const sitting = await readSitting(scene);
    const { accountId } = request.asker;
    const seat = holdingOf(sitting, accountId);
    const interests = declared.map(({ candidate, ...rest }) => ({ candidateRef: candidate, ...rest }));
    const candidates = await standingRefs(scene);
    const { stage, now } = scene;
    demand(refuseDeclaration({ stage, now, seat, candidates, interests, existing: declarationOf(seat) }));
    if (seat === undefined) throw new Error('a declaration that may be filed has a seat');
    const count = (kind: Interest['interest']) => interests.filter(({ interest }) => interest === kind).length;
    const receipt = await recordRequest(scene, {
      role: seat.role,
      type: 'interest.declared/1',
      open: { actual: count('actual'), possible: count('possible'), seat: seat.seat },
      committed: { declaration: { value: { interests: declared }, holder: accountId } },
    });
    await insertDeclaration(scene.tx, {
      selectionId: scene.selectionId,
      attempt: stage?.attempt ?? 0,
      seat: seat.seat,
      holderNo: seat.holderNo,
      interests,
      at: now,
      entryId: receipt.entry,
    });
    const recusal = recusalOf({ seat: seat.seat, accountId, interests });
    if (recusal !== undefined) await recuse(scene, sitting, { seat, cause: recusal.cause, reason: null });
    await wakeCommittee(scene);
    return receipt;
  });
}

/** A member takes no part any longer, whatever the reason. */
export function stepBack(house: House, request: ActRequest, { reason }: { reason: string | null }): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'interest.step-back', fact: 'interest.step-back' });
    const sitting = await readSitting(scene);
    const seat = holdingOf(sitting, request.asker.accountId);
    demand(refuseStepBack(recusalAsked(scene, sitting, { seat, reason })));
    if (seat === undefined) throw new Refused(refuse('seat.missing'));
    const receipt = await recuse(scene, sitting, { seat, cause: 'stepped-back', reason });
    await wakeCommittee(scene);
    return receipt;
  });
}

/** The secretary finds that a possible interest is one: the member takes no part. */
export function upholdInterest(
  house: House,
  request: ActRequest,
  { seat: number, reason }: { seat: number; reason: string },
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    admit(scene, { act: 'interest.uphold', fact: 'interest.uphold' });
    const sitting = await readSitting(scene);
    const seat = sitting.seats.find((holding) => holding.seat === number && holding.removedAt === null);
    demand(refuseUphold(recusalAsked(scene, sitting, { seat, reason })));
    if (seat === undefined) throw new Refused(refuse('seat.missing'));
    const receipt = await recuse(scene, sitting, { seat, cause: 'upheld', reason });
    await wakeCommittee(scene);
    return receipt;
  });
}

function holdingOf({ seats }: Sitting, accountId: string): SeatHolding | undefined {
  const seat = findSeat(seats, accountId);
  return seats.find((holding) => holding === seat);
}

function recusalAsked(
  { stage, now }: ActScene,
  { recusals }: Sitting,
  { seat, reason }: { seat: SeatHolding | undefined; reason: string | null },
) {
  return { stage, now, seat, declaration: declarationOf(seat), recusals, reason };
}

interface Recusing {
  readonly seat: SeatHolding;
  readonly cause: Recusal['cause'];
  readonly reason: string | null;
}

/** By itself, or as what a declaration entails; a ballot that the seat has cast no longer counts. */
async function recuse(scene: ActScene, sitting: Sitting, { seat, cause, reason }: Recusing): Promise<Receipt> {
  const { asker, entryId } = scene.request;
  // Who upholds acts by the own role; who declares or steps back, by that of the seat.
  const role = cause === 'upheld' ? scene.acting.role : seat.role;
  const event = {
    type: 'seat.recused/1',
    open: { ground: cause, seat: seat.seat },
    committed: { reason: { value: reason, holder: asker.accountId } },
  } as const;
  const receipt =
    cause === 'declared'
      ? await record(scene, { ...event, id: derivedId(entryId, 'recused'), actor: await actorOf(scene, role) })
      : await recordRequest(scene, { ...event, ...(role === undefined ? {} : { role }) });
  const change = { selectionId: scene.selectionId, seat: seat.seat, at: scene.now, entryId: receipt.entry };
  await setRecused(scene.tx, { ...change, cause });
  await voidBallotOf(scene, sitting, { seat: seat.seat, cause: 'recused', parent: entryId });
  return receipt;
}

/** Who is there: a member for the own seat, the secretary for any. Nobody is present before they have declared. */
export function recordPresence(
  house: House,
  request: ActRequest,
  { seat: number, presence }: { seat: number; presence: 'present' | 'absent' },
): Promise<Receipt> {
  return recordAct(house, request, async (scene) => {
    const sitting = await readSitting(scene);
    const seat = holdingOfSeat(sitting.seats, number);
    const isOwn = seat?.accountId === request.asker.accountId;
    admit(scene, { act: isOwn ? 'presence.record' : 'presence.record-other', fact: 'presence.record' });
    if (seat === undefined) throw new Refused(refuse('seat.missing', { seat: number }));
    if (seat.interests === null) throw new Refused(refuse('interest.undeclared'));
    const receipt = await recordRequest(scene, {
      ...(isOwn ? { role: seat.role } : {}),
      type: 'presence.recorded/1',
      open: { presence, seat: number, session: sitting.session },
    });
    const { selectionId, stage, tx } = scene;
    const row = { selectionId, attempt: stage?.attempt ?? 0, session: sitting.session, entryId: receipt.entry };
    await insertSession(tx, row);
    await putPresence(tx, { ...row, seat: number, presence });
    await wakeCommittee(scene);
    return receipt;
  });
}

function holdingOfSeat(seats: readonly SeatHolding[], number: number): SeatHolding | undefined {
  return seats.find(({ seat, removedAt }) => seat === number && removedAt === null);
}

async function wakeCommittee(scene: ActScene): Promise<void> {
  if (scene.stage?.kind === 'committee-review') await wakeIfReady(scene, committeeConduct);
}
