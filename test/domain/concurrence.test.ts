import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  afterConcurrence,
  type Concurrence,
  judgeReply,
  type ReplyAsked,
  refuseConcurrenceRequest,
  refuseLapse,
  refuseReply,
} from '#domain/concurrence.ts';
import { now, opened, stageIn } from './committee-builders.ts';

const lapsesAt = '2026-03-25T17:00:00.000000Z';
const requested: Concurrence = { round: 1, state: 'requested', requestedAt: opened, lapsesAt };
const stage = stageIn('concurrence');
const on = { lapse: true };
const off = { lapse: false };

describe('asking for concurrence', () => {
  test('is possible once, and again when the request was returned', () => {
    expect(refuseConcurrenceRequest(stage, undefined, now)).toBeUndefined();
    expect(refuseConcurrenceRequest(stage, { ...requested, state: 'returned' }, now)).toBeUndefined();
  });

  test.each([
    ['is refused while a request is open', requested, 'concurrence.requested'],
    ['is refused after an answer', { ...requested, state: 'issued' }, 'concurrence.closed'],
  ] as const)('%s', (_title, latest, code) => {
    expect(refuseConcurrenceRequest(stage, latest, now)?.code).toBe(code);
  });

  test('belongs to its step', () => {
    expect(refuseConcurrenceRequest(stageIn('choosing'), undefined, now)?.code).toBe('stage.wrong-step');
  });
});

describe('recording a reply', () => {
  const asked: ReplyAsked = { stage, now, concurrence: requested, reply: 'issued', letterNumber: 'B-1', reason: null };

  test('is possible for an open request', () => {
    expect(refuseReply(asked)).toBeUndefined();
  });

  test('is possible after a lapse, when the decree is already under way', () => {
    const lapsed = { ...requested, state: 'lapsed' } as const;
    expect(refuseReply({ ...asked, concurrence: lapsed, stage: stageIn('decree') })).toBeUndefined();
  });

  test.each([
    ['needs a request', { concurrence: undefined }, 'concurrence.missing'],
    ['happens once', { concurrence: { ...requested, state: 'refused' } }, 'concurrence.closed'],
    ['needs the number of its letter', { letterNumber: '' }, 'concurrence.letter-missing'],
    ['needs the reason of a refusal', { reply: 'refused' }, 'concurrence.reason-missing'],
    ['needs the reason of a return', { reply: 'returned', reason: ' ' }, 'concurrence.reason-missing'],
    ['belongs to its stage', { stage: stageIn('choosing') }, 'stage.wrong-step'],
  ] as const satisfies readonly (readonly [string, Partial<ReplyAsked>, string])[])('%s', (_title, changes, code) => {
    expect(refuseReply({ ...asked, ...changes })?.code).toBe(code);
  });
});

describe('the effect of a reply', () => {
  test('in the last minute it wins', () => {
    const at = '2026-03-25T16:59:59.999999Z';
    expect(judgeReply(on, requested, { reply: 'refused', now: at })).toEqual({
      timing: 'in-time',
      blocking: true,
      state: 'refused',
    });
  });

  test('after the lapse it is recorded and blocks nothing', () => {
    const lapsed = { ...requested, state: 'lapsed' } as const;
    expect(judgeReply(on, lapsed, { reply: 'refused', now: lapsesAt })).toEqual({
      timing: 'late',
      blocking: false,
      state: 'lapsed',
    });
  });

  test('where the policy knows no lapse, no reply is late', () => {
    expect(judgeReply(off, requested, { reply: 'refused', now: '2027-01-01T00:00:00.000000Z' }).blocking).toBe(true);
  });

  test('each leads somewhere, and a refusal undoes the choice', () => {
    expect(afterConcurrence).toEqual({
      issued: 'go-on',
      lapsed: 'go-on',
      returned: 'ask-again',
      refused: 'undo-choice',
    });
  });
});

describe('certifying a lapse', () => {
  test('is possible from the lapse instant on, where the policy allows it', () => {
    expect(refuseLapse(on, requested, { stage, now: lapsesAt })).toBeUndefined();
  });

  test.each([
    ['is off by default', off, requested, 'concurrence.lapse-off'],
    ['needs a request', on, undefined, 'concurrence.missing'],
    ['is refused after an answer', on, { ...requested, state: 'issued' }, 'concurrence.closed'],
    [
      'is refused when no calendar could tell the instant',
      on,
      { ...requested, lapsesAt: null },
      'concurrence.lapse-unknown',
    ],
    [
      'is refused before the instant',
      on,
      { ...requested, lapsesAt: '2026-03-25T17:00:00.000001Z' },
      'concurrence.lapse-early',
    ],
  ] as const)('%s', (...[_title, rule, concurrence, code]) => {
    expect(refuseLapse(rule, concurrence, { stage, now: lapsesAt })?.code).toBe(code);
  });

  test('belongs to its step', () => {
    expect(refuseLapse(on, requested, { stage: stageIn('decree'), now })?.code).toBe('stage.wrong-step');
  });
});

describe('the replies of the shared vectors', () => {
  const folder = process.env['BUKTI_VECTORS'] ?? path.join(import.meta.dirname, '../vectors');
  const vectors = JSON.parse(readFileSync(path.join(folder, 'working-days.json'), 'utf8')) as {
    readonly cases: readonly { readonly id: string; readonly expected: { readonly lapsesAt?: string } }[];
    readonly replies: readonly {
      readonly id: string;
      readonly input: { readonly clock: string; readonly repliedAt: string };
      readonly expected: { readonly reply: 'IN-TIME' | 'LATE'; readonly blocking: boolean };
    }[];
  };
  const instant = (text: string) => new Date(text).toISOString().replace('Z', '000Z');

  test.each(vectors.replies)('$id', ({ input, expected }) => {
    const clock = vectors.cases.find(({ id }) => id === input.clock);
    const round = { ...requested, lapsesAt: instant(clock?.expected.lapsesAt ?? '') };
    const judged = judgeReply(on, round, { reply: 'issued', now: instant(input.repliedAt) });
    expect(judged).toMatchObject({ timing: expected.reply.toLowerCase(), blocking: expected.blocking });
  });
});
