import { choose, inaugurate, issueDecree, recordReply } from '#features/placements/service.ts';
import { advance, type Case } from './selection-builders.ts';

/** The authority takes the first of the shortlist. */
export async function chooseFirst(begun: Case): Promise<void> {
  const { world, selectionId, refs } = begun;
  const asked = { candidate: refs[0] ?? '', reason: null, exception: null };
  await choose(world.house, world.act('authority', selectionId, { content: asked }), asked);
  await advance(begun);
}

export async function concur(begun: Case, repliedOn: string): Promise<void> {
  const { world, selectionId } = begun;
  const asked = { reply: 'issued', letterNumber: 'S-1/BKN', repliedOn, reason: null } as const;
  await recordReply(world.house, world.act('hr', selectionId, { content: asked }), asked);
  await advance(begun);
}

export async function decree(begun: Case, on: { issuedOn: string; effectiveOn: string }): Promise<void> {
  const { world, selectionId } = begun;
  const asked = { number: 'SK-1', ...on };
  await issueDecree(world.house, world.act('authority', selectionId, { content: asked }), asked);
  await advance(begun);
}

export async function swearIn(begun: Case, on: string): Promise<void> {
  const { world, selectionId } = begun;
  const asked = { on, minutesNumber: 'BA-1' };
  await inaugurate(world.house, world.act('hr', selectionId, { content: asked }), asked);
  await advance(begun);
}

/** From the committee's shortlist to an official in the post, all on one day. */
export async function placeFirst(begun: Case, day: string): Promise<void> {
  await chooseFirst(begun);
  await concur(begun, day);
  await decree(begun, { issuedOn: day, effectiveOn: day });
  await swearIn(begun, day);
}
