import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdraw } from '#features/nominations/service.ts';
import { placementRoutes } from '#features/placements/routes.ts';
import {
  answerException,
  certifyLapse,
  choose,
  inaugurate,
  issueDecree,
  listOtherCandidacies,
  listWithdrawnElsewhere,
  recordReply,
  requestConcurrence,
  restoreElsewhere,
  revoke,
  undoNext,
  withdrawElsewhere,
} from '#features/placements/service.ts';
import { carryOutDirectly } from '#test/support/commands.ts';
import { openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo, type Case, entryTypesOf, openFieldsOf, stageOf, tickLive } from '#test/support/selection-builders.ts';
import { beginsAt, openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
beforeEach(() => world.runClockFrom(beginsAt));
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const refusedWith = (code: string) => ({ refusal: { code } });
const reason = 'Pengalaman memimpin unit yang sejenis selama tujuh tahun.';

async function pick(begun: Case, index: number, asked: { reason?: string; exception?: string } = {}): Promise<void> {
  const chosen = {
    candidate: begun.refs[index] ?? '',
    reason: asked.reason ?? null,
    exception: asked.exception ?? null,
  };
  await choose(world.house, world.act('authority', begun.selectionId, { content: chosen }), chosen);
  await tickLive(begun);
}

async function reply(begun: Case, answer: 'issued' | 'returned' | 'refused'): Promise<void> {
  const letter = {
    reply: answer,
    letterNumber: 'B-1/2026',
    repliedOn: '2026-06-16',
    reason: answer === 'issued' ? null : reason,
  };
  await recordReply(world.house, world.act('hr', begun.selectionId, { content: letter }), letter);
  await tickLive(begun);
}

async function decree(begun: Case, effectiveOn = '2026-06-15'): Promise<void> {
  const issued = { number: 'SK-1/2026', issuedOn: '2026-06-15', effectiveOn };
  await issueDecree(world.house, world.act('authority', begun.selectionId, { content: issued }), issued);
  await tickLive(begun);
}

async function swear(begun: Case): Promise<void> {
  const sworn = { on: '2026-06-15', minutesNumber: 'BA-1/2026' };
  await inaugurate(world.house, world.act('hr', begun.selectionId, { content: sworn }), sworn);
  await tickLive(begun);
}

/** A case whose candidates are nobody else's, so that their posts are their own. */
async function placeFirst(candidate: number): Promise<Case> {
  const begun = await bringTo(world, 'choosing', { candidates: [candidate] });
  await pick(begun, 0);
  await reply(begun, 'issued');
  await decree(begun);
  await swear(begun);
  return begun;
}

async function holderOf(postId: string | undefined): Promise<string | null> {
  const { holder_id: holder } = await world.admin.one<{ holder_id: string | null }>(
    'SELECT holder_id FROM posts WHERE id = $1',
    [postId],
  );
  return holder;
}

async function stateOf({ selectionId }: Case): Promise<string> {
  const { state } = await world.admin.one<{ state: string }>('SELECT state FROM selections WHERE id = $1', [
    selectionId,
  ]);
  return state;
}

async function candidacyOf({ selectionId, refs }: Case, index: number) {
  return world.admin.one<{ state: string; withdrawn_for: string | null }>(
    'SELECT state, withdrawn_for FROM candidates WHERE selection_id = $1 AND ref = $2',
    [selectionId, refs[index]],
  );
}

describe('a choice', () => {
  test('of the first needs no reason', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    expect(await openFieldsOf(begun, 'choice.made/1')).toMatchObject([{ deviation: 'none', rank: 1, state: 'made' }]);
  });

  test('of the third without a reason is refused; with one it stands and is flagged', async () => {
    const begun = await bringTo(world, 'choosing');
    await expect(pick(begun, 2)).rejects.toMatchObject(refusedWith('choice.reason-missing'));
    await pick(begun, 2, { reason });
    expect(await openFieldsOf(begun, 'choice.made/1')).toMatchObject([
      { deviation: 'not-first', rank: 3, state: 'made' },
    ]);
    expect(await stageOf(begun)).toMatchObject({ step: 'concurrence' });
  });

  test('outside the list is blocked without an exception, and waits for another person with one', async () => {
    const begun = await bringTo(world, 'choosing');
    await expect(pick(begun, 3, { reason })).rejects.toMatchObject(refusedWith('choice.outside-list'));
    await pick(begun, 3, { reason, exception: 'court-order' });
    expect(await stageOf(begun)).toMatchObject({ step: 'choosing' });
    const [made] = await openFieldsOf(begun, 'choice.made/1');
    expect(made).toMatchObject({
      deviation: 'outside-list',
      exception: 'court-order',
      state: 'awaiting-second-approval',
    });
    const approval = { choice: String(made?.['choice']), approves: true, reason };
    const alone = answerException(world.house, world.act('authority', begun.selectionId), approval);
    await expect(alone).rejects.toMatchObject(refusedWith('access.same-person'));
    await answerException(world.house, world.act('chair', begun.selectionId), approval);
    await tickLive(begun);
    expect(await stageOf(begun)).toMatchObject({ step: 'concurrence' });
  });

  test('whose exception is declined makes room for another', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 3, { reason, exception: 'court-order' });
    const [made] = await openFieldsOf(begun, 'choice.made/1');
    const declined = { choice: String(made?.['choice']), approves: false, reason };
    await answerException(world.house, world.act('chair', begun.selectionId), declined);
    await pick(begun, 0);
    expect(await stageOf(begun)).toMatchObject({ step: 'concurrence' });
  });

  test('is undone when the chosen person leaves, and the next in order is no deviation', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    const content = { by: 'hr', candidate: begun.refs[0], reason };
    await carryOutDirectly(begun, { name: 'withdraw', by: 'hr', content, handler: withdraw });
    await tickLive(begun);
    expect(await openFieldsOf(begun, 'choice.undone/1')).toMatchObject([{ cause: 'candidate-withdrawn' }]);
    await pick(begun, 1);
    expect((await openFieldsOf(begun, 'choice.made/1')).at(-1)).toMatchObject({ deviation: 'none', rank: 2 });
  });
});

