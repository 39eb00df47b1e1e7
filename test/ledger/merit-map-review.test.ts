import { describe, expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { map, refOf } from './map-bundle.ts';
import {
  chair,
  content,
  course,
  decided,
  from,
  further,
  members,
  moveId,
  moveProposed,
  publicationProposed,
  reason,
  reviewed,
  type Step,
  to,
  tooFar,
  vote,
  who,
} from './map-course.ts';
import { altered, type Change, sound } from './merit-bundle.ts';
import { findsEach } from './merit-finds.ts';

function bundle(steps: readonly Step[] = course): MeritBundle {
  return { ...sound, entries: [...map, ...reviewed(steps)] };
}

/** The course with one step altered. */
function changed(index: number, change: Change | ((entry: MeritEntry) => Change)): MeritBundle {
  const entries = reviewed(course).map((entry, at) => (at === index ? altered(entry, change) : entry));
  return { ...sound, entries: [...map, ...entries] };
}

/** The openings of one step are not there. */
function closed(index: number): MeritBundle {
  const entries = reviewed(course).map((entry, at) => (at === index ? { ...entry, openings: new Map() } : entry));
  return { ...sound, entries: [...map, ...entries] };
}

function without(...indexes: readonly number[]): MeritBundle {
  return bundle(course.filter((_, index) => !indexes.includes(index)));
}

function contentWith(change: Record<string, Canonical>): MeritBundle {
  return changed(0, { openings: { content: { ...(content as Record<string, Canonical>), ...change } } });
}

test('the fixture has somebody in a box with another beside it', () => {
  expect([from > 0, to > 0, tooFar > 0]).toEqual([true, true, true]);
});

describe('of a review is found', () => {
  findsEach([
    ['nothing, where all was resolved by votes', '', () => bundle()],
    ['nothing of votes that are not disclosed', '', () => closed(2)],
    ['nothing, where the person is moved back', '', () => bundle(thereAndBack())],
    ['a second move that begins where the first began', 'merit.box', () => bundle(thereAndBack(content))],
    ['nothing, where the first of two moves is not disclosed', '', () => bundle(halfClosed())],
    ['a move that is proposed by nobody', 'merit.stage', () => changed(0, { envelope: { actor: byProgram } })],
    ['a publication that is proposed by nobody', 'merit.stage', () => changed(6, { envelope: { actor: byProgram } })],
    ['a move by two steps', 'merit.box', () => contentWith({ to: tooFar })],
    ['a second move by one step that is two from the derived box', 'merit.box', () => bundle(thereAndBack(onward))],
    ['a move from another box', 'merit.box', () => contentWith({ from: tooFar })],
    ['a move without a reason', 'merit.box', () => contentWith({ reason: ' ' })],
    ['what is no move', 'merit.box', () => contentWith({ to: 10 })],
    [
      'a committee of three',
      'merit.outcome merit.quorum',
      () => changed(0, { open: { members: members.slice(0, 3) } }),
    ],
    ['a vote of a stranger', 'merit.outcome', () => changed(4, { envelope: { actor: strange() } })],
    ['a vote of whom the move is about', 'merit.outcome', () => changed(0, { open: { recused: [members[3] ?? ''] } })],
    ['a choice that is none', 'merit.outcome', () => changed(2, { openings: { choice: 'maybe' } })],
    ['a second vote', 'merit.outcome', () => changed(4, { envelope: { actor: { ...strange(), ref: chair } } })],
    ['a vote after the decision', 'merit.outcome', () => bundle([...course, vote(moveId, 2, 'reject')])],
    ['a decision before it was certain', 'merit.outcome', () => without(4)],
    [
      'another outcome than was voted',
      'merit.box merit.outcome',
      () => changed(5, { open: { outcome: 'not-adopted' } }),
    ],
    ['votes that were counted otherwise', 'merit.outcome', () => changed(5, { open: { approve: 4 } })],
    ['a second decision', 'merit.outcome', () => bundle([...course, decided(moveId, 'adopted', [3, 1, 0])])],
    ['a decision on nothing', 'merit.outcome', () => bundle([...course, decided(refOf(99), 'adopted', [3, 1, 0])])],
    ['a move while another is open', 'merit.stage', () => bundle([moveProposed, ...course])],
    ['a move after the publication', 'merit.stage', () => bundle([...course, moveProposed])],
    ['a publication while a move is open', 'merit.stage', () => bundle([moveProposed, publicationProposed])],
    ['a move while the map is about to be published', 'merit.stage', () => late(7)],
    ['a move once it is resolved to publish', 'merit.stage', () => late(11)],
    [
      'a vote on a published map',
      'merit.outcome merit.stage',
      () => bundle([...course, moveProposed, vote(moveId, 2, 'approve')]),
    ],
    ['a resolution that is put twice', 'merit.stage', () => bundle([moveProposed, moveProposed])],
    ['a move of somebody who is not on the map', 'merit.stage', () => changed(0, { open: { person: refOf(88) } })],
    ['a map published by nobody', 'merit.stage', () => bundle([['mapping.published/1', { moved: 0 }, null]])],
    ['a map published twice', 'merit.stage', () => bundle([...course, ['mapping.published/1', { moved: 1 }, null]])],
    ['a publication that hides a move', 'merit.box', () => changed(11, { open: { moved: 0 } })],
    ['a move before the map is drawn', 'merit.stage', () => early()],
  ]);
});

/** One step further: two from the box that was derived. */
const onward: Canonical = { from: to, to: further, ground: 'conduct', reason, evidence: 'SK 13/2026' };

/** A second move of the same person, back where they came from unless told otherwise. */
function thereAndBack(
  second: Canonical = { from: to, to: from, ground: 'conduct', reason, evidence: 'SK 13/2026' },
): readonly Step[] {
  const id = refOf(23);
  const votes = [1, 2, 3].map((seat) => vote(id, seat, 'approve'));
  const proposed: Step = ['move.proposed/1', { ...moveProposed[1], resolution: id }, chair, { content: second }];
  return [...course.slice(0, 6), proposed, ...votes, decided(id, 'adopted', [3, 0, 0]), ...course.slice(6)];
}

/** Two moves of one person, of which the first is not opened: where it took them is not known. */
function halfClosed(): readonly Step[] {
  const [[type, open, by], ...rest] = thereAndBack() as readonly [Step, ...Step[]];
  return [[type, open, by], ...rest];
}

const byProgram: Envelope['actor'] = { ref: null, role: 'workflow', session: null };

function strange(): Envelope['actor'] {
  return { ref: refOf(77), role: 'member', session: null };
}

/** Another move, after so many steps of the course; what the others resolve stays as it is. */
function late(after: number): MeritBundle {
  const open = { ...moveProposed[1], resolution: refOf(24), person: refOf(who + 50) };
  return bundle([...course.slice(0, after), ['move.proposed/1', open, chair], ...course.slice(after, 11)]);
}

/** What follows is judged on its own: only that it came too early is told. */
function early(): MeritBundle {
  const [first, ...rest] = reviewed([moveProposed]);
  const entries = first === undefined ? rest : [altered(first, { envelope: { streamSeq: map.length - 0.5 } })];
  const before = entries.map((entry) => ({ ...entry, position: (map.at(-1)?.position ?? 0) - 0.5 }));
  return { ...sound, entries: [...map.slice(0, -1), ...before] };
}
