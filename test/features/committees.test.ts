import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putMotion } from '#features/ballots/service.ts';
import {
  adjourn,
  appointSeats,
  declareInterests,
  recordPresence,
  replaceMember,
  stepBack,
  upholdInterest,
} from '#features/committees/service.ts';
import { withdraw } from '#features/nominations/service.ts';
import { carryOutDirectly } from '#test/support/commands.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import {
  attend,
  bringTo,
  type Case,
  declare,
  entryTypesOf,
  move,
  openFieldsOf,
  rankingDigestOf,
  stageOf,
  tickLive,
  vote,
} from '#test/support/selection-builders.ts';
import { beginsAt, openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
beforeEach(() => world.runClockFrom(beginsAt));
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const refusedWith = (code: string) => ({ refusal: { code } });

/** Time passes until the present step is over. */
async function passDue(begun: Case): Promise<void> {
  const { due_at: due } = await stageOf(begun);
  if (due === null) throw new Error('the step has no due instant');
  await world.runClockFrom(due);
}

async function voidedSeatsOf({ selectionId }: Case): Promise<number[]> {
  const rows = await world.admin.rows<{ seat: number }>(
    `SELECT b.seat FROM ballots b JOIN motions m ON m.id = b.motion_id
     WHERE m.selection_id = $1 AND b.voided_at IS NOT NULL ORDER BY b.seat`,
    [selectionId],
  );
  return rows.map(({ seat }) => seat);
}

describe('seats', () => {
  test('are appointed together or not at all', async () => {
    const begun = await bringTo(world, 'nomination');
    const seats = ['chair', 'member-1', 'member-2', 'member-3'].map((name, index) => ({
      seat: index + 1,
      role: index === 0 ? ('chair' as const) : ('member' as const),
      account: world.account(name).accountId,
    }));
    const appointing = appointSeats(world.house, world.act('secretary', begun.selectionId), seats);
    await expect(appointing).rejects.toMatchObject(refusedWith('committee.too-small'));
    expect(await openFieldsOf(begun, 'seat.appointed/1')).toEqual([]);
  });

  test('that are held cannot be given again', async () => {
    const begun = await bringTo(world, 'declaring');
    const seats = [{ seat: 2, role: 'member' as const, account: world.account('successor').accountId }];
    const appointing = appointSeats(world.house, world.act('secretary', begun.selectionId), seats);
    await expect(appointing).rejects.toMatchObject(refusedWith('seat.taken'));
  });

  test('are not added while the committee votes', async () => {
    const begun = await bringTo(world, 'voting');
    const seats = [{ seat: 6, role: 'member' as const, account: world.account('successor').accountId }];
    const appointing = appointSeats(world.house, world.act('secretary', begun.selectionId), seats);
    await expect(appointing).rejects.toMatchObject(refusedWith('stage.wrong-step'));
  });
});

describe('a declaration', () => {
  test('must cover every candidate', async () => {
    const begun = await bringTo(world, 'declaring');
    const interests = begun.refs
      .slice(1)
      .map((candidate) => ({ candidate, interest: 'none' as const, tie: null, note: null }));
    const declaring = declareInterests(world.house, world.act('member-1', begun.selectionId), interests);
    await expect(declaring).rejects.toMatchObject(refusedWith('declaration.incomplete'));
  });

  test('of an actual interest recuses its seat in the same act', async () => {
    const begun = await bringTo(world, 'declaring');
    await declare(begun, 'member-2', { in: 0, interest: 'actual' });
    expect((await entryTypesOf(begun)).slice(-2)).toEqual(['interest.declared/1', 'seat.recused/1']);
    expect(await openFieldsOf(begun, 'seat.recused/1')).toEqual([{ ground: 'declared', seat: 3 }]);
  });

  test('of a possible interest recuses only when the secretary upholds it', async () => {
    const begun = await bringTo(world, 'declaring');
    await declare(begun, 'member-2', { in: 1, interest: 'possible' });
    expect(await openFieldsOf(begun, 'seat.recused/1')).toEqual([]);
    await upholdInterest(world.house, world.act('secretary', begun.selectionId), {
      seat: 3,
      reason: 'Satu tim kerja.',
    });
    expect(await openFieldsOf(begun, 'seat.recused/1')).toEqual([{ ground: 'upheld', seat: 3 }]);
  });

  test('comes before presence', async () => {
    const begun = await bringTo(world, 'declaring');
    for (const name of ['chair', 'member-1', 'member-2', 'member-3']) await declare(begun, name);
    await passDue(begun);
    await tickLive(begun);
    const presence = { seat: 5, presence: 'present' as const };
    const arriving = recordPresence(world.house, world.act('member-4', begun.selectionId), presence);
    await expect(arriving).rejects.toMatchObject(refusedWith('interest.undeclared'));
  });
});

test('a member records only the own presence', async () => {
  const begun = await bringTo(world, 'deliberating');
  const presence = { seat: 3, presence: 'present' as const };
  const recording = recordPresence(world.house, world.act('member-1', begun.selectionId), presence);
  await expect(recording).rejects.toMatchObject(refusedWith('access.forbidden'));
});

describe('a motion', () => {
  test('is bound to the ranking that the chair has read', async () => {
    const begun = await bringTo(world, 'deliberating');
    const asked = { candidates: begun.refs.slice(0, 3), ifMatch: '0'.repeat(64) };
    const putting = putMotion(world.house, world.act('chair', begun.selectionId), asked);
    await expect(putting).rejects.toMatchObject(refusedWith('input.stale'));
  });

  test('names as many as the policy wants', async () => {
    const begun = await bringTo(world, 'deliberating');
    const asked = { candidates: begun.refs.slice(0, 2), ifMatch: await rankingDigestOf(begun) };
    const putting = putMotion(world.house, world.act('chair', begun.selectionId), asked);
    await expect(putting).rejects.toMatchObject(refusedWith('motion.too-short'));
  });

  test('in its next version voids the one before it with its ballots', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-1', 'approve');
    await move(begun, begun.refs.slice(0, 3).toReversed());
    expect((await openFieldsOf(begun, 'motion.voided/1'))[0]).toMatchObject({ cause: 'renewed' });
    expect((await openFieldsOf(begun, 'motion.put/1')).map(({ version }) => version)).toEqual([1, 2]);
    expect(await voidedSeatsOf(begun)).toEqual([2]);
  });

  test('does not outlive a candidate whom it names', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-1', 'approve');
    await carryOutDirectly(begun, {
      name: 'withdraw',
      by: 'hr',
      content: { by: 'hr', candidate: begun.refs[1], reason: 'Permintaan sendiri.' },
      handler: withdraw,
    });
    await tickLive(begun);
    expect(await openFieldsOf(begun, 'motion.voided/1')).toMatchObject([
      { cause: 'candidate-withdrawn', successor: null },
    ]);
    expect(await stageOf(begun)).toMatchObject({ step: 'deliberating', blocked: null });
  });
});