describe('concurrence', () => {
  test('is asked for with its lapse on the calendar of working days', async () => {
    // Asked on Monday; Tuesday 16 June is 1 Muharam, so the fifth working day is Tuesday 23 June.
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    const [asked] = await openFieldsOf(begun, 'concurrence.requested/1');
    expect(asked).toMatchObject({ round: 1, lapses: '2026-06-23T17:00:00.000000Z' });
  });

  test('that is refused undoes the choice, and that candidate cannot be chosen again', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    await reply(begun, 'refused');
    expect(await openFieldsOf(begun, 'choice.undone/1')).toMatchObject([{ cause: 'concurrence-refused' }]);
    expect(await stageOf(begun)).toMatchObject({ step: 'choosing', blocked: null });
    await expect(pick(begun, 0)).rejects.toMatchObject(refusedWith('choice.candidate-withdrawn'));
    await pick(begun, 1);
    expect(await stageOf(begun)).toMatchObject({ step: 'concurrence' });
  });

  test('that is refused for everybody on the shortlist ends the selection without a placement', async () => {
    const begun = await bringTo(world, 'choosing', { candidates: [1, 2] });
    for (const index of [0, 1]) {
      await pick(begun, index);
      await reply(begun, 'refused');
    }
    expect(await stageOf(begun)).toMatchObject({ state: 'closed', result: 'exhausted' });
    expect(await stateOf(begun)).toBe('failed');
  });

  test('that is returned is asked for again by HR', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    const early = requestConcurrence(world.house, world.act('hr', begun.selectionId));
    await expect(early).rejects.toMatchObject(refusedWith('concurrence.requested'));
    await reply(begun, 'returned');
    await requestConcurrence(world.house, world.act('hr', begun.selectionId));
    await reply(begun, 'issued');
    expect((await openFieldsOf(begun, 'concurrence.requested/1')).map(({ round }) => round)).toEqual([1, 2]);
    expect(await stageOf(begun)).toMatchObject({ step: 'decree' });
  });

  test('does not lapse where the policy knows no lapse, however long it takes', async () => {
    const begun = await bringTo(world, 'choosing');
    await pick(begun, 0);
    await world.runClockFrom('2026-08-03T02:00:00.000000Z');
    await tickLive(begun);
    const certifying = certifyLapse(world.house, world.act('hr', begun.selectionId), { reason });
    await expect(certifying).rejects.toMatchObject(refusedWith('concurrence.lapse-off'));
    expect(await stageOf(begun)).toMatchObject({ step: 'concurrence', state: 'open' });
  });
});

describe('a placement', () => {
  test('takes effect on its day and not before: the post is filled, the old one becomes vacant', async () => {
    const begun = await bringTo(world, 'choosing', { candidates: [2] });
    const { personId, postId: oldPost } = world.people[1] ?? {};
    await pick(begun, 0);
    await reply(begun, 'issued');
    await decree(begun, '2026-06-22');
    await swear(begun);
    expect(await stageOf(begun)).toMatchObject({ step: 'effective', state: 'open' });
    expect(await holderOf(begun.postId)).toBeNull();
    await world.runClockFrom('2026-06-21T17:00:00.000000Z');
    await tickLive(begun);
    expect(await stateOf(begun)).toBe('placed');
    expect([await holderOf(begun.postId), await holderOf(oldPost)]).toEqual([personId, null]);
  });

  test('that is revoked gives the prior post back step by step, and its history stays', async () => {
    const begun = await placeFirst(3);
    const { personId, postId: oldPost } = world.people[2] ?? {};
    expect(await holderOf(begun.postId)).toBe(personId);
    const content = { orderNumber: 'BKN-9/2026', reason: 'Perintah pencabutan BKN.' };
    await carryOutDirectly(begun, { name: 'revoke', by: 'hr', content, handler: revoke });
    const steps: (string | null)[] = [];
    do steps.push((await undoNext(world.house, begun.selectionId)).step);
    while (steps.at(-1) !== null);
    expect(steps).toEqual([
      'prior-post.restore',
      'post.vacate',
      'inauguration.annul',
      'decree.revoke',
      'concurrence.withdraw',
      'choice.undo',
      null,
    ]);
    expect([await holderOf(begun.postId), await holderOf(oldPost)]).toEqual([null, personId]);
    expect(await stateOf(begun)).toBe('revoked');
    expect((await entryTypesOf(begun)).filter((type) => type === 'placement.effected/1')).toHaveLength(1);
    const again = carryOutDirectly(begun, { name: 'revoke', by: 'hr', content, handler: revoke });
    await expect(again).rejects.toMatchObject(refusedWith('selection.move-illegal'));
  });

  test('withdraws the person from other selections with a link, and a revocation gives that back', async () => {
    const other = await bringTo(world, 'declaring', { candidates: [4, 5] });
    const begun = await placeFirst(4);
    const { selectionIds } = await listOtherCandidacies(world.house, begun.selectionId);
    expect(selectionIds).toContain(other.selectionId);
    await withdrawElsewhere(world.house, begun.selectionId, other.selectionId);
    await withdrawElsewhere(world.house, begun.selectionId, other.selectionId);
    expect(await openFieldsOf(other, 'candidacy.withdrawn/1')).toEqual([
      { by: 'other-placement', candidate: other.refs[0], other: begun.selectionId },
    ]);
    expect(await candidacyOf(other, 0)).toEqual({ state: 'withdrawn', withdrawn_for: begun.selectionId });
    const content = { orderNumber: 'BKN-10/2026', reason: 'Perintah pencabutan BKN.' };
    await carryOutDirectly(begun, { name: 'revoke', by: 'hr', content, handler: revoke });
    const back = await listWithdrawnElsewhere(world.house, begun.selectionId);
    expect(back.selectionIds).toEqual([other.selectionId]);
    await restoreElsewhere(world.house, begun.selectionId, other.selectionId);
    expect(await candidacyOf(other, 0)).toEqual({ state: 'admitted', withdrawn_for: null });
  });

  test('is read by those who may, and by the person placed', async () => {
    const begun = await bringTo(world, 'choosing', { candidates: [1, 5] });
    await pick(begun, 0);
    await reply(begun, 'issued');
    await decree(begun);
    const find = (name: string) => Promise.resolve(world.account(name === 'candidate' ? 'candidate-1' : name));
    const accounts = { findBySubject: ({ subject }: { subject: string }) => find(subject), findById: find };
    const edge = await openEdge({ features: [placementRoutes(world.house)], accounts });
    const ask = async (persona: string, thing: string) =>
      (await edge.ask(persona, `/selections/${begun.selectionId}/${thing}`)).status;
    const seen = [
      await ask('hr', 'choice'),
      await ask('hr', 'concurrences'),
      await ask('member-1', 'placement'),
      await ask('candidate', 'placement'),
    ];
    const hidden = [await ask('candidate', 'choice'), await ask('assessor-1', 'placement')];
    await edge.close();
    expect({ seen, hidden }).toEqual({ seen: [200, 200, 200, 200], hidden: [404, 404] });
  });
});