describe('a committee of five with a quorum of three', () => {
  test('adjourns when two are recused and one is absent; the clock of the next session runs', async () => {
    const begun = await bringTo(world, 'declaring');
    for (const name of ['chair', 'member-1', 'member-2']) await declare(begun, name);
    await declare(begun, 'member-3', { in: 0 });
    await declare(begun, 'member-4', { in: 1 });
    await tickLive(begun);
    await attend(begun, ['chair', 'member-1', 'member-2']);
    await move(begun);
    await tickLive(begun);
    await vote(begun, 'chair', 'approve');
    await vote(begun, 'member-1', 'approve');
    await passDue(begun);
    await tickLive(begun);
    expect(await openFieldsOf(begun, 'session.adjourned/1')).toEqual([
      { cause: 'no-quorum', eligible: 3, present: 2, required: 3, session: 1 },
    ]);
    expect(await openFieldsOf(begun, 'outcome.derived/1')).toEqual([]);
    const stage = await stageOf(begun);
    expect(stage).toMatchObject({ state: 'open', step: 'deliberating', blocked: null });
    expect(stage.due_at).not.toBeNull();
  });

  test('decides in a later session with the ballots that were cast before it', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'chair', 'approve');
    await vote(begun, 'member-1', 'approve');
    await passDue(begun);
    await tickLive(begun);
    await attend(begun, ['chair', 'member-1', 'member-2']);
    await tickLive(begun);
    await vote(begun, 'member-2', 'reject');
    await passDue(begun);
    await tickLive(begun);
    expect(await openFieldsOf(begun, 'outcome.derived/1')).toMatchObject([
      { outcome: 'approved', cast: 3, supporting: 2, against: 1, eligible: 5, required: 3 },
    ]);
  });

  test('that does not come together is blocked, and the quorum does not give way', async () => {
    const begun = await bringTo(world, 'deliberating');
    await attend(begun, ['chair', 'member-1']);
    await move(begun);
    await passDue(begun);
    await tickLive(begun);
    await tickLive(begun);
    expect(await stageOf(begun)).toMatchObject({ step: 'deliberating', blocked: 'committee.no-quorum' });
    expect(await openFieldsOf(begun, 'session.adjourned/1')).toHaveLength(1);
  });

  test('of whom three step back is blocked at once, until members are replaced', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-1', 'approve');
    for (const name of ['member-1', 'member-2', 'member-3']) {
      await stepBack(world.house, world.act(name, begun.selectionId), { reason: null });
    }
    await tickLive(begun);
    expect(await voidedSeatsOf(begun)).toEqual([2]);
    expect(await stageOf(begun)).toMatchObject({ step: 'deliberating', blocked: 'committee.no-quorum' });
  });
});

describe('a command', () => {
  test('adjourns a vote, and the ballots stay cast', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-1', 'approve');
    await carryOutDirectly(begun, {
      name: 'adjourn',
      by: 'secretary',
      content: { reason: 'Listrik padam.' },
      handler: adjourn,
    });
    expect(await openFieldsOf(begun, 'session.adjourned/1')).toMatchObject([
      { cause: 'commanded', present: 5, session: 1 },
    ]);
    expect(await stageOf(begun)).toMatchObject({ step: 'deliberating' });
    expect(await voidedSeatsOf(begun)).toEqual([]);
  });

  test('gives a seat to a successor, who declares anew and votes for themselves', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'member-4', 'reject');
    const content = { seat: 5, successor: world.account('successor').accountId, reason: 'Pindah tugas.' };
    await carryOutDirectly(begun, { name: 'replace-member', by: 'secretary', content, handler: replaceMember });
    expect(await stageOf(begun)).toMatchObject({ step: 'declaring' });
    expect(await voidedSeatsOf(begun)).toEqual([5]);
    await declare(begun, 'successor');
    await tickLive(begun);
    expect(await stageOf(begun)).toMatchObject({ step: 'voting' });
    await vote(begun, 'successor', 'approve');
    await expect(vote(begun, 'member-4', 'approve')).rejects.toMatchObject(refusedWith('access.not-seated'));
  });
});
